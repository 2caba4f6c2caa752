import type { Lexicon } from '../../../model/knowledge.ts';
import { oncePer } from '../../../text/once.ts';
import { anyOf, caseless } from '../../../text/regex.ts';

/** A number in digits or as a word of the lexicon. */
export const countPattern = (lexicon: Lexicon): string => `\\d+|${anyOf(Object.keys(lexicon.counts))}`;

/** `2` and "two" alike; null for what is no count. */
export function countIn(text: string, lexicon: Lexicon): number | null {
  const known = lexicon.counts[text.toLowerCase()];
  return known ?? (/^\d+$/.test(text) ? Number(text) : null);
}

export const sentencesOf = (text: string): string[] => text.split(/(?<=[.;!?])\s+/u);

/** A number in words in front of a length of time. */
const timed = oncePer((lexicon: Lexicon) => lexicon.counts, ({ counts }) => {
  const words = Object.keys(counts).filter((word) => word.length > 2 && (counts[word] ?? 0) > 1);
  return caseless(`(?<!\\p{L})(${anyOf(words)})(?=\\s+(?:second|minute|hour|day|week|month|year)s\\b)`, 'g');
});

/** "two weeks after" as "2 weeks after"; "a day" stays, since an article counts nothing. */
export function inDigits(text: string, lexicon: Lexicon): string {
  return text.replace(timed(lexicon), (word) => String(lexicon.counts[word.toLowerCase()] ?? word));
}

const figure = String.raw`(?:[€$£]\s?)?(?:\d{1,3}(?:[,.]\d{3})+|\d+(?:\.\d+)?)`;
const measure = String.raw`(?:\s?(?!and\b|or\b|that\b|which\b|per\b)(?:%|[\p{L}°²³]+(?:/\p{L}+)?)(?=$|[\s.,;)])(?:\s(?:long|each|in length))?)?`;
const bounded = caseless(`,?\\s+(?:(?:of|with|is|being)\\s+)?(?:(?:between|from)\\s+${figure}[^\\d,;.]{0,8}?\\s*(?:and|to|-|–)\\s*${figure}|(?:up to|at most|no more than|not more than|at least|no less than|exactly|a maximum of|max(?:imum)?\\.?(?: of)?)\\s+${figure})${measure}|\\s+of\\s+${figure}\\s+(?:characters?|chars?|letters|digits)`, 'g');

/** "a quantity between 1 and 50 and a price" is a quantity and a price: names without what their values may be. */
export const withoutBounds = (text: string): string => text.replace(bounded, '');
