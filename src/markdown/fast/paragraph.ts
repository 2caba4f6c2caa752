import type { Paragraph } from '../../model/document.ts';
import { inlineOf, type Segment } from './inline.ts';
import { delimiterLike, kindAt } from './kind.ts';
import { blank, odd, point, type Page } from './page.ts';

/** Positions are looked up line by line, so a paragraph of more lines would cost their square. */
const longest = 500;

/**
 * Reads a paragraph whose first line starts at `from`; further lines are text indented by at least `indent` spaces, and it ends where a
 * block starts. `box` is where the box of a task before it stands. Null for lazy continuation, underlined headings, tables without an outer pipe, and what may define a link.
 */
export function paragraph(page: Page, indent: number, from: number, box: number | null = null): Paragraph | null {
  const first = page.lines[page.at];
  if (first === undefined || odd(page, first)) return null;
  const segments: Segment[] = [{ line: first, from, to: first.to, moved: false }];
  let last = first;
  page.at++;
  for (let line = page.lines[page.at]; line !== undefined && !blank(line); line = page.lines[page.at]) {
    const start = line.from + line.indent;
    if (odd(page, line) || delimiterLike(page, start)) return null;
    const kind = kindAt(page, line, start);
    if (kind === 'text' && line.indent >= indent) {
      segments.push({ line, from: start, to: line.to, moved: line.indent > indent });
      last = line;
      page.at++;
      continue;
    }
    if (kind === 'text' || kind === 'unsure' || kind === 'pipe' || line.indent > indent) return null;
    if (kind === 'number' && line.indent === indent && !/^1[.)]/.test(page.text.slice(start, start + 2))) return null;
    break;
  }
  if (segments.length > longest) return null;
  const raw = page.text.slice(from, last.to);
  if (raw.startsWith('[') && raw.includes(']:')) return null;
  const content = inlineOf(page, segments);
  if (content === null) return null;
  // The full parser moves the start behind the box only where text follows it.
  const start = box !== null && content.marked ? box : from;
  return { type: 'paragraph', text: content.text, raw: page.text.slice(start, last.to), inlines: content.inlines, span: { start: point(first, start), end: point(last, last.to) } };
}
