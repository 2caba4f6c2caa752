import type { Fence } from '../../../model/document.ts';
import { knownOf } from '../../known.ts';
import { readGantt } from '../../mermaid/gantt.ts';
import type { GanttTask } from '../../mermaid/gantt.ts';
import { atLine, defineRule } from '../../rule.ts';

export default defineRule({
  id: 'diagrams/gantt-graph',
  about: 'A chart that shows other phases, another order or other lengths than the task graph is the one everybody looks at, and it is wrong.',
  fix: 'Run plan render, which draws the chart from the graph; change the answers, not the chart.',
  bad: 'section PH-2, while the plan has PH-0, PH-1 and PH-2 in other order',
  good: 'one section for each phase, in the order of the phases',
  severity: 'error',
  set: 'recommended',
  *group(group, run) {
    if (group.feature === null) return;
    const phases = [...knownOf(group).ids].filter(id => /^PH-\d+$/.test(id)).sort((a, b) => numberOf(a) - numberOf(b));
    for (const sheet of group.sheets) {
      for (const { fence } of sheet.fences) {
        const tasks = phaseTasks(fence);
        const [first] = tasks;
        if (first === undefined) continue;
        const lineOf = (task: GanttTask): number => fence.contentLine + task.line - 1;
        const drawn = new Set(tasks.map(task => task.section ?? ''));
        const missing = phases.filter(phase => !drawn.has(phase));
        if (missing.length > 0) yield atLine(sheet, lineOf(tasks.findLast(task => numberOf(task.section ?? '') < numberOf(missing[0] ?? '')) ?? first), `The chart leaves out ${missing.join(', ')}.`);
        const byId = new Map(tasks.flatMap(task => (task.id === null ? [] : [[task.id, task] as const])));
        for (const task of tasks) {
          for (const id of task.after) {
            const before = byId.get(id);
            if (before !== undefined && numberOf(before.section ?? '') > numberOf(task.section ?? '')) yield atLine(sheet, lineOf(task), `"${task.section ?? ''}" is drawn after "${before.section ?? ''}", which builds on it.`);
          }
        }
        // The last render is what a hand changed; what has changed in the plan since is `generation/stale`.
        const planned = new Map((plannedTasks(run.base?.get(sheet.document.path) ?? run.expected?.get(sheet.document.path) ?? '')).map(task => [task.section, task]));
        for (const task of tasks) {
          const wanted = planned.get(task.section);
          if (wanted !== undefined && words(wanted) !== words(task)) yield atLine(sheet, lineOf(task), `The chart says "${words(task)}" of ${task.section ?? ''}; the graph says "${words(wanted)}".`);
        }
      }
    }
  },
});

const numberOf = (phase: string): number => Number(/^PH-(\d+)/.exec(phase)?.[1] ?? Number.POSITIVE_INFINITY);
const words = (task: GanttTask): string => [task.start, task.end].filter(part => part !== null).join(', ');

/** Bars of a chart of phases: each stands in the section of its phase. */
function phaseTasks(fence: Pick<Fence, 'lang' | 'content'>): GanttTask[] {
  const gantt = fence.lang === 'mermaid' ? readGantt(fence.content) : null;
  return (gantt?.tasks ?? []).filter(task => !task.milestone && /^PH-\d+$/.test(task.section ?? ''));
}

function plannedTasks(text: string): GanttTask[] {
  return [...text.matchAll(/^```mermaid\n([^]*?)\n```$/gm)].flatMap(match => phaseTasks({ lang: 'mermaid', content: match[1] ?? '' }));
}
