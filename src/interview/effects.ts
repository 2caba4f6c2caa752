import type { Plan } from '../model/plan/index.ts';

/** What an option would change against the draft, in the numbers a person decides by: routes, tasks, weeks, cost, blockers. Empty when nothing changes. */
export function effectBetween(draft: Plan, other: Plan): string {
  const parts: string[] = [];
  const delta = (now: number, then: number, unit: string): void => {
    const change = Math.round((then - now) * 10) / 10;
    if (change !== 0) parts.push(`${change > 0 ? '+' : ''}${change} ${unit}`);
  };
  delta(draft.routes.length, other.routes.length, 'routes');
  delta(draft.tasks.length, other.tasks.length, 'tasks');
  if (draft.schedule.calibrated || other.schedule.calibrated) delta(draft.schedule.weeks.p80, other.schedule.weeks.p80, 'weeks P80');
  else delta(draft.schedule.totalHours, other.schedule.totalHours, 'h');
  delta(monthlyCost(draft), monthlyCost(other), 'USD a month');
  delta(openCount(draft), openCount(other), 'open decisions');
  return parts.length === 0 ? 'no change' : parts.join(', ');
}

const monthlyCost = (plan: Plan): number => plan.arithmetic.find(each => /cost|budget/i.test(each.id) && /usd/i.test(each.unit))?.value ?? 0;
const openCount = (plan: Plan): number => plan.decisions.filter(each => each.open).length;
