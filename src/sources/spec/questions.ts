import { lineOf, outside, type Collected, type Range } from './context.ts';
import { deepText, type Unit } from './outline.ts';
import { plain } from './matcher.ts';
import { patternLimit, type Words } from './words.ts';

/** "Q: ... -> A: ...", a question with a nested or ticked answer, or an open one. */
export function question(out: Collected, unit: Unit, kind: 'openQuestions' | 'answered', at: Range): boolean {
  const text = deepText(unit);
  const ticked = unit.children.filter(child => child.checked === true);
  const boxes = unit.children.some(child => child.checked !== null);
  const answered = isAnswered(text, out.words) || isSettled(unit.text, out.words) || unit.checked === true || (boxes ? ticked.length > 0 : unit.children.some(child => child.text !== '' && !child.text.endsWith('?')) && /\?/.test(unit.text));
  const shown = ticked.length > 0 ? `${unit.text} -- ${ticked.map(child => child.text).join('; ')}` : text;
  if (unit.shape !== 'item' && kind === 'openQuestions' && !/[?？]/.test(text) && unit.id === null) {
    out.unread.push({ ...lineOf(text, at), context: { ...outside, kind }, shape: 'other' });
    return true;
  }
  (answered || (kind === 'answered' && !/[?？]\s*$/.test(text)) ? out.answeredQuestions : out.openQuestions).push(lineOf(shown, at));
  return true;
}

/** True for a question whose remark says that it was settled: "(decided, see D6): import replaces". */
function isSettled(text: string, words: Words): boolean {
  const remark = /^(?:[A-Z]{1,4}-?\d{1,4}\s*)?[(（]([^()（）]{1,60})[)）]/u.exec(text)?.[1] ?? '';
  return remark.split(/\s*[,，、;；]\s*/u).some(part => words.resolved.has(plain(part)));
}

/** True for a question with its answer behind an arrow or a label ("A:"). */
export function isAnswered(text: string, words: Words): boolean {
  const sentence = text.slice(0, patternLimit);
  if (/(?:→|->|=>|⇒)\s*\S/.test(sentence)) return true;
  const label = /[?？][^?？]{0,40}?(\p{L}{1,20})\s*[:：]\s*\S/u.exec(sentence)?.[1];
  return label !== undefined && words.columns.get('answer')?.has(plain(label)) === true;
}
