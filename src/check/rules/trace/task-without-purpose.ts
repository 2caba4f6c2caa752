import { atLine, defineRule } from '../../rule.ts';

export default defineRule({
  id: 'trace/task-without-purpose',
  about: 'A task that serves nothing in the plan is scope nobody asked for.',
  fix: 'Add "for:" with the requirement, model, route or risk it serves, or drop it.',
  bad: '- [ ] **T-k7f2** Add a cache\n      hours: 1/2/4',
  good: '- [ ] **T-k7f2** Add a cache\n      hours: 1/2/4 · for: NFR-read-p95',
  severity: 'warning',
  set: 'all',
  *document(sheet) {
    if (sheet.own === null) return;
    for (const box of sheet.boxes) {
      if (box.id === null || !box.id.startsWith('T-')) continue;
      if ((box.for?.ids.length ?? 0) === 0) yield atLine(sheet, box.line, `"${box.id}" does not say what it is for.`);
    }
  },
});
