import type { Table } from '../../model/document.ts';
import { recordIn } from './dictionary.ts';
import { addEntity, attributesIn } from './entities.ts';
import { fact, lineOf, type Collected, type Context, type Range } from './context.ts';
import type { Priority } from '../../model/spec.ts';
import { announced, flat, idKind, labelPriority } from './phrase.ts';
import { addCriterion, addRequirement } from './requirements.ts';
import { readRights } from './rights.ts';
import { addStory } from './stories.ts';
import { storySentence } from './storysentence.ts';
import { isStruck } from './marks.ts';
import { emptySlots } from './placeholder.ts';
import { fold, plain, wordsIn } from './matcher.ts';
import type { Kind, Words } from './words.ts';

const roles = ['id', 'text', 'title', 'detail', 'target', 'priority', 'status', 'answer', 'attributes', 'type', 'role', 'want', 'benefit', 'owner'] as const;
type Role = (typeof roles)[number];

interface Row extends Range {
  id: string | null;
  cells: string[];
  /** The cells again, each as its lines. */
  lines: string[][];
  raw: string;
  /** Its author took it back. */
  struck: boolean;
  get(role: Role): string;
}

const rowId = /^\[?[A-Za-z]{1,10}(?:[-_.][A-Za-z0-9]{1,12}){0,5}(?:[-_.]?\d{1,5})?(?:\.\d{1,4}){0,3}[a-z]?\]?$/;

/** Reads every row of a table by what its section and its columns say. */
export function readTable(out: Collected, table: Table, context: Context): void {
  const words = out.words;
  if (context.kind === 'ignored' || readRights(out, table, context)) return;
  const header = table.header.map(cell => plain(cell.text));
  const rows = rowsOf(table, header, words);
  if (isMap(rows, header, words)) {
    for (const row of rows) mapRow(out, row, table.header.map(cell => flat(cell.text)), context);
    return;
  }
  const kind = tableKind(header, rows, context, words);
  for (const row of rows) {
    if (row.cells.every(cell => cell === '') || row.struck) continue;
    if (emptySlots(row.raw, words).length > 0) {
      for (const slot of emptySlots(row.raw, words)) out.placeholders.push(lineOf(slot, row));
      continue;
    }
    placeRow(out, row, header, idKind(row.id) ?? rowKind(row, words) ?? kind, context);
  }
}

/** Releases down the side, what people do across the top: a map of stories, in which every cell says what is built. */
function isMap(rows: Row[], header: string[], words: Words): boolean {
  const known = header.slice(1).some(name => roles.some(role => words.columns.get(role)?.has(name) === true) || announced(name, words).kind !== null);
  return header.length > 2 && rows.length > 1 && !known && rows.every(row => releaseOf(row, words) !== null);
}

/** Priority of a row that a map names a release or rank in its first cell; null for any other row. */
function releaseOf(row: Row, words: Words): Priority | null {
  const first = row.cells[0] ?? '';
  const rank = labelPriority(first, words);
  if (rank !== null) return rank;
  const release = /^(?:release|version|v|r|phase|iteration|increment|stufe|fase|entrega)\s*(\d{1,2})$/i.exec(first)?.[1];
  return release === undefined ? null : Number(release) === 1 ? 'must' : 'should';
}

function mapRow(out: Collected, row: Row, header: string[], context: Context): void {
  const priority = releaseOf(row, out.words);
  for (const [place, cell] of row.cells.entries()) {
    if (place === 0) continue;
    for (const said of cell.split(/\s*[;；]\s*/u)) {
      if (said === '') continue;
      if (priority === 'wont') out.outOfScope.push(lineOf(said, row));
      else addRequirement(out, { id: null, text: said, raw: said, priority, style: 'prose' }, { ...context, kind: 'requirements', group: header[place] ?? context.group }, row);
    }
  }
}

function rowsOf(table: Table, header: string[], words: Words): Row[] {
  const at = (role: Role): number => header.findIndex(name => words.columns.get(role)?.has(name) === true);
  const index = Object.fromEntries(roles.map(role => [role, at(role)]));
  // "ID | Requirement | Phase": when it is built is no title of what is asked for.
  if ((index.text ?? -1) >= 0 && announced(header[index.title ?? -1] ?? '', words).kind === 'milestones') index.title = header.findIndex(name => words.columns.get('title')?.has(name) === true && announced(name, words).kind !== 'milestones');
  // A column has one role: the identifying and the describing one may share words such as "term".
  if (index.text !== undefined && index.text === index.title) index.text = header.findIndex((name, place) => place !== index.title && words.columns.get('detail')?.has(name) === true);
  return table.rows.map(row => {
    const cells = row.cells.map(cell => flat(cell.text));
    const get = (role: Role): string => {
      const place = index[role];
      return place === undefined || place < 0 ? '' : (cells[place] ?? '');
    };
    const first = cells[0] ?? '';
    const id = get('id') !== '' ? get('id') : first;
    const named = rowId.test(id) && /\d/.test(id) && id.length <= 30 ? id.replace(/[[\]]/g, '') : null;
    const lines = row.cells.map(cell => cell.text.split(/\n|;\s+(?=\p{Lu})/u).map(line => flat(line).replace(/^[-*•]\s+/, '')).filter(line => line !== ''));
    return { id: named, cells, lines, raw: row.cells.map(cell => cell.raw).join(' | '), struck: row.cells.every(cell => cell.text === '' || isStruck(cell.raw.replace(/^\s*\||\|\s*$/g, ''))), get, line: row.span.start.line, endLine: row.span.end.line };
  });
}

/** Kind of all rows: families of ids first, then the section, then what the header announces. */
function tableKind(header: string[], rows: Row[], context: Context, words: Words): Kind | null {
  const families = rows.map(row => idKind(row.id)).filter(kind => kind !== null);
  const [family] = families;
  if (family !== undefined && families.length * 2 >= rows.length) return family;
  if (rows.some(row => storySentence(row.get('text') || row.cells.join(' '), words) !== null || (row.get('role') !== '' && row.get('want') !== ''))) return 'stories';
  // "Goals and metrics" above a table of metrics.
  if (context.kind === 'goals' && header.some(name => announced(name, words).kind === 'metrics' && announced(name, words).exact)) return 'metrics';
  // "Phase | Topic | Weeks" is a roadmap, wherever it stands.
  const leads = announced(header[0] ?? '', words);
  if (leads.kind === 'milestones' && leads.exact && header.length > 2 && rows.every(row => row.id === null && row.get('text') === '')) return 'milestones';
  // "Entity | Key fields" in a data dictionary names records, whatever the dictionary is called.
  if (context.kind === 'schema' && leads.kind === 'entities' && leads.exact) return 'entities';
  if (context.kind !== null && context.kind !== 'context') return context.kind;
  // "Layer | Responsibility" tells how it is built.
  const [first = ''] = header;
  if (announced(first, words).kind === 'stack' && announced(first, words).exact) return 'stack';
  for (const name of header) {
    const found = announced(name, words);
    // A column "Scope" bounds what the row is about.
    if (words.bounds.first(name) !== null) continue;
    if (found.exact && found.kind !== null && ['requirements', 'risks', 'entities', 'glossary', 'openQuestions', 'assumptions', 'constraints', 'milestones', 'users', 'metrics'].includes(found.kind)) return found.kind;
  }
  return context.kind;
}

/** "Out of scope at first | e-mail, maps": a row of two cells whose first says what the second is. */
function rowKind(row: Row, words: Words): Kind | null {
  const found = row.cells.length === 2 ? announced(row.cells[0] ?? '', words) : null;
  return found?.exact === true && (found.kind === 'outOfScope' || found.kind === 'assumptions' || found.kind === 'openQuestions') ? found.kind : null;
}

function placeRow(out: Collected, row: Row, header: string[], kind: Kind | null, context: Context): void {
  const words = out.words;
  const title = row.get('title');
  const text = row.get('text') || row.get('detail');
  const all = flat(row.cells.filter(cell => cell !== '').join(' | '));
  const rest = (...used: string[]): string => row.cells.filter(cell => cell !== '' && !used.includes(cell)).join('; ');
  switch (kind) {
    case 'requirements':
    case 'nonfunctional':
    case 'checklist': {
      const told = requirementText(row, header, kind, words);
      if (told === '' || isReference(told)) return;
      const named = kind === 'nonfunctional' ? '' : listedNote(row, header, told, words);
      const sentence = named === '' ? told : `${told} (${named})`;
      const made = addRequirement(out, { id: row.id, text: sentence, raw: sentence, priority: labelPriority(row.get('priority'), words), style: 'prose' }, { ...context, kind: kind === 'checklist' ? 'requirements' : kind }, row);
      if (made !== null) criteria(out, row, header, context, made.id ?? made.text);
      return;
    }
    case 'stories': {
      if (row.get('want') !== '') {
        const want = row.get('want').replace(/^to\s+/i, '');
        out.stories.push({ id: row.id, title: title || want, role: row.get('role') || null, want, benefit: row.get('benefit') || null, priority: row.get('priority') || null, line: row.line, endLine: row.endLine });
        return;
      }
      const sentence = row.cells.find(cell => storySentence(cell, words) !== null) ?? (text || title);
      const story = addStory(out, { id: row.id, title: title !== '' && title !== sentence ? title : null, text: sentence, priority: row.get('priority') || null }, row);
      criteria(out, row, header, { ...context, story: story.id ?? story.title }, null);
      return;
    }
    case 'acceptance':
      addCriterion(out, text || all, row.raw, context, null, row);
      return;
    case 'entities':
    case 'glossary': {
      const named = title || (row.cells[0] ?? '');
      const name = words.tables.has(header[0] ?? '') ? recordIn(named, words) : named;
      const description = rest(named, row.get('attributes'), ...header.flatMap((column, place) => (words.columns.get('type')?.has(column) === true ? [row.cells[place] ?? ''] : [])));
      addEntity(out, name, description, [...attributeCell(row.get('attributes')), ...(kind === 'entities' ? attributesIn(description, words) : [])], row, null, kind === 'glossary');
      return;
    }
    case 'openQuestions':
    case 'answered': {
      const question = text || title || all;
      const answer = row.get('answer');
      const settled = words.resolved.has(plain(row.get('status'))) || (row.get('status') === '' && answer !== '' && !/^(?:-|–|—|\?|tbd|n\/a)$/i.test(answer));
      (settled || kind === 'answered' ? out.answeredQuestions : out.openQuestions).push(lineOf(answer === '' ? question : `${question} -- ${answer}`, row));
      return;
    }
    case 'metrics':
      out.metrics.push({ id: row.id, ...lineOf(rest(row.id ?? '').replace(/; /, ': '), row) });
      return;
    case 'edgeCases':
      out.edgeCases.push(lineOf(rest(row.id ?? '').replace(/; /, ': '), row));
      return;
    case 'assumptions':
      out.assumptions.push(lineOf(rest(row.id ?? '').replace(/; /, ' -- '), row));
      return;
    case 'outOfScope':
      out.outOfScope.push(lineOf(rest(row.id ?? '').replace(/; /, ' -- '), row));
      return;
    case 'users':
      fact(out, 'consumer', rest(row.id ?? '').replace(/; /, ': '), row);
      return;
    case 'goals':
      fact(out, 'goal', rest(row.id ?? '').replace(/; /, ': '), row);
      return;
    case 'milestones':
      fact(out, 'milestone', `${header[0] !== undefined && /^\d+$/.test(row.cells[0] ?? '') ? `${header[0]} ` : ''}${row.cells.filter(cell => cell !== '').join('; ').replace(/; /, ': ')}`, row);
      return;
    case 'risks':
      fact(out, 'risk', rest(row.id ?? '').replace(/; /, ' -- '), row);
      return;
    case 'constraints':
    case 'dependencies':
      fact(out, 'constraint', text !== '' && kind === 'constraints' ? `${text}${rest(row.id ?? '', text) === '' ? '' : ` -- ${rest(row.id ?? '', text)}`}` : rest(row.id ?? '').replace(/; /, ' -- '), row);
      return;
    case 'budget':
    case 'team':
    case 'deadline':
      fact(out, kind, all, row);
      return;
    case 'stack':
    case 'component':
      fact(out, 'stack', rest(row.id ?? '').replace(/; /, ': '), row);
      return;
    case 'ignored':
    case 'meta':
      return;
    default:
      if (announced(row.cells[0] ?? '', words).kind !== 'meta') out.unread.push({ ...lineOf(all, row), context, shape: 'other' });
  }
}

/** Cells of a column of acceptance criteria, one scenario a line. */
function criteria(out: Collected, row: Row, header: string[], context: Context, requirement: string | null): void {
  for (const [place, lines] of row.lines.entries()) {
    if (announced(header[place] ?? '', out.words).kind !== 'acceptance') continue;
    for (const line of lines) addCriterion(out, line.replace(/^AC-?\d+\s*[:：]\s*/, ''), line, context, requirement, row);
  }
}

/** "Title: description" of a requirement row; of a quality row "metric: target, load, window", since a target means nothing without them. */
function requirementText(row: Row, header: string[], kind: Kind, words: Words): string {
  const title = row.get('title');
  const skip = new Set(['id', 'priority', 'status', 'owner'].flatMap(role => [...(words.columns.get(role) ?? [])]));
  const target = row.get('target');
  if (kind === 'nonfunctional' && target !== '') {
    const [metric = '', ...rest] = row.cells.filter((cell, place) => cell !== '' && cell !== row.id && !skip.has(header[place] ?? '') && !['milestones', 'acceptance'].includes(announced(header[place] ?? '', words).kind ?? ''));
    return rest.length === 0 ? metric : `${metric}: ${rest.join(', ')}`;
  }
  const body = [row.get('text'), row.get('detail')].find(cell => cell !== '' && cell !== title && cell !== row.id) ?? '';
  if (body !== '') return title === '' || sameStart(title, body) ? body : words.modal.first(body) !== null ? body : `${title}: ${body}`;
  const cells = row.cells.filter((cell, place) => cell !== '' && cell !== row.id && !skip.has(header[place] ?? ''));
  // Columns that no list knows: a quality needs its level, and the longest cell is what is asked for.
  if (kind === 'nonfunctional' && cells.length > 1 && (title === '' || title === cells[0])) return `${cells[0]}: ${cells.slice(1).join(', ')}`;
  const [longest = ''] = cells.toSorted((a, b) => b.length - a.length);
  // "small | 20 EUR": cells too short to say anything by themselves.
  if (title === '' && cells.length > 1 && wordsIn(longest) < telling && !cells.some(isReference)) return `${cells[0]}: ${cells.slice(1).join(', ')}`;
  return title === '' ? longest : title;
}

/** Fewest words of a cell that says something by itself. */
const telling = 3;

/** A cell that only points elsewhere: "DES-014, DES-015", "design.md#login". Such a row traces a demand and states none. */
function isReference(text: string): boolean {
  return text.split(/\s*[,;]\s*/).every(part => /^[\x21-\x7e]{1,80}$/.test(part) && /[\d#/]/.test(part));
}

function sameStart(title: string, body: string): boolean {
  return fold(body).startsWith(fold(title));
}

function attributeCell(cell: string): string[] {
  return cell.split(/\s*[,;，、\n]\s*/u).map(each => each.replace(/[`*]/g, '').replace(/\([^)]*\)/g, '').trim()).filter(each => each !== '');
}

/** A note that is nothing but two or more short names, such as "Size, temperament, exercise needs": what the sentence is about has them. Empty for any other. */
function listedNote(row: Row, header: string[], sentence: string, words: Words): string {
  const roles = ['text', 'title'].flatMap(role => [...(words.columns.get(role) ?? [])]);
  const note = row.cells.find((_, place) => words.columns.get('detail')?.has(header[place] ?? '') === true && !roles.includes(header[place] ?? '')) ?? '';
  const names = note.split(/\s*,\s*/);
  return note !== sentence && !sentence.includes(note) && !/[.:;"'/()\d]/.test(note) && names.length > 1 && names.every(name => /^\p{L}/u.test(name) && name.split(' ').length <= 3) ? note.toLowerCase() : '';
}
