import type { Block, Heading } from '../../model/document.ts';
import { headingSlug } from '../../text/slug.ts';
import { announced, flat } from './phrase.ts';
import type { Words } from './words.ts';

/** Words of a title at most. */
const longest = 6;

/**
 * Blocks of a text without any heading, its lines that name a section ("Features", "Open questions") read as the headings they stand for; the
 * other short lines of their own above text are headings beside them. One such line alone may be a sentence.
 */
export function withPlainHeadings(blocks: readonly Block[], words: Words): Block[] {
  if (blocks.some(block => block.type === 'heading')) return [...blocks];
  const counted = blocks.filter(block => block.type === 'paragraph' && roman.test(block.text));
  const [first] = counted;
  if (counted.length > 2 && first?.type === 'paragraph' && first.text.startsWith('I.')) return blocks.map(block => (block.type === 'paragraph' && roman.test(block.text) ? titled(block, block.text.replace(/\.\s*$/, ''), 2) : block));
  const titles = blocks.map((block, at) => (block.type === 'paragraph' && isTitle(block.text, blocks[at + 1]) ? announced(block.text, words) : null));
  if (titles.filter(each => each?.kind != null && each.exact).length < 2) return [...blocks];
  return blocks.map((block, at) => {
    const title = titles[at];
    if (block.type !== 'paragraph' || title == null) return block;
    return titled(block, block.text, at === 0 && title.kind === null ? 1 : 2);
  });
}

/** "II. Features.": a title by its Roman number, whatever it ends in. */
const roman = /^[IVX]{1,5}\.\s+\p{Lu}[^\n]{0,70}$/u;

function titled(block: Extract<Block, { type: 'paragraph' }>, text: string, depth: number): Heading {
  return { type: 'heading', depth, slug: headingSlug(text), text, raw: block.raw, inlines: block.inlines, span: block.span };
}

function isTitle(text: string, next: Block | undefined): boolean {
  return !text.includes('\n') && /^[\p{L}\p{N}]/u.test(text) && !/[.,;:!?。，；：！？]$/u.test(flat(text)) && flat(text).split(' ').length <= longest && next !== undefined && ['paragraph', 'item', 'table', 'quote'].includes(next.type);
}
