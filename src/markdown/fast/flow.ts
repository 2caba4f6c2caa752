import type { Block, Paragraph } from '../../model/document.ts';
import { headingSlug } from '../../text/slug.ts';
import { fence } from './fence.ts';
import { lineOf } from './inline.ts';
import { kindAt } from './kind.ts';
import { list } from './list.ts';
import { blank, odd, point, spanIn, type Page } from './page.ts';
import { paragraph } from './paragraph.ts';
import { quote } from './quote.ts';
import { table } from './table.ts';

/**
 * Reads blocks from the page's current line, as long as lines are indented by `indent` spaces or blank. Null where the full parser must
 * decide: a block that is indented more than its container, and whatever a block's own reader is not sure of.
 */
export function flow(page: Page, indent: number, depth: number): Block[] | null {
  const blocks: Block[] = [];
  for (let line = page.lines[page.at]; line !== undefined; line = page.lines[page.at]) {
    if (blank(line)) {
      page.at++;
      continue;
    }
    if (line.indent < indent) return blocks;
    if (line.indent > indent) return null;
    const made = blockAt(page, indent, depth);
    if (made === null) return null;
    blocks.push(...made);
  }
  return blocks;
}

function blockAt(page: Page, indent: number, depth: number): Block[] | null {
  const line = page.lines[page.at];
  if (line === undefined) return null;
  const from = line.from + indent;
  switch (kindAt(page, line, from)) {
    case 'heading':
      return one(heading(page, from));
    case 'fence':
      return one(fence(page, indent));
    case 'comment':
      return one(comment(page, from));
    case 'rule':
      if (odd(page, line)) return null;
      page.at++;
      return [{ type: 'rule', span: spanIn(line, from, line.to) }];
    case 'quote':
      return one(quote(page, indent));
    case 'pipe':
      return one(table(page, indent));
    case 'bullet':
    case 'number':
      return list(page, indent, depth, flow);
    case 'text': {
      const read: Paragraph | null = paragraph(page, indent, from);
      return one(read);
    }
    case 'unsure':
      return null;
  }
}

function one(block: Block | null): Block[] | null {
  return block === null ? null : [block];
}

function heading(page: Page, from: number): Block | null {
  const line = page.lines[page.at];
  if (line === undefined || odd(page, line) || page.text[line.to - 1] === '#') return null;
  let start = from;
  while (page.text[start] === '#') start++;
  const depth = start - from;
  while (page.text[start] === ' ') start++;
  const content = lineOf(page, line, start, line.to, false, false);
  if (content === null) return null;
  page.at++;
  const base = headingSlug(content.text);
  const seen = page.slugs.get(base) ?? 0;
  page.slugs.set(base, seen + 1);
  const span = { start: point(line, from), end: point(line, line.to) };
  return { type: 'heading', depth, slug: seen === 0 ? base : `${base}-${seen}`, text: content.text, raw: page.text.slice(from, line.to), inlines: content.inlines, span };
}

/** A comment that ends on its line; anything behind it on the line is part of the block. */
function comment(page: Page, from: number): Block | null {
  const line = page.lines[page.at];
  if (line === undefined || odd(page, line)) return null;
  const raw = page.text.slice(from, line.to);
  if (/^<!---?>/.test(raw) || raw.indexOf('-->', 4) < 0) return null;
  page.at++;
  return { type: 'html', raw, comment: true, span: spanIn(line, from, line.to) };
}
