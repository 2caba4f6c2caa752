import type { Package, Task } from '../../model/plan/index.ts';
import { criticalPath } from './critical.ts';
import { round } from '../../text/number.ts';
import { compileNetwork, type Network } from './network.ts';

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
