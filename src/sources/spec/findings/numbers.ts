import type { Finding } from '../../../model/finding.ts';
import type { SpecSource } from '../../../model/spec.ts';
import { fold, patternLimit, type Words } from '../words.ts';
import { at, nameOf, type Place } from './at.ts';

interface Statement extends Place {
  id: string | null;
  text: string;
  words: Set<string>;
  numbers: Map<string, string[]>;
  subject: string;
  scenario: boolean;
  /** True when the subject is more than "the system". */
  named: boolean;
  /** First word behind the modal word, and whether a limit stands beside the number. */
  verb: string;
  limited: boolean;
  /** True when it says how long something is kept. */
  keeps: boolean;
}

/** Share of common words, numbers left out, above which two statements measure the same thing. */
const near = 0.7;

/**
 * `spec/contradictory-numbers`: two statements that say the same with other numbers of one unit, or two periods for which one thing is
 * kept. Statements are looked up by their rarest words, so that a long document stays quick.
 */
export function contradictoryNumbers(source: SpecSource, words: Words): Finding[] {
  const periods = new Set(words.periods.map(unitOf));
  const statements = [
    ...source.requirements.filter(each => each.delta !== 'removed').map(each => statement(each, each.id, false, words, periods)),
    ...source.scenarios.map(each => statement({ text: [...each.given, ...each.when, ...each.then].join(' '), line: each.line, endLine: each.endLine }, null, true, words, periods)),
  ].filter(each => each.numbers.size > 0);
  const frequency = new Map<string, number>();
  for (const each of statements) for (const word of each.words) frequency.set(word, (frequency.get(word) ?? 0) + 1);
  const byWord = new Map<string, Statement[]>();
  const found: Finding[] = [];
  for (const each of statements) {
    const rare = [...each.words].toSorted((a, b) => (frequency.get(a) ?? 0) - (frequency.get(b) ?? 0) || (a < b ? -1 : 1)).slice(0, 4);
    const others = new Set([...rare.flatMap(word => (byWord.get(word) ?? []).slice(0, 40)), ...(byWord.get(`subject ${each.subject}`) ?? []).slice(0, 40)]);
    const other = [...others].find(known => contradicts(known, each));
    if (other !== undefined) {
      found.push(at(source, each, {
        rule: 'spec/contradictory-numbers', severity: 'warning',
        message: `${nameOf(each)} (line ${each.line}) and ${nameOf(other)} (line ${other.line}) give different numbers for the same thing`,
        help: `Which holds: "${other.text.slice(0, 160)}" or "${each.text.slice(0, 160)}"?`,
      }));
    }
    for (const key of [...rare, ...(each.subject === '' ? [] : [`subject ${each.subject}`])]) {
      const list = byWord.get(key);
      if (list === undefined) byWord.set(key, [each]);
      else list.push(each);
    }
  }
  return found;
}

function statement(from: Place & { text: string }, id: string | null, scenario: boolean, words: Words, periods: Set<string>): Statement {
  const text = from.text.slice(0, patternLimit);
  const modal = words.modal.first(text);
  const numbers = new Map<string, string[]>();
  for (const match of text.matchAll(/(\d[\d.,]*)\s*(%|°?\p{L}+)?/gu)) {
    const unit = unitOf(match[2] ?? '');
    numbers.set(unit, [...(numbers.get(unit) ?? []), (match[1] ?? '').replace(/[.,]$/, '')]);
  }
  return {
    id, text: from.text, scenario, line: from.line, endLine: from.endLine, numbers,
    words: new Set((text.toLowerCase().match(/\p{L}{3,}/gu) ?? []).map(word => (word.length > 4 ? word.replace(/s$/, '') : word))),
    subject: modal === null ? '' : fold(text.slice(0, modal.index)),
    named: modal !== null && namesMore(text.slice(0, modal.index), words),
    verb: modal === null ? '' : (/\p{L}+/u.exec(text.slice(modal.index + modal.word.length).toLowerCase())?.[0] ?? ''),
    limited: words.limits.first(text) !== null,
    keeps: [...numbers.keys()].some(unit => periods.has(unit)) && words.retention.first(text) !== null,
  };
}

function namesMore(subject: string, words: Words): boolean {
  let rest = subject;
  for (const hit of words.actors.all(subject).toReversed()) rest = rest.slice(0, hit.index) + rest.slice(hit.index + hit.word.length);
  return (rest.match(/\p{L}{3,}/gu) ?? []).some(word => !/^(?:the|los|las|der|die|das)$/i.test(word));
}

function unitOf(word: string): string {
  return fold(word).replace(/([^s])s$/, '$1');
}

function contradicts(a: Statement, b: Statement): boolean {
  if (a.scenario !== b.scenario) return false;
  if (a.subject !== '' && a.subject === b.subject && a.keeps && b.keeps) return true;
  return (alike(a.words, b.words) || measuresTheSame(a, b)) && differ(a, b);
}

/** One thing that does one thing, each time with one limit in one unit: "Search must respond within 300 ms", "... in less than 500 ms". */
function measuresTheSame(a: Statement, b: Statement): boolean {
  const [unit, ...others] = [...a.numbers.keys()];
  if (unit === undefined || unit === '' || others.length > 0 || b.numbers.size !== 1 || a.numbers.get(unit)?.length !== 1 || b.numbers.get(unit)?.length !== 1) return false;
  return a.limited && b.limited && a.named && b.named && a.subject === b.subject && a.verb !== '' && a.verb === b.verb;
}

function alike(a: Set<string>, b: Set<string>): boolean {
  if (Math.min(a.size, b.size) < near * Math.max(a.size, b.size)) return false;
  let shared = 0;
  for (const word of a) if (b.has(word)) shared++;
  return shared / Math.max(1, a.size + b.size - shared) >= near;
}

/** True when all numbers but one group agree in kind: the same units, and exactly one of them with other values. */
function differ(a: Statement, b: Statement): boolean {
  const same = (unit: string): boolean => (a.numbers.get(unit) ?? []).join(' ') === (b.numbers.get(unit) ?? []).join(' ');
  const common = [...a.numbers.keys()].filter(unit => b.numbers.has(unit));
  const changed = common.filter(unit => !same(unit));
  // Times may change their unit: "10 seconds" against "2 minutes".
  const only = (mine: Statement, other: Statement): number => [...mine.numbers.keys()].filter(unit => unit !== '%' && !other.numbers.has(unit)).length;
  const [lost, won] = [only(a, b), only(b, a)];
  return changed.length + Math.max(lost, won) === 1;
}
