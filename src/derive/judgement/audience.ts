import type { Lexicon } from '../../model/knowledge.ts';
import type { Requirement } from '../../model/plan/index.ts';
import { anyOf, caseless } from '../../text/regex.ts';
import { plural } from '../design/reading/words.ts';
import type { SpecStatement } from './spec-lines.ts';

/** Kinds of statements whose numbers are promised by nobody. */
const loose = new Set(['consumer', 'open question', 'out of scope', 'edge case', 'risk']);

/** A number that bounds what one may do, is asked at one time or is only supposed tells of no audience. */
const otherwise = /\b(?:at most|up to|no more than|maximum|max|limit(?:ed)?|per|each|every|concurrent(?:ly)?|simultaneous(?:ly)?|at once|at the same time|in parallel|what happens|suppose|later|some day|one day)\b|\?|\bor\s+\d/i;

const scale: Readonly<Record<string, number>> = { k: 1e3, thousand: 1e3, m: 1e6, million: 1e6 };

/** Fewer people than this are an example, no audience. */
const smallest = 20;

/**
 * "About 6,000 patients and 40 clinicians in the first year": how many people the spec says will use the product, with the line; null when no line
 * says. People are those of the word list and whoever acts in a requirement; a line that counts none may count the homes they live in.
 */
export function audienceOf(statements: readonly SpecStatement[], requirements: readonly Requirement[], lexicon: Lexicon): { value: number; statement: SpecStatement } | null {
  const acting = requirements.flatMap((r) => r.readings.flatMap((x) => (x.actor === null || x.actor === 'system' || lexicon.devices.includes(x.actor) ? [] : [x.actor])));
  const people = anyOf([...new Set([...lexicon.people, ...lexicon.endUsers, ...acting, 'user', 'person'])].map((word) => plural(word, lexicon)));
  const counted = (words: string): RegExp => caseless(`(?<![\\p{L}\\d.,])(\\d{1,3}(?:,\\d{3})+|\\d{2,9})\\s?(k|m|thousand|million)?\\s+(?:(?:registered|active|paying|monthly|potential|adult|new|known|private|rented|connected)\\s+)*(?:${words})(?!\\p{L})`, 'g');
  // Where no people are counted, homes are: at least one person of each uses it.
  const ways = [counted(people), counted(anyOf(lexicon.homes.map((word) => plural(word, lexicon))))];
  const found = statements.flatMap((statement) => {
    if (loose.has(statement.kind)) return [];
    const sentences = statement.text.split(/(?<=[.;])\s+/u).filter((sentence) => !otherwise.test(sentence));
    const counts = ways.map((way) => sentences.flatMap((sentence) => [...sentence.matchAll(way)])).find((each) => each.length > 0) ?? [];
    const value = counts.reduce((sum, [, digits = '', unit = '']) => sum + Number(digits.replaceAll(',', '')) * (scale[unit.toLowerCase()] ?? 1), 0);
    return value >= smallest ? [{ value, statement }] : [];
  });
  return found.toSorted((a, b) => b.value - a.value)[0] ?? null;
}
