import { atLine, defineRule } from '../../rule.ts';
import type { Sheet } from '../../sheet.ts';
import { rowsOf } from '../../tables.ts';

export default defineRule({
  id: 'wbs/box-missing',
  about: 'A task that stands in the table of all leaves and in no package plan has no box, so nobody can tick it.',
  fix: 'Write its box in the plan of its package, or take the row out of the table.',
  bad: 'tasks.md: T-bbbb in WP-a; no box in the plan of WP-a',
  good: '- [ ] **T-bbbb** ... in the plan of WP-a',
  severity: 'error',
  set: 'recommended',
  *group(group) {
    if (group.feature === null || group.boxes.size === 0) return;
    const plans = new Map<string, Sheet>();
    for (const sheet of group.sheets) {
      const pack = sheet.own?.doc === 'work_package' ? sheet.references.find(reference => reference.kind === 'package')?.id : undefined;
      if (pack !== undefined) plans.set(pack, sheet);
    }
    for (const sheet of group.sheets) {
      if (sheet.own?.doc !== 'tasks') continue;
      const last = new Map<string, number>();
      for (const { row } of rowsOf(sheet)) {
        const id = row.cells[row.header.indexOf('task')]?.text.trim() ?? '';
        const pack = row.cells[row.header.indexOf('package')]?.text.trim() ?? '';
        const plan = plans.get(pack);
        if (!id.startsWith('T-') || plan === undefined) continue;
        const found = group.boxes.get(id);
        if (found !== undefined) last.set(pack, found.box.item.span.end.line);
        else {
          yield atLine(sheet, row.span.start.line, `"${id}" has no box in the plan of "${pack}".`);
          yield atLine(plan, last.get(pack) ?? plan.boxes[0]?.line ?? 1, `The box of "${id}" should stand ${last.has(pack) ? 'after' : 'before'} this line and does not.`);
        }
      }
    }
  },
});
