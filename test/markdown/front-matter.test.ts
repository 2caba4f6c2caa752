import fc from 'fast-check';
import { expect, test } from 'vitest';
import { yamlMapping } from '../../src/markdown/front-matter-yaml.ts';
import { plainMapping } from '../../src/markdown/front-matter.ts';

const key = fc.constantFrom('title', 'doc', 'spec-file', 'a_b', 'null', 'yes', 'y', 'n', 'constructor', 'x1');
const value = fc.oneof(
  fc.stringMatching(/^[ -~]{0,12}$/),
  fc.stringMatching(/^"[ -~]{0,8}"$/),
  fc.stringMatching(/^[A-Za-z][A-Za-z ./_-]{0,10}$/),
  fc.constantFrom('true', 'Null', 'NO', 'off', 'y', 'n', '~', '12', '0', '007', '1e3', '0x1f', '2027-01-15', '2027-13-45', 'Infinity', '.inf', 'NaN', 'a - b', 'a -', 'a --- b', 'a: b', 'a #b', '"a\\"b"', "'a'", '- a', '[a]', '999999999999999'),
);

test('front matter of the plain form means what YAML says it means', () => {
  let plain = 0;
  fc.assert(
    fc.property(fc.array(fc.tuple(key, value), { minLength: 1, maxLength: 4 }), rows => {
      const raw = rows.map(([name, text]) => `${name}: ${text}`).join('\n');
      const fast = plainMapping(raw);
      if (fast === null) return;
      plain++;
      expect(fast).toEqual(yamlMapping(raw));
    }),
    { numRuns: 4000, seed: 17 },
  );
  expect(plain).toBeGreaterThan(400);
});

test('what is not of that form is left to the reader of YAML', () => {
  for (const raw of ['', 'a', 'a: b: c', 'a:\n  b: c', 'a: [b]', 'a: "b\\n"', 'a: b\na: c', 'a: true', 'a: 0x10', 'a: b\r\nc: d', 'a: b # c', 'a: &x b']) expect(plainMapping(raw), raw).toBeNull();
});
