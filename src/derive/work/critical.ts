import type { Network } from './network.ts';

/** Forward and backward pass over given hours (by task index), all in hours: earliest start and total float of each task, length of the longest path. */
export interface CriticalPath {
  hours: number;
  /** Task indices of one longest path, first to last. */
  path: number[];
  start: Float64Array;
  float: Float64Array;
}

/** The critical path without a limit on people. A task is critical when its float is 0. */
export function criticalPath(network: Network, hours: Float64Array): CriticalPath {
  const size = network.ids.length;
  const start = new Float64Array(size);
  const cause = new Int32Array(size).fill(-1);
  let length = 0;
  let last = -1;
  for (let task = 0; task < size; task++) {
    const stop = network.beforeStart[task + 1] ?? 0;
    for (let edge = network.beforeStart[task] ?? 0; edge < stop; edge++) {
      const before = network.before[edge] ?? 0;
      const end = (start[before] ?? 0) + (hours[before] ?? 0);
      if (end < (start[task] ?? 0)) continue;
      start[task] = end;
      cause[task] = before;
    }
    const end = (start[task] ?? 0) + (hours[task] ?? 0);
    if (end > length) {
      length = end;
      last = task;
    }
  }
  const latestEnd = new Float64Array(size).fill(length);
  const float = new Float64Array(size);
  for (let task = size - 1; task >= 0; task--) {
    const latestStart = (latestEnd[task] ?? 0) - (hours[task] ?? 0);
    float[task] = Math.max(0, latestStart - (start[task] ?? 0));
    const stop = network.beforeStart[task + 1] ?? 0;
    for (let edge = network.beforeStart[task] ?? 0; edge < stop; edge++) {
      const before = network.before[edge] ?? 0;
      if (latestStart < (latestEnd[before] ?? 0)) latestEnd[before] = latestStart;
    }
  }
  const path: number[] = [];
  for (let task = last; task >= 0; task = cause[task] ?? -1) path.unshift(task);
  return { hours: length, path, start, float };
}

/** Counts, run after run, which nodes lie on the longest path. */
export function createCriticalityCounter(network: Network): { count(hours: Float64Array): void; counts: Uint32Array } {
  const size = network.ids.length;
  const end = new Float64Array(size);
  const cause = new Int32Array(size);
  const counts = new Uint32Array(size);
  const { beforeStart, before } = network;
  return {
    counts,
    count(hours) {
      let length = -1;
      let last = -1;
      for (let node = 0; node < size; node++) {
        let start = 0;
        let from = -1;
        const stop = beforeStart[node + 1] ?? 0;
        for (let edge = beforeStart[node] ?? 0; edge < stop; edge++) {
          const other = before[edge] ?? 0;
          const ready = end[other] ?? 0;
          if (ready < start) continue;
          start = ready;
          from = other;
        }
        cause[node] = from;
        const finish = start + (hours[node] ?? 0);
        end[node] = finish;
        if (finish > length) {
          length = finish;
          last = node;
        }
      }
      for (let node = last; node >= 0; node = cause[node] ?? -1) counts[node] = (counts[node] ?? 0) + 1;
    },
  };
}
