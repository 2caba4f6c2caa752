import type { Leveller } from './level.ts';
import type { Network } from './network.ts';

/** Tasks that may be passed over for each one that starts, in the mean. */
const patience = 2;

/**
 * Two people: the first task in the order that waits for nothing starts. It is nearly always the very next one, so that looking costs less than
 * keeping a set of what is ready. Null for a network where many would have to be passed over each time.
 */
export function inPairs(network: Network): Leveller | null {
  const size = network.ids.length;
  const homes = network.packages.length;
  const { packageOf, phaseEnds } = network;
  const { start: beforeStart, cells: before } = beforeInPhase(network);
  const pending = new Uint8Array(size);
  const begun = new Uint8Array(size + 1);
  let passed = 0;
  const level: Leveller = (hours, { packageStart, packageEnd }) => {
    pending.fill(1);
    begun.fill(0);
    packageStart.fill(-1);
    packageEnd.fill(0);
    let now = 0;
    let low = 0;
    passed = 0;
    for (let phase = 0; phase < phaseEnds.length; phase++) {
      const open = phaseEnds[phase] ?? size;
      // What the one works on while the other is free; -1 for nothing.
      let other = -1;
      let otherEnd = now;
      for (;;) {
        let task = low;
        for (; task < open; task++) {
          if (begun[task] !== 0) continue;
          let waits = 0;
          const stop = beforeStart[task + 1] ?? 0;
          for (let edge = beforeStart[task] ?? 0; edge < stop; edge++) waits |= pending[before[edge] ?? 0] ?? 0;
          if (waits === 0) break;
        }
        passed += task - low;
        if (task === open) {
          if (other < 0) break;
          now = otherEnd;
          pending[other] = 0;
          other = -1;
          continue;
        }
        begun[task] = 1;
        while (begun[low] !== 0) low++;
        const home = packageOf[task] ?? 0;
        if ((packageStart[home] ?? 0) < 0) packageStart[home] = now;
        const end = now + (hours[task] ?? 0);
        if (end > (packageEnd[home] ?? 0)) packageEnd[home] = end;
        if (other < 0) {
          other = task;
          otherEnd = end;
        } else if (end <= otherEnd) {
          pending[task] = 0;
          now = end;
        } else {
          pending[other] = 0;
          now = otherEnd;
          other = task;
          otherEnd = end;
        }
      }
    }
    return now;
  };
  level(network.mean, { packageStart: new Float64Array(homes), packageEnd: new Float64Array(homes) });
  return passed > size * patience ? null : level;
}

/** What each task waits for in its own phase: who waits for a phase has waited for all before it. */
function beforeInPhase({ ids, phaseEnds, beforeStart, before }: Network): { start: Int32Array; cells: Int32Array } {
  const start = new Int32Array(ids.length + 1);
  const cells = new Int32Array(before.length);
  let count = 0;
  for (const [phase, end] of phaseEnds.entries()) {
    const first = phaseEnds[phase - 1] ?? 0;
    for (let task = first; task < end; task++) {
      for (const other of before.subarray(beforeStart[task] ?? 0, beforeStart[task + 1] ?? 0)) if (other >= first) cells[count++] = other;
      start[task + 1] = count;
    }
  }
  return { start, cells };
}
