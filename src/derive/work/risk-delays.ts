import type { Judgement, Task } from '../../model/plan/index.ts';
import type { TaskRules } from '../../model/task-rules.ts';
import type { Delay } from './simulate.ts';

/** Risks that cost days, at the task that proves them. What is settled before the build costs its days where the build first meets it. */
export function delaysOf(judgement: Judgement, tasks: readonly Task[], index: ReadonlyMap<string, number>, perDay: number, rules: TaskRules): Delay[] {
  return judgement.risks.flatMap((risk) => {
    const own = tasks.find((one) => one.macro === 'risk' && one.for.includes(risk.id));
    const task = own?.phase === 'PH-0' ? (firstMeeting(own, tasks) ?? own) : own;
    const at = task === undefined ? undefined : index.get(task.id);
    const probability = rules.forecast.probability[risk.probability - 1];
    if (own?.key.startsWith('risk:RISK-promise') === true || risk.delayDays === null || risk.delayDays <= 0 || at === undefined || probability === undefined) return [];
    return [{ id: risk.id, task: at, probability, hours: risk.delayDays * perDay }];
  });
}

/** The first leaf of a later phase that waits for what phase 0 settles, else the release. */
function firstMeeting(settled: Task, tasks: readonly Task[]): Task | undefined {
  const before = new Set(tasks.filter((task) => task.phase === 'PH-0' && (task.id === settled.id || task.macro === 'decision')).map((task) => task.id));
  const meets = (ids: ReadonlySet<string>): Task | undefined => tasks.find((task) => task.phase !== 'PH-0' && task.after.some((id) => ids.has(id)));
  return meets(new Set([settled.id])) ?? meets(before) ?? tasks.find((task) => task.key === 'fixed:production');
}
