import { atLine, defineRule } from '../../rule.ts';
import { cellOf } from '../../tables.ts';

export default defineRule({
  id: 'trace/requirement-without-task',
  about: 'A requirement that no task names will not be built.',
  fix: 'Name it after "for:" of the task that builds it, or reject or defer it with a reason.',
  bad: '| FR-007 | ... | and no task with "for: FR-007"',
  good: 'hours: 1/2/4 · for: FR-007',
  severity: 'error',
  set: 'recommended',
  *group(group) {
    if (group.feature === null || group.boxes.size === 0) return;
    const served = new Set<string>();
    for (const { box } of group.boxes.values()) for (const id of box.for?.ids ?? []) served.add(id.split('/')[0] ?? id);
    for (const { sheet, reference } of group.references) if (reference.column === 'for' && sheet.own?.doc === 'tasks') served.add(reference.id.split('/')[0] ?? reference.id);
    for (const sheet of group.sheets) {
      if (sheet.own?.doc !== 'prd') continue;
      for (const { id, row, line } of sheet.declarations) {
        const answers = row === null ? null : cellOf(row, 'routes, jobs', 'routes');
        if (row === null || answers === null || !row.header.includes('criteria')) continue;
        if (/^(?:rejected|deferred)/i.test(answers.text.trim()) || served.has(id)) continue;
        // A task may serve it through a route, job or target of its row.
        const through = answers.text.split(',').map(part => part.trim()).some(part => served.has(part) || [...served].some(other => other === part));
        if (!through) yield atLine(sheet, line, `No task serves "${id}".`);
      }
    }
  },
});
