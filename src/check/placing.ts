import type { Run } from './run.ts';
import type { Sheet } from './sheet.ts';

/** The line after which the declaration of `id` should stand, told by the fresh render of the document (one of `files`) it stands in, or null. */
export function placeOf(run: Run, id: string, files: ReadonlySet<string>): { sheet: Sheet; line: number } | null {
  if (run.expected === null) return null;
  const escaped = id.replace(/[.*+?^${}()|[\]\\]/g, String.raw`\$&`);
  const declares = new RegExp(String.raw`^(?:#{2,6} ${escaped}\b|- (?:\[[ x]\] )?\*\*${escaped}\*\*|\| \x60?${escaped}\x60? \|)`);
  for (const [path, text] of run.expected) {
    const sheet = run.sheets.get(path);
    if (sheet === undefined || !files.has(path) || !text.includes(id)) continue;
    const lines = text.split('\n');
    const at = lines.findIndex(line => declares.test(line));
    if (at < 0) continue;
    for (let before = at - 1; before >= 0; before--) {
      const line = lines[before] ?? '';
      if (line.trim() === '') continue;
      const found = sheet.lines.indexOf(line);
      if (found >= 0) return { sheet, line: found + 1 };
    }
  }
  return null;
}
