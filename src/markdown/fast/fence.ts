import type { Fence } from '../../model/document.ts';
import { spanIn, point, type Page } from './page.ts';

/** Reads a closed fence whose marks stand at `indent`. Null when it is open, or its marks or its text stand elsewhere. */
export function fence(page: Page, indent: number): Fence | null {
  const first = page.lines[page.at];
  if (first === undefined) return null;
  const from = first.from + indent;
  const opening = /^(`{3,}|~{3,}) *(.*)$/.exec(page.text.slice(from, first.to));
  const marks = opening?.[1];
  const info = opening?.[2] ?? '';
  if (marks === undefined || / $|[\\&\t]/.test(info)) return null;
  const content: string[] = [];
  for (let at = page.at + 1; ; at++) {
    const line = page.lines[at];
    if (line === undefined) return null;
    const empty = line.from + line.indent === line.to;
    if (!empty && line.indent < indent) return null;
    const start = Math.min(line.from + indent, line.to);
    const text = page.text.slice(start, line.to);
    const closes = closing(text, marks);
    if (closes === 'unsure') return null;
    if (closes === 'yes') {
      const space = info.indexOf(' ');
      const lang = space < 0 ? info : info.slice(0, space);
      const meta = space < 0 ? '' : info.slice(space).trimStart();
      page.at = at + 1;
      return {
        type: 'fence',
        lang: lang.toLowerCase(),
        info: meta === '' ? lang : `${lang} ${meta}`,
        content: content.join('\n'),
        contentLine: first.number + 1,
        closed: true,
        span: { start: spanIn(first, from, from).start, end: point(line, line.to) },
      };
    }
    // A tab behind the indentation of a list counts as columns there.
    if (indent > 0 && text.includes('\t')) return null;
    content.push(text);
  }
}

function closing(text: string, marks: string): 'yes' | 'no' | 'unsure' {
  const trimmed = text.trim();
  const mark = marks[0] ?? '';
  if (!trimmed.startsWith(mark) || trimmed.length < marks.length) return 'no';
  for (const each of trimmed) if (each !== mark) return 'no';
  return trimmed === text ? 'yes' : 'unsure';
}
