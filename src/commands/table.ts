import { clean } from '../text/clean.ts';

/** Columns padded to their widest cell, cut to `width`; the last column takes what is left. */
export function textTable(header: readonly string[], rows: readonly (readonly string[])[], width = 120): string {
  const all = [header, ...rows];
  const widths = header.map((_, column) => Math.max(...all.map(row => [...(row[column] ?? '')].length)));
  const fixed = widths.slice(0, -1).reduce((sum, each) => sum + each + 2, 0);
  const last = Math.max(12, width - fixed);
  const line = (row: readonly string[]): string =>
    row
      .map((cell, column) => (column === row.length - 1 ? cut(cell, last) : cell.padEnd(widths[column] ?? 0)))
      .join('  ')
      .trimEnd();
  return all.map(line).join('\n');
}

/** At most `length` characters, the cut marked. */
export function cut(text: string, length: number): string {
  const plain = clean(text);
  const characters = [...plain];
  return characters.length <= length ? plain : `${characters.slice(0, Math.max(1, length - 1)).join('')}…`;
}
