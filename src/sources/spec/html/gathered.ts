import type { Cell, Inline } from '../../../model/document.ts';
import type { Places } from './places.ts';
import { decode } from './tags.ts';

/** A mark in front of a list item, which Markdown does not see inside HTML. */
export const listMark = /^\s*(?:[-*•]|\d{1,3}[.)])\s+/;

/** Text that is being gathered, with the bold parts in it. */
export interface Gathered {
  text: string;
  index: number | null;
  end: number;
  bold: { from: number; to: number | null }[];
  checked: boolean | null;
}

/** No text yet. */
export function nothing(): Gathered {
  return { text: '', index: null, end: 0, bold: [], checked: null };
}

/** Puts text behind what was gathered; `index` is where it stands, null for what a tag stands for. */
export function add(into: Gathered, text: string, index: number | null, end: number): void {
  if (into.index === null) {
    const first = text.search(/\S/);
    if (first < 0 || index === null) return;
    into.index = index + first;
    into.text = text.slice(first);
  } else into.text += text;
  into.end = Math.max(into.end, end);
}

/** Begins or ends a bold part. */
export function markBold({ bold, text }: Gathered, opens: boolean): void {
  if (opens) bold.push({ from: text.length, to: null });
  else for (const each of bold.slice(-1)) each.to ??= text.length;
}

/** What was gathered, at `index` when it has no place of its own. `joint` goes between its lines, each of them folded. */
export function cellOf(from: Gathered, index: number, joint: string, places: Places): Cell {
  const fold = (text: string): string => decode(text).split('\n').map(line => line.replace(/\s+/g, ' ').replace(listMark, '').trim()).filter(line => line !== '').join(joint);
  const span = places.spanOf(from.index ?? index, Math.max(from.end, from.index ?? index));
  const text = fold(from.text);
  const inlines: Inline[] = from.bold.map(each => ({ kind: 'strong' as const, text: fold(from.text.slice(each.from, each.to ?? from.text.length)), url: null, span })).filter(each => each.text !== '');
  return { text, raw: text, inlines, span };
}
