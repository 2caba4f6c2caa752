import type { Lexicon } from '../../../model/knowledge.ts';
import type { Requirement } from '../../../model/plan/index.ts';
import { oncePer } from '../../../text/once.ts';
import { anyOf, caseless, inWord } from '../../../text/regex.ts';
import { holds, plural, singular } from '../reading/words.ts';

/** A row that ties a person to a thing: "caretaker assignment", of a caretaker and a house; `thing` is null where no sentence says to what. */
export interface Link {
  noun: string;
  /** The word alone: "assignment". */
  word: string;
  person: string;
  thing: string | null;
}

const one = String.raw`(?:an?|the|their|his|her|its|one or more|one|several|these|those|all|any|each|own|other)\s+`;

const patternsOf = oncePer((lexicon: Lexicon) => lexicon.links, ({ links }) => new Map(Object.entries(links).map(([word, ties]) => [word, {
  named: [caseless(`(?<person>${inWord}+(?:\\s${inWord}+)?)\\s+${word}s?(?![\\w-])`, 'g'), caseless(`\\b${word}s?\\s+(?:of|for)\\s+(?:${one})*(?<of>${inWord}+)(?:\\s+(?:to|in|with|at)\\s+(?:${one})*(?<to>${inWord}+))?`, 'g')],
  tied: [
    caseless(`(?<thing>${inWord}+)\\s+(?:(?:that|which|where|to which|in which)\\s+)?(?:they|he|she|he or she|the\\s+${inWord}+)\\s+(?:is|are|was|were|has been|have been)\\s+(?:${anyOf(ties)})`),
    caseless(`(?:${anyOf(ties)})\\s+(?:${one})*(?<thing>${inWord}+)`),
    caseless(`\\btheir\\s+(?:${anyOf([...new Set(ties.map((tie) => tie.split(' ')[0] ?? tie))])})\\s+(?<thing>${inWord}+)`),
  ],
}])));

/** The links that the texts of a feature speak of: who is tied is said in front of the word or behind "of", to what anywhere. */
export function linksOf(texts: readonly string[], lexicon: Lexicon): Link[] {
  const out = new Map<string, Link>();
  for (const [word, { named, tied }] of patternsOf(lexicon)) for (const text of texts) {
    if (!text.toLowerCase().includes(word)) continue;
    for (const { groups } of named.flatMap((pattern) => [...text.matchAll(pattern)])) {
      const said = [groups?.['of'], groups?.['person'], groups?.['person']?.split(' ').at(-1)].flatMap((w) => (w === undefined ? [] : singular(w.toLowerCase(), lexicon)));
      const person = said.find((noun) => lexicon.people.includes(noun));
      if (person === undefined || out.has(`${person} ${word}`)) continue;
      const about = texts.filter((each) => holds(each, person) || holds(each, plural(person, lexicon)));
      const things = [groups?.['to'], ...tied.flatMap((pattern) => about.map((each) => pattern.exec(each)?.groups?.['thing']))].flatMap((w) => (w === undefined ? [] : singular(w.toLowerCase(), lexicon)));
      const thing = things.find((noun) => noun !== person && noun !== word && !lexicon.people.includes(noun) && !lexicon.ignored.includes(noun) && !lexicon.pronouns.includes(noun)) ?? null;
      out.set(`${person} ${word}`, { noun: `${person} ${word}`, word, person, thing });
    }
  }
  return [...out.values()];
}

/** "manage caretaker assignments" writes rows called so, whatever the reader took for the noun. */
export function settleLinks(requirements: readonly Requirement[], links: ReadonlyMap<string, Link>, lexicon: Lexicon): void {
  if (links.size === 0) return;
  for (const r of requirements) {
    // "Each teacher is allocated to courses" says what there is, nobody makes teachers.
    const stated = [...links.values()].filter((link) => (lexicon.links[link.word] ?? []).some((tie) => caseless(`(?:${anyOf([link.person, plural(link.person, lexicon)])})\\s+(?:(?:must|shall|can|may|will)\\s+be|is|are)\\s+${tie}`).test(r.text))).map((link) => link.person);
    if (stated.length > 0) r.readings = r.readings.filter((x) => !(x.noun !== null && stated.includes(x.noun) && (x.actor === null || x.actor === 'system' || x.actor === x.noun)));
    const mine = [...links.values()].filter((link) => linksOf([r.text], lexicon).some((each) => each.noun === link.noun));
    if (mine.length !== 1) continue;
    const [link] = mine;
    if (link !== undefined) r.readings = r.readings.map((x) => (x.noun === link.word ? { ...x, noun: link.noun, of: [] } : x));
  }
}
