import type { AnswerValue } from '../model/answers.ts';
import type { SpecFact } from '../model/spec.ts';
import type { Default, Situation } from './question.ts';

export const assumed = (value: AnswerValue, from: string): Default => ({ value, from, confidence: 0.5 });
export const byRule = (value: AnswerValue, from: string): Default => ({ value, from, confidence: 0.7 });
export const fromSpec = (value: AnswerValue, place: string): Default => ({ value, from: place, confidence: 0.9 });

/** First statement of one kind in the specs, else in an earlier core document, with its place. */
export function firstFact(situation: Situation, kind: SpecFact['kind']): { text: string; place: string } | null {
  for (const spec of situation.facts.specs) {
    const fact = spec.facts.find(each => each.kind === kind);
    if (fact !== undefined) return { text: fact.text, place: `${spec.path}:${fact.line}` };
  }
  const before = situation.facts.existing.statements.find(each => each.kind === kind);
  return before === undefined ? null : { text: before.text, place: `${before.path}:${before.line}` };
}

/** An earlier core document's statement for a section whose heading holds the word. */
export function earlier(situation: Situation, word: string): { text: string; place: string } | null {
  const found = situation.facts.existing.statements.find(each => each.section.toLowerCase().includes(word));
  return found === undefined ? null : { text: found.text, place: `${found.path}:${found.line}` };
}

/** Text cut at a word, for defaults that have a length limit. */
export function short(text: string, length: number): string {
  const plain = text.replace(/\s+/g, ' ').trim();
  if (plain.length <= length) return plain;
  const head = plain.slice(0, length - 1);
  return `${head.slice(0, Math.max(head.lastIndexOf(' '), length / 2)).replace(/[\s,;:]+$/, '')}…`;
}
