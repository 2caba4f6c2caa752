import type { Lexicon } from '../../../model/knowledge.ts';
import type { Requirement } from '../../../model/plan/index.ts';
import { oncePer, oncePerText } from '../../../text/once.ts';
import { anyOf, caseless, inWord } from '../../../text/regex.ts';
import { plain } from '../reading/clause-verbs.ts';
import { sentencesOf } from '../reading/counts.ts';
import type { Vocabulary } from '../vocabulary.ts';
import { singular, snake, stateAfter, verbTo } from '../reading/words.ts';

/** The states that a sentence lists of a thing. */
export interface Stages {
  noun: string;
  /** In the order they are said, the first is that of a new row. */
  values: string[];
  /** One comes after the other: "placed, then paid and shipped". Otherwise a later one is reached from each before it. */
  ordered: boolean;
  /** The verb that leads to each value but the first. */
  verbs: string[];
}

interface Told extends Pick<Stages, 'noun' | 'values' | 'ordered'> {
  sentence: string;
}

const joint = /\s*(?:,\s*(?:and\s+|or\s+)?(?:then\s+|finally\s+)?|\s(?:and|or)\s(?:then\s+|finally\s+)?|\sthen\s|\sto\s|\s*(?:→|->|=>|>)\s*)/i;
const article = /^(?:an?|the|each|every|all|our|any)\s+/i;

/** What a list of states is made of: a participle, a word of the lexicon, or "in repair", "on hold". */
const participle = (word: string, lexicon: Lexicon): boolean => /^\p{L}{2,}(?:ed|en)$/u.test(word) || Object.values(lexicon.participles).includes(word);
const named = (value: string, lexicon: Lexicon): boolean => lexicon.stages.states.includes(value) || /^(?:in|on|out|under|at|not|awaiting|waiting)\s\p{L}+(?:\s\p{L}+)?$/u.test(value);
const isState = (value: string, lexicon: Lexicon): boolean => named(value, lexicon) || participle(value.split(' ').at(-1) ?? '', lexicon);

/** The parts of a list without what follows the last of them: "by a nurse", "at the end". */
function valuesOf(list: string): string[] {
  return list.replace(/\([^)]*\)/g, '').replace(/[.;:]+$/u, '').split(joint).map((part) => part.trim().toLowerCase().replace(/["'`“”]/gu, '').replace(/^(?:either|first|finally|then|later|at last|is|be|it is|gets|becomes|marked|an?|the)\s+/u, '').trim()).filter((part) => part !== '');
}

/** Made once a lexicon: the ways to list states. */
const patternsOf = oncePer((lexicon: Lexicon) => lexicon.stages, ({ stages }) => {
  const noun = String.raw`(?<noun>(?:(?!(?:has|have|is|are|can|may|of|an?|the)\s)${inWord}+\s){0,2}?${inWord}+)`;
  const word = `(?:${anyOf(stages.names)})(?:e?s)?`;
  const list = String.raw`(?<list>[^.;]+)`;
  return {
    // "Order states: draft -> sent -> paid"
    listed: caseless(`^(?:the\\s+)?(?:${word}\\s+of\\s+(?:an?\\s+|the\\s+|each\\s+)?${noun}|${noun.replace('noun', 'other')}\\s+${word})\\s*(?::|(?:are|is|can be)\\s*:?|\\s-)\\s*(?:one of\\s*:?\\s*)?${list}$`),
    of: caseless(`^(?:the\\s+)?${word}\\s+of\\s+(?:an?\\s+|the\\s+|each\\s+)?${noun}\\s+(?:is|are|can be|may be|will be|changes|goes|moves)\\s+(?:always\\s+|either\\s+|one of\\s*:?\\s*|from\\s+)?${list}$`),
    has: caseless(`^${noun}\\s+(?:has|have|gets?)\\s+(?:an?\\s+|one of (?:these|the)\\s+|(?:three|four|five|six)\\s+)?${word}\\s*(?::|\\(|,|which is|that is|of|\\s-)?\\s*(?:one of\\s*:?\\s*|either\\s+)?${list}$`),
    passes: caseless(`^${noun}\\s+(?:${anyOf(stages.passes)})\\s+(?:from\\s+|through\\s+|via\\s+)?(?:(?:the|these|those|following)\\s+)*(?:${word}\\s*:?\\s*)?${list}$`),
    can: caseless(`^${noun}\\s+(?:can|may|could|will|must)\\s+(?:only\\s+)?be\\s+(?:either\\s+|one of\\s*:?\\s*)?${list}$`),
    is: caseless(`^${noun}\\s+(?:is|are)\\s+(?<only>(?:always\\s+|either\\s+|in one of\\s+)*)(?:(?:the|these)\\s+)*(?:${word}\\s*:?\\s*)?${list}$`),
  };
});

const stateWord = (noun: string, lexicon: Lexicon): boolean => lexicon.stages.names.includes(noun.split(' ').at(-1) ?? '');

/** The states that one sentence lists; null where it lists none. */
export const toldStages = oncePerText((sentence: string, lexicon: Lexicon): Told | null => {
  const text = sentence.trim().replace(article, '').replace(/[.;]+$/u, '');
  const ways = patternsOf(lexicon);
  // "Damage report: new, triaged, fixed": the thing alone stands before its states.
  const plainly = /^(?<noun>(?:[\p{L}-]+\s)?[\p{L}-]+)\s*:\s*(?<list>[^.;:]+)$/u.exec(text)?.groups;
  const alone = plainly === undefined ? [] : valuesOf(plainly['list'] ?? '');
  const subject = singular((plainly?.['noun'] ?? '').toLowerCase(), lexicon);
  if (alone.length >= 3 && alone.every((value) => isState(value, lexicon)) && !stateWord(subject, lexicon) && !lexicon.people.includes(subject)) return { noun: subject, values: [...new Set(alone.map(snake))], ordered: /\bthen\b|→|->|=>/i.test(plainly?.['list'] ?? ''), sentence };
  for (const way of ['listed', 'of', 'has', 'passes', 'can', 'is'] as const) {
    const groups = ways[way].exec(text)?.groups;
    const noun = singular((groups?.['noun'] ?? groups?.['other'] ?? '').toLowerCase().replace(article, ''), lexicon);
    const list = groups?.['list'] ?? '';
    const values = valuesOf(list);
    const certain = way === 'listed' || way === 'of' || way === 'has';
    if (noun === '' || values.length < (certain || way === 'passes' ? 2 : 3) || values.some((value) => value.split(' ').length > 3) || lexicon.people.includes(noun) || lexicon.machines.includes(noun) || lexicon.pronouns.includes(noun)) continue;
    // "A photo can be cropped, rotated or shared" says what may be done to it.
    const several = values.some((value) => named(value, lexicon));
    const sequence = /\bthen\b|→|->|=>|\sto\s/i.test(list);
    const plausible = certain ? values.some((value) => isState(value, lexicon)) : values.every((value) => isState(value, lexicon));
    const certainly = certain || way === 'passes' || several || (way === 'is' && (sequence || (groups?.['only'] ?? '') !== '' || !/\bor\b/i.test(list)));
    if (!plausible || !certainly) continue;
    return { noun, values: [...new Set(values.map(snake))], ordered: sequence || way === 'passes' || (way === 'is' && !/\bor\b/i.test(list)), sentence };
  }
  return null;
});

/**
 * The states that sentences list, by the noun they are of. A move that no other sentence asks for is one of the people who work with the thing; one
 * that time makes is the clock's.
 */
export function settleStages(requirements: readonly Requirement[], vocabulary: Vocabulary): Map<string, Stages & { requirement: Requirement }> {
  const { lexicon } = vocabulary;
  const out = new Map<string, Stages & { requirement: Requirement }>();
  for (const requirement of requirements.filter((r) => r.rejected === null && r.kind === 'functional')) {
    for (const told of sentencesOf(requirement.text).flatMap((sentence) => toldStages(sentence, lexicon) ?? [])) {
      const meaning = vocabulary.meaning(told.noun);
      if (meaning.kind !== 'resource' || out.has(told.noun)) continue;
      const verbs = told.values.slice(1).map((value) => verbTo(value, lexicon));
      out.set(told.noun, { ...told, verbs, requirement });
      // "Inspectors check a crate" asks for nothing, unless a crate is checked from then on.
      for (const r of requirements) r.readings = r.readings.map((x) => (x.operation === 'none' && x.noun === told.noun && !x.negated && x.actor !== null && x.actor !== 'system' && verbs.includes(x.verb ?? '') ? { ...x, operation: 'transition', state: told.values[verbs.indexOf(x.verb ?? '') + 1] ?? null } : x));
      const all = requirements.filter((r) => r.rejected === null).flatMap((r) => r.readings);
      const mine = all.filter((x) => x.noun === told.noun && !x.negated && x.actor !== null && x.actor !== 'system' && ['create', 'update', 'transition', 'upload'].includes(x.operation));
      const staff = [...new Set((mine.some((x) => !lexicon.endUsers.includes(x.actor ?? '')) ? mine : all).flatMap((x) => (x.actor === null || x.actor === 'system' || lexicon.endUsers.includes(x.actor) || lexicon.devices.includes(x.actor) ? [] : [x.actor])))];
      const made = (verb: string): boolean => all.some((x) => x.operation === 'create' && x.verb === verb && x.of.includes(told.noun));
      const asked = (verb: string, state: string): boolean => made(verb) || mine.some((x) => x.operation === 'transition' && (x.verb === verb || x.state === state || stateAfter(x.verb ?? '', lexicon) === state));
      const moves = verbs.flatMap((verb, at) => {
        const state = told.values[at + 1] ?? '';
        const actors: readonly (string | null)[] = lexicon.stages.timed.includes(state) ? ['system'] : staff.length > 0 ? staff : [null];
        return asked(verb, state) ? [] : actors.map((actor) => plain(verb, 'transition', told.noun, { actor, state }));
      });
      requirement.readings = [...requirement.readings, ...moves];
    }
  }
  return out;
}
