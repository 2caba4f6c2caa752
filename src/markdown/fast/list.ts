import type { Block } from '../../model/document.ts';
import { kindAt } from './kind.ts';
import { blank, odd, point, type Line, type Page } from './page.ts';
import { paragraph } from './paragraph.ts';

type Flow = (page: Page, indent: number, depth: number) => Block[] | null;
type Mark = { type: string; number: number | null; /** Where its text starts. */ content: number };

const mark = /(?:([-*+])|(\d{1,9})([.)]))( {1,4})(?! )/y;
const box = /\[([ xX])\] (?! )/y;

/** Reads a list whose marks stand at `indent`. Null for an item that does not start with a paragraph, and for marks that change from line to line. */
export function list(page: Page, indent: number, depth: number, flow: Flow): Block[] | null {
  const blocks: Block[] = [];
  let type: string | null = null;
  let number: number | null = null;
  for (let line = page.lines[page.at]; line !== undefined && line.indent === indent && !blank(line); line = page.lines[page.at]) {
    const kind = kindAt(page, line, line.from + indent);
    if (kind !== 'bullet' && kind !== 'number') return blocks;
    const found = markAt(page, line);
    if (found === null) return null;
    if (type !== null && found.type !== type) {
      const before = page.lines[page.at - 1];
      return before !== undefined && blank(before) ? blocks : null;
    }
    number = type === null ? found.number : number === null ? null : number + 1;
    type = found.type;
    const item = itemAt(page, line, found, number, depth, flow);
    if (item === null) return null;
    blocks.push(...item);
  }
  return blocks;
}

function markAt(page: Page, line: Line): Mark | null {
  if (odd(page, line)) return null;
  mark.lastIndex = line.from + line.indent;
  const found = mark.exec(page.text);
  if (found === null) return null;
  const content = mark.lastIndex;
  return kindAt(page, line, content) === 'text' ? { type: found[1] ?? found[3] ?? '', number: found[2] === undefined ? null : Number(found[2]), content } : null;
}

function itemAt(page: Page, line: Line, found: Mark, number: number | null, depth: number, flow: Flow): Block[] | null {
  const from = line.from + line.indent;
  const indent = found.content - line.from;
  let start = found.content;
  let checked: boolean | null = null;
  box.lastIndex = start;
  const boxed = box.exec(page.text);
  if (boxed !== null) {
    checked = boxed[1] !== ' ';
    start = box.lastIndex;
  } else if (/^\[(?:$|[ \txX]\](?: |$))/.test(page.text.slice(start, Math.min(line.to, start + 4)))) return null;
  const own = paragraph(page, indent, start, boxed === null ? null : found.content);
  if (own === null) return null;
  const inside = flow(page, indent, depth + 1);
  if (inside === null) return null;
  const span = { start: point(line, from), end: own.span.end };
  // Nearly every item is one paragraph.
  if (inside.length === 0) return [{ type: 'item', depth, ordered: number !== null, number, checked, text: own.text, raw: own.raw, inlines: own.inlines, span }];
  const parts = [own, ...inside.filter(block => block.type === 'paragraph')];
  const last = parts.at(-1) ?? own;
  const item: Block = {
    type: 'item',
    depth,
    ordered: number !== null,
    number,
    checked,
    text: parts.map(part => part.text).join('\n'),
    raw: page.text.slice(own.span.start.offset, last.span.end.offset),
    inlines: parts.flatMap(part => part.inlines),
    span: { start: span.start, end: last.span.end },
  };
  return [item, ...inside.filter(block => block.type !== 'paragraph')];
}
