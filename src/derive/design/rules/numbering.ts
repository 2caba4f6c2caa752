import type { Lexicon } from '../../../model/knowledge.ts';
import type { Requirement } from '../../../model/plan/index.ts';
import { oncePer, oncePerText } from '../../../text/once.ts';
import { anyOf, caseless } from '../../../text/regex.ts';
import type { Context } from '../context.ts';
import { sentencesOf } from '../reading/counts.ts';
import { pascal, singular, stateAfter } from '../reading/words.ts';

/** A number or code that the software gives each row: "give each submitted application a file number that is unique within the year". */
interface Told {
  /** The thing as the sentence names it, with what narrows it; null where only the name of the number says. */
  thing: string | null;
  name: string;
  /** In what the number is there once: the year; null for ever. */
  within: string | null;
}

const kinds = '(?:number|id|identifier|code|reference)';
const patternsOf = oncePer((lexicon: Lexicon) => lexicon.machines, ({ machines }) => {
  const lead = `\\bthe\\s+(?:[\\p{L}-]+\\s+){0,3}?(?:${anyOf(machines)})\\s+(?:(?:must|shall|should|will)\\s+)?(?:(?:also|automatically|then)\\s+)*(?:generate|assign|give|create|issue|allocate)s?\\s+`;
  const name = `(?:an?|the|its|their)\\s+(?:(?:unique|human-readable|readable|sequential|consecutive|own|new|public|short)(?:,\\s*|\\s+))*(?<name>[\\p{L}-]+(?:\\s[\\p{L}-]+)??\\s${kinds})\\b`;
  return {
    given: caseless(`${lead}(?:each|every|an?|the|all|new)\\s+(?<thing>[\\p{L}-]+(?:\\s[\\p{L}-]+)??)\\s+${name}`),
    made: caseless(`${lead}${name}(?:\\s+(?:to|for)\\s+(?:each|every|an?|the|all|new)\\s+(?<thing>[\\p{L}-]+(?:\\s[\\p{L}-]+)??)(?=$|[,.;]|\\s(?:when|upon|on|after|that|which|at|in)\\b))?`),
  };
});

/** The number that a sentence says the software gives; null for any other sentence. */
const toldNumber = oncePerText((sentence: string, lexicon: Lexicon): Told | null => {
  const ways = patternsOf(lexicon);
  const text = /^(?:the|an?)\s/i.test(sentence.trim()) ? sentence : `the ${sentence.trim()}`;
  const groups = (ways.given.exec(text) ?? ways.made.exec(text))?.groups;
  if (groups === undefined || !/\b(?:unique|sequential|consecutive|human-readable|automatically|each|every|gaps?)\b/i.test(sentence)) return null;
  return { thing: groups['thing']?.toLowerCase() ?? null, name: (groups['name'] ?? '').toLowerCase().replace(/\s(?:id|identifier)$/u, ' number'), within: caseless(String.raw`\bunique\s+(?:with)?in\s+(?:the|an?|each|one)\s+(?<span>\p{L}+)`).exec(sentence)?.groups?.['span']?.toLowerCase() ?? null };
});

/** Such a number is no thing of its own, and nobody asks for it by a call. */
export function settleNumbers(requirements: readonly Requirement[], lexicon: Lexicon): void {
  for (const r of requirements) if (sentencesOf(r.text).some((sentence) => toldNumber(sentence, lexicon) !== null)) r.readings = r.readings.filter((x) => x.actor !== null && x.actor !== 'system');
}

/** The number that a requirement gives the rows of a resource; `verb` is the move that gives it, null where making the row does. */
export interface Numbering extends Told {
  resource: string;
  verb: string | null;
}

/** The numbers that a requirement speaks of, each at the resource whose rows get it. */
export function numberingOf(ctx: Pick<Context, 'resources' | 'lexicon'>, r: Requirement): Numbering[] {
  return sentencesOf(r.text).flatMap((sentence): Numbering[] => {
    const told = toldNumber(sentence, ctx.lexicon);
    if (told === null) return [];
    const words = (told.thing ?? told.name).split(' ');
    const find = (word: string | undefined) => (word === undefined ? undefined : ctx.resources.get(pascal(singular(word, ctx.lexicon))));
    const resource = told.thing === null ? find(words[0]) : (find(told.thing) ?? find(words.at(-1)));
    if (resource === undefined || !resource.stored) return [];
    const move = words.length > 1 && told.thing !== null ? resource.uses.find((u) => u.operation === 'transition' && u.actor !== null && (u.state ?? stateAfter(u.verb, ctx.lexicon)) === words[0]) : undefined;
    return [{ ...told, resource: resource.name, verb: move?.verb ?? null }];
  });
}
