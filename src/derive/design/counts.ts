import type { Lexicon } from '../../model/knowledge.ts';
import { anyOf } from '../../text/regex.ts';

/** A number in digits or as a word of the lexicon. */
export const countPattern = (lexicon: Lexicon): string => `\\d+|${anyOf(Object.keys(lexicon.counts))}`;

/** `2` and "two" alike; null for what is no count. */
export function countIn(text: string, lexicon: Lexicon): number | null {
  const known = lexicon.counts[text.toLowerCase()];
  return known ?? (/^\d+$/.test(text) ? Number(text) : null);
}

export const sentencesOf = (text: string): string[] => text.split(/(?<=[.;!?])\s+/u);
