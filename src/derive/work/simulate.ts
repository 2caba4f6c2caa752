import { createCriticalityCounter } from './critical.ts';
import { lognormalTable, pertTable, tableIndex, tableSize } from './estimate.ts';
import { createLeveller } from './level.ts';
import type { Network } from './network.ts';
import { correlation, ranks } from './statistics.ts';

/** A delay of `hours` of one person's work on `task` (index) that comes with `probability` 0..1. */
export interface Delay {
  id: string;
  task: number;
  probability: number;
  hours: number;
}

export interface Team {
  workers: number;
  /** Lognormal sigma of the factor that all tasks of a run share: team and stack. */
  sigma: number;
  /** Lognormal sigma of the factor that the tasks of one package share. */
  packageSigma: number;
  /** Share of work nobody has listed yet, uniform between low and high. */
  pool: { low: number; high: number };
  /** Speed against the estimates: 1.5 takes half as long again. */
  pace: number;
}

export interface Simulation {
  /** Finish of each run in hours of one person after the start. */
  finish: Float64Array;
  /** Per package (rows of `runs`): start and end in hours. */
  starts: Float64Array[];
  ends: Float64Array[];
  /** Share of runs in which the package lies on the longest chain of packages, one person each. */
  criticality: number[];
  /** Rank correlation with the finish: of `pace` (the factor all tasks share), of each package's own luck, of each delay; strongest first. */
  drivers(): { id: string; correlation: number }[];
}

/** Runs beyond this many add nothing to a rank correlation shown with two digits. */
const driverRuns = 1000;

/**
 * Monte Carlo over beta-PERT hours with the factors of `team`, levelled in every run. `chain` is the graph of the packages, null where nobody asks which of them are critical. Draws are taken in task order, so a run with some tasks
 * `dropped` (by index) meets the same luck in all others and two scopes can be compared with few runs. `fill` is the stream of the seed.
 */
export function simulate(network: Network, chain: Network | null, team: Team, delays: readonly Delay[], fill: (draws: Uint32Array) => void, runs: number, dropped: ReadonlySet<number> = new Set()): Simulation {
  const size = network.ids.length;
  const homes = network.packages.length;
  const { estimateOf, packageOf } = network;
  // One row of quantiles a distinct estimate, and one of zeros for what is dropped.
  const tables = new Float64Array((network.estimates.length + 1) * tableSize);
  for (const [at, estimate] of network.estimates.entries()) tables.set(pertTable(estimate), at * tableSize);
  const tableOf = Int32Array.from(estimateOf, (at, task) => (dropped.has(task) ? network.estimates.length : at) * tableSize);
  const common = lognormalTable(team.sigma);
  const local = lognormalTable(team.packageSigma);
  const level = createLeveller(network, team.workers);
  const critical = chain === null ? null : createCriticalityCounter(chain);
  const chainOf = Int32Array.from(network.packages, (id) => chain?.ids.indexOf(id) ?? 0);
  const sums = new Float64Array(homes);
  const chainHours = new Float64Array(chain?.ids.length ?? homes);
  const hours = new Float64Array(size);
  const factor = new Float64Array(homes);
  const levelled = { packageStart: new Float64Array(homes), packageEnd: new Float64Array(homes) };
  const finish = new Float64Array(runs);
  const starts = network.packages.map(() => new Float64Array(runs));
  const ends = network.packages.map(() => new Float64Array(runs));
  const observed = Math.min(runs, driverRuns);
  const packageHours = network.packages.map(() => new Float64Array(observed));
  const shared = new Float64Array(observed);
  const delayHours = delays.map(() => new Float64Array(observed));
  // The draws of one run in order: pool, team, each package, each pair of tasks (a table needs 12 of the 32 bits), each delay.
  const firstTask = 2 + homes;
  const firstDelay = firstTask + ((size + 1) >>> 1);
  const draws = new Uint32Array(firstDelay + delays.length);

  for (let run = 0; run < runs; run++) {
    fill(draws);
    const pool = team.pool.low + ((team.pool.high - team.pool.low) * (draws[0] ?? 0)) / 2 ** 32;
    const all = (common[tableIndex(draws[1] ?? 0)] ?? 1) * (1 + pool) * team.pace;
    for (let home = 0; home < homes; home++) factor[home] = all * (local[tableIndex(draws[2 + home] ?? 0)] ?? 1);
    sums.fill(0);
    for (let task = 0; task < size; task++) {
      const home = packageOf[task] ?? 0;
      const draw = (draws[firstTask + (task >>> 1)] ?? 0) << ((task & 1) << 4);
      const value = (tables[(tableOf[task] ?? 0) + tableIndex(draw)] ?? 0) * (factor[home] ?? 1);
      hours[task] = value;
      sums[home] = (sums[home] ?? 0) + value;
    }
    if (run < observed) {
      shared[run] = all;
      for (let home = 0; home < homes; home++) {
        const row = packageHours[home];
        if (row !== undefined) row[run] = (sums[home] ?? 0) / all;
      }
    }
    for (let home = 0; home < homes; home++) chainHours[chainOf[home] ?? 0] = sums[home] ?? 0;
    for (let at = 0; at < delays.length; at++) {
      const delay = delays[at];
      if (delay === undefined || (draws[firstDelay + at] ?? 0) >= delay.probability * 2 ** 32 || dropped.has(delay.task)) continue;
      hours[delay.task] = (hours[delay.task] ?? 0) + delay.hours;
      const row = delayHours[at];
      if (row !== undefined && run < observed) row[run] = delay.hours;
    }
    finish[run] = level(hours, levelled);
    critical?.count(chainHours);
    for (let home = 0; home < homes; home++) {
      const start = starts[home];
      const end = ends[home];
      if (start === undefined || end === undefined) continue;
      start[run] = levelled.packageStart[home] ?? 0;
      end[run] = levelled.packageEnd[home] ?? 0;
    }
  }

  const drivers = (): { id: string; correlation: number }[] => {
    const goal = ranks(finish.subarray(0, observed));
    return [
      { id: 'pace', correlation: correlation(ranks(shared), goal) },
      ...packageHours.map((row, at) => ({ id: network.packages[at] ?? '', correlation: correlation(ranks(row), goal) })),
      ...delayHours.map((row, at) => ({ id: delays[at]?.id ?? '', correlation: correlation(ranks(row), goal) })),
    ].sort((a, b) => Math.abs(b.correlation) - Math.abs(a.correlation) || (a.id < b.id ? -1 : 1));
  };
  return { finish, starts, ends, criticality: critical === null ? [] : [...chainOf].map((at) => (critical.counts[at] ?? 0) / Math.max(1, runs)), drivers };
}
