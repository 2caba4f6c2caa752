import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { createMatcher, type Hit } from '../../../src/sources/spec/matcher.ts';
import { escapeRegExp } from '../../../src/text/regex.ts';

/** What a list of words means, as one pattern: slow to make, but plain. `folded` is the text in lower case. */
function expected(words: readonly string[], text: string): Hit[] {
  const letters = /[\p{L}\p{N}]/u;
  const unspaced = /[\p{Script=Han}\p{Script=Hiragana}]/u;
  const body = (word: string): string => escapeRegExp(word).replace(/ /g, String.raw`\s+`);
  const edged = (word: string): string => {
    if (/^[<>=≤]+$/u.test(word)) return String.raw`(?<![\p{Sm}-])${body(word)}(?=[\s\p{Sc}]*(?:\p{N}|$))`;
    if (!letters.test(word)) return String.raw`(?<![\p{L}\p{N}-])${body(word)}(?=\p{L})`;
    if (unspaced.test(word)) return body(word);
    return (letters.test([...word][0] ?? '') ? String.raw`(?<![\p{L}\p{N}_])` : '') + body(word) + (letters.test([...word].at(-1) ?? '') ? String.raw`(?![\p{L}\p{N}_])` : '');
  };
  const whole = (word: string): boolean => letters.test([...word][0] ?? '') && letters.test([...word].at(-1) ?? '') && !unspaced.test(word);
  const hits = (list: readonly string[], from: string): Hit[] => {
    const order = [...list.filter(whole), ...list.filter((word) => !whole(word))];
    return order.length === 0 ? [] : [...from.matchAll(new RegExp(order.map(edged).join('|'), 'gu'))].map((match) => ({ word: text.slice(match.index, match.index + match[0].length), index: match.index }));
  };
  const sorted = [...new Set(words)].toSorted((a, b) => b.length - a.length || (a < b ? -1 : 1));
  const loud = (word: string): boolean => word.length > 1 && word === word.toUpperCase() && word !== word.toLowerCase();
  return [...hits([...new Set(sorted.filter((word) => !loud(word)).map((word) => word.toLowerCase()))], text.toLowerCase()), ...hits(sorted.filter(loud), text)].toSorted((a, b) => a.index - b.index);
}

const word = fc.constantFrom('must', 'must not', 'no more than', 'MAY', 'm', "can't", 'e.g.', '--', '-', '(s)', 'über', 'año', '必須', 'なければ ならない', 'a_b', 'x2', '²', '\u{1D41A}', '.net', 'c++', '<', '<=', '≤', '>');
const gap = fc.constantFrom(' ', '  ', '\n', '\u00A0', '', '.', '_', '-', ', ', '\u{1D41A}', '3', 'é', '😀', '-', '$4');
const text = fc.array(fc.tuple(fc.oneof(word, word.map((each) => each.toUpperCase()), fc.constantFrom('musts', 'maybe', 'Over', 'not')), gap), { maxLength: 12 }).map((parts) => parts.flat().join(''));

test('words are found where one pattern of all of them finds them', () => {
  fc.assert(fc.property(fc.array(word, { maxLength: 8 }), text, (words, line) => {
    const matcher = createMatcher(words);
    expect(matcher.all(line)).toEqual(expected(words, line));
    expect(matcher.first(line)).toEqual(expected(words, line)[0] ?? null);
  }), { numRuns: 150 });
});

test('a word in capitals is found in capitals only, another in any; a longer one goes before a shorter', () => {
  const { all } = createMatcher(['may', 'MUST', 'must not']);
  expect(all('May it MUST not. It must.')).toEqual([{ word: 'May', index: 0 }, { word: 'MUST not', index: 7 }, { word: 'MUST', index: 7 }]);
});

test('a letter whose lower case is longer leaves every place as it is', () => {
  expect(createMatcher(['über']).first('İ ÜBER')).toEqual({ word: 'ÜBER', index: 2 });
});

test.each([
  ['in <2 s', '<'], ['answers in < 2 s', '<'], ['<=500 rows', '<='], ['load ≤ 40', '≤'], ['p95<300', '<'], ['pays >€5', '>'], ['at most: <', '<'], ['a -> 2', null], ['List<Map> of 2', null], ['x => 3', null], ['a >> 2', null],
])('a sign that compares counts right before a number: %s', (line, found) => {
  expect(createMatcher(['<', '<=', '≤', '>']).first(line)?.word ?? null).toBe(found);
});
