import type { Lexicon } from '../../../model/knowledge.ts';
import type { Requirement } from '../../../model/plan/index.ts';
import { oncePer, oncePerText } from '../../../text/once.ts';
import { anyOf, caseless, inWord, letter } from '../../../text/regex.ts';
import { plain } from '../reading/clause-verbs.ts';
import type { Context } from '../context.ts';
import { sentencesOf } from '../reading/counts.ts';
import { tokens, verbAt } from '../reading/objects.ts';
import { holds, singular, verbBases } from '../reading/words.ts';

/** What only one can have, as a sentence says: "two members must not book the same court", "only one person can claim a shift". */
interface Told {
  verb: string;
  thing: string | null;
}

/** A contest at the call that settles it. */
export interface Contest extends Told {
  resource: string;
  /** A row is made, or one is moved. */
  by: 'create' | 'transition';
  requirement: Requirement;
}

const noun = String.raw`(?<thing>(?:${inWord}+\s)?${inWord}+)`;
const patternsOf = oncePer((lexicon: Lexicon) => lexicon.contests, ({ contests: words }) => {
  const may = `(?:can|may|must|shall|should|could|is able to|are able to|is allowed to|are allowed to)`;
  return [
    caseless(`\\b(?:two|both|several|different|more than one|multiple)\\s+[\\p{L}\\s-]{2,40}?\\s(?:cannot|can't|can not|must not|mustn't|may not|should not|shall not|never|are not able to|not)\\s+(?:both\\s+|ever\\s+|be able to\\s+)?(?<verb>${letter}+)\\s+the\\s+same\\s+${noun}`),
    caseless(`^no\\s+(?:two|2|one else|other)\\s*[\\p{L}\\s-]{0,40}?\\s(?:${may}|ever|are|get)\\s+(?:ever\\s+|both\\s+)?(?<verb>${letter}+)\\s+the\\s+same\\s+${noun}`),
    caseless(`\\bonly\\s+one\\s+(?:${inWord}+\\s){1,2}?${may}\\s+(?<verb>${letter}+)\\s+(?:an?|the|each|any|every|one)\\s+${noun}`),
    caseless(`^(?:an?|the|each|every|any|one)\\s+${noun}\\s+(?:(?:${may})\\s+only\\s+be|${may}\\s+be|is only|is)\\s+(?<verb>${letter}+)\\s+(?:by\\s+)?(?:${anyOf(words.once)})(?!${letter})`),
    caseless(`^(?:an?|the|each|every|any|one|the same)\\s+${noun}\\s+(?:cannot|can't|can not|must not|may not|must never|should not|shall not|is never)\\s+(?:be\\s+)?(?<verb>${letter}+)\\s+(?:by\\s+)?(?:${anyOf(words.twice)})(?!${letter})`),
    caseless(`\\bdouble[- ]?(?<verb>${letter}+?)s?\\s+(?:is|are|must be|should be|has to be|shall be|will be)\\s+(?:${anyOf(words.refused)})|(?:${anyOf(words.refuse)})\\s+(?:any\\s+)?double[- ]?(?<noun>${letter}+)`),
  ];
});

/** The contest that a sentence speaks of; null for any other. */
export const toldContest = oncePerText((sentence: string, lexicon: Lexicon): Told | null => {
  const text = sentence.trim().replace(/[.;]+$/u, '');
  for (const pattern of patternsOf(lexicon)) {
    const groups = pattern.exec(text)?.groups;
    const word = (groups?.['verb'] ?? groups?.['noun'] ?? '').toLowerCase();
    if (groups === undefined || word === '') continue;
    const irregular = Object.entries(lexicon.participles).find(([, past]) => past === word)?.[0];
    const deed = groups['thing'] === undefined ? Object.entries(lexicon.acts).find(([, act]) => act.makes.includes(singular(word, lexicon)))?.[0] : undefined;
    const found = deed ?? verbAt(tokens(irregular ?? word), 0, lexicon)?.base ?? irregular ?? verbBases(word).find((base) => base !== word) ?? word;
    const things = (groups['thing'] ?? '').toLowerCase().split(' ').filter((each) => each !== '' && !/^(?:at|for|in|on|by|with|from|twice|when|while|and|or|to|same)$/.test(each));
    return { verb: found, thing: things.length === 0 ? null : singular(things.join(' '), lexicon) };
  }
  return null;
});

/** Who only one can be asks for no call of its own where somebody else asks for it already. */
export function settleContests(requirements: readonly Requirement[], lexicon: Lexicon): void {
  for (const r of requirements) {
    const told = sentencesOf(r.text).flatMap((sentence) => toldContest(sentence, lexicon) ?? []);
    if (told.length === 0) continue;
    const others = requirements.filter((q) => q !== r).flatMap((q) => q.readings);
    const asked = (verb: string): boolean => others.some((x) => x.verb === verb && !x.negated) || sentencesOf(r.text).some((sentence) => toldContest(sentence, lexicon) === null && sentence.toLowerCase().includes(verb));
    r.readings = told.every((one) => asked(one.verb)) ? r.readings.filter((x) => !told.some((one) => x.verb === one.verb) || asked(x.verb ?? '') && r.readings.filter((y) => y.verb === x.verb).length > 1 && !/^(?:same|twice|person)/.test(x.noun ?? '') && x.actor !== 'person') : r.readings.map((x) => (told.some((one) => x.verb === one.verb) && x.noun !== null && x.actor === 'person' ? { ...x, actor: 'user' } : x));
    if (r.readings.length === 0) r.readings = told.map((one) => plain(one.verb, 'none', null));
  }
}

/** The contests of the feature, each at the row that is made or the thing that is moved. */
export function contestsOf(ctx: Pick<Context, 'active' | 'resources' | 'acts' | 'lexicon'>): Contest[] {
  return ctx.active.flatMap((requirement) => sentencesOf(requirement.text).flatMap((sentence): Contest[] => {
    const told = toldContest(sentence, ctx.lexicon);
    if (told === null) return [];
    const stored = [...ctx.resources.values()].filter((r) => r.stored);
    const named = (words: string | null, own: string): boolean => words === null || words === own || words.endsWith(` ${own}`) || own.endsWith(` ${words}`) || words.startsWith(`${own} `);
    const row = [...ctx.acts.values()].find((act) => act.verb === told.verb && act.things.some((thing) => named(told.thing, thing)));
    const made = row === undefined ? undefined : stored.find((r) => r.noun === row.noun);
    if (made !== undefined) return [{ ...told, thing: row?.things.find((thing) => named(told.thing, thing)) ?? null, resource: made.name, by: 'create', requirement }];
    const moved = stored.find((r) => named(told.thing, r.noun) && r.uses.some((u) => u.operation === 'transition' && u.verb.split(' ')[0] === told.verb));
    if (moved !== undefined) return [{ ...told, resource: moved.name, by: 'transition', requirement }];
    const taken = stored.find((r) => ctx.lexicon.acts[told.verb]?.makes.includes(r.noun) === true && (told.thing === null || r.uses.some((u) => u.operation === 'create' && holds(u.requirement.text, told.thing ?? ''))));
    const created = taken ?? stored.find((r) => r.uses.some((u) => u.operation === 'create' && u.verb === told.verb) && (told.thing === null || r.uses.some((u) => u.operation === 'create' && u.requirement.text.toLowerCase().includes(told.thing ?? ''))));
    return created === undefined ? [] : [{ ...told, resource: created.name, by: 'create', requirement }];
  }));
}
