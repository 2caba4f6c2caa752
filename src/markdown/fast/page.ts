import type { Point, Span } from '../../model/document.ts';

/** One line: its 1-based number, the offsets of its first character and of its end, and how many spaces it starts with. */
export type Line = { number: number; from: number; to: number; indent: number };

/** A text cut into lines, and how far it has been read. `slugs` counts the anchors given so far. */
export type Page = { text: string; lines: Line[]; at: number; slugs: Map<string, number>; tabs: boolean };

/** Cuts a text into lines. Null for line ends and characters only the full parser knows: carriage returns and NUL. */
export function pageOf(text: string): Page | null {
  if (text.includes('\r') || text.includes('\0')) return null;
  const lines: Line[] = [];
  for (let from = 0; ; ) {
    const end = text.indexOf('\n', from);
    const to = end < 0 ? text.length : end;
    let first = from;
    while (first < to && text.charCodeAt(first) === 32) first++;
    lines.push({ number: lines.length + 1, from, to, indent: first - from });
    if (end < 0) return { text, lines, at: 0, slugs: new Map(), tabs: text.includes('\t') };
    from = end + 1;
  }
}

/** A line of nothing but spaces. */
export function blank(line: Line): boolean {
  return line.from + line.indent === line.to;
}

/** A line the full parser may read in another way than its words say: it ends in a space, or holds a tab. */
export function odd(page: Page, line: Line): boolean {
  if (page.text.charCodeAt(line.to - 1) === 32) return true;
  return page.tabs && page.text.slice(line.from, line.to).includes('\t');
}

export function point(line: Line, offset: number): Point {
  return { line: line.number, column: offset - line.from + 1, offset };
}

export function spanIn(line: Line, from: number, to: number): Span {
  return { start: point(line, from), end: point(line, to) };
}
