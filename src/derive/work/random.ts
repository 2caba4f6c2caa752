/**
 * Seeded stream of unsigned 32-bit numbers (SFC32 by Chris Doty-Humphrey, public domain algorithm), an array at a time: the state stays in
 * registers meanwhile. The same seed gives the same stream on every machine: integer arithmetic only.
 */
export function createRandomFill(seed: number): (draws: Uint32Array) => void {
  let a = 0;
  let b = seed | 0;
  let c = Math.floor(seed / 2 ** 32) | 0;
  let counter = 1;
  const fill = (draws: Uint32Array): void => {
    let [x, y, z, count] = [a, b, c, counter];
    for (let at = 0; at < draws.length; at++) {
      const out = (((x + y) | 0) + count) | 0;
      count = (count + 1) | 0;
      x = y ^ (y >>> 9);
      y = (z + (z << 3)) | 0;
      z = (z << 21) | (z >>> 11);
      z = (z + out) | 0;
      draws[at] = out;
    }
    [a, b, c, counter] = [x, y, z, count];
  };
  fill(new Uint32Array(12));
  return fill;
}
