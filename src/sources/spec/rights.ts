import type { Table } from '../../model/document.ts';
import { fact, type Collected, type Context, type Range } from './context.ts';
import { flat } from './phrase.ts';
import { addRequirement } from './requirements.ts';
import { plain } from './matcher.ts';
import type { Words } from './words.ts';

const yes = /^(?:[✓✔✅☑●◯○〇]\uFE0F?|x|yes|y|sí|si|ja|是|はい|可)$/iu;
const no = /^(?:[✗✘❌✖×]\uFE0F?|-|–|—|no|n|nein|否|いいえ|不可)?$/iu;

/** A table that says who may do what: roles with what they may, or deeds with a mark for each role. False for any other table. */
export function readRights(out: Collected, table: Table, context: Context): boolean {
  if (![null, 'users', 'requirements', 'context'].includes(context.kind)) return false;
  const names = table.header.map(cell => flat(cell.text));
  return readCells(out, table, names, context) || readMarks(out, table, names, context);
}

/** "Role | May | May not": a demand for each thing a role may do, or may not. */
function readCells(out: Collected, table: Table, names: string[], context: Context): boolean {
  const { words } = out;
  const columns = names.map((name, at) => ({ name, at, may: words.columns.get('may')?.has(plain(name)) === true, mayNot: words.columns.get('mayNot')?.has(plain(name)) === true })).filter(({ at, may, mayNot }) => at > 0 && (may || mayNot));
  if (columns.length === 0 || !columns.some(({ may }) => may) || !isRole(names[0] ?? '', words)) return false;
  for (const row of table.rows) {
    const cells = row.cells.map(cell => flat(cell.text));
    const [role = ''] = cells;
    const at = { line: row.span.start.line, endLine: row.span.end.line };
    if (context.kind === 'users') fact(out, 'consumer', `${role}: ${cells.slice(1).filter(cell => cell !== '').join('; ')}`, at);
    for (const column of columns) for (const said of (row.cells[column.at]?.text ?? '').split(/\n|\s*[;；]\s*/u).map(each => flat(each))) {
      if (no.test(said) || words.columns.get('nothing')?.has(plain(said)) === true) continue;
      demand(out, says(column.name, words) ? `${role} ${column.name.toLowerCase()} ${said}` : column.mayNot ? `${role}: ${column.name.toLowerCase()}: ${said}` : `${role}: ${said}`, context, at);
    }
  }
  return true;
}

/** The name of a column that goes on into its cells as a verb: "May", "May not", "Puede". */
function says(name: string, words: Words): boolean {
  const hit = [words.capability.first(name), words.modal.first(name)].find(each => each?.index === 0);
  return hit !== undefined && (hit?.word.length === name.length || words.negations.first(name) !== null);
}

const isRole = (name: string, words: Words): boolean => ['role', 'title'].some(role => words.columns.get(role)?.has(plain(name)) === true);

/** "Action | Guest | Admin" with a mark in each cell: a demand for each row that somebody may do. */
function readMarks(out: Collected, table: Table, names: string[], context: Context): boolean {
  const marks = table.rows.map(row => row.cells.slice(1).map(cell => flat(cell.text)));
  const marked = marks.every(cells => cells.every(cell => yes.test(cell) || no.test(cell))) && marks.filter(cells => cells.some(cell => yes.test(cell))).length * 2 >= marks.length;
  if ((context.kind !== 'users' && context.kind !== 'requirements') || names.length < 3 || marks.length === 0 || !marked) return false;
  table.rows.forEach((row, at) => {
    const allowed = names.slice(1).filter((_, place) => yes.test(marks[at]?.[place] ?? ''));
    if (allowed.length > 0) demand(out, `${flat(row.cells[0]?.text ?? '')}: ${allowed.join(', ')}`, context, { line: row.span.start.line, endLine: row.span.end.line });
  });
  return true;
}

function demand(out: Collected, text: string, context: Context, at: Range): void {
  const made = addRequirement(out, { id: null, text, raw: text, priority: null, style: 'prose' }, { ...context, kind: 'requirements' }, at);
  if (made !== null && context.kind !== 'requirements') out.rights.add(made);
}
