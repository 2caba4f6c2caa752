import type { Requirement } from '../../../model/plan/index.ts';
import { attributesOf } from '../attributes.ts';
import { stateAfter } from '../reading/words.ts';
import type { Vocabulary } from '../vocabulary.ts';

/**
 * "deliver a translation", where a job is what can be delivered, in rework or approved: a word that nobody makes a thing of, moved into states that one
 * entity alone lists, means that entity. What else is done to it ("send it back") is done to the entity too. Rewrites the readings.
 */
export function settleStateOwners(requirements: readonly Requirement[], vocabulary: Vocabulary): void {
  const { lexicon } = vocabulary;
  const owners = [...vocabulary.entities].flatMap(([noun, { entity }]) => {
    const listed = entity.implied === true || vocabulary.meaning(noun).kind !== 'resource' ? [] : attributesOf(entity).flatMap((a) => (a.values !== null && lexicon.stateNames.includes(a.noun) ? a.values : []));
    return listed.length === 0 ? [] : [{ noun, states: new Set(listed) }];
  });
  if (owners.length === 0) return;
  const open = requirements.filter((r) => r.rejected === null && r.kind === 'functional');
  const readings = open.flatMap((r) => r.readings);
  const made = new Set(readings.filter((x) => x.noun !== null && !x.negated && ['create', 'upload', 'ai-job'].includes(x.operation)).map((x) => x.noun ?? ''));
  const means = new Map<string, string>();
  for (const x of readings) {
    if (x.noun === null || x.verb === null || x.operation !== 'transition' || x.actor === null || x.actor === 'system' || made.has(x.noun) || lexicon.people.includes(x.noun)) continue;
    const meaning = vocabulary.meaning(x.noun);
    if (meaning.kind === 'user' || (meaning.kind === 'resource' && meaning.known)) continue;
    const state = x.state ?? stateAfter(x.verb, lexicon);
    const of = owners.filter((owner) => owner.states.has(state));
    if (of.length === 1) means.set(x.noun, of[0]?.noun ?? x.noun);
  }
  if (means.size === 0) return;
  for (const requirement of open) requirement.readings = requirement.readings.map((x) => ({ ...x, noun: means.get(x.noun ?? '') ?? x.noun, of: x.of.map((n) => means.get(n) ?? n) }));
}
