import { dayNumber, isDuration, readGantt } from '../../mermaid/gantt.ts';
import { atLine, defineRule } from '../../rule.ts';

export default defineRule({
  id: 'diagrams/gantt-date',
  about: 'Mermaid draws a date that does not exist as some other day, and says nothing.',
  fix: 'Write a real day as YYYY-MM-DD, a duration such as 3d, or "after <id>".',
  bad: 'Build :b1, 2026-13-45, 3d',
  good: 'Build :b1, 2026-11-23, 3d',
  severity: 'error',
  set: 'start',
  *document(sheet) {
    for (const { fence } of sheet.fences) {
      const gantt = fence.lang === 'mermaid' ? readGantt(fence.content) : null;
      if (gantt === null) continue;
      const daily = gantt.dateFormat === 'YYYY-MM-DD';
      for (const task of gantt.tasks) {
        const line = fence.contentLine + task.line - 1;
        const { start, end } = task;
        if (daily && start !== null && !start.startsWith('after ') && dayNumber(start) === null) yield atLine(sheet, line, `"${start}" is no day.`);
        if (end !== null && !isDuration(end) && !/^(?:after|until) /.test(end) && (daily ? dayNumber(end) === null : /^\d+[a-zA-Z]+$/.test(end))) yield atLine(sheet, line, `"${end}" is neither a day nor a duration.`);
        const from = start === null ? null : dayNumber(start);
        const to = end === null ? null : dayNumber(end);
        if (daily && from !== null && to !== null && to < from) yield atLine(sheet, line, `This task ends on ${end} before it starts on ${start}.`);
      }
    }
  },
});
