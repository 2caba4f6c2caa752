import type { Network } from './network.ts';

/** Start and finish of every package in hours after the start, and of the whole; overwritten by each pass. */
export interface Levelled {
  packageStart: Float64Array;
  packageEnd: Float64Array;
}

/**
 * Resource-levelled list scheduling: whenever one of `workers` equal people is free, the ready task of the highest priority starts. A phase
 * starts when the phase before it is done, because its gate must be passed.
 * Returns a function that levels one set of hours (by task index) and gives the finish in hours; buffers are reused between calls.
 */
export function createLeveller(network: Network, workers: number): (hours: Float64Array, out: Levelled) => number {
  const size = network.ids.length;
  const words = Math.ceil(size / 32);
  const { nextStart, next, packageOf, phaseEnds } = network;
  const waitingFor = new Int32Array(size);
  for (let task = 0; task < size; task++) waitingFor[task] = (network.beforeStart[task + 1] ?? 0) - (network.beforeStart[task] ?? 0);
  const waiting = new Int32Array(size);
  const ready = new Int32Array(words);
  const busyTask = new Int32Array(workers);
  const busyEnd = new Float64Array(workers);

  return (hours, out) => {
    waiting.set(waitingFor);
    let readyCount = 0;
    for (let task = 0; task < size; task++) {
      if (waiting[task] !== 0) continue;
      ready[task >>> 5] = (ready[task >>> 5] ?? 0) | (1 << (task & 31));
      readyCount++;
    }
    out.packageStart.fill(-1);
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
        if ((out.packageStart[home] ?? 0) < 0) out.packageStart[home] = now;
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
      out.packageEnd[packageOf[done] ?? 0] = now;
      if (++finished === open) open = phaseEnds[++phase] ?? size;
      const stop = nextStart[done + 1] ?? 0;
      for (let edge = nextStart[done] ?? 0; edge < stop; edge++) {
        const follower = next[edge] ?? 0;
        const left = (waiting[follower] ?? 0) - 1;
        waiting[follower] = left;
        if (left > 0) continue;
        const word = follower >>> 5;
        ready[word] = (ready[word] ?? 0) | (1 << (follower & 31));
        readyCount++;
        if (word < firstWord) firstWord = word;
      }
    }
    return now;
  };
}
