import { isEars, stepOf } from './criteria.ts';
import { storySentence } from './storysentence.ts';
import { rankIn, type Words } from './words.ts';

export interface SaidLine {
  /** First and last line, counted from 0. */
  from: number;
  to: number;
  shape: 'item' | 'paragraph';
}

/** Longest line of a list without marks. */
const listed = 120;

/**
 * The parts of a paragraph whose lines say one thing each: stories, demands with a trigger that end where a line ends, or a list that its
 * author wrote without marks. Null for text that only breaks at the edge of a page.
 */
export function saidLines(lines: readonly string[], words: Words): SaidLine[] | null {
  if (lines.length < 2) return null;
  const each = (shape: SaidLine['shape']): SaidLine[] => lines.map((_, at) => ({ from: at, to: at, shape }));
  if (lines.every(line => storySentence(line, words) !== null)) return each('paragraph');
  if (lines.every(line => isEars(line, words))) return each('paragraph');
  // One story over several lines, its rank before it or not.
  const start = lines.findIndex(line => rankIn(line, words) === null);
  const told = start < 0 ? [] : lines.slice(start);
  if (!told.some((line, at) => at > 0 && storySentence(line, words) !== null) && storySentence(told.join(' '), words) !== null) {
    return start === 0 ? null : [...each('paragraph').slice(0, start), { from: start, to: lines.length - 1, shape: 'paragraph' }];
  }
  const parts: SaidLine[] = [];
  for (const [at, line] of lines.entries()) {
    const last = parts.at(-1);
    if (last === undefined || /[.!;。！；]\s*$/u.test(lines[at - 1] ?? '')) parts.push({ from: at, to: at, shape: 'paragraph' });
    else last.to = at;
    if (line.trim() === '') return null;
  }
  const whole = parts.map(({ from, to }) => lines.slice(from, to + 1).join(' '));
  if (parts.length > 1 && whole.every(text => words.modal.first(text) !== null) && whole.filter(text => isEars(text, words)).length > 1) return parts;
  const short = lines.every(line => line.trim().length <= listed && /^[\p{Lu}\p{N}"“'(]/u.test(line.trim()) && !/[.,;:。，；：]\s*$/u.test(line) && stepOf(line, null, words) === null);
  return short && !lines.some(line => /^[^:：]{1,40}[:：]\s/u.test(line)) ? each('item') : null;
}
