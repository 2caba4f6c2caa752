import type { Inline, Span } from '../model/document.ts';
import type { Section, Sheet } from './sheet.ts';

/** A piece of running text that an author is responsible for: paragraph, list item or table cell. `raw` has code and quotations blanked. */
export type Piece = { raw: string; text: string; inlines: readonly Inline[]; span: Span; section: Section | null; kind: 'paragraph' | 'item' | 'cell'; column: string | null; /** Where its lines start, once a place in it was asked for. */ starts: number[] | null };
/** `index` is where the sentence starts in the piece's raw text. */
export type Sentence = { text: string; index: number; piece: Piece };

/** Columns of generated documents that hold the words of the source, not of the plan. */
const quotedColumns = new Set(['requirement', 'text', 'in the source', 'field in the source', 'source line', 'source', 'trace', 'title', 'id', 'question']);

/** The pieces of prose of a sheet, read once a sheet. */
export function piecesOf(sheet: Sheet): Piece[] {
  return (sheet.worked.pieces ??= readPieces(sheet));
}

function readPieces(sheet: Sheet): Piece[] {
  const pieces: Piece[] = [];
  let section: Section | null = null;
  let next = 0;
  for (const block of sheet.document.blocks) {
    if (block.type === 'heading') section = sheet.sections[next++] ?? section;
    if (block.type === 'paragraph') pieces.push(piece(block.raw, block.text, block.span, block.inlines, section, 'paragraph', null));
    if (block.type === 'item') {
      const at = itemStart(sheet, block.raw, block.span);
      if (at !== null) pieces.push(piece(block.raw, block.text, { start: at, end: block.span.end }, block.inlines, section, 'item', null));
    }
    if (block.type === 'table') {
      const header = block.header.map(cell => cell.text.trim().toLowerCase());
      for (const row of block.rows) {
        for (const [column, cell] of row.cells.entries()) {
          const name = header[column] ?? '';
          if (sheet.own !== null && quotedColumns.has(name)) continue;
          pieces.push(piece(cell.raw, cell.text, cell.span, cell.inlines, section, 'cell', name));
        }
      }
    }
  }
  return pieces;
}

/** The raw text of an item starts after its bullet. */
function itemStart(sheet: Sheet, raw: string, span: Span): Span['start'] | null {
  if (raw === '') return null;
  const offset = sheet.document.text.indexOf(raw, span.start.offset);
  if (offset < 0) return null;
  const skipped = sheet.document.text.slice(span.start.offset, offset).split('\n');
  const last = skipped.at(-1) ?? '';
  return { line: span.start.line + skipped.length - 1, column: skipped.length === 1 ? span.start.column + last.length : last.length + 1, offset };
}

function piece(raw: string, text: string, span: Span, inlines: Inline[], section: Section | null, kind: Piece['kind'], column: string | null): Piece {
  let out = raw;
  for (const inline of inlines) {
    if (inline.kind !== 'code' && inline.kind !== 'html') continue;
    const from = Math.max(0, inline.span.start.offset - span.start.offset);
    const to = Math.max(from, inline.span.end.offset - span.start.offset);
    // A digit stands for the code, so that a sentence with an id or a command counts as precise.
    out = out.slice(0, from) + out.slice(from, to).replace(/[^\n]/g, inline.kind === 'code' ? '0' : ' ') + out.slice(to);
  }
  // Link targets and quotations are not the author's words.
  out = out.replace(/\]\([^)\n]*\)/g, match => `]${' '.repeat(match.length - 1)}`).replace(/["“„«][^"”“»\n]{0,300}["”»]/g, match => '0'.repeat(match.length));
  return { raw: out, text, inlines, span, section, kind, column, starts: null };
}

/** Sentences of a piece; `placeAt` tells where one stands. */
export function sentencesOf(piece: Piece): Sentence[] {
  const sentences: Sentence[] = [];
  for (const match of piece.raw.matchAll(/[^.!?;]+(?:[.!?;](?!\s|$)[^.!?;]*)*[.!?;]?/g)) {
    const text = match[0];
    if (!/\p{L}/u.test(text)) continue;
    const lead = text.length - text.trimStart().length;
    sentences.push({ text: text.trim(), index: match.index + lead, piece });
  }
  return sentences;
}

/** Line and column of an index into the piece's raw text. */
export function placeAt(piece: Piece, index: number): { line: number; column: number } {
  const known = (piece.starts ??= startsIn(piece.raw));
  let low = 0;
  let high = known.length - 1;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if ((known[middle] ?? 0) <= index) low = middle;
    else high = middle - 1;
  }
  return { line: piece.span.start.line + low, column: low === 0 ? piece.span.start.column + index : index - (known[low] ?? 0) + 1 };
}

function startsIn(text: string): number[] {
  const starts = [0];
  for (let at = text.indexOf('\n'); at >= 0; at = text.indexOf('\n', at + 1)) starts.push(at + 1);
  return starts;
}
