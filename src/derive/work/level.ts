import type { Network } from './network.ts';

/** Start and finish of every package in hours after the start, and of the whole; overwritten by each pass. */
export interface Levelled {
  packageStart: Float64Array;
  packageEnd: Float64Array;
}

/** Levels one set of hours (by task index) and gives the finish in hours. */
export type Leveller = (hours: Float64Array, out: Levelled) => number;

/**
 * Resource-levelled list scheduling: whenever one of `workers` equal people is free, the ready task of the highest priority starts. A phase
 * starts when the phase before it is done, because its gate must be passed. Buffers are reused between calls.
 */
export function createLeveller(network: Network, workers: number): Leveller {
  return workers === 1 ? oneAfterAnother(network) : sideBySide(network, workers);
}

/** One person takes the tasks in their order: it is the order of priority, and each stands behind all it waits for. */
function oneAfterAnother({ ids, packageOf }: Network): Leveller {
  const size = ids.length;
  return (hours, { packageStart, packageEnd }) => {
    packageStart.fill(-1);
    let now = 0;
    for (let task = 0; task < size; task++) {
      const home = packageOf[task] ?? 0;
      if ((packageStart[home] ?? 0) < 0) packageStart[home] = now;
      now += hours[task] ?? 0;
      packageEnd[home] = now;
    }
    return now;
  };
}

/** Followers that every task is given at least; the missing ones are a task that never comes. Most tasks have no more, so the pass rarely meets a loop of unknown length. */
const usualFollowers = 2;

function sideBySide(network: Network, workers: number): Leveller {
  const size = network.ids.length;
  const { packageOf, phaseEnds } = network;
  const { start: edgeStart, cells: edges } = padded(network);
  const waitingFor = new Int32Array(size + 1).fill(1 << 30, size);
  for (let task = 0; task < size; task++) waitingFor[task] = (network.beforeStart[task + 1] ?? 0) - (network.beforeStart[task] ?? 0);
  // A bit a task, one word more for the task that never comes.
  const free = new Int32Array((size >>> 5) + 1);
  let freeCount = 0;
  for (let task = 0; task < size; task++) {
    if (waitingFor[task] !== 0) continue;
    free[task >>> 5] = (free[task >>> 5] ?? 0) | (1 << (task & 31));
    freeCount++;
  }
  const waiting = new Int32Array(waitingFor.length);
  const ready = new Int32Array(free.length);
  const busyTask = new Int32Array(workers);
  const busyEnd = new Float64Array(workers);

  return (hours, { packageStart, packageEnd }) => {
    waiting.set(waitingFor);
    ready.set(free);
    packageStart.fill(-1);
    let readyCount = freeCount;
    let firstWord = 0;
    let phase = 0;
    let open = phaseEnds[0] ?? size;
    let finished = 0;
    let busy = 0;
    let now = 0;
    while (readyCount > 0 || busy > 0) {
      while (busy < workers && readyCount > 0) {
        while (ready[firstWord] === 0) firstWord++;
        const word = ready[firstWord] ?? 0;
        const task = (firstWord << 5) + 31 - Math.clz32(word & -word);
        if (task >= open) break;
        ready[firstWord] = word & (word - 1);
        readyCount--;
        const home = packageOf[task] ?? 0;
        if ((packageStart[home] ?? 0) < 0) packageStart[home] = now;
        const end = now + (hours[task] ?? 0);
        let slot = busy++;
        // Descending by end, so that the next to finish is the last.
        while (slot > 0 && (busyEnd[slot - 1] ?? 0) < end) {
          busyEnd[slot] = busyEnd[slot - 1] ?? 0;
          busyTask[slot] = busyTask[slot - 1] ?? 0;
          slot--;
        }
        busyEnd[slot] = end;
        busyTask[slot] = task;
      }
      busy--;
      now = busyEnd[busy] ?? 0;
      const done = busyTask[busy] ?? 0;
      packageEnd[packageOf[done] ?? 0] = now;
      if (++finished === open) open = phaseEnds[++phase] ?? size;
      let edge = edgeStart[done] ?? 0;
      const stop = edgeStart[done + 1] ?? 0;
      do {
        const follower = edges[edge] ?? 0;
        const left = (waiting[follower] ?? 0) - 1;
        waiting[follower] = left;
        // 1 when nothing is left to wait for, else 0: no branch that half of the edges take.
        const freed = (left - 1) >>> 31;
        const word = follower >>> 5;
        ready[word] = (ready[word] ?? 0) | (freed << (follower & 31));
        readyCount += freed;
        if (word < firstWord) firstWord = word;
      } while (++edge < stop);
    }
    return now;
  };
}

/** The edges to followers, each row filled up with the task that never comes (index `size`). */
function padded({ ids, nextStart, next }: Network): { start: Int32Array; cells: Int32Array } {
  const size = ids.length;
  const start = new Int32Array(size + 1);
  for (let task = 0; task < size; task++) start[task + 1] = (start[task] ?? 0) + Math.max(usualFollowers, (nextStart[task + 1] ?? 0) - (nextStart[task] ?? 0));
  const cells = new Int32Array(start[size] ?? 0).fill(size);
  for (let task = 0; task < size; task++) cells.set(next.subarray(nextStart[task] ?? 0, nextStart[task + 1] ?? 0), start[task] ?? 0);
  return { start, cells };
}
