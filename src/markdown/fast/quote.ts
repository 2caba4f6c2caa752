import type { Inline, Quote } from '../../model/document.ts';
import { inlineOf, type Segment } from './inline.ts';
import { delimiterLike, kindAt } from './kind.ts';
import { blank, odd, point, type Page } from './page.ts';

/** Reads a quote of paragraphs, each line with its mark and one space. Null for anything else inside, and for a line without its mark. */
export function quote(page: Page, indent: number): Quote | null {
  const first = page.lines[page.at];
  if (first === undefined) return null;
  const paragraphs: Segment[][] = [[]];
  let last = first;
  for (let line: typeof first | undefined = first; line !== undefined && !blank(line); line = page.lines[page.at]) {
    const mark = line.from + indent;
    if (line.indent !== indent || page.text[mark] !== '>' || odd(page, line)) return null;
    last = line;
    page.at++;
    if (mark + 1 === line.to) {
      paragraphs.push([]);
      continue;
    }
    const from = mark + 2;
    if (page.text[mark + 1] !== ' ' || page.text[from] === ' ' || kindAt(page, line, from) !== 'text' || delimiterLike(page, from)) return null;
    paragraphs.at(-1)?.push({ line, from, to: line.to, moved: false });
  }
  const texts: string[] = [];
  const inlines: Inline[] = [];
  for (const segments of paragraphs) {
    const start = segments[0];
    // A line with the mark alone at either end, or two in a row.
    if (start === undefined) return null;
    if (page.text[start.from] === '[' && segments.some(each => page.text.slice(each.from, each.to).includes(']:'))) return null;
    const content = inlineOf(page, segments);
    if (content === null) return null;
    texts.push(content.plain);
    inlines.push(...content.inlines);
  }
  const from = first.from + indent;
  return { type: 'quote', text: texts.join('\n').trim(), raw: page.text.slice(from, last.to), inlines, span: { start: point(first, from), end: point(last, last.to) } };
}
