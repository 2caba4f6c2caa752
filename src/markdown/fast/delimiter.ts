import { classOf } from './character.ts';

/** A run of marks that may open: where it stands in the text read, in the plain text written so far, and among the inlines. */
export type Opener = { mark: string; size: number; at: number; out: number; inlines: number };

const tilde = 126;
const underscore = 95;

/** Whether a run of one mark may open, close, do neither, or both, by the characters beside it (CommonMark 0.31, 6.2; GFM for `~`). */
export function flanking(text: string, from: number, size: number): { opens: boolean; closes: boolean } {
  // By codes: asking a text for the letter in front of its first is slow.
  const mark = text.charCodeAt(from);
  const left = text.charCodeAt(from - 1);
  const right = text.charCodeAt(from + size);
  const before = classOf(left);
  const after = classOf(right);
  const opens = after === 'other' || (after === 'mark' && before !== 'other') || (mark !== tilde && right === tilde);
  const closes = before === 'other' || (before === 'mark' && after !== 'other') || (mark !== tilde && left === tilde);
  if (mark !== underscore) return { opens, closes };
  return { opens: opens && (before !== 'other' || !closes), closes: closes && (after !== 'other' || !opens) };
}

/** How many of the same mark stand from `from` on. */
export function runLength(text: string, from: number): number {
  const code = text.charCodeAt(from);
  let to = from + 1;
  while (text.charCodeAt(to) === code) to++;
  return to - from;
}
