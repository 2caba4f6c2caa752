import type { Block, Document } from '../../../model/document.ts';
import { Reader } from './reader.ts';
import { tokensOf } from './tags.ts';

/** Elements that hold other blocks and may hold blank lines, at which Markdown cuts a piece of HTML. */
const containers = new Set(['table', 'ul', 'ol', 'dl']);
/** How often an end that is not there is looked for, so that a document of open tags stays quick. */
const tries = 20;

/**
 * Blocks of a document with its HTML read as what it shows: tables, lists, headings and paragraphs, each with its own lines. A table or
 * list that blank lines cut into several pieces is read whole.
 */
export function shownBlocks(document: Document): Block[] {
  const blocks: Block[] = [];
  let covered = 0;
  let failed = 0;
  for (const block of document.blocks) {
    if (block.span.start.offset < covered) continue;
    if (block.type !== 'html' || block.comment) {
      blocks.push(block);
      continue;
    }
    const { start } = block.span;
    let end = start.offset + block.raw.length;
    const open = openContainer(block.raw);
    if (open !== null && failed < tries) {
      const closed = endOfContainer(document.text, start.offset + open);
      if (closed === null) failed++;
      else end = Math.max(end, closed);
    }
    covered = end;
    blocks.push(...new Reader(document.text.slice(start.offset, end), start).blocks());
  }
  return blocks;
}

/** Where the first table or list that this piece leaves open starts, or null. */
function openContainer(raw: string): number | null {
  const open: number[] = [];
  for (const token of tokensOf(raw)) {
    if (token.kind === 'text' || !containers.has(token.name)) continue;
    if (token.kind === 'open') open.push(token.index);
    else open.pop();
  }
  return open[0] ?? null;
}

function endOfContainer(text: string, from: number): number | null {
  let depth = 0;
  for (const token of tokensOf(text, from)) {
    if (token.kind === 'text' || !containers.has(token.name)) continue;
    depth += token.kind === 'open' ? 1 : -1;
    if (depth <= 0) return token.end;
  }
  return null;
}
