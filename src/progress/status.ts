import type { Plan } from '../model/plan/index.ts';

export type PackageStatus = { id: string; phase: string; done: number; total: number; hoursLeft: number };
export type Status = { done: number; total: number; hoursDone: number; hoursLeft: number; weeksLeft: number; packages: PackageStatus[]; unknown: string[] };

/** Progress from ticked boxes. `weeksLeft` divides what is left, with its share of the pool, by the capacity per week; `unknown` are ticks of no task. */
export function statusOf(plan: Plan, ticked: ReadonlySet<string>): Status {
  const known = new Set(plan.tasks.map(task => task.id));
  const sum = (rows: readonly { pert: number }[]): number => rows.reduce((total, row) => total + row.pert, 0);
  const open = plan.tasks.filter(task => !ticked.has(task.id));
  const hoursLeft = sum(open);
  return {
    done: plan.tasks.length - open.length,
    total: plan.tasks.length,
    hoursDone: sum(plan.tasks) - hoursLeft,
    hoursLeft,
    weeksLeft: plan.schedule.capacityPerWeek === 0 ? 0 : (hoursLeft * (1 + plan.schedule.poolShare)) / plan.schedule.capacityPerWeek,
    packages: plan.packages.map(each => {
      const tasks = plan.tasks.filter(task => task.package === each.id);
      const left = tasks.filter(task => !ticked.has(task.id));
      return { id: each.id, phase: each.phase, done: tasks.length - left.length, total: tasks.length, hoursLeft: sum(left) };
    }),
    unknown: [...ticked].filter(id => !known.has(id)).sort(),
  };
}
