import type { Plan } from '../model/plan/index.ts';
import type { Role } from './question.ts';

/** What an option would change against the draft, in the numbers a person decides by: routes, tasks, hours or weeks, cost, open decisions. */
export function effectBetween(draft: Plan, other: Plan, role: Role | null = null): string {
  const parts: string[] = [];
  const delta = (now: number, then: number, one: string, many = `${one}s`): void => {
    const change = Math.round((then - now) * 10) / 10;
    if (change !== 0) parts.push(`${change > 0 ? '+' : ''}${change} ${Math.abs(change) === 1 ? one : many}`);
  };
  delta(live(draft), live(other), 'requirement');
  delta(draft.routes.length, other.routes.length, role === 'pm' ? 'thing the app can ask for' : 'route', role === 'pm' ? 'things the app can ask for' : 'routes');
  delta(draft.tasks.length, other.tasks.length, 'task');
  delta(Math.round(draft.schedule.totalHours), Math.round(other.schedule.totalHours), 'h', 'h');
  if (draft.schedule.calibrated || other.schedule.calibrated) delta(draft.schedule.weeks.p80, other.schedule.weeks.p80, role === 'pm' ? 'week' : 'week P80', role === 'pm' ? 'weeks' : 'weeks P80');
  delta(monthlyCost(draft), monthlyCost(other), 'USD a month', 'USD a month');
  delta(blockers(draft), blockers(other), 'blocker');
  return parts.length === 0 ? 'no change' : parts.join(', ');
}

const live = (plan: Plan): number => plan.requirements.filter(each => each.rejected === null && each.deferred === null).length;
const monthlyCost = (plan: Plan): number => plan.arithmetic.find(each => each.id === 'CALC-cost')?.value ?? 0;
const blockers = (plan: Plan): number => plan.decisions.filter(each => each.open && each.blocking).length;
