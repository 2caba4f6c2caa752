import type { Block, Heading } from '../../model/document.ts';
import { parseMarkdown } from '../../markdown/parse.ts';
import { headingSlug } from '../../text/slug.ts';

/** "3.1. Scanning" on a line of its own, which says nothing. */
const numberedTitle = /^\d{1,2}(?<inner>(?:\.\d{1,2})+)\.?\s+\S.{0,60}(?<![.:;,!?。：；])$/u;

/**
 * Blocks with "1. Summary" above a line of signs read as the heading it is meant as: to Markdown it is an item of a list. In such a document
 * a line "1.2. Title" is a heading, too.
 */
export function withNumberedHeadings(given: readonly Block[]): Block[] {
  const found: Block[] = [];
  const blocks = given.some(holdsTable) ? given.flatMap(block => (holdsTable(block) && block.type === 'item' ? tableApart(block) : [block])) : given;
  const titles = plainTitles(blocks);
  let underlined = false;
  for (const [at, block] of blocks.entries()) {
    const before = blocks[at - 1];
    if (block.type === 'rule' && before !== undefined && found.at(-1)?.type === 'heading' && isUnderlined(before, block)) continue;
    if (titles.has(block) && block.type === 'item') {
      const [first = ''] = block.text.split('\n');
      found.push(heading(block, 2, first), ...bodyOf(block));
      continue;
    }
    const title = block.type === 'item' && block.depth === 0 && block.number !== null && block.checked === null ? titleOf(block, blocks[at + 1]) : null;
    if (title !== null && block.type === 'item') {
      underlined ||= !/^[^\p{Ll}]+$/u.test(title);
      found.push(heading(block, 2, title));
    } else found.push(block);
  }
  return underlined ? found.map(block => {
    const inner = block.type === 'paragraph' ? numberedTitle.exec(block.text)?.groups?.['inner'] : undefined;
    return inner === undefined || block.type !== 'paragraph' ? block : heading(block, 2 + inner.split('.').length - 1, block.text);
  }) : found;
}

/** "2. Customers" with a table right below it: to Markdown all of it is text of one item. */
function holdsTable(block: Block): boolean {
  return block.type === 'item' && /^[^|\n]{1,80}\n\s*\|[^\n]*\|\s*\n\s*\|?[\s:|-]*-[\s:|-]*(?:\n|$)/u.test(block.text);
}

/** The item with its first line alone, and what stands below it read by itself. */
function tableApart(item: Extract<Block, { type: 'item' }>): Block[] {
  const { start } = item.span;
  const [first = '', ...rest] = item.raw.split(/\r?\n/u);
  const below = parseMarkdown('', `${'\n'.repeat(start.line)}${rest.join('\n')}`).blocks;
  const end = { ...start, line: start.line, column: start.column + first.length };
  return [{ ...item, text: item.text.split('\n')[0] ?? '', raw: first, inlines: item.inlines.filter(each => each.span.end.line === start.line), span: { start, end } }, ...below];
}

/** Fewest titles that make sections, and the longest of them in words. */
const enough = 3;
const longest = 8;

/**
 * "1. Purpose", "2. Users", "3. Features" over paragraphs, in a text without a single heading: to Markdown the items of one list, to its author
 * the titles of sections. Empty where one of them says more than a title or has nothing below it.
 */
function plainTitles(blocks: readonly Block[]): Set<Block> {
  if (blocks.some(block => block.type === 'heading')) return new Set();
  const found: Block[] = [];
  for (const [at, block] of blocks.entries()) {
    if (block.type !== 'item' || block.depth > 0 || block.number === null || block.checked !== null) continue;
    const next = blocks[at + 1];
    const [first = '', ...others] = block.text.split('\n');
    const alone = others.length === 0 || block.raw.split(/\r?\n/u)[1]?.trim() === '';
    const titled = block.number === found.length + 1 && alone && first.split(/\s+/u).length <= longest && !/[.!?,;:。！？，；：]\s*$/u.test(first);
    const followed = others.length > 0 || (next !== undefined && !(next.type === 'item' && next.depth === 0 && next.number !== null));
    if (!titled || !followed) return new Set();
    found.push(block);
  }
  return new Set(found.length < enough ? [] : found);
}

/** What stands indented below a title, a paragraph for each block of lines. */
function bodyOf(item: Extract<Block, { type: 'item' }>): Block[] {
  const found: Block[] = [];
  const lines = item.raw.split(/\r?\n/u);
  for (let at = 1; at < lines.length; at++) {
    if ((lines[at] ?? '').trim() === '') continue;
    const from = at;
    while ((lines[at + 1] ?? '').trim() !== '') at++;
    const [start, end] = [item.span.start.line + from, item.span.start.line + at];
    const rows = lines.slice(from, at + 1);
    found.push({
      type: 'paragraph', text: rows.map(row => row.trim()).join('\n'), raw: rows.join('\n'), inlines: item.inlines.filter(each => each.span.start.line >= start && each.span.end.line <= end),
      span: { start: { ...item.span.start, line: start }, end: { ...item.span.end, line: end } },
    });
  }
  return found;
}

/** The words of an item that a line of signs underlines: dashes are a rule of their own, equals signs a second line of the item. */
function titleOf(item: Extract<Block, { type: 'item' }>, next: Block | undefined): string | null {
  // "2. WHAT IT MUST DO" above a paragraph, in a text without marks.
  if (/^[^\p{Ll}\n]*\p{Lu}{2}[^\p{Ll}\n]{0,60}$/u.test(item.text) && /^[\p{Lu}\s\d&,/'-]+$/u.test(item.text) && next?.type === 'paragraph') return item.text;
  const double = /^(?<title>[^\n]+)\n\s*={3,}\s*$/.exec(item.text)?.groups?.['title'];
  if (double !== undefined) return double;
  return !item.text.includes('\n') && next !== undefined && isUnderlined(item, next) ? item.text : null;
}

function isUnderlined(item: Block, rule: Block): boolean {
  return item.type === 'item' && rule.type === 'rule' && rule.span.start.line === item.span.start.line + 1;
}

function heading(block: Extract<Block, { type: 'item' | 'paragraph' }>, depth: number, text: string): Heading {
  return { type: 'heading', depth: Math.min(depth, 6), slug: headingSlug(text), text, raw: block.raw, inlines: block.inlines, span: block.span };
}
