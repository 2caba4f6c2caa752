import type { Cell, Table } from '../../model/document.ts';
import { lineOf } from './inline.ts';
import { kindAt } from './kind.ts';
import { blank, odd, point, spanIn, type Line, type Page } from './page.ts';

const delimiters = /^\|(?: *:?-+:? *\|)+$/;

/** Reads a table with outer pipes and the same count of cells in every row. Null for any other. */
export function table(page: Page, indent: number): Table | null {
  const head = page.lines[page.at];
  const under = page.lines[page.at + 1];
  if (head === undefined || under === undefined || under.indent !== indent) return null;
  const marks = page.text.slice(under.from + indent, under.to);
  if (!delimiters.test(marks)) return null;
  const header = cellsOf(page, head, indent);
  if (header === null || marks.split('|').length - 2 !== header.length) return null;
  const rows: Table['rows'] = [];
  let last = under;
  page.at += 2;
  for (let line = page.lines[page.at]; line !== undefined && !blank(line); line = page.lines[page.at]) {
    if (line.indent !== indent) return null;
    const kind = kindAt(page, line, line.from + indent);
    if (kind === 'heading' || kind === 'fence' || kind === 'comment') break;
    const cells = cellsOf(page, line, indent);
    if (cells === null || cells.length !== header.length) return null;
    rows.push({ cells, span: spanIn(line, line.from + indent, line.to) });
    last = line;
    page.at++;
  }
  return { type: 'table', header, rows, span: { start: point(head, head.from + indent), end: point(last, last.to) } };
}

/** A cell reaches from its pipe to the next one; the last takes the closing pipe too. */
function cellsOf(page: Page, line: Line, indent: number): Cell[] | null {
  const { text } = page;
  const from = line.from + indent;
  if (text[from] !== '|' || text[line.to - 1] !== '|' || line.to - from < 2 || odd(page, line)) return null;
  const cells: Cell[] = [];
  let start = from;
  // One cell starts where the one before it ends.
  let left = point(line, from);
  for (let at = from + 1; at < line.to; at++) {
    const code = text.charCodeAt(at);
    if (code === 92) at++;
    else if (code === 124) {
      const end = at === line.to - 1 ? line.to : at;
      const content = contentOf(page, line, start + 1, at);
      if (content === null) return null;
      const right = point(line, end);
      cells.push({ text: content.text, raw: text.slice(start, end), inlines: content.inlines, span: { start: left, end: right } });
      left = right;
      start = at;
    }
  }
  return start === line.to - 1 ? cells : null;
}

function contentOf(page: Page, line: Line, start: number, end: number): { text: string; inlines: Cell['inlines'] } | null {
  let from = start;
  let to = end;
  while (from < to && page.text.charCodeAt(from) === 32) from++;
  while (to > from && page.text.charCodeAt(to - 1) === 32) to--;
  return from === to ? { text: '', inlines: [] } : lineOf(page, line, from, to, false, true);
}
