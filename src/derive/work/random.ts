/**
 * Seeded stream of unsigned 32-bit numbers (SFC32 by Chris Doty-Humphrey, public domain algorithm). The same seed gives the
 * same stream on every machine: integer arithmetic only.
 */
export function createRandom(seed: number): () => number {
  let a = 0;
  let b = seed | 0;
  let c = Math.floor(seed / 2 ** 32) | 0;
  let counter = 1;
  const next = (): number => {
    const out = (((a + b) | 0) + counter) | 0;
    counter = (counter + 1) | 0;
    a = b ^ (b >>> 9);
    b = (c + (c << 3)) | 0;
    c = (c << 21) | (c >>> 11);
    c = (c + out) | 0;
    return out >>> 0;
  };
  for (let warm = 0; warm < 12; warm++) next();
  return next;
}
