import type { Block, Cell } from '../../../model/document.ts';
import { cellOf, nothing, type Gathered } from './gathered.ts';
import type { Places } from './places.ts';
import type { Token } from './tags.ts';

/** Widest span of a cell over rows or columns that is followed. */
const widest = 50;

/** A table that is being read: its rows, and cells that reach over several rows or columns. */
export class Table {
  /** The cell that is open, if one is. */
  cell: Gathered | null = null;
  private readonly index: number;
  private readonly places: Places;
  private readonly rows: { cells: Cell[]; index: number; end: number }[] = [];
  private span = { rows: 1, columns: 1 };
  /** Cells that reach down from a row above, by row and column. */
  private readonly carried = new Map<string, Cell>();

  constructor(index: number, places: Places) {
    this.index = index;
    this.places = places;
  }

  /** A `tr`, opened or closed. */
  row(token: Token & { kind: 'open' | 'close' }): void {
    this.endCell(token.index);
    if (token.kind === 'open') this.rows.push({ cells: [], index: token.index, end: token.end });
    else for (const row of this.rows.slice(-1)) row.end = token.end;
  }

  /** A `td` or `th`, opened or closed; one without a row starts the first. */
  column(token: Token & { kind: 'open' | 'close' }): void {
    this.endCell(token.index);
    if (token.kind === 'close') return;
    if (this.rows.length === 0) this.rows.push({ cells: [], index: token.index, end: token.end });
    this.cell = nothing();
    this.span = { rows: spanned(token.attributes, 'rowspan'), columns: spanned(token.attributes, 'colspan') };
  }

  /** The whole table; null when it has no cell. */
  ended(end: number): Block | null {
    this.endCell(end);
    for (const [number, row] of this.rows.entries()) this.carryInto(row.cells, number);
    const rows = this.rows.filter(row => row.cells.length > 0).map(row => ({ cells: row.cells, span: this.places.spanOf(row.index, row.end) }));
    const [head, ...body] = rows;
    return head === undefined ? null : { type: 'table', header: head.cells, rows: body, span: this.places.spanOf(this.index, end) };
  }

  private endCell(end: number): void {
    const row = this.rows.at(-1);
    if (this.cell === null || row === undefined) return;
    const cell = cellOf(this.cell, row.index, ' ', this.places);
    const number = this.rows.length - 1;
    this.carryInto(row.cells, number);
    const column = row.cells.length;
    row.cells.push(cell, ...Array.from({ length: this.span.columns - 1 }, () => cellOf(nothing(), row.index, '', this.places)));
    row.end = Math.max(row.end, end);
    this.cell = null;
    for (let down = 1; down < this.span.rows; down++) this.carried.set(`${number + down} ${column}`, cell);
  }

  /** Puts the cells from above where the row has come to. */
  private carryInto(cells: Cell[], number: number): void {
    for (let cell = this.carried.get(`${number} ${cells.length}`); cell !== undefined; cell = this.carried.get(`${number} ${cells.length}`)) cells.push(cell);
  }
}

function spanned(attributes: string, name: string): number {
  const found = new RegExp(`\\b${name}\\s*=\\s*["']?(\\d{1,4})`, 'i').exec(attributes)?.[1];
  return found === undefined ? 1 : Math.max(1, Math.min(widest, Number(found)));
}
