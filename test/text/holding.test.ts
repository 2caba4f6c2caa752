import { expect, test } from 'vitest';
import { holding } from '../../src/text/holding.ts';

test('a text holds a word where it stands whole, whichever of its letters are looked for first', () => {
  for (const word of ['a', 'yJ', 'Bearer', '<<<<<<<', 'plan-ignore', 'PRIVATE KEY-----', 'polyline']) {
    const holds = holding(word);
    for (const text of [word, `before ${word}`, `${word} after`, `a\n${word}\nb`]) expect(holds(text), text).toBe(true);
    for (const text of ['', word.slice(1), word.slice(0, -1), `${word.slice(0, -1)} ${word.slice(1)}`]) expect(holds(text), text).toBe(text.includes(word));
  }
});
