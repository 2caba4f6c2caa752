import type { Cut, Schedule } from '../../model/plan/index.ts';
import { demoSlice } from './cuts.ts';
import type { ForecastInput } from './forecast-input.ts';
import { print } from '../../text/number.ts';

type Compare = (dropped: ReadonlySet<string>, workers?: number) => { p50: number; p80: number };

/** Ways to close the gap, when there is one: scope, slice, people, cuts. */
export function optionsOf(input: ForecastInput, schedule: Schedule, ranked: readonly { cut: Cut; tasks: ReadonlySet<string> }[], compare: Compare, said: { whole: { p50: number; p80: number }; text: (hours: number) => string }): Schedule['options'] {
  const { promise } = schedule;
  if (promise === null || promise.gapHours <= 0) return [];
  const { capacity, rules, tasks } = input;
  const grown = (hours: number): number => hours * (1 + rules.forecast.pool.mean) * capacity.pace;
  const kept = demoSlice(input.packing, input.packages, tasks, input.requirements, rules, promise.capacityHours / grown(1));
  const dropped = new Set(tasks.filter((task) => !kept.has(task.package)).map((task) => task.id));
  const hours = grown(input.packages.filter((one) => kept.has(one.id)).reduce((sum, one) => sum + one.pert, 0));
  const slice = compare(dropped);
  const more = compare(new Set(), capacity.people + 1);
  const [best] = ranked;
  const over = hours - promise.capacityHours;
  const options: Schedule['options'] = [
    { key: 'A', text: 'keep scope', p50: said.text(said.whole.p50), p80: said.text(said.whole.p80), effect: `${print(schedule.totalHours, 1)} h; the promise of ${promise.date} is lost` },
    { key: 'B', text: 'demo slice', p50: said.text(slice.p50), p80: said.text(slice.p80), effect: `${print(hours, 1)} h against ${print(promise.capacityHours, 1)} h${over > 0 ? `, still ${print(over, 1)} h over` : ''}; holds ${[...kept].map((id) => `\`${id}\``).join(', ')}` },
    { key: 'C', text: `${capacity.people + 1} people`, p50: said.text(more.p50), p80: said.text(more.p80), effect: promise.weeks < 6 ? 'onboarding is not counted: people who join with less than 6 weeks left cost the others time before they save any' : 'onboarding is not counted' },
  ];
  if (best !== undefined) {
    const after = compare(best.tasks);
    options.push({ key: 'D', text: `\`${best.cut.id}\`, the first cut of the ranking`, p50: said.text(after.p50), p80: said.text(after.p80), effect: `${best.cut.savedDaysP80} days for ${best.cut.points} points` });
  }
  return options;
}
