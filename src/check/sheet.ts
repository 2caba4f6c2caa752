import type { Block, Cell, Document, Fence, Heading, Inline, ListItem, Span, Table } from '../model/document.ts';
import { idsIn, kindOfId, leadingId } from './ids.ts';
import type { IdKind } from './ids.ts';
import type { Ids, Mentions } from './opening.ts';
import type { Piece } from './prose.ts';

type Place = { start: { line: number; column: number }; end: { line: number; column: number } };

/** A heading with what stands under it. Indexes into `document.blocks`; lines 1-based, inclusive. */
export type Section = {
  heading: Heading;
  /** First block after the heading; `end` is past its subsections, `ownEnd` before the first of them. */
  start: number;
  end: number;
  ownEnd: number;
  parent: Section | null;
  line: number;
  endLine: number;
};

/** Where an id is declared: a heading, the first cell under "Id", or the bold start of a list item (`formats.md`). */
export type Declaration = { id: string; kind: IdKind | null; how: 'heading' | 'cell' | 'item'; place: Place; line: number; section: Section | null; row: Row | null; text: string };

/** `sure` is false where only a declaration elsewhere can tell that the text is an id at all. */
export type Reference = { id: string; kind: IdKind | null; place: Place; sure: boolean; column: string | null };

export type Row = { header: string[]; cells: Cell[]; span: Span };

/** A task box with the lines under it. `line` numbers are 1-based; a missing line is null. */
export type TaskBox = {
  id: string | null;
  title: string;
  checked: boolean;
  item: ListItem;
  line: number;
  section: Section | null;
  verify: { text: string; line: number } | null;
  hours: { text: string; o: number; m: number; p: number; line: number } | null;
  after: { ids: string[]; line: number } | null;
  for: { ids: string[]; line: number } | null;
};

export type Own = { doc: string; feature: string; plan: string | null };

/** One document, read once for all rules. `own` is set when planwright generated it. */
export type Sheet = {
  document: Document;
  lines: string[];
  own: Own | null;
  sections: Section[];
  declarations: Declaration[];
  references: Reference[];
  boxes: TaskBox[];
  tables: { table: Table; section: Section | null }[];
  fences: { fence: Fence; section: Section | null }[];
  anchors: ReadonlySet<string>;
  /**
   * What the first rule that asks has worked out. It is kept here because a table beside the sheets would keep every one of them alive
   * until the next full collection: a collection of young objects takes all values of a WeakMap for used.
   */
  worked: { mentions: Mentions | null; ids: Ids | null; pieces: Piece[] | null; links: Inline[] | null };
};

/** A document as the rules read it: lines, sections, ids, boxes, tables, fences and anchors, found in one pass. */
export function readSheet(document: Document): Sheet {
  const lines = document.text.includes('\r') ? document.text.split('\n').map(line => line.replace(/\r$/, '')) : document.text.split('\n');
  const sections = readSections(document.blocks, lines.length);
  const sheet: Sheet = { document, lines, own: ownOf(document), sections, declarations: [], references: [], boxes: [], tables: [], fences: [], anchors: readAnchors(document), worked: { mentions: null, ids: null, pieces: null, links: null } };
  let next = 0;
  let section: Section | null = null;
  for (const block of document.blocks) {
    if (block.type === 'heading') section = sections[next++] ?? section;
    readBlock(sheet, block, section);
  }
  return sheet;
}

function ownOf(document: Document): Own | null {
  const data = document.frontMatter?.data;
  if (data === undefined || data['generated-by'] !== 'planwright') return null;
  const { doc, feature, plan } = data;
  if (typeof doc !== 'string' || typeof feature !== 'string') return null;
  return { doc, feature, plan: typeof plan === 'string' ? plan : null };
}

function readSections(blocks: Block[], lastLine: number): Section[] {
  const sections: Section[] = [];
  const open: Section[] = [];
  for (const [index, block] of blocks.entries()) {
    if (block.type !== 'heading') continue;
    const line = block.span.start.line;
    const before = sections.at(-1);
    if (before !== undefined && before.ownEnd === blocks.length) before.ownEnd = index;
    while (open.length > 0 && (open.at(-1)?.heading.depth ?? 0) >= block.depth) {
      const closed = open.pop();
      if (closed !== undefined) {
        closed.end = index;
        closed.endLine = Math.max(closed.line, line - 1);
      }
    }
    const section: Section = { heading: block, start: index + 1, end: blocks.length, ownEnd: blocks.length, parent: open.at(-1) ?? null, line, endLine: lastLine };
    sections.push(section);
    open.push(section);
  }
  return sections;
}

function readAnchors(document: Document): Set<string> {
  const anchors = new Set<string>();
  const html = (raw: string): void => {
    for (const match of raw.matchAll(/\b(?:id|name)\s*=\s*["']([^"']{1,200})["']/g)) anchors.add((match[1] ?? '').toLowerCase());
  };
  for (const block of document.blocks) {
    if (block.type === 'heading') anchors.add(block.slug);
    if (block.type === 'heading' && block.raw.includes('![')) {
      // A picture in a heading has no words; some readers keep a hyphen for each blank around it.
      const words = block.raw.replace(/^#+ +/, '').replaceAll(/!\[[^\]]*\]\([^)]*\)/g, '').replaceAll(/\[([^\]]*)\]\([^)]*\)/g, '$1').toLowerCase().replaceAll(/[^\p{L}\p{N} _-]/gu, '');
      for (const text of [words, words.trim()]) anchors.add(text.replaceAll(' ', '-'));
    }
    if (block.type === 'html') html(block.raw);
    if ('inlines' in block) for (const inline of block.inlines) if (inline.kind === 'html') html(inline.text);
  }
  return anchors;
}

function readBlock(sheet: Sheet, block: Block, section: Section | null): void {
  switch (block.type) {
    case 'heading': {
      const id = leadingId(block.text);
      // Headings of a package plan group its tasks by what they build; that is declared elsewhere.
      if (id !== null && !(sheet.own?.doc === 'work_package' || sheet.own?.doc === 'tasks')) sheet.declarations.push({ id, kind: kindOfId(id), how: 'heading', place: block.span, line: block.span.start.line, section, row: null, text: block.text });
      readInlines(sheet, block.inlines, id, null);
      return;
    }
    case 'item': {
      const first = block.inlines[0];
      const bold = first !== undefined && first.kind === 'strong' && /^(?:\[[ xX]\]\s+)?\*\*/.test(block.raw) ? leadingId(first.text) : null;
      if (bold !== null && first !== undefined) {
        sheet.declarations.push({ id: bold, kind: kindOfId(bold), how: 'item', place: first.span, line: first.span.start.line, section, row: null, text: block.text });
      }
      if (block.checked !== null) sheet.boxes.push(readBox(sheet, block, section, bold));
      readInlines(sheet, block.inlines, null, bold === null ? null : first ?? null);
      return;
    }
    case 'paragraph':
    case 'quote':
      readInlines(sheet, block.inlines, null, null);
      return;
    case 'table':
      sheet.tables.push({ table: block, section });
      readTable(sheet, block, section);
      return;
    case 'fence':
      sheet.fences.push({ fence: block, section });
      return;
    default:
      return;
  }
}

function readInlines(sheet: Sheet, inlines: Inline[], declared: string | null, skip: Inline | null): void {
  for (const inline of inlines) {
    if (inline === skip || (inline.kind !== 'code' && inline.kind !== 'link')) continue;
    // `NFR-read-latency: p95 <= 250 ms` refers to the NFR before the colon.
    const text = inline.text.trim();
    const id = inline.kind === 'code' && text.includes(':') ? text.replace(/^([A-Z]+-[\w-]+):\s.*$/s, '$1') : text;
    if (id === declared) continue;
    const kind = kindOfId(id);
    if (kind !== null) sheet.references.push({ id, kind, place: inline.span, sure: true, column: null });
    else if (inline.kind === 'code' && /^[A-Za-z][\w.-]*$/.test(id)) sheet.references.push({ id, kind: null, place: inline.span, sure: false, column: null });
  }
}

/** Columns whose plain cells hold references (`formats.md`: "a table column named after a kind"). */
const kindColumns = /^(?:requirements?|routes?|routes, jobs|jobs|services?|models?|errors?|own errors|criteri(?:a|on)|tasks?|tests?|proves|after|after packages|for|packages?|gates?|phases?|decisions?|risks?|needed by|workflows?)$/;

function readTable(sheet: Sheet, table: Table, section: Section | null): void {
  const header = table.header.map(cell => cell.text.trim().toLowerCase());
  const named = header.map(name => kindColumns.test(name));
  const anyNamed = named.includes(true);
  /** In the row of a requirement, "Requirement" holds its words, in which the author of the source may have named anything. */
  const isTitle = (column: number, row: IdKind | null): boolean => row !== null && header[column] === (row === 'author' ? 'requirement' : row);
  for (const { cells, span } of table.rows) {
    const first = cells[0];
    const declares = header[0] === 'id' && first !== undefined && first.text.trim() !== '';
    if (declares) {
      const id = first.text.trim();
      sheet.declarations.push({ id, kind: kindOfId(id), how: 'cell', place: first.span, line: first.span.start.line, section, row: { header, cells, span }, text: cells.map(cell => cell.text).join(' | ') });
    }
    const own = declares ? kindOfId(first.text.trim()) : null;
    let column = -1;
    for (const cell of cells) {
      column++;
      if (declares && (column === 0 || isTitle(column, own))) continue;
      if (cell.inlines.length > 0) readInlines(sheet, cell.inlines, null, null);
      if (!anyNamed || named[column] !== true) continue;
      const name = header[column] ?? '';
      const inCode = new Set(cell.inlines.map(inline => inline.text.trim()));
      for (const id of idsIn(cell.text)) if (!inCode.has(id)) sheet.references.push({ id, kind: kindOfId(id), place: cell.span, sure: true, column: name });
      for (const word of cell.text.split(',').map(part => part.trim())) {
        if (!inCode.has(word) && kindOfId(word) === null && /^[A-Za-z][\w.-]*$/.test(word)) sheet.references.push({ id: word, kind: null, place: cell.span, sure: false, column: name });
      }
    }
  }
}

const key = /\b(?:verify|hours|after|for):/;
const hoursLine = /(?:^|·)\s*hours:\s*(\d+(?:\.\d+)?)\s*\/\s*(\d+(?:\.\d+)?)\s*\/\s*(\d+(?:\.\d+)?)/;

function readBox(sheet: Sheet, item: ListItem, section: Section | null, id: string | null): TaskBox {
  const start = item.span.start.line;
  const box: TaskBox = { id, title: titleOf(item.text).slice(id?.length ?? 0).trim(), checked: item.checked === true, item, line: start, section, verify: null, hours: null, after: null, for: null };
  for (let line = start; line <= item.span.end.line; line++) {
    const text = sheet.lines[line - 1] ?? '';
    if (!text.includes(':') || !key.test(text)) continue;
    const verify = /(?:^|·)\s*verify:\s*(.*?)(?:\s·\s(?:hours|after|for):.*)?$/.exec(text);
    if (verify !== null) box.verify = { text: (verify[1] ?? '').trim(), line };
    const hours = hoursLine.exec(text);
    if (hours !== null) box.hours = { text: hours[0].trim(), o: Number(hours[1]), m: Number(hours[2]), p: Number(hours[3]), line };
    for (const part of text.split('·')) {
      const list = /^\s*(after|for):\s*(.*)$/.exec(part);
      if (list === null) continue;
      const ids = splitIds(list[2] ?? '');
      if (list[1] === 'after') box.after = { ids, line };
      else box.for = { ids, line };
      const column = text.indexOf(`${list[1]}:`) + 1;
      const place = { start: { line, column }, end: { line, column: column + part.trim().length } };
      for (const one of ids) {
        const kind = kindOfId(one);
        sheet.references.push({ id: one, kind, place, sure: kind !== null, column: list[1] ?? null });
      }
    }
  }
  return box;
}

/** The first line of a task up to the dot in front of its figures. */
function titleOf(text: string): string {
  const line = text.indexOf('\n');
  const first = line < 0 ? text : text.slice(0, line);
  const dot = first.indexOf(' · ');
  return dot < 0 ? first : first.slice(0, dot);
}

/** Comma-separated ids; a comma inside brackets belongs to the id. */
function splitIds(text: string): string[] {
  return text.split(/,(?![^(]*\))/).map(part => part.replaceAll('`', '').trim()).filter(part => part !== '' && part !== '-');
}
