import type { Lexicon } from '../../../model/knowledge.ts';
import type { Reading } from '../../../model/plan/index.ts';
import { plain, readList } from './clause-verbs.ts';
import { started } from './meanings.ts';
import { headOf, tokens, unlistedAt, verbAt } from './objects.ts';
import type { KnownNouns } from './objects.ts';
import { actorNoun } from './predicates.ts';
import { holds, isAdverb, singular } from './words.ts';
import { caseless } from '../../../text/regex.ts';

export function nounIn(text: string, known: KnownNouns): string | null {
  return known.filter((n) => holds(text, n)).toSorted((a, b) => text.toLowerCase().indexOf(a) - text.toLowerCase().indexOf(b))[0] ?? null;
}

/** "a ticket has no reply for 4 hours": the thing that a condition is about. */
export function conditionNoun(condition: string, lexicon: Lexicon, known: KnownNouns): string | null {
  const subject = condition.split(/\s(?:cannot|can't|could|is|are|was|were|has|have|does|do|fails?)\b/i)[0] ?? '';
  const noun = subject === condition ? null : headOf(tokens(subject).map((t) => t.lower), lexicon, known);
  return noun === null || lexicon.people.includes(noun) ? null : noun;
}

/** "a court is closed because of rain": the move and what it moves, by somebody on the staff; null when it is no move that the lexicon lists. */
export function sufferedIn(condition: string, lexicon: Lexicon, known: KnownNouns): Reading | null {
  const found = caseless(String.raw`^(?:an?|the|any)\s+([\p{L}-]+(?:\s[\p{L}-]+)?)\s+(?:is|gets)\s+([\p{L}-]+)(?=\s|$)`).exec(condition.trim());
  const verb = found === null ? null : verbAt(tokens(found[2] ?? ''), 0, lexicon);
  const noun = found === null ? null : headOf(tokens(found[1] ?? '').map((t) => t.lower), lexicon, known);
  return verb === null || noun === null || verb.operation !== 'transition' || verb.base === (found?.[2] ?? '').toLowerCase() || lexicon.people.includes(noun) || /\bby\s/.test(condition) ? null : plain(verb.base, 'transition', noun, { actor: somebody });
}

/** Who acts in a condition, and what they do. */
export interface Request {
  actors: string[];
  readings: Reading[];
}

/** "a patient or a receptionist cancels a slot": the acting persons, then verb and object. No actor when something else is the subject. */
export function conditionReadings(condition: string, lexicon: Lexicon, known: KnownNouns): Request {
  const list = tokens(condition);
  const actors: string[] = [];
  let at = 0;
  for (; at < list.length; at++) {
    const word = list[at]?.lower ?? '';
    if (/^(?:a|an|the|or|and|any|each|two|new|explicitly|successfully|,)$/.test(word) || isAdverb(word)) continue;
    const pair = actorNoun(`${word} ${list[at + 1]?.lower ?? ''}`, lexicon);
    const device = singular(word, lexicon);
    const person = pair?.includes(' ') === true || pair?.includes('-') === true ? pair : (actorNoun(word, lexicon) ?? (lexicon.devices.includes(device) ? device : null));
    if (person === null || (!person.includes(' ') && ofThing(list, at, lexicon, known))) break;
    actors.push(person);
    if (person.includes(' ')) at++;
  }
  const state = list[at]?.lower ?? '';
  // "WHEN a student has 3 no-shows" tells a state of the student, who asks for nothing.
  if (/^(?:has|have|is|are|was|were)$/.test(state) || (lexicon.stative.includes(state.replace(/s$/, '')))) return { actors: [], readings: [] };
  if (actors.length === 0 || (verbAt(list, at, lexicon) === null && unlistedAt(list, at, lexicon, true) === null)) return { actors, readings: [] };
  const found = readList(list.slice(at), lexicon, known, true, true).readings.map((r) => started(r, condition, lexicon));
  return { actors, readings: actors.flatMap((actor) => found.map((r) => ({ ...r, actor, qualifiers: [] }))) };
}

/** "a parent item is moved": a word for a person in front of a thing tells what kind of thing. */
function ofThing(list: readonly { lower: string }[], at: number, lexicon: Lexicon, known: KnownNouns): boolean {
  const word = list[at]?.lower ?? '';
  const next = singular(list[at + 1]?.lower ?? '', lexicon);
  if (next === '' || lexicon.people.includes(next) || isAdverb(next)) return false;
  return known.includes(`${word} ${next}`) || /^(?:is|are|was|were)$/.test(list[at + 2]?.lower ?? '');
}

/** Who acts where a sentence does not say who: settled when all are read. */
export const somebody = 'somebody';

/** "IF a parcel cannot be delivered, THEN list it for the driver" asks for a list, unlike other answers to an unwanted case; null for those. */
export function shownTo(r: Reading, body: string, condition: string, lexicon: Lexicon, known: KnownNouns): Reading | null {
  const reader = caseless(String.raw`^\S+\s+(?:it|them)\s+(?:for|to)\s+(?:the\s+|an?\s+)?([\p{L}-]+(?:\s[\p{L}-]+)?)`).exec(body)?.[1];
  const person = reader === undefined ? null : actorNoun(reader, lexicon);
  const subject = condition.split(/\s(?:cannot|can't|could|is|are|was|were|has|have|fails?)\b/i)[0] ?? '';
  const noun = headOf(tokens(subject).map((t) => t.lower), lexicon, known);
  return r.operation === 'list' && person !== null && noun !== null ? { ...r, noun, actor: person } : null;
}
