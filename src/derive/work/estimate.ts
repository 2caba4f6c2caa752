import type { Hours } from '../../model/plan/work.ts';

/** Entries of a quantile table; a power of two, so that a draw is a shift. */
export const tableSize = 4096;
const shift = 20;

/** Mean of the beta-PERT distribution in hours: (O + 4M + P) / 6. */
export function pertMean({ o, m, p }: Hours): number {
  return (o + 4 * m + p) / 6;
}

/** Hours of all estimates together, each of the three apart. */
export function sumHours(all: Iterable<Hours>): Hours {
  const sum = { o: 0, m: 0, p: 0 };
  for (const { o, m, p } of all) {
    sum.o += o;
    sum.m += m;
    sum.p += p;
  }
  return sum;
}

/** Index of a uniform 32-bit draw in a quantile table. */
export function tableIndex(draw: number): number {
  return draw >>> shift;
}

const tables = new Map<string, Float64Array>();

/** One table a distribution, made once: it depends on nothing but its key. */
function remembered(key: string, make: () => Float64Array): Float64Array {
  const table = tables.get(key) ?? make();
  tables.set(key, table);
  return table;
}

/** Quantiles of beta-PERT with a = 1 + 4(M-O)/(P-O), b = 1 + 4(P-M)/(P-O), in hours. */
export function pertTable({ o, m, p }: Hours): Float64Array {
  if (p <= o) return new Float64Array(tableSize).fill(m);
  const a = (4 * (m - o)) / (p - o);
  const b = (4 * (p - m)) / (p - o);
  return remembered(`pert ${o} ${m} ${p}`, () => quantileTable((x) => x ** a * (1 - x) ** b, 0, 1).map((x) => o + x * (p - o)));
}

/** Quantiles of a lognormal factor with median 1. */
export function lognormalTable(sigma: number): Float64Array {
  return remembered(`lognormal ${sigma}`, () => quantileTable((x) => Math.exp((-x * x) / 2), -5, 5).map((x) => Math.exp(sigma * x)));
}

/** Inverts a distribution known by its density up to a constant: summed on a fine grid, read at the middle of each of the equal shares. */
function quantileTable(density: (x: number) => number, low: number, high: number): Float64Array {
  const cells = 8192;
  const width = (high - low) / cells;
  const mass = new Float64Array(cells + 1);
  for (let cell = 0; cell < cells; cell++) mass[cell + 1] = (mass[cell] ?? 0) + density(low + (cell + 0.5) * width);
  const total = mass[cells] ?? 1;
  const table = new Float64Array(tableSize);
  let cell = 0;
  for (let at = 0; at < tableSize; at++) {
    const goal = ((at + 0.5) / tableSize) * total;
    while ((mass[cell + 1] ?? total) < goal) cell++;
    const before = mass[cell] ?? 0;
    table[at] = low + (cell + (goal - before) / ((mass[cell + 1] ?? total) - before)) * width;
  }
  return table;
}
