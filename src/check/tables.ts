import type { Cell } from '../model/document.ts';
import type { Row, Section, Sheet } from './sheet.ts';

/** The cell under the first column whose name is one of `names` (lower case), or null. */
export function cellOf(row: Row, ...names: string[]): Cell | null {
  const column = row.header.findIndex(name => names.includes(name));
  return column < 0 ? null : row.cells[column] ?? null;
}

/** Every table row of the document with its table's header. */
export function rowsOf(sheet: Sheet): { row: Row; section: Section | null }[] {
  return sheet.tables.flatMap(({ table, section }) => {
    const header = table.header.map(cell => cell.text.trim().toLowerCase());
    return table.rows.map(({ cells, span }) => ({ row: { header, cells, span }, section }));
  });
}

/** A cell that says that there is nothing: empty, a dash, "none". */
export const isNothing = (text: string): boolean => /^(?:|-|–|—|none|nothing(?: yet)?|n\/a)$/i.test(text.trim());
