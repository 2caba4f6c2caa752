import { deepText, labelOf, type Section, type Unit } from './outline.ts';
import { announced, cleanTitle } from './phrase.ts';
import { plain } from './matcher.ts';
import type { CardRole, Kind, Words } from './words.ts';

/** A labelled line of a card with what stands below its label. */
export interface CardPart {
  role: CardRole | null;
  /** What the label announces as a section, where it is none of a card. */
  kind: Kind | null;
  label: string;
  /** What tells one of several apart: "2: payment fails" of "Alternative flow 2: payment fails". */
  remark: string;
  content: string;
  items: Unit[];
  units: Unit[];
}

/** What describes one feature or use case by labels: "Purpose: …", "Inputs: …", "Processing: …". */
export interface Card {
  /** What stands above the first label. */
  lead: Unit[];
  parts: CardPart[];
  /** How many of the units it is made of. */
  used: number;
}

/** Labels of which a card has at least one: without them "Description" and "Notes" could stand anywhere. */
const telling = new Set<CardRole | null>(['actors', 'given', 'trigger', 'flow', 'result', 'behaviour', 'detail', 'exceptions', 'about']);
/** Those of them that only a card has. */
const own = new Set<CardRole | null>(['actors', 'given', 'trigger', 'flow', 'result', 'behaviour', 'detail']);

/** Sections in which a card may describe a feature. */
export const describes = new Set<Kind | null>([null, 'requirements', 'nonfunctional', 'summary', 'context', 'goals', 'checklist']);

interface CardLabel {
  role: CardRole | null;
  kind: Kind | null;
  text: string;
  remark: string;
  content: string;
}

/** "Main flow" of "**Main flow (happy path):**", "Alternative flow" of "Alternative flow 2 - payment fails". */
function roleOf(text: string, words: Words): { role: CardRole; remark: string } | null {
  const title = plain(cleanTitle(text)).replace(/[*_`]/g, '');
  const bare = title.replace(/\s*[(（[][^)）\]]*[)）\]]\s*$/u, '');
  for (const form of [title, bare]) {
    const role = words.cards.get(form);
    if (role !== undefined) return { role, remark: '' };
  }
  const counted = /^(?<name>\D{3,40}?)\s*(?<remark>(?:\d{1,2}[a-z]?|[a-z](?=[\s:：.)-]|$))(?:\s*[:：.)–—-]\s*.*)?)$/u.exec(bare)?.groups ?? /^(?<name>[^:：–—]{3,40}?)\s*[:：–—-]\s+(?<remark>.+)$/u.exec(bare)?.groups;
  const role = words.cards.get(counted?.['name'] ?? '');
  return role === undefined ? null : { role, remark: counted?.['remark'] ?? '' };
}

function cardLabel(unit: Unit, words: Words): CardLabel | null {
  if (unit.shape === 'table' || unit.shape === 'fence' || unit.id !== null) return null;
  const label = labelOf(unit, words);
  const [, name, content] = label === null ? (/^([^:：.!?。]{2,40})[:：]\s*(\S.*)$/su.exec(unit.text) ?? []) : ['', label.text, label.content];
  if (name === undefined || content === undefined) return null;
  const found = roleOf(name, words);
  if (found !== null) return { role: found.role, kind: null, text: cleanTitle(name), remark: found.remark, content: content.trim() };
  if (words.columns.get('priority')?.has(plain(name)) === true) return { role: 'rank', kind: null, text: name, remark: '', content: content.trim() };
  const said = announced(name, words);
  return said.kind !== null && said.exact && said.kind !== 'component' ? { role: null, kind: said.kind, text: name, remark: '', content: content.trim() } : null;
}

/** The card that these units make, or null: paragraphs above it (none of them with `bare`), then labels of a card, most of them. */
export function cardOf(units: readonly Unit[], words: Words, bare = false): Card | null {
  const lead: Unit[] = [];
  const parts: CardPart[] = [];
  let used = 0;
  for (const unit of units) {
    const label = cardLabel(unit, words);
    const last = parts.at(-1);
    if (label !== null) parts.push({ role: label.role, kind: label.kind, label: label.text, remark: label.remark, content: label.content, items: unit.children, units: [unit] });
    else if (last === undefined) {
      if (bare || (unit.shape !== 'paragraph' && unit.shape !== 'quote')) return null;
      lead.push(unit);
    } else if (isTitle(unit)) break;
    else if (last.content === '' && last.units[0]?.children.length === 0) {
      last.items = [...last.items, unit];
      last.units.push(unit);
    } else if (unit.shape === 'item' && last.units.some(each => each.shape === 'paragraph')) {
      last.items = [...last.items, unit];
      last.units.push(unit);
    } else break;
    used++;
  }
  return isCard(parts.map(part => part.role), parts.length) ? { lead, parts, used } : null;
}

/** "**F2: Search**" on a line of its own: where the next card begins. */
export const isTitle = (unit: Unit): boolean => unit.shape === 'paragraph' && (unit.id !== null || (unit.bold !== null && unit.text.replace(/[:：]$/u, '') === unit.bold.replace(/[:：]$/u, '')));

function isCard(roles: readonly (CardRole | null)[], labels: number): boolean {
  const found = new Set(roles.filter(role => role !== null && role !== 'rank'));
  return found.size > 1 && [...found].some(role => own.has(role)) && [...found].filter(role => telling.has(role)).length > 1 && roles.filter(role => role !== null).length * 2 >= labels;
}

/** The card whose labels are the headings below this one: "#### Main flow" over its steps. */
export function headedCard(section: Section, words: Words): Card | null {
  if (section.sections.length < 2 || section.sections.some(each => each.id !== null) || section.units.some(unit => unit.shape !== 'paragraph')) return null;
  const above = section.units.length === 0 ? null : cardOf(section.units, words);
  const parts = section.sections.map((each): CardPart => {
    const found = roleOf(each.title, words);
    const items = [...each.units, ...each.sections.map(titled)];
    return { role: found?.role ?? null, kind: found === null ? each.announced.kind : null, label: each.title, remark: found?.remark ?? '', content: '', items, units: items };
  });
  // Sections of their own below a label are alternatives of it, and anything else below "Rules" or "Notes".
  if (section.sections.some((each, at) => each.sections.length > 0 && parts[at]?.role !== 'exceptions')) return null;
  const all = [...(above?.parts ?? []), ...parts];
  // What holds sections of demands is a document or a module, not one feature.
  if (all.some(part => part.kind !== null && wider.has(part.kind))) return null;
  const roles = all.map(part => part.role);
  if (section.depth === 0 && !(roles.includes('flow') && (roles.includes('given') || roles.includes('result')))) return null;
  // Headings say less than labels do: only a flow, or what goes in and comes out, makes them a card.
  const flows = roles.includes('flow') || roles.includes('behaviour') || (roles.includes('given') && roles.includes('result'));
  return flows && isCard(roles, all.length) && all.every(part => part.role !== null || part.kind !== null) ? { lead: above === null ? section.units : above.lead, parts: all, used: 0 } : null;
}

const wider = new Set<Kind>(['requirements', 'stories', 'entities', 'schema', 'nonfunctional', 'routes', 'metrics', 'milestones', 'stack', 'checklist']);

/** "### A1 Card refused" with what stands below it, as one item. */
function titled(section: Section): Unit {
  const text = [section.title, ...section.units.map(deepText)].join(': ').replace(/(?<=: .*): /gu, '; ');
  return { shape: 'item', text, raw: section.raw, id: null, bold: null, inlines: [], line: section.line, endLine: section.endLine, column: 1, depth: 0, ordered: false, checked: null, children: [], table: null, fence: null };
}

/** The card that a table of two columns is, a label and what it says in each row; null for any other table. */
export function tabledCard(unit: Unit, words: Words): Card | null {
  const { table } = unit;
  if (table === null || table.header.length !== 2) return null;
  const header = { cells: table.header, span: { start: { line: unit.line }, end: { line: unit.line } } };
  const parts = [header, ...table.rows].flatMap((row, at): CardPart[] => {
    const [name, said] = [row.cells[0]?.text ?? '', row.cells[1]?.text ?? ''];
    const found = roleOf(name, words);
    if (found === null && at === 0) return [];
    const at_ = { line: row.span.start.line, endLine: row.span.end.line };
    const lines = said.split(/\n|;\s+(?=\p{Lu})|\s+(?=\d{1,2}[.)]\s+\p{Lu})/u).map(line => line.replace(/^\s*(?:[-*•]|\d{1,2}[.)])\s+/u, '').replace(/\s+/g, ' ').trim()).filter(line => line !== '');
    const line = (text: string): Unit => ({ ...unit, shape: 'item', text, raw: text, table: null, ...at_ });
    const rank = words.columns.get('priority')?.has(plain(name)) === true;
    const kind = found === null && !rank ? announced(name, words).kind : null;
    return [{ role: found?.role ?? (rank ? 'rank' : null), kind, label: cleanTitle(name), remark: found?.remark ?? '', content: lines.length > 1 ? '' : (lines[0] ?? ''), items: lines.length > 1 ? lines.map(line) : [], units: lines.map(line) }];
  });
  const roles = parts.map(part => part.role);
  return isCard(roles, parts.length) && roles.filter(role => role !== null).length > 2 ? { lead: [], parts, used: 1 } : null;
}
