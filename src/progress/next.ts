import type { Plan, Task } from '../model/plan/index.ts';

/** Tasks whose predecessors are all done and that are not done themselves, in the order of phases, then by the longest path behind them. */
export function nextTasks(plan: Pick<Plan, 'tasks' | 'phases'>, done: ReadonlySet<string>): Task[] {
  const rest = remainingPaths(plan);
  const phase = new Map(plan.phases.map(each => [each.id, each.number]));
  return plan.tasks
    .filter(task => !done.has(task.id) && task.after.every(id => done.has(id)))
    .sort((a, b) => (phase.get(a.phase) ?? 0) - (phase.get(b.phase) ?? 0) || (rest.get(b.id) ?? 0) - (rest.get(a.id) ?? 0) || (a.id < b.id ? -1 : 1));
}

/** Hours of the longest chain that starts with each task, by PERT means. */
function remainingPaths(plan: Pick<Plan, 'tasks'>): Map<string, number> {
  const followers = new Map<string, Task[]>();
  for (const task of plan.tasks) for (const id of task.after) followers.set(id, [...(followers.get(id) ?? []), task]);
  const length = new Map<string, number>();
  const visit = (task: Task): number => {
    const known = length.get(task.id);
    if (known !== undefined) return known;
    const behind = Math.max(0, ...(followers.get(task.id) ?? []).map(visit));
    length.set(task.id, task.pert + behind);
    return task.pert + behind;
  };
  for (const task of plan.tasks) visit(task);
  return length;
}
