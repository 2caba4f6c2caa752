import type { Block, Document, Fence, Inline, Table } from '../../model/document.ts';
import { narrow } from '../../text/narrow.ts';
import { stepOf } from './criteria.ts';
import { toldIn } from './fenced.ts';
import { shownBlocks } from './html/shown.ts';
import { isStruck, marked, markedLines } from './marks.ts';
import { withNumberedHeadings } from './numbered.ts';
import { withPlainHeadings } from './plain.ts';
import { saidLines } from './lines.ts';
import { storySentence } from './storysentence.ts';
import { announced, cleanTitle, flat, takeId, type Announced } from './phrase.ts';
import { fold, plain } from './matcher.ts';
import { rankIn, type Words } from './words.ts';

/** One piece of content: a list item with what is nested in it, a paragraph or one line of it, a quote, a table, a fence. Lines are 1-based. */
export interface Unit {
  shape: 'item' | 'paragraph' | 'quote' | 'table' | 'fence';
  /** White space folded; the author's id is taken off into `id`. */
  text: string;
  /** Text as written, marks included. */
  raw: string;
  id: string | null;
  /** Bold text the unit starts with, null without. */
  bold: string | null;
  inlines: Inline[];
  line: number;
  endLine: number;
  column: number;
  depth: number;
  ordered: boolean;
  checked: boolean | null;
  children: Unit[];
  table: Table | null;
  fence: Fence | null;
}

export interface Section {
  /** 0 for the document itself. */
  depth: number;
  heading: string;
  /** Heading without numbering, id and marks. */
  title: string;
  id: string | null;
  announced: Announced;
  line: number;
  /** Last line of the last block of the subtree. */
  endLine: number;
  raw: string;
  units: Unit[];
  sections: Section[];
}

/** The document as nested sections that hold nested units, comments left out. */
export function outline(document: Document, words: Words): Section {
  const root = section(0, '', '', 1, words);
  const open: Section[] = [root];
  let items: Unit[] = [];
  const close = (line: number): void => {
    for (const each of open) each.endLine = Math.max(each.endLine, line);
  };
  const blocks = withPlainHeadings(withNumberedHeadings(narrow(shownBlocks(document))), words);
  const counted = blocks.filter(block => block.type === 'heading' && bareNumber.test(flat(block.text))).length > 1;
  for (const block of blocks) {
    const current = open.at(-1) ?? root;
    if (block.type === 'heading') {
      while (open.length > 1 && (open.at(-1)?.depth ?? 0) >= block.depth) open.pop();
      const next = section(block.depth, counted ? block.text.replace(bareNumber, '') : block.text, block.raw, block.span.start.line, words);
      (open.at(-1) ?? root).sections.push(next);
      open.push(next);
      items = [];
      close(block.span.end.line);
      continue;
    }
    const units = unitsOf(block, words);
    if (units.length === 0) continue;
    for (const unit of units) {
      if (unit.shape === 'item') {
        while (items.length > 0 && (items.at(-1)?.depth ?? 0) >= unit.depth) items.pop();
        (items.at(-1)?.children ?? current.units).push(unit);
        items.push(unit);
      } else {
        while (items.length > 0 && (items.at(-1)?.column ?? 0) >= unit.column) items.pop();
        (items.at(-1)?.children ?? current.units).push(unit);
      }
    }
    close(units.at(-1)?.endLine ?? 0);
  }
  return numbered(root, words);
}

const family = /^([A-Z]{2,6})-(\d{1,4})\s+(?=\S)/;

/** Headings of a family that no list knows ("CR-01 Audit", "CR-02 Fallback") keep their ids where several stand side by side. */
function numbered(parent: Section, words: Words): Section {
  const names = parent.sections.map(each => (each.id === null ? (family.exec(each.title)?.[1] ?? null) : null));
  const sections = parent.sections.map((each, at) => {
    const name = names[at] ?? null;
    const title = name !== null && names.filter(other => other === name).length > 1 ? each.title.replace(family, '') : null;
    const own = title === null ? each : { ...each, title, id: `${name ?? ''}-${family.exec(each.title)?.[2] ?? ''}`, announced: announced(title, words) };
    return own.sections.length === 0 ? own : numbered(own, words);
  });
  return { ...parent, sections };
}

/** "3 Scope": a number without a point, which counts headings where several have one. */
const bareNumber = /^\s*\d{1,2}\s+(?=\p{L})/u;

function section(depth: number, text: string, raw: string, line: number, words: Words): Section {
  const whole = takeId(cleanTitle(text), null);
  // "P2 — after the fair" begins with a rank, not with an id.
  const taken = /^P[0-4]$/.test(whole.id ?? '') ? { id: null, text: cleanTitle(text) } : whole;
  const title = taken.text === '' ? cleanTitle(text) : cleanTitle(taken.text);
  return { depth, heading: flat(text), title, id: taken.id, announced: announced(title, words), line, endLine: line, raw, units: [], sections: [] };
}

function unitsOf(block: Block, words: Words): Unit[] {
  if (block.type !== 'heading' && 'raw' in block && isStruck(block.raw)) return [];
  switch (block.type) {
    case 'item':
      return numberedInside(block) ?? [textUnit('item', block.text, block.raw, block.inlines, block.span.start.line, endOf(block.raw, block.span.start.line, block.span.end.line), block.span.start.column, { depth: block.depth, ordered: block.ordered, checked: block.checked })];
    case 'paragraph':
      return splitLines(block.text, block.raw, block.inlines, block.span.start.line, block.span.start.column, words);
    case 'quote':
      return [textUnit('quote', block.text, block.raw, block.inlines, block.span.start.line, block.span.end.line, block.span.start.column, {})];
    case 'table':
      return [{ ...textUnit('table', '', '', [], block.span.start.line, block.span.end.line, block.span.start.column, {}), table: block }];
    case 'fence': {
      const said = block.content.split('\n');
      const told = toldIn(block, words)?.map(({ from, to, shape }) => ({ from, to, shape, text: said.slice(from, to + 1).join('\n') }));
      if (told !== undefined) return told.map(({ from, to, shape, text }) => textUnit(shape, text, text, [], block.contentLine + from, block.contentLine + to, block.span.start.column, {}));
      return [{ ...textUnit('fence', '', '', [], block.span.start.line, block.span.end.line, block.span.start.column, {}), fence: block }];
    }
    default:
      return [];
  }
}

/** "1. Filing" over "1.1 A guest ..." and "1.2 ...": to Markdown one item of several lines, to its author a group and its members. */
function numberedInside(block: Extract<Block, { type: 'item' }>): Unit[] | null {
  const lines = block.text.split('\n');
  const rawLines = block.raw.split(/\r?\n/);
  if (lines.length !== rawLines.length || lines.length < 3) return null;
  const rows = markedLines(lines);
  if (rows === null || rows[0]?.id !== null || rows[0].skip > 0 || rows.slice(1).some(row => row.id === null)) return null;
  const { line, column } = block.span.start;
  return rows.map((row, index) => {
    const inside = block.inlines.filter(each => each.span.start.line >= line + row.from && each.span.start.line <= line + row.to);
    const said = [(lines[row.from] ?? '').slice(row.skip), ...lines.slice(row.from + 1, row.to + 1)].join('\n');
    const unit = textUnit('item', said, rawLines.slice(row.from, row.to + 1).join('\n'), inside, line + row.from, line + row.to, column, { depth: block.depth + (index === 0 ? 0 : 1), ordered: true, checked: index === 0 ? block.checked : null });
    return { ...unit, id: unit.id ?? row.id };
  });
}

function endOf(raw: string, start: number, end: number): number {
  return raw === '' ? start : end;
}

/** A paragraph whose lines each start with an id or a label is that many units; a story or scenario over several lines is one. */
function splitLines(text: string, raw: string, inlines: Inline[], line: number, column: number, words: Words): Unit[] {
  const rawLines = raw.split(/\r?\n/);
  const lines = text.split('\n');
  if (lines.length === rawLines.length && lines.length > 1 && /^\s*(?:\*\*[^*]{1,120}\*\*|__[^_]{1,120}__)[:：]?\s*$/.test(rawLines[0] ?? '')) {
    const part = (from: number, to: number): Unit[] => splitLines(lines.slice(from, to).join('\n'), rawLines.slice(from, to).join('\n'), inlines.filter(each => each.span.start.line >= line + from && each.span.start.line < line + to), line + from, column, words);
    return [...part(0, 1), ...part(1, lines.length)];
  }
  const rows = lines.length === rawLines.length ? markedLines(rawLines) : null;
  if (rows !== null) {
    return rows.map(row => {
      const inside = inlines.filter(each => each.span.start.line >= line + row.from && each.span.start.line <= line + row.to);
      const said = [(lines[row.from] ?? '').slice(row.skip), ...lines.slice(row.from + 1, row.to + 1)].join('\n');
      const unit = textUnit(row.id === null && row.from === row.to && row.skip === 0 ? 'paragraph' : 'item', said, rawLines.slice(row.from, row.to + 1).join('\n'), inside, line + row.from, line + row.to, column, { ordered: row.id !== null, checked: row.checked });
      return { ...unit, id: unit.id ?? row.id };
    });
  }
  const starts = rawLines.filter(each => /^\s*(?:\*\*[^*]{1,80}\*\*|__[^_]{1,80}__|\[?[A-Z]{1,8}(?:-[A-Z0-9]{1,10})*-?\d{1,5}[a-z]?\]?\s*[:：])/.test(each));
  if (rawLines.every(each => /^\p{Lu}[^:：.!?。]{0,40}[:：]\s+\S/u.test(each))) starts.splice(0, starts.length, ...rawLines);
  const said = lines.length === rawLines.length ? saidLines(lines, words) : null;
  if (said !== null) return said.map(({ from, to, shape }) => textUnit(shape, lines.slice(from, to + 1).join('\n'), rawLines.slice(from, to + 1).join('\n'), inlines.filter(each => each.span.start.line >= line + from && each.span.start.line <= line + to), line + from, line + to, column, {}));
  const joined = storySentence(text, words) !== null || lines.filter(each => stepOf(flat(each), null, words) !== null).length >= 2;
  if (joined || lines.length !== rawLines.length || lines.length < 2 || starts.length < 2) return [textUnit('paragraph', text, raw, inlines, line, line + rawLines.length - 1, column, {})];
  const groups: number[][] = [];
  for (const [index, each] of rawLines.entries()) {
    const last = groups.at(-1);
    if (last === undefined || starts.includes(each)) groups.push([index]);
    else last.push(index);
  }
  return groups.map(group => {
    const from = group[0] ?? 0;
    const to = group.at(-1) ?? from;
    const inside = inlines.filter(each => each.span.start.line >= line + from && each.span.start.line <= line + to);
    return textUnit('paragraph', lines.slice(from, to + 1).join('\n'), rawLines.slice(from, to + 1).join('\n'), inside, line + from, line + to, column, {});
  });
}

function textUnit(given: Unit['shape'], written: string, raw: string, inlines: Inline[], line: number, endLine: number, column: number, list: { depth?: number; ordered?: boolean; checked?: boolean | null }): Unit {
  const [first] = inlines;
  const mark = marked(written);
  const text = mark === null ? written : written.slice(mark.skip);
  const shape = mark === null || given !== 'paragraph' ? given : 'item';
  const whole = flat(text);
  const bold = first?.kind === 'strong' && whole.startsWith(flat(first.text)) && flat(first.text) !== '' ? flat(first.text) : null;
  const taken = takeId(whole, bold);
  return {
    shape, text: taken.text, raw, id: taken.id, bold: taken.id === null ? bold : null, inlines, line, endLine, column,
    depth: list.depth ?? 0, ordered: list.ordered ?? false, checked: list.checked ?? mark?.checked ?? null, children: [], table: null, fence: null,
  };
}

export interface Label {
  text: string;
  announced: Announced;
  /** What follows the colon; empty when the label stands alone. */
  content: string;
}

/** "**Acceptance Criteria:**", "User Story: As a ...", "Budget: ~$300": the label a unit starts with, or null. */
export function labelOf(unit: Unit, words: Words): Label | null {
  if (unit.shape === 'table' || unit.shape === 'fence') return null;
  const text = unit.text;
  if (unit.bold !== null && text.startsWith(unit.bold)) {
    const rest = text.slice(unit.bold.length);
    const inside = /[:：]$/.test(unit.bold);
    const label = unit.bold.replace(/\s*[:：]\s*$/, '');
    if (inside || /^\s*(?:[:：]|[–—]|-\s|\([^)]{0,60}\)\s*[:：]?)/.test(rest) || rest.trim() === '') {
      return { text: cleanTitle(label), announced: announced(label, words), content: rest.replace(/^\s*(?:[:：]|[–—]|-\s)?\s*/, '').trim() };
    }
  }
  const match = /^([^:：.!?。]{1,60})[:：](?:\s+|$|(?=[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}]))/u.exec(text);
  if (match?.[1] === undefined) return null;
  const content = text.slice(match[0].length).trim();
  const found = announced(match[1], words);
  if (content === '' || (found.kind !== null && found.exact)) return { text: cleanTitle(match[1]), announced: found, content };
  return null;
}

/** Last line of a unit and all that is nested in it. */
export function deepEnd(unit: Unit): number {
  return unit.children.reduce((end, child) => Math.max(end, deepEnd(child)), unit.endLine);
}

/** Sentence of an item with its nested items, for items that end in a colon and for one-line summaries. */
export function deepText(unit: Unit): string {
  const inner = unit.children.filter(child => child.shape !== 'fence' && child.shape !== 'table').map(deepText).map(text => text.replace(/[.;]$/, ''));
  return inner.length === 0 ? unit.text : `${unit.text} ${inner.join('; ')}`;
}

/** "**Priority**: P1", "Priorität: hoch": the rank that a line gives to what it stands in, or null. */
export function rankOf(unit: Unit, words: Words): string | null {
  const label = labelOf(unit, words);
  return label !== null && words.columns.get('priority')?.has(plain(label.text)) === true ? label.content : rankIn(unit.text, words);
}

/** Do two texts say the same but for case and marks. */
export function sameWords(a: string, b: string): boolean {
  return fold(a) === fold(b);
}
