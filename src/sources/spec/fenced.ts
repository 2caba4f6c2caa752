import type { Fence } from '../../model/document.ts';
import { stepOf } from './criteria.ts';
import type { SaidLine } from './lines.ts';
import { wordsIn } from './matcher.ts';
import { flat, idKind, takeId } from './phrase.ts';
import { storySentence } from './storysentence.ts';
import type { Words } from './words.ts';

/** Languages of a fence that only keeps its lines apart. */
const plainText = /^(?:|te?xt|plain|plaintext)$/i;

/** Fewest words of a line that demands something. */
const telling = 3;

/** Fewest demands, stories and scenarios of a fence that holds them. */
const enough = 2;

/** The pieces of a fence whose author kept demands, stories or scenarios in it line by line; null for code, drawings and examples. */
export function toldIn(fence: Fence, words: Words): SaidLine[] | null {
  if (!plainText.test(fence.lang)) return null;
  const lines = fence.content.split('\n');
  const found: SaidLine[] = [];
  let told = 0;
  for (const { from, to } of paragraphsOf(lines)) {
    const inside = lines.slice(from, to + 1);
    if (inside.filter(line => stepOf(flat(line), null, words) !== null).length > 1) {
      found.push({ from, to, shape: 'paragraph' });
      told++;
      continue;
    }
    for (const [offset, line] of inside.entries()) {
      const starts = isNumbered(line) || storySentence(line, words) !== null;
      const last = found.at(-1);
      if (starts || last === undefined || last.to < from) found.push({ from: from + offset, to: from + offset, shape: 'paragraph' });
      else last.to = from + offset;
      if (starts) told++;
    }
  }
  return told >= enough && told * 2 >= found.length ? found : null;
}

/** "FR-7  Members reserve a court", not "UC-1 → FR-7", which only traces. */
function isNumbered(line: string): boolean {
  const { id, text } = takeId(flat(line), null);
  return idKind(id) !== null && wordsIn(text) >= telling && !/→|->|=>/u.test(text);
}

function paragraphsOf(lines: readonly string[]): { from: number; to: number }[] {
  const found: { from: number; to: number }[] = [];
  for (const [at, line] of lines.entries()) {
    if (line.trim() === '') continue;
    const last = found.at(-1);
    if (last !== undefined && last.to === at - 1) last.to = at;
    else found.push({ from: at, to: at });
  }
  return found;
}
