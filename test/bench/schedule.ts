// Prints the processor time of 10,000 levelled runs. `node test/bench/schedule.ts`; prints, asserts nothing.
import { criticalPath } from '../../src/derive/work/critical.ts';
import { transitiveReduction } from '../../src/derive/work/graph.ts';
import { compileNetwork, type Activity } from '../../src/derive/work/network.ts';
import { createRandomFill } from '../../src/derive/work/random.ts';
import { simulate } from '../../src/derive/work/simulate.ts';
import { createRandom } from '../support/random.ts';

const sizes = [{ o: 0.5, m: 1, p: 2 }, { o: 1, m: 2, p: 5 }, { o: 2, m: 4, p: 10 }];

function graph(tasks: number, packages: number): Activity[] {
  const random = createRandom(7);
  const all = Array.from({ length: tasks }, (_, at) => {
    const home = Math.floor((at * packages) / tasks);
    const reach = Math.min(at, 40);
    const after = reach === 0 ? [] : [...new Set([random(), random()].map((draw) => `T-${at - 1 - (draw % reach)}`))];
    return { id: `T-${at}`, after, package: `WP-${home}`, phase: Math.floor((home * 8) / packages), hours: sizes[random() % 3] ?? { o: 1, m: 2, p: 5 } };
  });
  const after = transitiveReduction(new Map(all.map((activity) => [activity.id, activity.after])));
  return all.map((activity) => ({ ...activity, after: after.get(activity.id) ?? [] }));
}

for (const [tasks, packages] of [[450, 20], [2000, 30]] as const) {
  for (const workers of [1, 2, 5]) {
    const times: number[] = [];
    for (let round = 0; round < 5; round++) {
      const activities = graph(tasks, packages);
      const begin = process.cpuUsage();
      const network = compileNetwork(activities);
      const chain = compileNetwork([...new Set(activities.map((activity) => activity.package))].map((id, at, all) => ({ id, after: all.slice(Math.max(0, at - 2), at), package: id, phase: 0, hours: { o: 20, m: 40, p: 100 } })));
      criticalPath(network, network.mean);
      simulate(network, chain, { workers, sigma: 0.25, packageSigma: 0.2, pool: { low: 0.1, high: 0.2 }, pace: 1 }, [{ id: 'RISK-a', task: 5, probability: 0.3, hours: 20 }], createRandomFill(1), 10_000);
      const { user, system } = process.cpuUsage(begin);
      times.push((user + system) / 1000);
    }
    process.stdout.write(`${tasks} tasks, ${workers} people, 10,000 runs: first ${(times[0] ?? 0).toFixed(0)} ms, best ${Math.min(...times).toFixed(0)} ms\n`);
  }
}
