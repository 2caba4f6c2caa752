import { createRandomFill } from '../../src/derive/work/random.ts';

/** The seeded stream of the schedule, one number at a time. */
export function createRandom(seed: number): () => number {
  const fill = createRandomFill(seed);
  const one = new Uint32Array(1);
  return () => {
    fill(one);
    return one[0] ?? 0;
  };
}
