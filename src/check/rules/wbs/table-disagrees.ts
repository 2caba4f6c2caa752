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
      for (const { row } of rowsOf(sheet)) {
        const id = row.cells[row.header.indexOf('task')]?.text.trim() ?? '';
        const after = row.cells[row.header.indexOf('after')]?.text;
        const declared = group.boxes.get(id);
        if (declared === undefined || after === undefined) continue;
        const told = declared.box.after?.ids.toSorted().join(', ') ?? '';
        if (list(after) !== told) yield atLine(sheet, row.span.start.line, `"${id}" waits for ${list(after) || 'nothing'} here, but for ${told || 'nothing'} in ${declared.sheet.document.path}:${declared.box.line}.`);
      }
    }
  },
});
