import type { Block, Cell, Document, Inline, Point, Span } from '../../model/document.ts';
import { decode, tokensOf, type Token } from './tags.ts';

/** Deepest list that is kept apart; deeper items count as of this depth. */
const deepest = 40;
/** Widest span of a cell over rows or columns that is followed. */
const widest = 50;
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

/** Text that is being gathered, with the bold parts in it. */
interface Gathered {
  text: string;
  index: number | null;
  end: number;
  bold: { from: number; to: number | null }[];
  checked: boolean | null;
}

function nothing(): Gathered {
  return { text: '', index: null, end: 0, bold: [], checked: null };
}

interface OpenTable {
  index: number;
  rows: { cells: Cell[]; index: number; end: number }[];
  cell: Gathered | null;
  span: { rows: number; columns: number };
  /** Cells that reach down from a row above, by row and column. */
  carried: Map<string, Cell>;
}

class Reader {
  private readonly out: Block[] = [];
  private readonly tables: OpenTable[] = [];
  private readonly lists: { ordered: boolean; count: number }[] = [];
  private readonly starts: number[] = [0];
  private loose = nothing();
  private item: Gathered | null = null;
  private heading: { depth: number; text: Gathered } | null = null;
  private readonly html: string;
  private readonly at: Point;

  constructor(html: string, at: Point) {
    this.html = html;
    this.at = at;
    for (let index = html.indexOf('\n'); index >= 0; index = html.indexOf('\n', index + 1)) this.starts.push(index + 1);
  }

  blocks(): Block[] {
    for (const token of tokensOf(this.html)) this.take(token);
    this.endItem();
    while (this.tables.length > 0) this.endTable(this.html.length);
    this.endHeading();
    this.endLoose();
    return this.out;
  }

  private take(token: Token): void {
    if (token.kind === 'text') {
      this.add(token.text, token.index, token.end);
      return;
    }
    const opens = token.kind === 'open';
    if (this.tables.length > 0 && this.inTable(token)) return;
    switch (token.name) {
      case 'br':
      case 'hr':
        this.add('\n', null, token.end);
        return;
      case 'strong':
      case 'b':
        this.mark(opens);
        return;
      case 'table':
        if (opens) this.startTable(token.index);
        return;
      case 'ul':
      case 'ol':
      case 'dl':
        if (this.tables.length > 0) return;
        this.endItem();
        this.endLoose();
        if (opens) this.lists.push({ ordered: token.name === 'ol', count: 0 });
        else this.lists.pop();
        return;
      case 'li':
      case 'dt':
      case 'dd':
        this.listItem(opens, token.name);
        return;
      case 'input':
        this.box(token.attributes);
        return;
      case 'h1':
      case 'h2':
      case 'h3':
      case 'h4':
      case 'h5':
      case 'h6':
        this.endHeading();
        this.endLoose();
        if (opens && this.tables.length === 0 && this.item === null) this.heading = { depth: Number(token.name[1]), text: nothing() };
        return;
      case 'summary':
        this.endLoose();
        this.mark(opens);
        if (!opens) this.endLoose();
        return;
      case 'p':
      case 'div':
      case 'section':
      case 'article':
      case 'details':
      case 'blockquote':
      case 'pre':
        if (this.current() === this.loose) this.endLoose();
        else this.add('\n', null, token.end);
        return;
      default:
        return;
    }
  }

  /** Rows and cells of the innermost table; true when the tag was one of them. */
  private inTable(token: Token & { kind: 'open' | 'close' }): boolean {
    const table = this.tables.at(-1);
    if (table === undefined) return false;
    switch (token.name) {
      case 'tr':
        this.endCell(token.index);
        if (token.kind === 'open') table.rows.push({ cells: [], index: token.index, end: token.end });
        else for (const row of table.rows.slice(-1)) row.end = token.end;
        return true;
      case 'td':
      case 'th':
        this.endCell(token.index);
        if (token.kind === 'open') {
          if (table.rows.length === 0) table.rows.push({ cells: [], index: token.index, end: token.end });
          table.cell = nothing();
          table.span = { rows: spanned(token.attributes, 'rowspan'), columns: spanned(token.attributes, 'colspan') };
        }
        return true;
      case 'table':
        // A table inside a cell lays its text out: it is part of the cell.
        if (token.kind === 'open' && table.cell !== null) return true;
        if (token.kind === 'close') this.endTable(token.end);
        return true;
      case 'thead':
      case 'tbody':
      case 'tfoot':
      case 'colgroup':
      case 'col':
      case 'caption':
        return true;
      default:
        return false;
    }
  }

  private startTable(index: number): void {
    this.endItem();
    this.endLoose();
    this.tables.push({ index, rows: [], cell: null, span: { rows: 1, columns: 1 }, carried: new Map() });
  }

  private endCell(end: number): void {
    const table = this.tables.at(-1);
    const row = table?.rows.at(-1);
    if (table === undefined || table.cell === null || row === undefined) return;
    const cell = this.textOf(table.cell, row.index, ' ');
    const number = table.rows.length - 1;
    carryInto(row.cells, number, table);
    const column = row.cells.length;
    row.cells.push(cell, ...Array.from({ length: table.span.columns - 1 }, () => this.textOf(nothing(), row.index, '')));
    row.end = Math.max(row.end, end);
    table.cell = null;
    for (let down = 1; down < table.span.rows; down++) table.carried.set(`${number + down} ${column}`, cell);
  }

  private endTable(end: number): void {
    this.endCell(end);
    const table = this.tables.pop();
    if (table === undefined) return;
    for (const [number, row] of table.rows.entries()) carryInto(row.cells, number, table);
    const rows = table.rows.filter(row => row.cells.length > 0).map(row => ({ cells: row.cells, span: this.spanOf(row.index, row.end) }));
    const [head, ...body] = rows;
    if (head !== undefined) this.out.push({ type: 'table', header: head.cells, rows: body, span: this.spanOf(table.index, end) });
  }

  private listItem(opens: boolean, name: string): void {
    if (this.tables.length > 0) {
      if (opens) this.add('; ', null, 0);
      return;
    }
    // "<dd>" says more about the term before it.
    if (name === 'dd' && opens && this.item !== null) {
      this.add(': ', null, 0);
      return;
    }
    if (name === 'dt' && !opens) return;
    this.endItem();
    this.endLoose();
    if (opens) this.item = nothing();
  }

  private endItem(): void {
    const item = this.item;
    this.item = null;
    if (item === null || item.index === null) return;
    const depth = Math.min(deepest, Math.max(0, this.lists.length - 1));
    const list = this.lists.at(-1);
    if (list !== undefined) list.count++;
    const made = this.textOf(item, item.index, '\n');
    if (made.text === '') return;
    const start = { ...made.span.start, column: 1 + 2 * depth };
    this.out.push({ type: 'item', depth, ordered: list?.ordered ?? false, number: list?.ordered === true ? list.count : null, checked: item.checked, ...made, span: { start, end: made.span.end } });
  }

  private endHeading(): void {
    const heading = this.heading;
    this.heading = null;
    if (heading === null || heading.text.index === null) return;
    const made = this.textOf(heading.text, heading.text.index, ' ');
    if (made.text !== '') this.out.push({ type: 'heading', depth: heading.depth, slug: '', ...made });
  }

  /** Text outside of tables and lists; lines with a list mark, which Markdown does not see inside HTML, are items. */
  private endLoose(): void {
    const loose = this.loose;
    this.loose = nothing();
    if (loose.index === null) return;
    const lines = decode(loose.text).split('\n');
    if (!lines.some(line => mark.test(line))) {
      const made = this.textOf(loose, loose.index, '\n');
      if (made.text !== '') this.out.push({ type: 'paragraph', ...made, span: { start: { ...made.span.start, column: 1 }, end: made.span.end } });
      return;
    }
    let index = loose.index;
    for (const line of lines) {
      const part: Gathered = { ...nothing(), text: line.replace(mark, ''), index, end: index + line.length };
      const made = this.textOf(part, index, '\n');
      if (made.text !== '') this.out.push(mark.test(line) ? { type: 'item', depth: 0, ordered: false, number: null, checked: null, ...made } : { type: 'paragraph', ...made });
      index += line.length + 1;
    }
  }

  private current(): Gathered {
    return this.tables.at(-1)?.cell ?? this.item ?? this.heading?.text ?? this.loose;
  }

  private add(text: string, index: number | null, end: number): void {
    if (this.tables.length > 0 && this.tables.at(-1)?.cell === null) return;
    const into = this.current();
    if (into.index === null) {
      const first = text.search(/\S/);
      if (first < 0 || index === null) return;
      into.index = index + first;
      into.text = text.slice(first);
    } else into.text += text;
    into.end = Math.max(into.end, end);
  }

  private mark(opens: boolean): void {
    const { bold, text } = this.current();
    if (opens) bold.push({ from: text.length, to: null });
    else for (const each of bold.slice(-1)) each.to ??= text.length;
  }

  private box(attributes: string): void {
    if (/type\s*=\s*["']?checkbox/i.test(attributes)) this.current().checked = /\schecked\b/i.test(attributes);
  }

  /** `joint` goes between the lines of the text; lines of a source are folded into one another. */
  private textOf(from: Gathered, index: number, joint: string): Cell {
    const fold = (text: string): string => decode(text).split('\n').map(line => line.replace(/\s+/g, ' ').replace(mark, '').trim()).filter(line => line !== '').join(joint);
    const span = this.spanOf(from.index ?? index, Math.max(from.end, from.index ?? index));
    const text = fold(from.text);
    const inlines: Inline[] = from.bold.map(each => ({ kind: 'strong' as const, text: fold(from.text.slice(each.from, each.to ?? from.text.length)), url: null, span })).filter(each => each.text !== '');
    return { text, raw: text, inlines, span };
  }

  private spanOf(from: number, to: number): Span {
    return { start: this.point(from), end: this.point(Math.max(from, this.html.slice(from, to).trimEnd().length + from)) };
  }

  private point(index: number): Point {
    let low = 0;
    let high = this.starts.length - 1;
    while (low < high) {
      const middle = Math.ceil((low + high) / 2);
      if ((this.starts[middle] ?? 0) <= index) low = middle;
      else high = middle - 1;
    }
    const first = low === 0;
    return { line: this.at.line + low, column: first ? this.at.column + index : index - (this.starts[low] ?? 0) + 1, offset: this.at.offset + index };
  }
}

/** Puts the cells from above where the row has come to. */
function carryInto(cells: Cell[], number: number, table: OpenTable): void {
  for (let cell = table.carried.get(`${number} ${cells.length}`); cell !== undefined; cell = table.carried.get(`${number} ${cells.length}`)) cells.push(cell);
}

const mark = /^\s*(?:[-*•]|\d{1,3}[.)])\s+/;

function spanned(attributes: string, name: string): number {
  const found = new RegExp(`\\b${name}\\s*=\\s*["']?(\\d{1,4})`, 'i').exec(attributes)?.[1];
  return found === undefined ? 1 : Math.max(1, Math.min(widest, Number(found)));
}
