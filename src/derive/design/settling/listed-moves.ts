import type { Reading, Requirement } from '../../../model/plan/index.ts';
import { attributesOf } from '../attributes.ts';
import type { Vocabulary } from '../vocabulary.ts';
import { snake, stateAfter } from '../reading/words.ts';

/** The states that the entities of the spec list, by their noun. */
function listedStates(vocabulary: Vocabulary): Map<string, string[]> {
  const out = new Map<string, string[]>();
  for (const [noun, { entity }] of vocabulary.entities) {
    const values = attributesOf(entity).find((a) => a.values !== null && vocabulary.lexicon.stateNames.includes(snake(a.noun)))?.values ?? null;
    if (values !== null && values.length > 1 && vocabulary.meaning(noun).kind === 'resource') out.set(noun, values);
  }
  return out;
}

/**
 * "Applicants submit a draft", "Clerks grant or refuse an application" where an application lists the states draft, submitted, granted and refused: a verb
 * that leads to a listed state is a move to it, whatever it means elsewhere; a state that names what is in it stands for the thing. Nothing moves to the
 * first state, and a verb that alone makes the thing makes it. Rewrites the readings of all requirements.
 */
export function settleListedMoves(requirements: readonly Requirement[], vocabulary: Vocabulary): void {
  const { lexicon } = vocabulary;
  const listed = listedStates(vocabulary);
  if (listed.size === 0) return;
  const all = requirements.filter((r) => r.rejected === null);
  const holder = (state: string): string | undefined => {
    const nouns = [...listed].filter(([noun, values]) => values.includes(snake(state)) && noun !== state);
    return nouns.length === 1 && !listed.has(state) && !vocabulary.entities.has(state) ? nouns[0]?.[0] : undefined;
  };
  for (const requirement of all) requirement.readings = requirement.readings.map((x) => {
    const noun = x.noun === null ? undefined : holder(x.noun);
    return noun === undefined ? x : { ...x, noun };
  });
  const leads = (x: Reading): string | null => {
    if (x.noun === null || x.verb === null || x.negated || x.actor === null || x.actor === 'system' || x.state !== null || !['create', 'none', 'update', 'event', 'list'].includes(x.operation)) return null;
    const state = stateAfter(x.verb, lexicon);
    const at = listed.get(x.noun)?.indexOf(state) ?? -1;
    return at > 0 ? state : null;
  };
  const makes = (x: Reading): boolean => x.noun !== null && !x.negated && x.operation === 'create' && x.actor !== null && x.actor !== 'system';
  for (const requirement of all) requirement.readings = requirement.readings.map((x) => {
    const state = leads(x);
    // "makes an appointment and holds the slot": an effect beside another deed.
    if (state === null || (x.operation === 'none' && lexicon.effects.includes(x.verb ?? '') && requirement.readings.some((y) => y !== x && y.operation !== 'none'))) return x;
    const others = all.flatMap((r) => r.readings).some((y) => y.noun === x.noun && makes(y) && y.verb !== x.verb && leads(y) === null);
    return x.operation === 'create' && !others ? x : { ...x, operation: 'transition', state };
  });
}
