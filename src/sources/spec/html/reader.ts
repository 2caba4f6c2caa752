import type { Block, Point } from '../../../model/document.ts';
import { add, cellOf, listMark, markBold, nothing, type Gathered } from './gathered.ts';
import { Places } from './places.ts';
import { Table } from './table.ts';
import { decode, tokensOf, type Token } from './tags.ts';

/** Deepest list that is kept apart; deeper items count as of this depth. */
const deepest = 40;

/** Reads one piece of HTML into the blocks that it shows. */
export class Reader {
  private readonly out: Block[] = [];
  private readonly tables: Table[] = [];
  private readonly lists: { ordered: boolean; count: number }[] = [];
  private loose = nothing();
  private item: Gathered | null = null;
  private heading: { depth: number; text: Gathered } | null = null;
  private readonly html: string;
  private readonly places: Places;

  constructor(html: string, at: Point) {
    this.html = html;
    this.places = new Places(html, at);
  }

  /** The blocks, each with its own lines; what is still open at the end is taken as closed there. */
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
        markBold(this.current(), opens);
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
        markBold(this.current(), opens);
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
        table.row(token);
        return true;
      case 'td':
      case 'th':
        table.column(token);
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
    this.tables.push(new Table(index, this.places));
  }

  private endTable(end: number): void {
    const table = this.tables.pop()?.ended(end) ?? null;
    if (table !== null) this.out.push(table);
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
    const made = cellOf(item, item.index, '\n', this.places);
    if (made.text === '') return;
    const start = { ...made.span.start, column: 1 + 2 * depth };
    this.out.push({ type: 'item', depth, ordered: list?.ordered ?? false, number: list?.ordered === true ? list.count : null, checked: item.checked, ...made, span: { start, end: made.span.end } });
  }

  private endHeading(): void {
    const heading = this.heading;
    this.heading = null;
    if (heading === null || heading.text.index === null) return;
    const made = cellOf(heading.text, heading.text.index, ' ', this.places);
    if (made.text !== '') this.out.push({ type: 'heading', depth: heading.depth, slug: '', ...made });
  }

  /** Text outside of tables and lists; lines with a list mark, which Markdown does not see inside HTML, are items. */
  private endLoose(): void {
    const loose = this.loose;
    this.loose = nothing();
    if (loose.index === null) return;
    const lines = decode(loose.text).split('\n');
    if (!lines.some(line => listMark.test(line))) {
      const made = cellOf(loose, loose.index, '\n', this.places);
      if (made.text !== '') this.out.push({ type: 'paragraph', ...made, span: { start: { ...made.span.start, column: 1 }, end: made.span.end } });
      return;
    }
    let index = loose.index;
    for (const line of lines) {
      const part: Gathered = { ...nothing(), text: line.replace(listMark, ''), index, end: index + line.length };
      const made = cellOf(part, index, '\n', this.places);
      if (made.text !== '') this.out.push(listMark.test(line) ? { type: 'item', depth: 0, ordered: false, number: null, checked: null, ...made } : { type: 'paragraph', ...made });
      index += line.length + 1;
    }
  }

  private current(): Gathered {
    return this.tables.at(-1)?.cell ?? this.item ?? this.heading?.text ?? this.loose;
  }

  private add(text: string, index: number | null, end: number): void {
    if (this.tables.length > 0 && this.tables.at(-1)?.cell === null) return;
    add(this.current(), text, index, end);
  }

  private box(attributes: string): void {
    if (/type\s*=\s*["']?checkbox/i.test(attributes)) this.current().checked = /\schecked\b/i.test(attributes);
  }
}
