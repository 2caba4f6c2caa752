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
  const titles = blocks.map((block, at) => (block.type === 'paragraph' && isTitle(block.text, blocks[at + 1]) ? announced(block.text, words) : null));
  if (titles.filter(each => each?.kind != null && each.exact).length < 2) return [...blocks];
  return blocks.map((block, at) => {
    const title = titles[at];
    if (block.type !== 'paragraph' || title == null) return block;
    return { type: 'heading', depth: at === 0 && title.kind === null ? 1 : 2, slug: headingSlug(block.text), text: block.text, raw: block.raw, inlines: block.inlines, span: block.span } satisfies Heading;
  });
}

function isTitle(text: string, next: Block | undefined): boolean {
  return !text.includes('\n') && /^[\p{L}\p{N}]/u.test(text) && !/[.,;:!?。，；：！？]$/u.test(flat(text)) && flat(text).split(' ').length <= longest && next !== undefined && ['paragraph', 'item', 'table', 'quote'].includes(next.type);
}
