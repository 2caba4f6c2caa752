import type { Table } from '../../model/document.ts';
import { fact, type Collected, type Context, type Range } from './context.ts';
import { flat } from './phrase.ts';
import { addRequirement } from './requirements.ts';
import { plain } from './matcher.ts';
import type { Words } from './words.ts';

const yes = /^(?:[✓✔✅☑●◯○〇]\uFE0F?|x|yes|y|sí|si|ja|是|はい|可)$/i;
const no = /^(?:[✗✘❌✖×]\uFE0F?|-{1,3}|–|—|no|n|nein|否|いいえ|不可)?$/i;

/** A table that says who may do what: roles with what they may, or deeds with a mark for each role. False for any other table. */
export function readRights(out: Collected, table: Table, context: Context): boolean {
  if (![null, 'users', 'requirements', 'context', 'constraints'].includes(context.kind)) return false;
  const names = table.header.map(cell => flat(cell.text));
  return readCells(out, table, names, context) || readMarks(out, table, names, context);
}

/** "Role | May | May not": a demand for each thing a role may do, or may not. */
function readCells(out: Collected, table: Table, names: string[], context: Context): boolean {
  const { words } = out;
  const columns = names.map((name, at) => ({ name, at, may: words.columns.get('may')?.has(plain(name)) === true, mayNot: words.columns.get('mayNot')?.has(plain(name)) === true })).filter(({ at, may, mayNot }) => at > 0 && (may || mayNot));
  // "Current state | Forbidden operation" bounds what may be done in it.
  const inState = words.columns.get('status')?.has(plain(names[0] ?? '')) === true;
  if (columns.length === 0 || !(inState || (columns.some(({ may }) => may) && isRole(names[0] ?? '', words)))) return false;
  for (const row of table.rows) {
    const cells = row.cells.map(cell => flat(cell.text));
    const [role = ''] = cells;
    const at = { line: row.span.start.line, endLine: row.span.end.line };
    if (context.kind === 'users') fact(out, 'consumer', `${role}: ${cells.slice(1).filter(cell => cell !== '').join('; ')}`, at);
    for (const column of columns) for (const said of (row.cells[column.at]?.text ?? '').split(/\n|\s*[;；]\s*/u).map(each => flat(each))) {
      if (inState && !no.test(said)) {
        const text = `${role}: ${column.name}: ${said}`;
        addRequirement(out, { id: null, text, raw: text, priority: null, style: 'prose' }, { ...context, kind: 'requirements' }, at);
        continue;
      }
      if (no.test(said) || words.columns.get('nothing')?.has(plain(said)) === true) continue;
      demand(out, said, column.mayNot, says(column.name, words) !== null ? `${role} ${says(column.name, words) ?? ''} ${said}` : column.mayNot ? `${role}: ${column.name.toLowerCase()}: ${said}` : `${role}: ${said}`, context, at);
    }
  }
  return true;
}

/**
 * The words of a column's name that go on into its cells as a verb: "may not", "puede"; null for a noun. A right of "May do" is no option of the
 * software, so it is told with the plain word of its language for what people can do.
 */
function says(name: string, words: Words): string | null {
  const hit = [words.capability.first(name), words.modal.first(name)].find(each => each?.index === 0);
  if (hit === undefined || hit === null) return null;
  if (words.negations.first(name) !== null) return name.toLowerCase();
  const whole = hit.word.length === name.length || /^\s\p{L}{2,5}$/u.test(name.slice(hit.word.length));
  return whole ? (words.languages.find(language => language.capability.includes(hit.word.toLowerCase()))?.capability[0] ?? null) : null;
}

const isRole = (name: string, words: Words): boolean => ['role', 'title'].some(role => words.columns.get(role)?.has(plain(name)) === true);

/** "Action | Guest | Admin", or roles down the side, with a mark in each cell: a demand for each deed that somebody may do. */
function readMarks(out: Collected, table: Table, names: string[], context: Context): boolean {
  if ((context.kind !== 'users' && context.kind !== 'requirements') || names.length < 3 || table.rows.length === 0) return false;
  const marks = table.rows.map(row => names.slice(1).map((_, at) => markOf(flat(row.cells[at + 1]?.text ?? ''), out.words)));
  const cells = marks.flat();
  const plainly = cells.filter(mark => mark !== null && mark.plain).length;
  if (cells.some(mark => mark === null) || plainly * 2 < cells.length || marks.filter(row => row.some(mark => mark?.may === true)).length * 2 < marks.length) return false;
  const firsts = table.rows.map(row => flat(row.cells[0]?.text ?? ''));
  const turned = isRole(names[0] ?? '', out.words) && !isRole(names[1] ?? '', out.words);
  const range = (row: Table['rows'][number] | undefined): Range => ({ line: row?.span.start.line ?? table.span.start.line, endLine: row?.span.end.line ?? table.span.start.line });
  const allowed = (roles: readonly string[], of: (place: number) => Mark | null | undefined): string[] => roles.flatMap((role, place) => {
    const mark = of(place);
    return mark?.may === true ? [mark.note === '' ? role : `${role} (${mark.note})`] : [];
  });
  if (turned) {
    const at = { line: range(table.rows[0]).line, endLine: range(table.rows.at(-1)).endLine };
    for (const [place, deed] of names.slice(1).entries()) told(out, deed, allowed(firsts, row => marks[row]?.[place]), context, at);
  } else for (const [row, deed] of firsts.entries()) told(out, deed, allowed(names.slice(1), place => marks[row]?.[place]), context, range(table.rows[row]));
  return true;
}

interface Mark {
  may: boolean;
  note: string;
  /** True for a mark alone, false for words that bound it. */
  plain: boolean;
}

/** "✅ Yes", "✓ (own only)", "❌ login required", "Own", "--"; null for a cell that says something else. */
function markOf(cell: string, words: Words): Mark | null {
  const bare = cell.replace(/[*†‡¹²³]+$/u, '').trim();
  if (no.test(bare)) return { may: false, note: '', plain: true };
  if (yes.test(bare)) return { may: true, note: '', plain: true };
  if (words.columns.get('partly')?.has(plain(bare)) === true) return { may: true, note: bare, plain: bare.length < 12 };
  const sign = /^([✓✔✅☑●◯○〇◎✗✘❌✖×⚠△]\uFE0F?|[\p{L}\p{Script=Han}]+)[*†]?\s*(.*)$/u.exec(bare);
  const [, first = '', rest = ''] = sign ?? [];
  const note = rest.replace(/^[(（]\s*|\s*[)）]$/gu, '').replace(/^[-–—:,]\s*/u, '');
  if (first === '' || note.length > 60) return null;
  if (no.test(first)) return { may: false, note: '', plain: true };
  if (yes.test(first)) return { may: true, note: yes.test(note) ? '' : note, plain: true };
  return /^[⚠△]/u.test(first) ? { may: true, note, plain: true } : null;
}

function told(out: Collected, deed: string, roles: readonly string[], context: Context, at: Range): void {
  if (deed !== '' && roles.length > 0) demand(out, deed, false, `${deed}: ${roles.join(', ')}`, context, at);
}

function demand(out: Collected, deed: string, denied: boolean, text: string, context: Context, at: Range): void {
  const made = addRequirement(out, { id: null, text, raw: text, priority: null, style: 'prose' }, { ...context, kind: 'requirements' }, at);
  if (made !== null) out.rights.set(made, { deed, denied });
}
