import type { Cut, Schedule, Task } from '../../model/plan/index.ts';
import type { TaskRules } from '../../model/task-rules.ts';
import { criticalPath } from './critical.ts';
import { rankCuts } from './cuts.ts';
import { dueDates, screenDates } from './due.ts';
import type { ForecastInput } from './forecast-input.ts';
import { waves } from './graph.ts';
import { plural } from './names.ts';
import { print, round } from '../../text/number.ts';
import type { Network } from './network.ts';
import { optionsOf } from './options.ts';
import { createRandomFill } from './random.ts';
import { delaysOf } from './risk-delays.ts';
import { simulate, type Team } from './simulate.ts';
import { extreme, histogram, quantile } from './statistics.ts';
import type { Capacity } from './team.ts';

/** Runs for comparing scopes: they meet the same luck, so fewer do, and of a draft in a hurry fewer still. */
const comparingRuns = (runs: number): number => Math.min(150, Math.ceil(runs * 0.4));

/** Simulates the plan and reads every date from it; cuts come back ranked. */
export function forecast(input: ForecastInput, network: Network, chain: Network): { schedule: Schedule; cuts: Cut[] } {
  const { tasks, packages, phases, capacity, rules, judgement } = input;
  const perDay = (capacity.hoursPerWeek * capacity.focus) / 5;
  const perWorkerWeek = perDay * 5;
  const team: Team = {
    workers: capacity.people, packageSigma: rules.forecast.sigma.package, pool: rules.forecast.pool, pace: capacity.pace,
    sigma: capacity.focus >= rules.forecast.knownFrom ? rules.forecast.sigma.known : rules.forecast.sigma.new,
  };
  const index = new Map(network.ids.map((id, at) => [id, at]));
  const delays = delaysOf(judgement, tasks, index, perDay, rules);
  const run = simulate(network, chain, team, delays, createRandomFill(input.seed), input.runs);
  const { calendar, start } = capacity;
  const startDay = (hours: number): string => calendar.add(start, Math.floor(hours / perDay + 1e-9));
  const endDay = (hours: number): string => calendar.add(start, Math.max(0, Math.ceil(hours / perDay - 1e-9) - 1));
  const weeks = (hours: number): number => round(hours / perWorkerWeek, 1);
  const [p05, p50, p80, p95] = [0.05, 0.5, 0.8, 0.95].map((share) => quantile(run.finish, share));
  const p = { p05: p05 ?? 0, p50: p50 ?? 0, p80: p80 ?? 0, p95: p95 ?? 0 };

  const packageSpan = (at: number): Schedule['packages'][number] => {
    const starts = run.starts[at] ?? new Float64Array(0);
    const ends = run.ends[at] ?? new Float64Array(0);
    return { id: network.packages[at] ?? '', startP50: startDay(quantile(starts, 0.5)), endP50: endDay(quantile(ends, 0.5)), endP80: endDay(quantile(ends, 0.8)), criticality: round(run.criticality[at] ?? 0) };
  };
  const spans = new Map(network.packages.map((id, at) => [id, packageSpan(at)]));
  const packageSpans = packages.map((one) => spans.get(one.id)).filter((span) => span !== undefined);
  const phaseSpans = phases.map((phase): Schedule['phases'][number] => {
    const mine = network.packages.flatMap((id, at) => (packages.find((one) => one.id === id)?.phase === phase.id ? [at] : []));
    const first = extreme(mine.map((home) => run.starts[home]), (a, b) => a < b);
    const last = extreme(mine.map((home) => run.ends[home]), (a, b) => a > b);
    return { id: phase.id, startP50: startDay(quantile(first, 0.5)), endP50: endDay(quantile(last, 0.5)), endP80: endDay(quantile(last, 0.8)), criticality: round(Math.max(0, ...mine.map((home) => run.criticality[home] ?? 0))) };
  });

  const compare = (dropped: ReadonlySet<string>, workers = team.workers): { p50: number; p80: number } => {
    const { finish } = simulate(network, null, { ...team, workers }, delays, createRandomFill(input.seed), comparingRuns(input.runs), new Set([...dropped].map((id) => index.get(id)).filter((at) => at !== undefined)));
    return { p50: quantile(finish, 0.5), p80: quantile(finish, 0.8) };
  };
  const whole = input.candidates === null ? p : compare(new Set());
  const ranked = rankCuts(input.candidates ?? [], { hours: tasks.reduce((sum, task) => sum + task.pert, 0), leaves: tasks.length }, (dropped) => (whole.p80 - compare(dropped).p80) / perDay);

  const bottomUp = round(tasks.reduce((sum, task) => sum + task.pert, 0));
  const total = round(bottomUp * (1 + rules.forecast.pool.mean) * capacity.pace, 1);
  const promise = promiseOf(capacity, total);
  const longest = criticalPath(chain, chain.mean);
  const grown = (1 + rules.forecast.pool.mean) * capacity.pace;
  const chainHours = round(longest.hours * grown, 1);
  const leafChain = round(criticalPath(network, network.mean).hours * grown, 1);
  const { uncalibrated } = rules.forecast;
  const low = capacity.calibrated ? weeks(p.p05) : Math.max(1, Math.floor(weeks(p.p05 * uncalibrated.low)));
  const high = capacity.calibrated ? weeks(p.p95) : Math.ceil(weeks(p.p95 * uncalibrated.high));

  const schedule: Schedule = {
    calibrated: capacity.calibrated, start, runs: input.runs, seed: input.seed,
    people: capacity.people, hoursPerWeek: capacity.hoursPerWeek, focus: capacity.focus, capacityPerWeek: round(capacity.perWeek),
    bottomUpHours: bottomUp, poolShare: rules.forecast.pool.mean, totalHours: total, sigma: team.sigma, promise,
    weeks: { p50: weeks(p.p50), p80: weeks(p.p80), p95: weeks(p.p95), low, high },
    finish: { p50: endDay(p.p50), p80: endDay(p.p80), p95: endDay(p.p95) },
    phases: phaseSpans, packages: packageSpans,
    criticalPath: longest.path.map((at) => chain.ids[at] ?? ''), criticalHours: chainHours, resourceBound: total / capacity.people > chainHours,
    nearCritical: packages.filter((one) => !one.critical && one.floatHours < perWorkerWeek).map((one) => ({ id: one.id, floatHours: one.floatHours })).toSorted((a, b) => a.floatHours - b.floatHours),
    waves: waves(new Map(packages.map((one) => [one.id, one.after]))),
    drivers: run.drivers().slice(0, 8).map((driver) => ({ id: driver.id, correlation: round(driver.correlation) })),
    histogram: histogram(run.finish, perWorkerWeek),
    options: [],
    due: dueDates(input, phaseSpans, spans),
    screens: screenDates(input, spans),
    assumptions: [
      ...capacity.assumptions,
      `hours per leaf XS ${sizeText(rules, 'XS')}, S ${sizeText(rules, 'S')}, M ${sizeText(rules, 'M')} (rule default, optimistic/likely/pessimistic)`,
      `one person works on a package at a time; with a person for every leaf the longest chain would take ${print(leafChain, 1)} h`,
      `undiscovered work ${rules.forecast.pool.low * 100} to ${rules.forecast.pool.high * 100} % (rule default)`,
      `spread: team sigma ${print(team.sigma)}, package sigma ${print(team.packageSigma)} (rule default), ${plural(delays.length, 'risk event')} of ${print(delays.reduce((sum, delay) => sum + delay.probability * (delay.hours / perDay), 0), 1)} days of one person in the mean`,
    ],
  };
  if (input.candidates !== null) schedule.options = optionsOf(input, schedule, ranked, compare, { whole, text: (hours) => `${print(weeks(hours), 1)} weeks, ${endDay(hours)}` });
  return { schedule, cuts: ranked.map((one) => one.cut) };
}

function sizeText(rules: TaskRules, size: Task['size']): string {
  const { o, m, p } = rules.sizes[size];
  return `${o}/${m}/${p}`;
}

/** Capacity up to the promised day and what is missing to it, in hours. */
function promiseOf(capacity: Capacity, total: number): Schedule['promise'] {
  if (capacity.promise === null) return null;
  const days = Math.max(0, capacity.calendar.between(capacity.start, capacity.promise.date) + (capacity.calendar.from(capacity.promise.date) === capacity.promise.date ? 1 : 0));
  const capacityHours = round((days / 5) * capacity.perWeek, 1);
  return { date: capacity.promise.date, weeks: round(days / 5, 1), capacityHours, gapHours: round(total - capacityHours, 1), source: capacity.promise.source };
}
