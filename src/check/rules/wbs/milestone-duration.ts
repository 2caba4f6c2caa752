import { readGantt } from '../../mermaid/gantt.ts';
import { atLine, defineRule } from '../../rule.ts';

export default defineRule({
  id: 'wbs/milestone-duration',
  about: 'A milestone is a moment: with a length it is a task that nobody estimated, and Mermaid draws it in its middle.',
  fix: 'Give it 0d, or make it a task.',
  bad: 'Launch :milestone, m1, 2027-01-10, 5d',
  good: 'Launch :milestone, m1, 2027-01-10, 0d',
  severity: 'warning',
  set: 'start',
  *document(sheet) {
    for (const { fence } of sheet.fences) {
      const gantt = fence.lang === 'mermaid' ? readGantt(fence.content) : null;
      for (const task of gantt?.tasks ?? []) {
        if (!task.milestone || task.end === null || /^0(?:\.0+)?[a-zA-Z]+$/.test(task.end)) continue;
        const same = task.end === task.start;
        if (!same && (/^\d/.test(task.end) || /^(?:until) /.test(task.end))) yield atLine(sheet, fence.contentLine + task.line - 1, `The milestone "${task.name}" lasts ${/^\d+(?:\.\d+)?[a-zA-Z]+$/.test(task.end) ? task.end : `until ${task.end.replace(/^until /, '')}`}.`);
      }
    }
  },
});
