import type { Hours } from '../../model/plan/work.ts';
import { pertMean } from './estimate.ts';
import { followersOf, topologicalOrder } from './graph.ts';

/** One node of work as the scheduler needs it. */
export interface Activity {
  id: string;
  after: readonly string[];
  package: string;
  phase: number;
  hours: Hours;
}

/**
 * The task graph in typed arrays. Tasks stand in the order of their priority: phase first, then the longest remaining path of mean
 * hours. That order is topological too, so one sweep from 0 upwards is a forward pass.
 */
export interface Network {
  ids: string[];
  packages: string[];
  /** Package index of each task. */
  packageOf: Uint16Array;
  mean: Float64Array;
  /** End index of each phase that has tasks, in order: the tasks of one phase stand together. */
  phaseEnds: Int32Array;
  /** Distinct estimates, and the one of each task. */
  estimates: Hours[];
  estimateOf: Uint16Array;
  /** Edges in compressed rows: those of task t stand at `Start[t]` up to `Start[t + 1]`. */
  beforeStart: Int32Array;
  before: Int32Array;
  nextStart: Int32Array;
  next: Int32Array;
}

/** Throws `CycleError` for a cycle, and an error when an edge leads nowhere. */
export function compileNetwork(activities: readonly Activity[]): Network {
  const byId = new Map(activities.map((activity) => [activity.id, activity]));
  const after = new Map(activities.map((activity) => [activity.id, [...new Set(activity.after)]]));
  const followers = followersOf(after);
  const order = topologicalOrder(after);
  const phase = new Map<string, number>();
  for (const id of order) phase.set(id, Math.max(byId.get(id)?.phase ?? 0, ...(after.get(id) ?? []).map((before) => phase.get(before) ?? 0)));
  const remaining = new Map<string, number>();
  for (const id of order.toReversed()) {
    const activity = byId.get(id);
    const behind = Math.max(0, ...(followers.get(id) ?? []).map((next) => remaining.get(next) ?? 0));
    remaining.set(id, behind + (activity === undefined ? 0 : pertMean(activity.hours)));
  }
  const compare = (a: string, b: string): number =>
    (phase.get(a) ?? 0) - (phase.get(b) ?? 0) || (remaining.get(b) ?? 0) - (remaining.get(a) ?? 0) || (a < b ? -1 : 1);
  const ids = order.toSorted(compare);
  const index = new Map(ids.map((id, at) => [id, at]));
  const packages = [...new Set(activities.map((activity) => activity.package))];
  const packageIndex = new Map(packages.map((id, at) => [id, at]));
  const estimates = new Map<string, { hours: Hours; at: number }>();
  const packageOf = new Uint16Array(ids.length);
  const estimateOf = new Uint16Array(ids.length);
  const mean = new Float64Array(ids.length);
  for (const [at, id] of ids.entries()) {
    const activity = byId.get(id);
    if (activity === undefined) continue;
    const { o, m, p } = activity.hours;
    const key = `${o}/${m}/${p}`;
    const estimate = estimates.get(key) ?? { hours: activity.hours, at: estimates.size };
    estimates.set(key, estimate);
    estimateOf[at] = estimate.at;
    packageOf[at] = packageIndex.get(activity.package) ?? 0;
    mean[at] = pertMean(activity.hours);
  }
  const befores = rows(ids.map((id) => (after.get(id) ?? []).map((other) => index.get(other) ?? 0)));
  const nexts = rows(ids.map((id) => (followers.get(id) ?? []).map((other) => index.get(other) ?? 0)));
  return {
    ids, packages, packageOf, mean,
    phaseEnds: Int32Array.from(ids.flatMap((id, at) => (phase.get(id) === phase.get(ids[at + 1] ?? '') ? [] : [at + 1]))),
    estimates: [...estimates.values()].map((estimate) => estimate.hours),
    estimateOf,
    beforeStart: befores.start, before: befores.cells,
    nextStart: nexts.start, next: nexts.cells,
  };
}

function rows(lists: number[][]): { start: Int32Array; cells: Int32Array } {
  const start = new Int32Array(lists.length + 1);
  for (const [at, list] of lists.entries()) start[at + 1] = (start[at] ?? 0) + list.length;
  return { start, cells: Int32Array.from(lists.flat()) };
}
