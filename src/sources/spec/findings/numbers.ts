import type { Finding } from '../../../model/finding.ts';
import type { SpecSource } from '../../../model/spec.ts';
import { isQualityTitle } from '../requirements.ts';
import { fold } from '../matcher.ts';
import { patternLimit, type Words } from '../words.ts';
import { at, nameOf, type Place } from './at.ts';
import { clash, conceptsOf, equal, quantitiesOf, type Quantity } from './quantities.ts';

interface Statement extends Place {
  source: SpecSource;
  id: string | null;
  text: string;
  words: Set<string>;
  quantities: Quantity[];
  /** What it is about, and what of that is said before its modal word. */
  concepts: Set<string>;
  actors: Set<string>;
  group: string | null;
  subject: string;
  scenario: boolean;
  /** True when the subject is more than "the system". */
  named: boolean;
  /** First word behind the modal word. */
  verb: string;
  /** True when it says how long something is kept. */
  keeps: boolean;
}

/** Share of common words, numbers left out, above which two statements measure the same thing. */
const near = 0.7;
/** Seconds from which on a time says how long something is kept. */
const day = 86_400;
/** Statements of one word that are looked at; it keeps a long document quick. */
const most = 40;

/**
 * `spec/contradictory-numbers`: two statements that say the same with other numbers, whatever their units and words ("at most 5 photos", "up
 * to ten pictures"), or two periods for which one thing is kept. Statements are looked up by their rarest words, so that a long document
 * stays quick. With `apart`, pairs within one document are left to its own reading.
 */
export function contradictoryNumbers(sources: readonly SpecSource[], words: Words, apart: boolean): Finding[] {
  const statements = sources.flatMap(source => statementsOf(source, words, apart));
  const frequency = new Map<string, number>();
  for (const each of statements) for (const key of keysOf(each)) frequency.set(key, (frequency.get(key) ?? 0) + 1);
  const byKey = new Map<string, Statement[]>();
  const found: Finding[] = [];
  for (const each of statements) {
    const ranked = (keys: string[]): string[] => keys.toSorted((a, b) => (frequency.get(a) ?? 0) - (frequency.get(b) ?? 0) || (a < b ? -1 : 1)).slice(0, 4);
    const rare = [...ranked([...each.words].map(word => `w ${word}`)), ...ranked([...each.concepts].map(word => `c ${word}`)), ...each.quantities.slice(0, 1).map(one => `q ${one.of}`).filter(() => each.concepts.size === 0), ...(each.subject === '' ? [] : [`s ${each.subject}`])];
    const others = new Set(rare.flatMap(key => (byKey.get(key) ?? []).slice(0, most)));
    const other = [...others].find(known => (!apart || known.source !== each.source) && contradicts(known, each, words));
    if (other !== undefined) {
      const place = (one: Statement): string => (apart ? `${one.source.path}:${one.line}` : `line ${one.line}`);
      found.push(at(each.source, each, {
        rule: 'spec/contradictory-numbers', severity: 'warning',
        message: `${nameOf(each)} (${place(each)}) and ${nameOf(other)} (${place(other)}) give different numbers for the same thing`,
        help: `Which holds: "${other.text.slice(0, 160)}" or "${each.text.slice(0, 160)}"?`,
      }));
    }
    for (const key of new Set(rare)) {
      const list = byKey.get(key);
      if (list === undefined) byKey.set(key, [each]);
      else list.push(each);
    }
  }
  return found;
}

function keysOf(each: Statement): string[] {
  return [...[...each.words].map(word => `w ${word}`), ...[...each.concepts].map(word => `c ${word}`)];
}

function statementsOf(source: SpecSource, words: Words, apart: boolean): Statement[] {
  const demands = source.requirements.filter(each => each.delta !== 'removed').map(each => statement(source, each, each, false, words));
  const scenarios = apart ? [] : source.scenarios.map(each => statement(source, { text: [...each.given, ...each.when, ...each.then].join(' '), line: each.line, endLine: each.endLine }, { id: null, group: null }, true, words));
  return [...demands, ...scenarios].filter(each => each !== null);
}

function statement(source: SpecSource, from: Place & { text: string }, { id, group }: { id: string | null; group: string | null }, scenario: boolean, words: Words): Statement | null {
  const text = from.text.slice(0, patternLimit);
  const amounts = words.amounts(source.language);
  const quantities = quantitiesOf(text, amounts);
  if (quantities.length === 0) return null;
  const modal = words.modal.first(text);
  const can = modal ?? words.capability.first(text);
  const before = can === null ? '' : text.slice(0, can.index);
  return {
    source, id, group, text: from.text, scenario, line: from.line, endLine: from.endLine, quantities,
    words: new Set((text.toLowerCase().match(/\p{L}{3,}/gu) ?? []).map(word => (word.length > 4 ? word.replace(/s$/, '') : word))),
    concepts: scenario ? new Set() : conceptsOf(text, quantities, amounts),
    actors: scenario ? new Set() : conceptsOf(before, quantities.filter(each => each.end <= before.length), amounts),
    subject: modal === null ? '' : fold(text.slice(0, modal.index)),
    named: modal !== null && namesMore(text.slice(0, modal.index), words),
    verb: modal === null ? '' : (/\p{L}+/u.exec(text.slice(modal.index + modal.word.length).toLowerCase())?.[0] ?? ''),
    keeps: quantities.some(each => each.of === 'time' && each.value >= day) && words.retention.first(text) !== null,
  };
}

function namesMore(subject: string, words: Words): boolean {
  let rest = subject;
  for (const hit of words.actors.all(subject).toReversed()) rest = rest.slice(0, hit.index) + rest.slice(hit.index + hit.word.length);
  return (rest.match(/\p{L}{3,}/gu) ?? []).some(word => !/^(?:the|los|las|der|die|das)$/i.test(word));
}

function contradicts(a: Statement, b: Statement, words: Words): boolean {
  if (a.scenario !== b.scenario) return false;
  if (a.subject !== '' && a.subject === b.subject && a.keeps && b.keeps && a.quantities.every(each => b.quantities.some(other => !equal(each, other)))) return true;
  if (!differ(a, b)) return false;
  if (measuresTheSame(a, b)) return true;
  return (alike(a.words, b.words) || sameTopic(a, b)) && oneContext(a, b, words);
}

/** One thing that does one thing, each time with one limit of one kind: "Search must respond within 300 ms", "... in less than 0.5 s". */
function measuresTheSame(a: Statement, b: Statement): boolean {
  const [first, ...others] = a.quantities;
  const [second, ...more] = b.quantities;
  if (first === undefined || second === undefined || others.length > 0 || more.length > 0 || first.bound === 'exact' || second.bound === 'exact') return false;
  return a.named && b.named && a.subject === b.subject && a.verb !== '' && a.verb === b.verb;
}

/** The same meaning in other words; an actor that only one of them names makes no difference. */
function sameTopic(a: Statement, b: Statement): boolean {
  if (a.scenario || a.quantities.length !== 1) return false;
  const extra = (mine: Statement, other: Statement): string[] => [...mine.concepts].filter(word => !other.concepts.has(word));
  const [more, less] = [extra(a, b), extra(b, a)];
  if (more.length === 0 && less.length === 0) return a.concepts.size > 0 || (a.quantities[0]?.of.startsWith('n ') === true && a.quantities[0].of.length > 2);
  if (more.length > 0 && less.length > 0) return false;
  const [words, owner] = more.length > 0 ? [more, a] : [less, b];
  const common = owner.concepts.size - words.length + (a.quantities[0]?.of.startsWith('n ') === true ? 1 : 0);
  return common > 1 && words.every(word => owner.actors.has(word)) && [...(owner === a ? b : a).actors].every(word => owner.concepts.has(word));
}

/** Short sentences below different headings are about what their headings say: "Answers within 300 ms" below "Search" and below "Export". */
function oneContext(a: Statement, b: Statement, words: Words): boolean {
  if (a.group === null || b.group === null || a.group === b.group || a.named || b.named) return true;
  const tells = (group: string): boolean => isQualityTitle(group, words) || words.kinds.has(fold(group)) || [...conceptsOf(group, [], words.amounts(a.source.language))].some(word => a.concepts.has(word) || b.concepts.has(word));
  return tells(a.group) || tells(b.group);
}

function alike(a: Set<string>, b: Set<string>): boolean {
  if (Math.min(a.size, b.size) < near * Math.max(a.size, b.size)) return false;
  let shared = 0;
  for (const word of a) if (b.has(word)) shared++;
  return shared / Math.max(1, a.size + b.size - shared) >= near;
}

/** True when the two give as many numbers of each kind, and exactly one pair of them clashes while the others are equal. */
function differ(a: Statement, b: Statement): boolean {
  // "Every request" and "95 % of requests": a share that one side leaves out.
  const shares = (one: Statement): boolean => one.quantities.some(each => each.of === '%');
  const compared = (one: Statement): Quantity[] => one.quantities.filter(each => each.of !== '%' || shares(a) === shares(b));
  const [first, left] = [compared(a), compared(b)];
  if (first.length !== left.length) return false;
  let clashes = 0;
  for (const each of first) {
    const kind = (one: Quantity): boolean => one.of === each.of;
    const place = left.findIndex(one => equal(one, each));
    const same = place >= 0 ? place : left.findIndex(kind);
    const other = left[same];
    if (other === undefined) return false;
    left.splice(same, 1);
    if (place >= 0) continue;
    if (!clash(each, other)) return false;
    clashes++;
  }
  return clashes === 1;
}
