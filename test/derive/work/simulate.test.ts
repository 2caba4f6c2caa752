import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { criticalPath } from '../../../src/derive/work/critical.ts';
import { lognormalTable, pertMean, pertTable } from '../../../src/derive/work/estimate.ts';
import { createLeveller } from '../../../src/derive/work/level.ts';
import { compileNetwork, type Activity, type Network } from '../../../src/derive/work/network.ts';
import { createRandomFill } from '../../../src/derive/work/random.ts';
import { simulate, type Team } from '../../../src/derive/work/simulate.ts';
import { quantile } from '../../../src/derive/work/statistics.ts';

const sizes = [{ o: 0.5, m: 1, p: 2 }, { o: 1, m: 2, p: 5 }, { o: 2, m: 4, p: 10 }];
const team: Team = { workers: 2, sigma: 0.25, packageSigma: 0.2, pool: { low: 0.1, high: 0.2 }, pace: 1 };

const plan = fc
  .array(fc.record({ size: fc.nat(2), home: fc.nat(3), after: fc.array(fc.nat(30), { maxLength: 3 }) }), { minLength: 1, maxLength: 25 })
  .map((tasks): Activity[] => tasks.map((task, at) => ({
    id: `T-${at}`,
    after: at === 0 ? [] : [...new Set(task.after.map((back) => `T-${at - 1 - (back % at)}`))],
    package: `WP-${task.home}`,
    phase: task.home,
    hours: sizes[task.size] ?? { o: 1, m: 2, p: 5 },
  })));

/** Finish with all tasks in one phase, so that no gate holds a task back. */
function levelledFinish(activities: readonly Activity[], workers: number): number {
  const network = compileNetwork(activities.map((activity) => ({ ...activity, phase: 0 })));
  const homes = network.packages.length;
  return createLeveller(network, workers)(network.mean, { packageStart: new Float64Array(homes), packageEnd: new Float64Array(homes) });
}

/** Packages one after the other. */
function packageChain(ids: readonly string[]): Network {
  return compileNetwork(ids.map((id, at) => ({ id, after: ids.slice(Math.max(0, at - 1), at), package: id, phase: at, hours: { o: 1, m: 2, p: 5 } })));
}

describe('estimates', () => {
  test('PERT mean of the three sizes', () => {
    expect(sizes.map(pertMean)).toEqual([6.5 / 6, 14 / 6, 28 / 6]);
  });

  test('a quantile table rises within O and P and has the PERT mean', () => {
    fc.assert(fc.property(fc.double({ min: 0.1, max: 4, noNaN: true }), fc.double({ min: 0, max: 4, noNaN: true }), fc.double({ min: 0.1, max: 8, noNaN: true }), (o, up, wide) => {
      const hours = { o, m: o + up, p: o + up + wide };
      const table = pertTable(hours);
      expect(table[0]).toBeGreaterThanOrEqual(o);
      expect(table.at(-1)).toBeLessThanOrEqual(hours.p);
      expect(table.every((value, at) => at === 0 || value >= (table[at - 1] ?? 0))).toBe(true);
      expect(table.reduce((sum, value) => sum + value, 0) / table.length).toBeCloseTo(pertMean(hours), 2);
    }), { numRuns: 20 });
  });

  test('the lognormal factor has median 1 and the 80th percentile exp(0.8416 sigma)', () => {
    const table = lognormalTable(0.25);
    expect(quantile(table, 0.5)).toBeCloseTo(1, 3);
    expect(quantile(table, 0.8)).toBeCloseTo(Math.exp(0.8416 * 0.25), 2);
  });

  test('quantile agrees with sorting', () => {
    fc.assert(fc.property(fc.array(fc.integer({ min: -50, max: 50 }), { minLength: 1, maxLength: 60 }), fc.double({ min: 0, max: 0.999, noNaN: true }), (values, share) => {
      expect(quantile(Float64Array.from(values), share)).toBe(values.toSorted((a, b) => a - b)[Math.floor(share * values.length)]);
    }));
  });
});

/** Level by the rule itself: whoever is free takes the first task of an open phase whose predecessors are done. */
function levelledPlainly(network: Network, hours: Float64Array, workers: number): { starts: number[]; ends: number[]; finish: number } {
  const end: (number | undefined)[] = network.ids.map(() => undefined);
  const start: number[] = [];
  let now = 0;
  let from = 0;
  for (const open of network.phaseEnds) {
    const done = (task: number): boolean => (end[task] ?? Infinity) <= now;
    for (;;) {
      const phase = network.ids.map((_id, task) => task).slice(from, open);
      const working = phase.filter((task) => end[task] !== undefined && !done(task));
      const next = phase.find((task) => end[task] === undefined && [...network.before.subarray(network.beforeStart[task], network.beforeStart[task + 1])].every(done));
      if (next !== undefined && working.length < workers) {
        start[next] = now;
        end[next] = now + (hours[next] ?? 0);
      } else if (working.length > 0) now = Math.min(...working.map((task) => end[task] ?? Infinity));
      else break;
    }
    from = open;
  }
  const of = (values: readonly (number | undefined)[], home: number): number[] => values.filter((_value, task) => network.packageOf[task] === home).map((value) => value ?? Number.NaN);
  return { starts: network.packages.map((_id, home) => Math.min(...of(start, home))), ends: network.packages.map((_id, home) => Math.max(...of(end, home))), finish: now };
}

describe('levelling', () => {
  // A chain that many shorter tasks stand behind: each start would pass over them all.
  const crowded: Activity[] = Array.from({ length: 60 }, (_, at) => ({ id: `T-${at}`, after: at > 0 && at < 40 ? [`T-${at - 1}`] : [], package: `WP-${at % 3}`, phase: 0, hours: { o: 1, m: at < 40 ? 3 : 1, p: 5 } }));

  test('each package starts and ends when the rule says, whatever the network and the number of people', () => {
    fc.assert(fc.property(fc.oneof(plan, fc.constant(crowded)), fc.integer({ min: 2, max: 5 }), fc.integer(), (activities, workers, seed) => {
      const network = compileNetwork(activities);
      const draws = new Uint32Array(network.ids.length);
      createRandomFill(seed)(draws);
      const hours = network.mean.map((mean, task) => mean * (0.5 + (draws[task] ?? 0) / 2 ** 32));
      const out = { packageStart: new Float64Array(network.packages.length), packageEnd: new Float64Array(network.packages.length) };
      const finish = createLeveller(network, workers)(hours, out);
      expect({ starts: [...out.packageStart], ends: [...out.packageEnd], finish }).toEqual(levelledPlainly(network, hours, workers));
    }));
  });

  test('finish lies between the bounds of Graham: never under the critical path or the shared work, never over their sum', () => {
    fc.assert(fc.property(plan, fc.integer({ min: 1, max: 6 }), (activities, workers) => {
      const network = compileNetwork(activities);
      const work = network.mean.reduce((sum, value) => sum + value, 0);
      const chain = criticalPath(network, network.mean).hours;
      const finish = levelledFinish(activities, workers);
      expect(finish).toBeGreaterThanOrEqual(Math.max(chain, work / workers) - 1e-9);
      expect(finish).toBeLessThanOrEqual(work / workers + chain * (1 - 1 / workers) + 1e-9);
    }));
  });

  test('one person takes the sum, people for every task take the critical path', () => {
    fc.assert(fc.property(plan, (activities) => {
      const network = compileNetwork(activities);
      expect(levelledFinish(activities, 1)).toBeCloseTo(network.mean.reduce((sum, value) => sum + value, 0), 9);
      expect(levelledFinish(activities, activities.length)).toBeCloseTo(criticalPath(network, network.mean).hours, 9);
    }));
  });

  test('a phase waits for the gate before it, whoever is free', () => {
    const one = { o: 1, m: 1, p: 1 };
    const network = compileNetwork([
      { id: 'a', after: [], package: 'WP-a', phase: 1, hours: { o: 5, m: 5, p: 5 } },
      { id: 'b', after: [], package: 'WP-b', phase: 2, hours: one },
      { id: 'c', after: ['b'], package: 'WP-c', phase: 4, hours: one },
    ]);
    const out = { packageStart: new Float64Array(3), packageEnd: new Float64Array(3) };
    expect(createLeveller(network, 3)(network.mean, out)).toBe(7);
    expect([...out.packageStart]).toEqual([0, 5, 6]);
  });

  test('phase goes before path length', () => {
    const activities: Activity[] = [
      { id: 'late', after: [], package: 'WP-b', phase: 2, hours: { o: 2, m: 4, p: 10 } },
      { id: 'early', after: [], package: 'WP-a', phase: 1, hours: { o: 0.5, m: 1, p: 2 } },
    ];
    expect(compileNetwork(activities).ids).toEqual(['early', 'late']);
  });
});

describe('criticalPath', () => {
  test('float is the slack by hand', () => {
    const one = { o: 1, m: 1, p: 1 };
    const network = compileNetwork([
      { id: 'a', after: [], package: 'WP-a', phase: 0, hours: one },
      { id: 'b', after: ['a'], package: 'WP-a', phase: 0, hours: { o: 3, m: 3, p: 3 } },
      { id: 'c', after: ['a'], package: 'WP-a', phase: 0, hours: one },
      { id: 'd', after: ['b', 'c'], package: 'WP-a', phase: 0, hours: one },
    ]);
    const { hours, path, float } = criticalPath(network, network.mean);
    expect(hours).toBe(5);
    expect(path.map((task) => network.ids[task])).toEqual(['a', 'b', 'd']);
    expect(Object.fromEntries(network.ids.map((id, at) => [id, float[at]]))).toEqual({ a: 0, b: 0, c: 2, d: 0 });
  });

  test('the path is a chain of tasks without float whose hours add up', () => {
    fc.assert(fc.property(plan, (activities) => {
      const network = compileNetwork(activities);
      const { hours, path, float } = criticalPath(network, network.mean);
      expect(path.reduce((sum, task) => sum + (network.mean[task] ?? 0), 0)).toBeCloseTo(hours, 9);
      for (const task of path) expect(float[task]).toBeCloseTo(0, 9);
    }));
  });
});

describe('simulate', () => {
  const activities: Activity[] = Array.from({ length: 60 }, (_, at) => ({
    id: `T-${at}`, after: at < 3 ? [] : [`T-${at - 3}`], package: `WP-${Math.floor(at / 15)}`, phase: Math.floor(at / 30), hours: sizes[at % 3] ?? { o: 1, m: 2, p: 5 },
  }));
  const network = compileNetwork(activities);
  const packages = packageChain(network.packages);

  test('a seed gives the same runs again, another seed others', () => {
    const run = (seed: number): number[] => [...simulate(network, packages, team, [], createRandomFill(seed), 50).finish];
    expect(run(5)).toEqual(run(5));
    expect(run(5)).not.toEqual(run(6));
  });

  test('median is near the levelled mean with the pool, and the shared factor sets the width', () => {
    const { finish } = simulate(network, packages, team, [], createRandomFill(11), 4000);
    const expected = levelledFinish(activities, 2) * 1.15;
    expect(quantile(finish, 0.5) / expected).toBeGreaterThan(0.95);
    expect(quantile(finish, 0.5) / expected).toBeLessThan(1.08);
    expect(quantile(finish, 0.8) / quantile(finish, 0.5)).toBeGreaterThan(1.18);
  });

  test('pace scales every run', () => {
    const slow = simulate(network, packages, { ...team, pace: 2 }, [], createRandomFill(3), 20).finish;
    const plain = simulate(network, packages, team, [], createRandomFill(3), 20).finish;
    for (const [run, value] of plain.entries()) expect(slow[run]).toBeCloseTo(2 * value, 9);
  });

  test('a sure delay of a critical task is waited for and leads the drivers no less than its package', () => {
    const task = network.ids.indexOf('T-57');
    const without = simulate(network, packages, team, [], createRandomFill(3), 400);
    const withDelay = simulate(network, packages, team, [{ id: 'RISK-a', task, probability: 1, hours: 500 }], createRandomFill(3), 400);
    expect(quantile(withDelay.finish, 0.5)).toBeGreaterThan(quantile(without.finish, 0.5) + 400);
    const maybe = simulate(network, packages, team, [{ id: 'RISK-a', task, probability: 0.5, hours: 5000 }], createRandomFill(3), 400);
    expect(maybe.drivers()[0]?.id).toBe('RISK-a');
  });

  test('dropping work never moves the median finish later', () => {
    const all = quantile(simulate(network, packages, team, [], createRandomFill(9), 300).finish, 0.5);
    const fewer = quantile(simulate(network, packages, team, [], createRandomFill(9), 300, new Set([40, 41, 42, 43, 44])).finish, 0.5);
    expect(fewer).toBeLessThan(all);
  });

  test('criticality is a share, 1 for a package every path must pass', () => {
    const chain = compileNetwork(['a', 'b', 'c'].map((id, at) => ({ id, after: at === 0 ? [] : [['a', 'b', 'c'][at - 1] ?? ''], package: `WP-${id}`, phase: at, hours: { o: 1, m: 2, p: 5 } })));
    expect(simulate(chain, packageChain(chain.packages), team, [], createRandomFill(1), 100).criticality).toEqual([1, 1, 1]);
  });
});
