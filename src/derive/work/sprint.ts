import type { Package, Sprint, Task } from '../../model/plan/index.ts';
import type { TaskRules } from '../../model/task-rules.ts';
import { fill } from './names.ts';
import { round } from '../../text/number.ts';
import type { Capacity } from './team.ts';

/**
 * Sprint 1: the required items first, each with all it waits for, then further tasks in the order of their priority while they fit 85 % of the
 * capacity. The set is closed under `after`.
 */
export function planSprint(input: { tasks: readonly Task[]; packages: readonly Package[]; order: readonly string[]; capacity: Capacity; rules: TaskRules; done: readonly string[] | null; slots: Readonly<Record<string, string>>; slice: string | null }): Sprint {
  const { tasks, packages, order, capacity, rules } = input;
  const capacityHours = round(capacity.perWeek * capacity.sprintWeeks);
  const limitHours = round(capacityHours * rules.sprint.share);
  const byId = new Map(tasks.map((task) => [task.id, task]));
  const byKey = new Map(tasks.map((task) => [task.key, task]));
  const chosen = new Set<string>();
  let planned = 0;

  const closure = (ids: readonly string[]): Task[] => {
    const out = new Map<string, Task>();
    const visit = (id: string): void => {
      const task = byId.get(id);
      if (task === undefined || chosen.has(id) || out.has(id)) return;
      for (const before of task.after) visit(before);
      out.set(id, task);
    };
    for (const id of ids) visit(id);
    return [...out.values()];
  };
  const take = (list: readonly Task[]): boolean => {
    const hours = list.reduce((sum, task) => sum + task.pert, 0);
    if (planned + hours > limitHours) return false;
    for (const task of list) chosen.add(task.id);
    planned += hours;
    return true;
  };

  const missing: string[] = [];
  const shows = new Map<string, string[]>();
  for (const item of rules.sprint.required) {
    const wanted = item.tasks.flatMap((pattern) => {
      if (pattern === 'slice') return input.slice === null ? [] : [byKey.get(input.slice)];
      if (pattern === 'risk:spike') return tasks.filter((task) => task.macro === 'risk' && task.phase === 'PH-0');
      if (pattern.endsWith('*')) return tasks.filter((task) => task.key.startsWith(pattern.slice(0, -1)));
      return [byKey.get(pattern)];
    }).filter((task) => task !== undefined);
    if (wanted.length === 0) continue;
    const needed = closure(wanted.map((task) => task.id));
    if (take(needed)) {
      const home = wanted.at(-1)?.package ?? '';
      shows.set(home, [...(shows.get(home) ?? []), item.text]);
      continue;
    }
    const more = needed.reduce((sum, task) => sum + task.pert, 0);
    missing.push(`${item.text}: ${needed.length} leaves of ${round(more)} h do not fit the ${round(limitHours - planned)} h left of ${limitHours} h`);
  }
  for (const id of order) {
    const task = byId.get(id);
    if (task === undefined || chosen.has(id) || !task.after.every((before) => chosen.has(before))) continue;
    take([task]);
  }

  const parts = packages.flatMap((one) => {
    const mine = tasks.filter((task) => task.package === one.id);
    const inside = mine.filter((task) => chosen.has(task.id));
    if (inside.length === 0) return [];
    const what = shows.get(one.id)?.join(', ') ?? (inside.length === mine.length ? one.deliverable : '');
    const text = `${inside.length === mine.length ? 'all' : `${inside.length} of ${mine.length} leaves`} of \`${one.id}\`${what === '' ? '' : `: ${what}`}`;
    return [{ text, leaves: inside.length, hours: round(inside.reduce((sum, task) => sum + task.pert, 0)) }];
  });
  return {
    weeks: capacity.sprintWeeks === 1 ? '1' : `1 to ${capacity.sprintWeeks}`,
    capacityHours, limitHours, plannedHours: round(planned), tasks: tasks.filter((task) => chosen.has(task.id)).map((task) => task.id), parts,
    definitionOfDone: input.done === null || input.done.length === 0 ? rules.sprint.done.map((line) => fill(line, input.slots)) : [...input.done],
    missing,
  };
}
