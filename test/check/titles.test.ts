import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { madeThing, mayMake, normaliseTitle, signOf } from '../../src/check/titles.ts';

const title = fc.oneof(
  fc.string({ unit: fc.constantFrom('a', 'T', 't', 'ü', '漢', '1', '2', '.', '-', '/', '_', ' ', '\t', '\u00a0', '[', ']', '(', '`', ':', '\u007f', '😀'), maxLength: 24 }),
  fc.array(fc.constantFrom('Add', 'create', 'SET', 'up', 'the', 'load', 'tests,', '`login`', '[P]', '1.2', 'T004', '(x)', 'é'), { maxLength: 6 }).map(words => words.join(' ')),
);

describe('titles are told apart without being written anew', () => {
  test('titles of the same words share a sign', () => {
    fc.assert(
      fc.property(title, given => {
        const words = normaliseTitle(given);
        expect(normaliseTitle(`(${words})`)).toBe(words);
        expect(signOf(given)).toBe(signOf(`(${words})`));
      }),
      { numRuns: 2_000 },
    );
  });

  test('no title that makes something is passed over', () => {
    fc.assert(fc.property(title, given => madeThing(normaliseTitle(given)) === null || mayMake(given)), { numRuns: 2_000 });
  });

  test('what has other words has another sign, and another verb makes nothing', () => {
    expect(new Set(['Add load tests', 'add load test', 'addload tests', 'add load-tests', ''].map(signOf)).size).toBe(5);
    expect(mayMake('Review the load tests')).toBe(false);
  });
});
