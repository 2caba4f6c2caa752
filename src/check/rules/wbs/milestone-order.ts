import { dayNumber, endDay, readGantt } from '../../mermaid/gantt.ts';
import { atLine, defineRule } from '../../rule.ts';
import { cellOf, rowsOf } from '../../tables.ts';

export default defineRule({
  id: 'wbs/milestone-order',
  about: 'A gate or milestone that ends before the one it builds on cannot be met.',
  fix: 'Put the dates in the order of the gates; plan render computes them.',
  bad: '| GATE-2 | 2027-01-10 |\n| GATE-3 | 2027-01-05 |',
  good: '| GATE-2 | 2027-01-10 |\n| GATE-3 | 2027-01-20 |',
  severity: 'error',
  set: 'recommended',
  *document(sheet) {
    if (sheet.own === null) return;
    // Gates are numbered in the order in which they are passed; each date column of their table rises.
    const last = new Map<string, { gate: string; day: number; text: string }>();
    for (const { row } of rowsOf(sheet)) {
      const gate = /^GATE-\d+$/.exec(row.cells[0]?.text.trim() ?? '')?.[0];
      if (gate === undefined) continue;
      for (const [column, cell] of row.cells.entries()) {
        const day = dayNumber(cell.text);
        if (day === null) continue;
        const name = row.header[column] ?? '';
        const before = last.get(name);
        if (before !== undefined && day < before.day) yield atLine(sheet, row.span.start.line, `"${gate}" (${name} ${cell.text.trim()}) comes before "${before.gate}" (${before.text}).`);
        last.set(name, { gate, day, text: cell.text.trim() });
      }
      const [start, end] = ['p50 start', 'p50 end'].map(name => dayNumber(row.cells[row.header.indexOf(name)]?.text ?? ''));
      if (start !== null && start !== undefined && end !== null && end !== undefined && end < start) yield atLine(sheet, row.span.start.line, `"${gate}" ends before it starts.`);
    }
    // What is due at the end of a gate is due no earlier than what is due at an earlier one.
    const due = rowsOf(sheet).flatMap(({ row }) => {
      const day = dayNumber(cellOf(row, 'due')?.text ?? '');
      const gate = /\bend of GATE-(\d+)/.exec(row.cells.at(-1)?.text ?? '')?.[1];
      return day === null || gate === undefined ? [] : [{ gate: Number(gate), day, id: row.cells[0]?.text.trim() ?? '', line: row.span.start.line }];
    });
    for (const one of due) {
      const before = due.find(other => other.gate < one.gate && other.day > one.day);
      if (before !== undefined) yield atLine(sheet, one.line, `"${one.id}" is due at the end of GATE-${one.gate}, but before "${before.id}" of GATE-${before.gate}.`);
    }
    for (const { fence } of sheet.fences) {
      const gantt = fence.lang === 'mermaid' ? readGantt(fence.content) : null;
      if (gantt === null) continue;
      const byId = new Map(gantt.tasks.flatMap(task => (task.id === null ? [] : [[task.id, task] as const])));
      // In a chart of phases a later section does not end before an earlier one; dates of their own section are milestones, not phases.
      const first = Math.min(...gantt.tasks.filter(task => !task.milestone).map(task => dayNumber(task.start ?? '') ?? Number.POSITIVE_INFINITY));
      let before: { name: string; day: number } | null = null;
      for (const task of gantt.tasks) {
        const day = endDay(task, byId);
        if (day !== null && task.milestone && day < first) yield atLine(sheet, fence.contentLine + task.line - 1, `The milestone "${task.name}" lies before the first task starts.`);
        if (day === null || task.milestone || !/^(?:PH-|Phase )\d/.test(task.section ?? '')) continue;
        if (before !== null && day < before.day) yield atLine(sheet, fence.contentLine + task.line - 1, `"${task.name}" ends before "${before.name}", which comes first.`);
        before = { name: task.name, day };
      }
    }
  },
});
