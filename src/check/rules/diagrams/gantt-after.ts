import { readGantt } from '../../mermaid/gantt.ts';
import type { GanttTask } from '../../mermaid/gantt.ts';
import { atLine, defineRule } from '../../rule.ts';

export default defineRule({
  id: 'diagrams/gantt-after',
  about: 'Mermaid places a task after an unknown id on today, and says nothing.',
  fix: 'Name an id of this chart, and start no earlier than it ends.',
  bad: 'Deploy :d, after nosuch, 2d',
  good: 'Deploy :d, after build, 2d',
  severity: 'error',
  set: 'start',
  *document(sheet) {
    for (const { fence } of sheet.fences) {
      const gantt = fence.lang === 'mermaid' ? readGantt(fence.content) : null;
      if (gantt === null) continue;
      const byId = new Map(gantt.tasks.flatMap(task => (task.id === null ? [] : [[task.id, task] as const])));
      for (const task of gantt.tasks) {
        const line = fence.contentLine + task.line - 1;
        for (const id of [...task.after, ...task.until]) {
          if (!byId.has(id)) yield atLine(sheet, line, `No task of this chart has the id "${id}".`);
          else if (id === task.id) yield atLine(sheet, line, `"${task.name}" waits for itself.`);
        }
      }
      const twice = new Set<string>();
      for (const task of gantt.tasks) {
        if (task.id === null) continue;
        if (twice.has(task.id)) yield atLine(sheet, fence.contentLine + task.line - 1, `The id "${task.id}" is used twice in this chart.`);
        twice.add(task.id);
      }
      yield* loops(byId, task => fence.contentLine + task.line - 1).map(({ line, message }) => atLine(sheet, line, message));
    }
  },
});

/** Tasks that wait for each other in a ring. */
function loops(byId: Map<string, GanttTask>, lineOf: (task: GanttTask) => number): { line: number; message: string }[] {
  const state = new Map<string, 'open' | 'done'>();
  const found: { line: number; message: string }[] = [];
  const visit = (id: string): void => {
    const stack: { id: string; next: number }[] = [{ id, next: 0 }];
    state.set(id, 'open');
    for (let top = stack.at(-1); top !== undefined; top = stack.at(-1)) {
      const task = byId.get(top.id);
      const after = task?.after[top.next++];
      if (task === undefined || after === undefined) {
        state.set(top.id, 'done');
        stack.pop();
        continue;
      }
      if (after === top.id || !byId.has(after)) continue;
      if (state.get(after) === 'open') found.push({ line: lineOf(task), message: `"${task.id}" waits for "${after}", which waits for it.` });
      else if (!state.has(after)) {
        state.set(after, 'open');
        stack.push({ id: after, next: 0 });
      }
    }
  };
  for (const id of byId.keys()) if (!state.has(id)) visit(id);
  return found;
}
