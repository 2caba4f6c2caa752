import type { Lexicon } from '../../../model/knowledge.ts';
import type { Requirement } from '../../../model/plan/index.ts';
import { withArticle } from '../../../text/article.ts';
import { oncePer } from '../../../text/once.ts';
import { anyOf, caseless } from '../../../text/regex.ts';
import type { Context } from '../context.ts';
import { sentencesOf } from '../reading/counts.ts';
import { snake, stateAfter } from '../reading/words.ts';
import type { Resource } from '../resources.ts';
import type { Refusal } from './refusals.ts';

/** States in which alone a deed may be done: "edit orders in draft or returned status", "delete a plan only while it is open". */
export interface Gate {
  resource: string;
  verb: string;
  states: string[];
  requirement: Requirement;
}

const patternsOf = oncePer((lexicon: Lexicon) => lexicon, (lexicon) => {
  const names = anyOf(lexicon.stages.names);
  const name = String.raw`["“'‘\x60*]*\p{L}[\p{L}-]*(?:\s(?!or\b|and\b|only\b|${names})[\p{L}-]+)?["”'’\x60*]*`;
  const list = `${name}(?:(?:\\s*,\\s*(?:or\\s+|and\\s+)?|\\s+(?:or|and)\\s+|\\s*\\/\\s*)${name}){0,4}?`;
  const bound = anyOf(lexicon.gates.conditions);
  return {
    only: caseless(`(?<!\\p{L})(?:${anyOf(lexicon.gates.only)})(?!\\p{L})`),
    before: caseless(`\\bin\\s+(?:the\\s+|an?\\s+)?(?<states>${list})\\s+(?:${names})(?!\\p{L})`),
    behind: caseless(`\\b(?:in|with)\\s+(?:the\\s+|an?\\s+)?(?:${names})\\s+(?:of\\s+)?(?<states>${list})(?=$|[.,;]|\\s(?:only|may|can|must)\\b)`),
    meanwhile: caseless(`\\b(?:${bound})\\s+(?:it|they|the\\s+[\\p{L} -]+?|an?\\s+[\\p{L} -]+?)\\s+(?:is|are)\\s+(?:still\\s+)?(?:in\\s+)?(?<states>${list})(?=$|[.,;])`),
  };
});

/** The states that a sentence names one after another. */
const statesIn = (list: string): string[] => list.split(/\s*,\s*(?:or\s+|and\s+)?|\s+(?:or|and)\s+|\s*\/\s*/i).map((word) => snake(word.replace(/["“”'‘’`*]/gu, '').replace(/^(?:an?|the)\s+/i, ''))).filter((word) => word !== '');

/** The states of a sentence that says in which of them something may be done; null for any other. */
function gateIn(sentence: string, known: (state: string) => boolean, lexicon: Lexicon): string[] | null {
  const p = patternsOf(lexicon);
  const named = (p.before.exec(sentence) ?? p.behind.exec(sentence))?.groups?.['states'];
  if (named !== undefined) return statesIn(named);
  // "only while it is open": what stands there may be no state at all.
  const meanwhile = p.only.test(sentence) ? p.meanwhile.exec(sentence)?.groups?.['states'] : undefined;
  const states = meanwhile === undefined ? [] : statesIn(meanwhile);
  return states.length > 0 && states.every(known) ? states : null;
}

/** Gates of changes and deletions that people ask for; what moves a thing is led by its own states. */
export function gatesOf({ active, resources, lexicon }: Pick<Context, 'active' | 'resources' | 'lexicon'>): Gate[] {
  return active.flatMap((requirement) => requirement.readings.flatMap((x): Gate[] => {
    const resource = x.resource === null ? undefined : resources.get(x.resource);
    if (resource === undefined || x.negated || x.verb === null || x.actor === null || x.actor === 'system' || (x.operation !== 'update' && x.operation !== 'delete')) return [];
    const states = sentencesOf(requirement.text).map((sentence) => gateIn(sentence, (state) => isState(state, resource, lexicon), lexicon)).find((each) => each !== null);
    return states === undefined || states === null ? [] : [{ resource: resource.name, verb: x.verb, states, requirement }];
  }));
}

const isState = (state: string, resource: Resource, lexicon: Lexicon): boolean => lexicon.stages.states.includes(state.replaceAll('_', ' ')) || resource.uses.some((u) => u.operation === 'transition' && (u.state === state || stateAfter(u.verb, lexicon) === state));

/** A call in any other state is turned away. */
export const refusedBy = (gate: Gate, noun: string): Refusal => ({ resource: gate.resource, verb: gate.verb, why: `${withArticle(noun)} whose status is ${gate.states.length === 1 ? 'not' : 'neither'} ${gate.states.map((state) => `\`${state}\``).join(' nor ')}`, invalid: false, requirement: gate.requirement });
