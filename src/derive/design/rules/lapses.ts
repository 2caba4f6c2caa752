import type { Lexicon } from '../../../model/knowledge.ts';
import type { Requirement } from '../../../model/plan/index.ts';
import { oncePer, oncePerText } from '../../../text/once.ts';
import { anyOf, caseless } from '../../../text/regex.ts';
import { plain } from '../reading/clause-verbs.ts';
import { countPattern, sentencesOf } from '../reading/counts.ts';
import type { Vocabulary } from '../vocabulary.ts';
import { singular, stateAfter, verbBases } from '../reading/words.ts';

/** What time ends by itself, as one sentence tells it. */
interface Told {
  /** Its noun; null where the sentence says "it". */
  thing: string | null;
  verb: string;
  /** The state that is left; `delete` where nothing is. */
  to: string;
  /** "72 hours"; null where a sentence before it says how long. */
  span: string | null;
  /** What has not happened until then, as the sentence says: "not collected". */
  missing: string | null;
}

/** A lapse at the thing that it ends. */
export interface Lapse extends Told {
  noun: string;
  requirement: Requirement;
}

const patternsOf = oncePer((lexicon: Lexicon) => lexicon.lapses, (lexicon) => {
  const forms = Object.keys(lexicon.lapses).flatMap((verb) => {
    const [first = '', ...rest] = verb.split(' ');
    return [verb, [`${first}s`, ...rest].join(' ')];
  });
  const span = `(?<span>(?:${countPattern(lexicon)})\\s+(?:minutes?|hours?|days?|weeks?|months?|years?))`;
  return {
    ends: caseless(`(?:^|,\\s*|;\\s*|\\bthen\\s+)(?:(?:an?|the|each|every|any|all)\\s+)?(?<thing>[\\p{L}-]+(?:\\s(?!that\\b|which\\b|who\\b|not\\b|nobody\\b)[\\p{L}-]+)?)(?:\\s+(?:(?:that|which|who)\\s+|not\\s+)[^,.;]*?)?\\s+(?:(?:must|shall|should|will|automatically|then|also)\\s+)*(?<verb>${anyOf(forms)})(?!\\p{L})`),
    span: caseless(`(?:\\b(?:within|after|in|for|longer than|more than)\\s+${span})`),
    given: caseless(`\\b(?:has|have|gets?)\\s+${span}\\s+to\\b`),
    missing: caseless(String.raw`\b(?:(?:is|are|was|has|have|does|do)\s+not\s+(?:been\s+)?|not\s+|nobody\s+|no\s+one\s+)(?<what>\p{L}+)`),
    condition: caseless(String.raw`^if\s+(?:an?|the)\s+(?<thing>[\p{L}-]+(?:\s[\p{L}-]+)?)\s+(?:is|was|has|are)\b`),
  };
});

/** What a sentence says that time ends; null for any other sentence. */
export const toldLapse = oncePerText((sentence: string, lexicon: Lexicon): Told | null => {
  const { ends, span, missing, condition } = patternsOf(lexicon);
  const text = sentence.trim().replace(/[*`]/gu, '').replace(/[.;]+$/u, '');
  const found = ends.exec(text)?.groups;
  const said = (found?.['verb'] ?? '').toLowerCase().split(' ');
  const verb = found === undefined ? undefined : Object.keys(lexicon.lapses).find((each) => each.split(' ')[0] === verbBases(said[0] ?? '').find((base) => Object.keys(lexicon.lapses).some((key) => key.split(' ')[0] === base)) && each.split(' ').slice(1).join(' ') === said.slice(1).join(' '));
  const to = lexicon.lapses[verb ?? ''];
  if (verb === undefined || to === undefined) return null;
  const named = (found?.['thing'] ?? '').toLowerCase();
  const before = condition.exec(text)?.groups?.['thing']?.toLowerCase() ?? null;
  const thing = lexicon.pronouns.includes(named) || named === 'they' ? before : named;
  const long = span.exec(text)?.groups?.['span']?.toLowerCase() ?? null;
  const what = missing.exec(text)?.groups?.['what']?.toLowerCase();
  if (long === null && what === undefined) return null;
  return { thing: thing === null ? null : singular(thing, lexicon), verb, to, span: long, missing: what === undefined ? null : /(?:ed|en)$/u.test(what) ? what : stateAfter(verbBases(what).find((base) => lexicon.verbs[base] !== undefined) ?? what, lexicon) };
});

/** What else such a sentence asks for: "and the manager is notified". */
export const behindLapse = (sentence: string): string => /(?:,|;)?\s+and\s+(?=(?:the|an?|then|its|their|every|each)\s)(?<rest>.+)$/i.exec(sentence)?.groups?.['rest'] ?? '';

/**
 * What sentences say that time ends: a move that the clock makes, of the thing they name. An offer of something is the row that offering it left, an
 * entry that of its own requirement.
 */
export function settleLapses(requirements: readonly Requirement[], vocabulary: Vocabulary): Lapse[] {
  const { lexicon } = vocabulary;
  const all = requirements.filter((r) => r.rejected === null).flatMap((r) => r.readings);
  const made = new Set(all.filter((x) => x.noun !== null && !x.negated && ['create', 'upload', 'transition', 'ai-job'].includes(x.operation)).map((x) => x.noun ?? ''));
  const row = (noun: string): boolean => vocabulary.meaning(noun).kind === 'resource' && (made.has(noun) || vocabulary.entities.has(noun));
  return requirements.filter((r) => r.rejected === null && r.kind === 'functional').flatMap((requirement) => sentencesOf(requirement.text).flatMap((sentence): Lapse[] => {
    const told = toldLapse(sentence, lexicon);
    const span = told === null ? null : (told.span ?? patternsOf(lexicon).given.exec(requirement.text)?.groups?.['span'] ?? null);
    if (told === null || span === null) return [];
    const head = told.thing?.split(' ').at(-1) ?? '';
    const own = requirement.readings.find((x) => x.noun !== null && x.operation === 'create' && !x.negated)?.noun ?? undefined;
    const offered = all.find((x) => x.verb === head && x.noun !== null && x.operation !== 'none' && row(x.noun))?.noun ?? undefined;
    const noun = told.thing !== null && row(told.thing) ? told.thing : row(head) ? head : told.thing === null || lexicon.weakHeads.includes(head) || lexicon.ignored.includes(head) ? own : offered;
    if (noun === undefined || lexicon.people.includes(noun)) return [];
    const moved = all.some((x) => x.noun === noun && x.actor === 'system' && x.operation === (told.to === 'delete' ? 'delete' : 'transition') && (told.to === 'delete' || x.state === told.to));
    if (!moved) requirement.readings = [...requirement.readings, told.to === 'delete' ? plain('delete', 'delete', noun, { actor: 'system' }) : plain(told.verb, 'transition', noun, { actor: 'system', state: told.to })];
    return [{ ...told, span, noun, requirement }];
  }));
}
