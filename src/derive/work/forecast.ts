import type { Cut, Judgement, OpenQuestion, Package, Phase, Requirement, Schedule, Task } from '../../model/plan/index.ts';
import type { TaskRules } from '../../model/task-rules.ts';
import { criticalPath } from './critical.ts';
import { demoSlice, rankCuts, type Candidate } from './cuts.ts';
import { waves } from './graph.ts';
import { plural, print, round } from './names.ts';
import { compileNetwork, type Network } from './network.ts';
import type { Packing } from './packing.ts';
import { createRandom } from './random.ts';
import { quantile, simulate, type Delay, type Team } from './simulate.ts';
import type { Capacity } from './team.ts';

export interface ForecastInput {
  tasks: readonly Task[];
  packages: readonly Package[];
  phases: readonly Phase[];
  packing: Packing;
  judgement: Judgement;
  openQuestions: readonly OpenQuestion[];
  requirements: readonly Requirement[];
  candidates: readonly Candidate[];
  capacity: Capacity;
  rules: TaskRules;
  seed: number;
  runs: number;
  /** Last day of sprint 1, and what it holds. */
  sprint: { end: string; tasks: ReadonlySet<string> };
}

/** Runs for comparing scopes: they meet the same luck, so fewer do. */
const comparingRuns = 150;

/** The task graph for the scheduler, in priority order. */
export function networkOf(tasks: readonly Task[]): Network {
  return compileNetwork(tasks.map((task) => ({ id: task.id, after: task.after, package: task.package, phase: Number(task.phase.replace(/\D+/g, '')), hours: task.hours })));
}

/** The graph of the packages, one person each: a package waits for all it comes after. */
export function chainOf(packages: readonly Package[]): Network {
  return compileNetwork(packages.map((one) => ({ id: one.id, after: one.after, package: one.id, phase: Number(one.phase.replace(/\D+/g, '')), hours: one.hours })));
}

/** Critical flags and total float in hours for the packages, by means, one person each. */
export function withFloat(packages: readonly Package[], chain: Network): Package[] {
  const { float } = criticalPath(chain, chain.mean);
  const slack = new Map(chain.ids.map((id, at) => [id, float[at] ?? 0]));
  return packages.map((one) => ({ ...one, critical: (slack.get(one.id) ?? 1) < 1e-6, floatHours: round(slack.get(one.id) ?? 0) }));
}

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
  const run = simulate(network, chain, team, delays, createRandom(input.seed), input.runs);
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
    const { finish } = simulate(network, chain, { ...team, workers }, delays, createRandom(input.seed), Math.min(input.runs, comparingRuns), new Set([...dropped].map((id) => index.get(id)).filter((at) => at !== undefined)));
    return { p50: quantile(finish, 0.5), p80: quantile(finish, 0.8) };
  };
  const whole = compare(new Set());
  const ranked = rankCuts(input.candidates, (dropped) => (whole.p80 - compare(dropped).p80) / perDay);

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
      `critical chain with one person a package; with a person for every leaf the longest chain of leaves takes ${print(leafChain, 1)} h`,
      `undiscovered work ${rules.forecast.pool.low * 100} to ${rules.forecast.pool.high * 100} % (rule default)`,
      `spread: team sigma ${print(team.sigma)}, package sigma ${print(team.packageSigma)} (rule default), ${plural(delays.length, 'risk event')}`,
    ],
  };
  schedule.options = optionsOf(input, schedule, ranked, compare, { whole, text: (hours) => `${print(weeks(hours), 1)} weeks, ${endDay(hours)}` });
  return { schedule, cuts: ranked.map((one) => one.cut) };
}

/** Run by run the value that wins over all others. */
function extreme(rows: readonly (Float64Array | undefined)[], wins: (a: number, b: number) => boolean): Float64Array {
  const out = rows[0]?.slice() ?? new Float64Array(0);
  for (const row of rows.slice(1)) row?.forEach((value, at) => void (wins(value, out[at] ?? 0) && (out[at] = value)));
  return out;
}

function sizeText(rules: TaskRules, size: Task['size']): string {
  const { o, m, p } = rules.sizes[size];
  return `${o}/${m}/${p}`;
}

/** Risks that cost days, at the task that proves them. What is settled before the build costs its days where the build first meets it. */
function delaysOf(judgement: Judgement, tasks: readonly Task[], index: ReadonlyMap<string, number>, perDay: number, rules: TaskRules): Delay[] {
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

/** Capacity up to the promised day and what is missing to it, in hours. */
function promiseOf(capacity: Capacity, total: number): Schedule['promise'] {
  if (capacity.promise === null) return null;
  const days = Math.max(0, capacity.calendar.between(capacity.start, capacity.promise.date) + (capacity.calendar.from(capacity.promise.date) === capacity.promise.date ? 1 : 0));
  const capacityHours = round((days / 5) * capacity.perWeek, 1);
  return { date: capacity.promise.date, weeks: round(days / 5, 1), capacityHours, gapHours: round(total - capacityHours, 1), source: capacity.promise.source };
}

/** Share of runs per whole weeks, in at most 12 bars. */
function histogram(finish: Float64Array, perWeek: number): Schedule['histogram'] {
  const last = Math.ceil(quantile(finish, 0.995) / perWeek);
  const first = Math.floor(quantile(finish, 0.005) / perWeek);
  const width = Math.max(1, Math.ceil((last - first) / 12));
  const bars = new Map<number, number>();
  for (const hours of finish) {
    const bar = Math.min(Math.max(first, Math.floor(hours / perWeek)), last);
    const from = first + Math.floor((bar - first) / width) * width;
    bars.set(from, (bars.get(from) ?? 0) + 1);
  }
  return [...bars].toSorted((a, b) => a[0] - b[0]).map(([from, count]) => ({ weeks: from + width, share: round(count / finish.length, 3) }));
}

type Spans = ReadonlyMap<string, Schedule['packages'][number]>;

/** A decision is needed by the start of the first task that waits for it, and no later than its gate. */
function dueDates(input: ForecastInput, phases: readonly Schedule['phases'][number][], spans: Spans): Schedule['due'] {
  const name = (percentile: string): string => (input.capacity.calibrated ? percentile : 'assumed');
  const gateDay = (needed: string, percentile: 'endP50' | 'endP80'): { date: string; why: string } | null => {
    const match = /^(GATE|PH)-(\d+)$/.exec(needed);
    const number = match === null ? 0 : Number(match[2]);
    const phase = phases.findLast((one) => Number(one.id.slice(3)) <= number) ?? phases[0];
    if (phase === undefined) return null;
    return match?.[1] === 'PH' ? { date: phase.startP50, why: `${name('P50')} start of \`${phase.id}\`` } : { date: phase[percentile], why: `${name(percentile === 'endP80' ? 'P80' : 'P50')} end of \`GATE-${phase.id.slice(3)}\`` };
  };
  const decided = input.judgement.decisions.filter((decision) => decision.open).flatMap((decision) => {
    const record = input.tasks.find((task) => task.macro === 'decision' && task.for.includes(decision.id));
    const waiting = record === undefined ? [] : input.tasks.filter((task) => task.after.includes(record.id) && task.macro !== 'decision');
    const starts = waiting.map((task) => ({ task: task.id, date: spans.get(task.package)?.startP50 ?? '' })).filter((one) => one.date !== '').toSorted((a, b) => (a.date < b.date ? -1 : a.date > b.date ? 1 : 0));
    const gate = gateDay(decision.needed, 'endP80');
    const [first] = starts;
    if (gate === null) return [];
    if (first !== undefined && first.date < gate.date) return [{ id: decision.id, date: first.date, why: `${name('P50')} start of the package of \`${first.task}\`, which waits for it` }];
    return [{ id: decision.id, date: gate.date, why: first === undefined ? gate.why : `${gate.why}; first waiting leaf \`${first.task}\`, its package starts ${first.date} (${name('P50')})` }];
  });
  const asked = input.openQuestions.flatMap((question) => {
    const gate = gateDay(question.needed, 'endP50');
    return gate === null ? [] : [{ id: question.id, ...gate }];
  });
  return [...decided, ...asked];
}

/** A screen has examples to mock when its first package ends or sprint 1 does, and real data when its last package ends. */
function screenDates(input: ForecastInput, spans: Spans): Schedule['screens'] {
  return input.judgement.screens.flatMap((screen) => {
    const examples = input.tasks.filter((task) => task.macro === 'route' && screen.routes.some((route) => task.key === `route:${route}:example`));
    const homes = input.packages.filter((one) => one.includes.some((id) => screen.routes.includes(id)));
    const mine = homes.map((home) => spans.get(home.id)).filter((span) => span !== undefined);
    if (mine.length === 0) return [];
    const latest = (dates: readonly string[]): string => dates.toSorted().at(-1) ?? '';
    const staging = latest(mine.map((span) => span.endP50));
    const early = examples.some((task) => input.sprint.tasks.has(task.id));
    const mock = [early ? input.sprint.end : (mine.map((span) => span.endP50).toSorted()[0] ?? staging), staging].toSorted()[0] ?? staging;
    return [{ name: screen.name, mock, stagingP50: staging, stagingP80: latest(mine.map((span) => span.endP80)) }];
  });
}

type Compare = (dropped: ReadonlySet<string>, workers?: number) => { p50: number; p80: number };

/** Ways to close the gap, when there is one: scope, slice, people, cuts. */
function optionsOf(input: ForecastInput, schedule: Schedule, ranked: readonly { cut: Cut; tasks: ReadonlySet<string> }[], compare: Compare, said: { whole: { p50: number; p80: number }; text: (hours: number) => string }): Schedule['options'] {
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
