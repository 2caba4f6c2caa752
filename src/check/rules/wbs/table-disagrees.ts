import { atLine, defineRule } from '../../rule.ts';
import { rowsOf } from '../../tables.ts';

const list = (text: string): string => text.split(',').map(part => part.replaceAll('`', '').trim()).filter(part => part !== '' && part !== '-').toSorted().join(', ');

export default defineRule({
  id: 'wbs/table-disagrees',
  about: 'The table of all leaves repeats what the boxes of the package plans declare; where they differ, one of them misleads.',
  fix: 'Change the task in its package plan, then run plan render.',
  bad: 'tasks.md: T-b after T-a; package plan: after T-c',
  good: 'both: after T-a',
  severity: 'error',
  set: 'recommended',
  *group(group) {
    if (group.feature === null || group.boxes.size === 0) return;
    for (const sheet of group.sheets) {
      if (sheet.own?.doc !== 'tasks') continue;
      const lines = new Map<string, number>();
      for (const { row } of rowsOf(sheet)) {
        const id = row.cells[row.header.indexOf('task')]?.text.trim() ?? '';
        const first = lines.get(id);
        if (first !== undefined && id !== '') yield atLine(sheet, row.span.start.line, `"${id}" has a row on line ${first} already.`);
        if (row.header.includes('task')) lines.set(id, row.span.start.line);
        const after = row.cells[row.header.indexOf('after')]?.text;
        const declared = group.boxes.get(id);
        if (declared === undefined || after === undefined) continue;
        const told = declared.box.after?.ids.toSorted().join(', ') ?? '';
        if (list(after) !== told) yield atLine(sheet, row.span.start.line, `"${id}" waits for ${list(after) || 'nothing'} here, but for ${told || 'nothing'} in ${declared.sheet.document.path}:${declared.box.line}.`);
      }
      if (lines.size === 0) continue;
      let before: number | null = null;
      for (const [id, { sheet: where, box }] of group.boxes) {
        if (where.own?.doc !== 'work_package') continue;
        const line = lines.get(id);
        if (line === undefined) yield atLine(sheet, before ?? Math.min(...lines.values()), `"${id}" of ${where.document.path}:${box.line} has no row here; it should stand ${before === null ? 'before' : 'after'} this line.`);
        else before = line;
      }
    }
  },
});
