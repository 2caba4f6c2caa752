import type { Plan } from '../../model/plan/index.ts';
import type { TaskRules } from '../../model/task-rules.ts';
import { createCalendar } from './calendar.ts';
import { chainOf, networkOf } from './chain.ts';
import { createRandomFill } from './random.ts';
import { simulate, type Team } from './simulate.ts';
import { quantile } from './statistics.ts';

/** What is left of a plan from a day on. `range` is in weeks and stands alone while the plan is not calibrated. */
export interface Remaining {
  leaves: number;
  hours: number;
  calibrated: boolean;
  finish: { p50: string; p80: string; p95: string };
  range: { low: number; high: number };
}

/** Simulates what is not done yet, with the team of the plan, from `from` on. Throws `CycleError` like the plan itself would. */
export function forecastRemaining(plan: Pick<Plan, 'tasks' | 'packages' | 'schedule'>, done: ReadonlySet<string>, at: { from: string; holidays: readonly string[]; runs?: number }, rules: TaskRules): Remaining {
  const { schedule } = plan;
  const open = plan.tasks.filter((task) => !done.has(task.id));
  const calendar = createCalendar(at.holidays);
  const start = calendar.from(at.from > schedule.start ? at.from : schedule.start);
  if (open.length === 0) return { leaves: 0, hours: 0, calibrated: schedule.calibrated, finish: { p50: start, p80: start, p95: start }, range: { low: 0, high: 0 } };
  const left = new Set(open.map((task) => task.id));
  const network = networkOf(open.map((task) => ({ ...task, after: task.after.filter((id) => left.has(id)) })));
  const used = new Set(open.map((task) => task.package));
  const chain = chainOf(plan.packages.filter((one) => used.has(one.id)).map((one) => ({ ...one, after: one.after.filter((id) => used.has(id)) })));
  const pace = schedule.bottomUpHours === 0 ? 1 : schedule.totalHours / (schedule.bottomUpHours * (1 + schedule.poolShare));
  const team: Team = { workers: schedule.people, sigma: schedule.sigma, packageSigma: rules.forecast.sigma.package, pool: rules.forecast.pool, pace };
  const { finish } = simulate(network, chain, team, [], createRandomFill(schedule.seed), at.runs ?? 2000);
  const perDay = (schedule.hoursPerWeek * schedule.focus) / 5;
  const day = (share: number): string => calendar.add(start, Math.max(0, Math.ceil(quantile(finish, share) / perDay - 1e-9) - 1));
  const weeks = (share: number): number => quantile(finish, share) / perDay / 5;
  const { uncalibrated } = rules.forecast;
  return {
    leaves: open.length,
    hours: Math.round(open.reduce((sum, task) => sum + task.pert, 0) * (1 + schedule.poolShare) * pace * 10) / 10,
    calibrated: schedule.calibrated,
    finish: { p50: day(0.5), p80: day(0.8), p95: day(0.95) },
    range: schedule.calibrated ? { low: Math.floor(weeks(0.05)), high: Math.ceil(weeks(0.95)) } : { low: Math.floor(weeks(0.05) * uncalibrated.low), high: Math.ceil(weeks(0.95) * uncalibrated.high) },
  };
}
