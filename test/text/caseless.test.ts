import fc from 'fast-check';
import { expect, test } from 'vitest';
import { caseless } from '../../src/text/regex.ts';

/** What the engine's own tables say. */
const exact = (source: string): RegExp => new RegExp(source, 'iu');
const sources = [String.raw`^[\p{L}-]+$`, String.raw`^\p{L}{2,}$`, String.raw`^[\p{L}\p{N}_:.]+$`, String.raw`^[^\p{L}\p{N}]+$`, String.raw`(?<!\p{L})(?:day|week)s?(?![\p{L}])`, String.raw`^([\p{L} -]+?)\s+to\s+`, String.raw`^\d+ [\p{L}\s'’-]{1,20}\.$`];
const words = ['Über-Fahrt', 'DAYS', 'holidays', 'two  weeks', 'niño', 'Ωmega', 'Станция', '予約', '예약', 'a1', '1', '_', '-', '--', 'x_y', '12:30', '3.5', '(a)', 'go to it', 'Anna Lena to', "4 men's.", '4 men’s.', '', ' ', 'day', 'Week.'];

test.each(sources)('%s finds without Unicode tables what it finds with them', source => {
  for (const word of words) expect([word, caseless(source).exec(word)?.slice()]).toEqual([word, exact(source).exec(word)?.slice()]);
});

test('any mix of letters, digits and marks is told alike', () => {
  const character = fc.constantFrom(...'aZéñßøçŁžАяΩώ予かア가09_-.,:;!?()[]{}<>/\\\'"’“”–…·×÷€→✓、。「」（）：！🚲$ \t\n');
  fc.assert(fc.property(fc.string({ unit: character, maxLength: 12 }), fc.constantFrom(...sources), (text, source) => {
    expect(caseless(source).exec(text)?.slice()).toEqual(exact(source).exec(text)?.slice());
  }));
});

test('what only Unicode tables tell keeps them', () => {
  expect(caseless(String.raw`^\p{Lu}+$`).unicode).toBe(true);
  expect(caseless(String.raw`^[\p{Script=Greek}]+$`).test('ΑΒΓ')).toBe(true);
  expect(caseless(String.raw`^\p{L}+$`).unicode).toBe(false);
});
