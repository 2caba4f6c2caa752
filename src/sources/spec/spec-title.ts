import type { Document } from '../../model/document.ts';
import { plain } from './matcher.ts';
import type { Section } from './outline.ts';
import { cleanTitle, flat } from './phrase.ts';
import type { Words } from './words.ts';
import { caseless } from '../../text/regex.ts';

/** The product's name: the first heading without the words for the kind of document; a bare section heading gives way to the folder's or file's name. */
export function specTitle(document: Document, root: Section, words: Words): string {
  const named = document.frontMatter?.data.title;
  const heading = root.sections.find(each => each.depth === 1);
  if (heading !== undefined) {
    const whole = cleanTitle(heading.heading);
    const match = /^([^:：]{1,50})(?:[:：]\s*|\s+[-–—]\s+)(\S.*)$/u.exec(whole);
    if (match?.[1] !== undefined && match[2] !== undefined && (words.kinds.get(plain(match[1])) === 'document' || fileName.test(match[1]))) return match[2];
    const [name, kind] = whole.split(/\s+[-–—]\s+/u);
    if (name !== undefined && kind !== undefined && ['document', 'requirements'].includes(words.kinds.get(plain(kind)) ?? '') && whole.endsWith(kind)) return name;
    if (words.kinds.get(plain(whole.replace(/\([^)]*\)/g, ''))) !== 'document') return whole;
    return productName(document, words) ?? (generic.test(fileStem(document.path)) ? folderName(document.path) : null) ?? whole;
  }
  if (typeof named === 'string') return flat(named);
  const [first] = document.blocks;
  if (first?.type === 'heading' && root.sections[0]?.announced.kind === null) return cleanTitle(first.text);
  const stem = fileStem(document.path);
  return generic.test(stem) ? (folderName(document.path) ?? stem) : stem;
}

/** "MODULES.md - the modules of the shop": the name of the file is none of the product. */
const fileName = caseless(String.raw`^[\p{L}\p{N}_.-]+\.(?:md|markdown|txt|rst)$`);

const generic = /^(?:spec|requirements|prd|readme|index)$/i;

function fileStem(path: string): string {
  return (path.split('/').at(-1) ?? '').replace(/\.[^.]*$/, '');
}

function folderName(path: string): string | null {
  return path.split('/').at(-2) ?? null;
}

/** "**Project:** Stay rental" in the first lines. */
function productName(document: Document, words: Words): string | null {
  for (const block of document.blocks.slice(0, 8)) {
    if (block.type !== 'paragraph' && block.type !== 'item') continue;
    for (const line of block.text.split('\n')) {
      const match = /^([^:：]{1,30})[:：]\s*(\S.*)$/u.exec(line);
      if (match?.[1] !== undefined && match[2] !== undefined && words.columns.get('product')?.has(plain(match[1])) === true) return flat(match[2]);
    }
  }
  return null;
}
