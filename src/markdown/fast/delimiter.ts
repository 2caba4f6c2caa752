import { classOf } from './character.ts';

/** A run of marks that may open: where it stands in the text read, in the plain text written so far, and among the inlines. */
export type Opener = { mark: string; size: number; at: number; out: number; inlines: number };

/** Whether a run of one mark may open, close, do neither, or both, by the characters beside it (CommonMark 0.31, 6.2; GFM for `~`). */
export function flanking(text: string, from: number, size: number): { opens: boolean; closes: boolean } {
  const mark = text[from];
  const before = classOf(text.charCodeAt(from - 1));
  const after = classOf(text.charCodeAt(from + size));
  const tilde = mark === '~';
  const opens = after === 'other' || (after === 'mark' && before !== 'other') || (!tilde && text[from + size] === '~');
  const closes = before === 'other' || (before === 'mark' && after !== 'other') || (!tilde && text[from - 1] === '~');
  if (mark !== '_') return { opens, closes };
  return { opens: opens && (before !== 'other' || !closes), closes: closes && (after !== 'other' || !opens) };
}

/** How many of the same mark stand from `from` on. */
export function runLength(text: string, from: number): number {
  const code = text.charCodeAt(from);
  let to = from + 1;
  while (text.charCodeAt(to) === code) to++;
  return to - from;
}
