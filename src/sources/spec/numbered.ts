import type { Block, Heading } from '../../model/document.ts';
import { headingSlug } from '../../text/slug.ts';

/** "3.1. Scanning" on a line of its own, which says nothing. */
const numberedTitle = /^\d{1,2}(?<inner>(?:\.\d{1,2})+)\.?\s+\S.{0,60}(?<![.:;,!?。：；])$/u;

/**
 * Blocks with "1. Summary" above a line of signs read as the heading it is meant as: to Markdown it is an item of a list. In such a document
 * a line "1.2. Title" is a heading, too.
 */
export function withNumberedHeadings(blocks: readonly Block[]): Block[] {
  const found: Block[] = [];
  let underlined = false;
  for (const [at, block] of blocks.entries()) {
    const before = blocks[at - 1];
    if (block.type === 'rule' && before !== undefined && found.at(-1)?.type === 'heading' && isUnderlined(before, block)) continue;
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
