import fc from 'fast-check';
import { expect, test } from 'vitest';
import { holdsRun } from '../../src/text/run.ts';

test('a run is found exactly where a pattern finds it', () => {
  const digit = (code: number): boolean => code >= 48 && code <= 57;
  fc.assert(
    fc.property(fc.string({ unit: fc.constantFrom('1', '2', '3', '4', '5', 'a', '\n'), maxLength: 40 }), fc.integer({ min: 1, max: 8 }), (text, length) => {
      expect(holdsRun(text, length, digit)).toBe(new RegExp(`[0-9]{${length}}`).test(text));
    }),
    { numRuns: 3000, seed: 5 },
  );
});
