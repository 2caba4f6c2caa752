import { inPairs } from './level-pair.ts';
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
  const known = levellers.get(network) ?? new Map<number, Leveller>();
  levellers.set(network, known);
  const level = known.get(workers) ?? leveller(network, workers);
  known.set(workers, level);
  return level;
}

/** One for a network and a number of people: scopes are compared with the code that the engine made fast for the whole plan. */
const levellers = new WeakMap<Network, Map<number, Leveller>>();

function leveller(network: Network, workers: number): Leveller {
  if (workers === 1) return oneAfterAnother(network);
  return (workers === 2 ? inPairs(network) : null) ?? sideBySide(network, workers);
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

function sideBySide(network: Network, workers: number): Leveller {
  const size = network.ids.length;
  const { packageOf, phaseEnds } = network;
  const { waitingFor, edgeStart, edges } = withinPhases(network);
  // A bit a task that waits for nothing but its phase.
  const free = new Int32Array((size >>> 5) + 1);
  const freeCount = new Int32Array(phaseEnds.length);
  for (const [phase, end] of phaseEnds.entries()) {
    for (let task = phaseEnds[phase - 1] ?? 0; task < end; task++) {
      if (waitingFor[task] !== 0) continue;
      free[task >>> 5] = (free[task >>> 5] ?? 0) | (1 << (task & 31));
      freeCount[phase] = (freeCount[phase] ?? 0) + 1;
    }
  }
  const waiting = new Int32Array(size);
  const ready = new Int32Array(free.length);
  const busyTask = new Int32Array(workers);
  const busyEnd = new Float64Array(workers);

  return (hours, { packageStart, packageEnd }) => {
    waiting.set(waitingFor);
    ready.set(free);
    packageStart.fill(-1);
    let first = 0;
    let now = 0;
    for (let phase = 0; phase < phaseEnds.length; phase++) {
      let firstWord = first >>> 5;
      first = phaseEnds[phase] ?? size;
      let readyCount = freeCount[phase] ?? 0;
      let busy = 0;
      while (readyCount > 0 || busy > 0) {
        while (busy < workers && readyCount > 0) {
          let word = ready[firstWord] ?? 0;
          while (word === 0) word = ready[++firstWord] ?? 0;
          const task = (firstWord << 5) + 31 - Math.clz32(word & -word);
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
        const stop = edgeStart[done + 1] ?? 0;
        for (let edge = edgeStart[done] ?? 0; edge < stop; edge++) {
          const follower = edges[edge] ?? 0;
          const left = (waiting[follower] ?? 0) - 1;
          waiting[follower] = left;
          // 1 when nothing is left to wait for, else 0: no branch that half of the edges take.
          const freed = (left - 1) >>> 31;
          const word = follower >>> 5;
          ready[word] = (ready[word] ?? 0) | (freed << (follower & 31));
          readyCount += freed;
          if (word < firstWord) firstWord = word;
        }
      }
    }
    return now;
  };
}

/** The edges to followers in the same phase, and how many of them lead to each task: who waits for a phase has waited for all before it. */
function withinPhases({ ids, phaseEnds, nextStart, next }: Network): { waitingFor: Int32Array; edgeStart: Int32Array; edges: Int32Array } {
  const waitingFor = new Int32Array(ids.length);
  const edgeStart = new Int32Array(ids.length + 1);
  const edges = new Int32Array(next.length);
  let count = 0;
  for (const [phase, end] of phaseEnds.entries()) {
    for (let task = phaseEnds[phase - 1] ?? 0; task < end; task++) {
      for (const follower of next.subarray(nextStart[task] ?? 0, nextStart[task + 1] ?? 0)) {
        if (follower >= end) continue;
        edges[count++] = follower;
        waitingFor[follower] = (waitingFor[follower] ?? 0) + 1;
      }
      edgeStart[task + 1] = count;
    }
  }
  return { waitingFor, edgeStart, edges };
}
