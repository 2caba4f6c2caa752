import type { Schedule } from '../../model/plan/index.ts';
import { round } from '../../text/number.ts';

/** The value below which `share` (0..1) of the values lie. Reorders nothing. */
export function quantile(values: Float64Array, share: number): number {
  if (values.length === 0) return 0;
  const rest = values.slice();
  const goal = Math.min(rest.length - 1, Math.floor(share * rest.length));
  let low = 0;
  let high = rest.length - 1;
  while (low < high) {
    const pivot = rest[(low + high) >>> 1] ?? 0;
    let left = low;
    let right = high;
    while (left <= right) {
      while ((rest[left] ?? 0) < pivot) left++;
      while ((rest[right] ?? 0) > pivot) right--;
      if (left > right) break;
      const swap = rest[left] ?? 0;
      rest[left++] = rest[right] ?? 0;
      rest[right--] = swap;
    }
    if (goal <= right) high = right;
    else if (goal >= left) low = left;
    else break;
  }
  return rest[goal] ?? 0;
}

/** Ranks from 0, equal values at their mean rank. */
export function ranks(values: Float64Array): Float64Array {
  const order = [...values.keys()].sort((a, b) => (values[a] ?? 0) - (values[b] ?? 0));
  const out = new Float64Array(values.length);
  for (let from = 0; from < order.length; ) {
    let to = from + 1;
    while (to < order.length && values[order[to] ?? 0] === values[order[from] ?? 0]) to++;
    for (let at = from; at < to; at++) out[order[at] ?? 0] = (from + to - 1) / 2;
    from = to;
  }
  return out;
}

export function correlation(a: Float64Array, b: Float64Array): number {
  const middle = (a.length - 1) / 2;
  let both = 0;
  let mine = 0;
  let theirs = 0;
  for (let at = 0; at < a.length; at++) {
    const x = (a[at] ?? 0) - middle;
    const y = (b[at] ?? 0) - middle;
    both += x * y;
    mine += x * x;
    theirs += y * y;
  }
  return mine === 0 || theirs === 0 ? 0 : both / Math.sqrt(mine * theirs);
}

/** Share of runs per whole weeks, in at most 12 bars. */
export function histogram(finish: Float64Array, perWeek: number): Schedule['histogram'] {
  const last = Math.ceil(quantile(finish, 0.995) / perWeek);
  const first = Math.floor(quantile(finish, 0.005) / perWeek);
  const width = Math.max(1, Math.ceil((last - first) / 12));
  const bars = new Map<number, number>();
  for (const hours of finish) {
    const bar = Math.min(Math.max(first, Math.floor(hours / perWeek)), last);
    const from = first + Math.floor((bar - first) / width) * width;
    bars.set(from, (bars.get(from) ?? 0) + 1);
  }
  return [...bars].toSorted((a, b) => a[0] - b[0]).map(([from, count]) => ({ weeks: from + width, share: round(count / finish.length, 3) }));
}

/** Run by run the value that wins over all others. */
export function extreme(rows: readonly (Float64Array | undefined)[], wins: (a: number, b: number) => boolean): Float64Array {
  const out = rows[0]?.slice() ?? new Float64Array(0);
  for (const row of rows.slice(1)) row?.forEach((value, at) => void (wins(value, out[at] ?? 0) && (out[at] = value)));
  return out;
}
