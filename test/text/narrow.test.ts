import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { narrow } from '../../src/text/narrow.ts';

test('data with any text stays what it is, lone halves of a letter included', () => {
  fc.assert(fc.property(fc.jsonValue(), fc.string({ unit: 'binary' }), fc.nat(0xffff), (data, text, unit) => {
    const given = { data, texts: [text, `${text}→${String.fromCharCode(unit)}`.slice(0, 20)] };
    expect(narrow(given)).toEqual(JSON.parse(JSON.stringify(given)));
    expect(narrow(given).texts).toEqual(given.texts);
  }));
});
