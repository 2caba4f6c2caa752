import fc from 'fast-check';
import { expect, test } from 'vitest';
import { escapeRegExp } from '../../src/text/regex.ts';

test('any text matches itself and nothing else, in both modes', () => {
  fc.assert(
    fc.property(fc.string(), text => {
      for (const flags of ['', 'u']) {
        const pattern = new RegExp(`^${escapeRegExp(text)}$`, flags);
        expect(pattern.test(text)).toBe(true);
        expect(pattern.test(`${text}x`)).toBe(false);
      }
    }),
  );
});
