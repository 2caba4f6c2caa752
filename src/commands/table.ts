import type { Finding } from '../model/finding.ts';
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

/** At most `length` characters, its end kept: what tells paths apart. */
export function cutFront(text: string, length: number): string {
  const characters = [...clean(text)];
  return characters.length <= length ? characters.join('') : `…${characters.slice(1 - length).join('')}`;
}

/** `3 files`, `1 file`; null for none. */
export function many(count: number, one: string, more = `${one}s`): string | null {
  return count === 0 ? null : `${count} ${count === 1 ? one : more}`;
}

/** `4 findings: 3 wording/vague, 1 spec/placeholder`, the most frequent first. */
export function findingsByRule(findings: readonly Finding[]): string {
  const counts = new Map<string, number>();
  for (const finding of findings) counts.set(finding.rule, (counts.get(finding.rule) ?? 0) + 1);
  const listed = [...counts].sort((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1)).map(([rule, count]) => `${count} ${rule}`);
  return listed.length === 0 ? 'no finding' : `${many(findings.length, 'finding') ?? ''}: ${listed.join(', ')}`;
}
