import type { Requirement } from '../../../model/plan/index.ts';
import type { Lexicon } from '../../../model/knowledge.ts';
import { anyOf, caseless, escapeRegExp, inWord } from '../../../text/regex.ts';
import type { ActRow } from '../settling/acts.ts';
import { givenBy, namesOf } from '../resources.ts';
import type { Resource } from '../resources.ts';
import { countIn, countPattern, sentencesOf } from '../reading/counts.ts';
import { withoutFormats } from '../reading/formats.ts';
import { rowsPerPage } from './narrowing.ts';
import { stops } from '../reading/objects.ts';
import { holds, plural, verbBases } from '../reading/words.ts';

/** The most rows of a resource: `which` of them count (future, open; null for all), for one of what (`per`), and who says so, or null when the lexicon does. */
export interface Limit {
  most: number;
  which: string | null;
  per: string;
  /** The move that makes one too many, such as assign; null when the new row does. */
  verb: string | null;
  requirement: Requirement | null;
  /** The sentence that says so, null when the lexicon does. */
  sentence: string | null;
}

/** "at most 5 loans", "nobody holds more than 2 future bookings", "invite up to 3 players to a booking". */
export function limitsOf(active: readonly Requirement[], resources: ReadonlyMap<string, Resource>, lexicon: Lexicon, acts: ReadonlyMap<string, ActRow>): Map<string, Limit> {
  const out = new Map<string, Limit>();
  const { most, over, negated } = lexicon.limits;
  const bound = `(?:(?<!\\p{L})(?:${anyOf(most)})|(?<over>(?<!\\p{L})(?:${anyOf(over)})))\\s+(?<count>${countPattern(lexicon)})\\s+(?<which>(?:[\\p{L}-]+\\s){0,2})`;
  const bounded = active.flatMap((requirement) => sentencesOf(withoutFormats(requirement.text, lexicon)).filter((text) => caseless(bound).test(text)).map((text) => ({ requirement, text })));
  const find = (nouns: readonly string[], from: readonly { requirement: Requirement; text: string }[]): Omit<Limit, 'per' | 'verb' | 'sentence'> & { text: string } | null => {
    const pattern = caseless(`${bound}(?:${anyOf(nouns)})(?!\\p{L})`);
    for (const { requirement, text } of from) {
      const groups = pattern.exec(text)?.groups;
      const count = countIn(groups?.['count'] ?? '', lexicon);
      if (groups === undefined || count === null || (groups['over'] !== undefined && !negated.some((word) => holds(text, word)))) continue;
      const before = (groups['which'] ?? '').trim().toLowerCase().split(' ');
      // "at most 100 instruments per page" bounds an answer, not what somebody owns.
      if (rowsPerPage(text) !== null) continue;
      // "At most 2 items per event" counts the items.
      if (before.some((word) => word !== '' && word !== 'of' && stops(word))) continue;
      const which = before.filter((word) => !nouns.some((noun) => noun.split(' ').slice(0, -1).includes(word)) && !['', 'other', 'different', 'of', 'the', 'such'].includes(word)).join(' ');
      return { most: count, which: which === '' ? null : which, requirement, text };
    }
    return null;
  };
  /** "One reservation per rider at a time." */
  const alone = (nouns: readonly string[]): Omit<Limit, 'per' | 'verb' | 'sentence'> & { text: string } | null => {
    const pattern = caseless(`(?:^(?:only\\s+)?|\\bonly\\s+)(?<count>${countPattern(lexicon)})\\s+(?<which>(?:${states})\\s+)?(?:${anyOf(nouns)})\\s+per\\s`);
    const found = active.flatMap((requirement) => sentencesOf(requirement.text).map((text) => ({ requirement, text }))).find(({ text }) => pattern.test(text));
    const groups = found === undefined ? undefined : pattern.exec(found.text)?.groups;
    const count = countIn(groups?.['count'] ?? '', lexicon);
    return found === undefined || count === null ? null : { most: count, which: groups?.['which']?.trim().toLowerCase() ?? null, ...found };
  };
  const capping = active.flatMap((requirement) => sentencesOf(requirement.text).filter((text) => lexicon.limits.caps.some((word) => holds(text, word))).map((text) => ({ requirement, text })));
  /** "limit each resident to 2 upcoming bookings". */
  const capped = (nouns: readonly string[]): Omit<Limit, 'per' | 'verb' | 'sentence'> & { text: string } | null => {
    if (capping.length === 0) return null;
    const pattern = caseless(`(?<!\\p{L})(?:${anyOf(lexicon.limits.caps)})\\s+(?:${inWord}+\\s+){0,4}?to\\s+(?:(?:${anyOf(most)})\\s+)?(?<count>${countPattern(lexicon)})\\s+(?<which>(?:${inWord}+\\s+){0,2}?)(?:${anyOf(nouns)})(?!\\p{L})`);
    const found = capping.find(({ text }) => pattern.test(text));
    const groups = found === undefined ? undefined : pattern.exec(found.text)?.groups;
    const count = countIn(groups?.['count'] ?? '', lexicon);
    const which = (groups?.['which'] ?? '').trim().toLowerCase();
    return found === undefined || count === null || rowsPerPage(found.text) !== null ? null : { most: count, which: which === '' ? null : which, ...found };
  };
  const further = oneMoreThan(lexicon);
  const one = caseless(further);
  const beyond = active.flatMap((requirement) => sentencesOf(requirement.text).filter((text) => negated.some((word) => holds(text, word)) && one.test(text)).map((text) => ({ requirement, text })));
  /** "While a donor has an open appointment, a second booking is refused", "refuse a fourth open loan of the same member". */
  const oneMore = (nouns: readonly string[]): Omit<Limit, 'per' | 'verb' | 'sentence'> & { text: string } | null => {
    const pattern = caseless(`${further}\\s+(?:(?<which>${states})\\s+)?(?:${anyOf(nouns)})(?!\\p{L})`);
    const found = beyond.find(({ text }) => pattern.test(text));
    if (found === undefined) return null;
    const groups = pattern.exec(found.text)?.groups;
    const held = caseless(String.raw`\b(?:has|have|holds?)\s+(?:an?|one)\s+(\p{L}+)\s+\p{L}`).exec(found.text)?.[1]?.toLowerCase() ?? null;
    return { most: (lexicon.thresholds.ordinals[groups?.['ordinal']?.toLowerCase() ?? ''] ?? (Number.parseInt(groups?.['ordinal'] ?? '', 10) || 2)) - 1, which: groups?.['which']?.toLowerCase() ?? held, ...found };
  };
  for (const r of resources.values()) {
    if (!r.uses.some((u) => u.operation === 'create' || u.operation === 'upload')) continue;
    // "invite up to 3 players": the people are counted by the rows that tie them.
    const people = bounded.filter((x) => r.uses.some((u) => u.operation === 'create' && u.requirement === x.requirement));
    // "Borrow at most 5 books" counts the loans of books.
    const act = acts.get(r.noun);
    const things = act === undefined ? [] : bounded.filter((x) => sameAct(act.verb, x.text));
    const names = [...namesOf(r, resources, lexicon), ...(act?.verb === 'attach' && r.noun === 'attachment' ? ['file', 'files'] : [])];
    const said = find(names, bounded) ?? (act === undefined || things.length === 0 ? null : find(act.things.flatMap((thing) => [thing, plural(thing, lexicon)]), things)) ?? capped(names) ?? alone(names) ?? oneMore([r.noun]) ?? find(lexicon.people.flatMap((person) => [person, plural(person, lexicon)]), people);
    const known = lexicon.bounded[r.noun];
    const open = said !== null && said.which === null && act !== undefined && act.state !== '' && /\bat (?:a time|once|the same time|any (?:one )?time)\b|\bsimultaneously\b/i.test(said.text) ? act.state : null;
    const period = said === null ? undefined : /\b(?:per|a|an|each|every|in one|within (?:a|one)|in a|in any|the same)\s+(?:calendar\s+)?(hour|day|week|month|quarter|season|year)\b/i.exec(said.text)?.[1]?.toLowerCase();
    // "limit each technician to 8 orders": who assigns the ninth is refused.
    const person = said === null ? undefined : lexicon.people.find((p) => caseless(`\\b(?:each|every|any|an?|one|per|the)\\s+${escapeRegExp(p)}\\b`).test(said.text));
    const verb = person === undefined ? null : (givenBy(r, person)?.verb ?? null);
    if (said !== null) out.set(r.name, { most: said.most, which: open ?? said.which, verb, per: `${holdersOf(said.text, r, resources, lexicon) ?? attachedTo(r, acts) ?? holderOf(said.text, r, resources) ?? (verb === null || person === undefined ? 'owner' : person)}${period === undefined ? '' : ` and ${period}`}`, requirement: said.requirement, sentence: said.text });
    else if (known !== undefined) out.set(r.name, { most: known, which: null, verb: null, per: 'owner', requirement: null, sentence: null });
  }
  return out;
}

/** "One freelancer may have only one proposal per project": of whom, and of what; null where one of the two counts alone. */
function holdersOf(text: string, r: Resource, resources: ReadonlyMap<string, Resource>, lexicon: Lexicon): string | null {
  const who = caseless(`^(?:one|an?|each|every|the same)\\s+(?<who>${anyOf(lexicon.people)})\\s+(?:may|can|must|has|have|sends?|submits?)(?!\\p{L})`).exec(text)?.groups?.['who']?.toLowerCase();
  const of = who === undefined || !/\b(?:per|for (?:each|every))\s/i.test(text) ? null : holderOf(text, r, resources);
  return who === undefined || of === null || of === who ? null : `${who} and ${of}`;
}

/** What rows are counted by where a limit does not count all of them. */
const states = 'open|active|future|current|running|pending|upcoming|unpaid|parallel|concurrent|simultaneous';

/** "a second", "another", "a 4th": one more than there may be. */
const oneMoreThan = (lexicon: Lexicon): string => `\\b(?:(?:an?|any|the)\\s+(?:(?<ordinal>${anyOf(Object.keys(lexicon.thresholds.ordinals).filter((word) => word !== 'first'))}|\\d+(?:st|nd|rd|th))|further)|another)`;

/** Whether a text names the deed: "may borrow", "books". */
const sameAct = (verb: string, text: string): boolean => (text.toLowerCase().match(/\p{L}+/gu) ?? []).some((word) => verbBases(word).includes(verb.split(' ')[0] ?? ''));

/** What a file is attached to. */
const attachedTo = (r: Resource, acts: ReadonlyMap<string, ActRow>): string | null => (acts.get(r.noun)?.verb === 'attach' ? (acts.get(r.noun)?.things[0] ?? null) : null);

/** "to a booking", "per locker", "for each event": another thing that the rows belong to. */
function holderOf(text: string, own: Resource, resources: ReadonlyMap<string, Resource>): string | null {
  const other = [...resources.values()].filter((r) => r !== own && r.stored && caseless(`\\b(?:to|per|for|in|on)\\s+(?:an?\\s+|one\\s+|each\\s+|every\\s+)?${escapeRegExp(r.noun)}\\b`).test(text));
  return other[0]?.noun ?? null;
}
