import type { Measure } from '../../../model/knowledge.ts';
import { longest, type Amounts } from '../amounts.ts';
import { fold } from '../matcher.ts';

/** A number with what it counts or measures. */
export interface Quantity {
  /** "time", "size", "%", or "n" with the noun that is counted. */
  of: string;
  /** In seconds, bytes or pieces. */
  value: number;
  bound: 'most' | 'least' | 'exact';
  index: number;
  end: number;
}

/** Seconds or bytes of one unit; a month has 30 days. */
const factors: Record<Measure, { of: string; factor: number }> = {
  ms: { of: 'time', factor: 0.001 }, s: { of: 'time', factor: 1 }, min: { of: 'time', factor: 60 }, h: { of: 'time', factor: 3600 }, day: { of: 'time', factor: 86_400 },
  week: { of: 'time', factor: 604_800 }, month: { of: 'time', factor: 2_592_000 }, year: { of: 'time', factor: 31_536_000 },
  B: { of: 'size', factor: 1 }, KB: { of: 'size', factor: 1e3 }, MB: { of: 'size', factor: 1e6 }, GB: { of: 'size', factor: 1e9 }, '%': { of: '%', factor: 1 },
};

/** Values this near to one another are one: 12 months and a year, 1024 MB and 1 GB. */
const near = 1.03;
/** Letters before a number, and behind its unit, among which a bound stands. */
const beside = { before: 14, after: 10 };
/** Largest number that "a" or "half a" may stand for; such a word counts before a unit alone. */
const article = 1;

const token = /\d[\d.,]*|[\p{L}]+(?:[-'][\p{L}]+)*|[<>≤≥]=?/gu;
const ideograph = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}]/u;

/** The quantities of a sentence in order: "at most 5 photos", "half an hour", "in less than 0.5 s". */
export function quantitiesOf(text: string, words: Amounts): Quantity[] {
  const found: Quantity[] = [];
  for (const { written, index, value } of numbersOf(text, words)) {
    if (index < (found.at(-1)?.end ?? 0)) continue;
    const digits = /^\d/.test(written);
    const after = text.slice(index + written.length, index + written.length + 40);
    const gap = /^[\s-]{0,2}/.exec(after)?.[0].length ?? 0;
    const unit = unitAt(after.slice(gap), words);
    // "5 attempts a day": the day says how often, not how long.
    if (!digits && value <= article && (unit === null || found.length > 0)) continue;
    const noun = unit === null && !/^(?:[-–—/:]|\d)/.test(after) ? nounAt(after.slice(gap), words) : null;
    if (unit === null && noun === null) continue;
    const end = index + written.length + gap + (unit?.length ?? noun?.length ?? 0);
    const known = unit === null ? { of: `n ${noun?.name ?? ''}`, factor: 1 } : factors[unit.measure];
    found.push({ of: known.of, value: value * known.factor, bound: boundOf(text, index, end, words), index, end });
  }
  return found;
}

function numbersOf(text: string, words: Amounts): { written: string; index: number; value: number }[] {
  const found: { written: string; index: number; value: number }[] = [];
  let skip = 0;
  for (const { 0: written, index } of text.matchAll(token)) {
    if (index < skip) continue;
    const before = text.charAt(index - 1);
    if (/^\d/.test(written)) {
      const value = /[.,-]/.test(before) || (/\p{L}/u.test(before) && !ideograph.test(before)) ? Number.NaN : numberOf(written);
      if (!Number.isNaN(value)) found.push({ written: written.replace(/[.,]+$/, ''), index, value });
      continue;
    }
    if (ideograph.test(written)) {
      for (const [place, letter] of [...written].entries()) {
        const value = words.numerals.get(letter);
        const next = written.slice(place + 1);
        if (value !== undefined && (words.counters.has(next.charAt(0)) || unitAt(next, words) !== null)) found.push({ written: letter, index: index + place, value });
      }
      continue;
    }
    const pair = /^\s+\p{L}+/u.exec(text.slice(index + written.length))?.[0] ?? '';
    for (const phrase of [written + pair, written]) {
      const value = words.numerals.get(fold(phrase));
      if (value === undefined) continue;
      found.push({ written: phrase, index, value });
      skip = index + phrase.length;
      break;
    }
  }
  return found;
}

/** True when the two cannot both hold for one thing. */
export function clash(a: Quantity, b: Quantity): boolean {
  if (a.of !== b.of || alike(a.value, b.value)) return false;
  if (a.bound === b.bound) return true;
  const [first, second] = a.bound === 'most' || (a.bound === 'exact' && b.bound === 'least') ? [a, b] : [b, a];
  return first.value < second.value;
}

/** Is it the same amount of the same thing, within what rounding takes. */
export function equal(a: Quantity, b: Quantity): boolean {
  return a.of === b.of && alike(a.value, b.value);
}

function alike(a: number, b: number): boolean {
  return a === b || (Math.max(a, b) <= Math.min(a, b) * near && Math.min(a, b) > 0);
}

/** "1,000", "1.000" and "1000" are one number, "0,5" and "0.5" another. */
function numberOf(written: string): number {
  const bare = written.replace(/[.,]+$/, '');
  return Number(/^\d{1,3}(?:[.,]\d{3})+$/.test(bare) ? bare.replace(/[.,]/g, '') : bare.replace(',', '.'));
}

function unitAt(text: string, words: Amounts): { measure: Measure; length: number } | null {
  for (const { word, measure, spaced } of words.measures.get(text.charAt(0)) ?? []) {
    const said = text.slice(0, word.length);
    if (said !== word && (word === word.toUpperCase() || said.toLowerCase() !== word)) continue;
    if (spaced && /^\p{Script=Latin}/u.test(text.slice(word.length))) continue;
    return { measure, length: word.length };
  }
  return null;
}

function nounAt(text: string, words: Amounts): { name: string; length: number } | null {
  if (ideograph.test(text.charAt(0))) {
    const counter = words.counters.has(text.charAt(0)) ? 1 : 0;
    for (let length = longest.letters; length > 0; length--) {
      const name = words.groups.get(text.slice(counter, counter + length));
      if (name !== undefined) return { name, length: counter + length };
    }
    return counter === 0 ? null : { name: '', length: 1 };
  }
  const word = /^[\p{L}-]{3,}/u.exec(text)?.[0] ?? '';
  if (word === '' || words.light.has(fold(word))) return null;
  return { name: words.groups.get(fold(word)) ?? stem(word), length: word.length };
}

function boundOf(text: string, from: number, to: number, words: Amounts): Quantity['bound'] {
  const before = phrasesOf(text.slice(Math.max(0, from - 2 * beside.before), from)).filter(each => each.rest <= beside.before);
  const reach = (set: Set<string>): { rest: number; length: number } | null => before.filter(each => set.has(each.phrase)).toSorted((a, b) => a.rest - b.rest || b.phrase.length - a.phrase.length).map(({ rest, phrase }) => ({ rest, length: phrase.length }))[0] ?? null;
  const [most, least] = [reach(words.most), reach(words.least)];
  if (most !== null || least !== null) {
    if (least === null) return 'most';
    if (most === null) return 'least';
    return most.rest < least.rest || (most.rest === least.rest && most.length > least.length) ? 'most' : 'least';
  }
  const after = text.slice(to, to + beside.after).replace(/^[\s,(]+/, '');
  const starts = (set: Set<string>): boolean => phrasesOf(after).some(each => each.index === 0 && set.has(each.phrase));
  if (starts(words.most)) return 'most';
  return starts(words.least) ? 'least' : 'exact';
}

/** All runs of up to three words, and of a script without spaces all runs of letters, each with how many letters follow. */
function phrasesOf(text: string): { phrase: string; index: number; rest: number }[] {
  const found: { phrase: string; index: number; rest: number }[] = [];
  const parts = [...text.matchAll(token)];
  for (const [place, { 0: word, index }] of parts.entries()) {
    if (ideograph.test(word)) {
      for (let from = 0; from < word.length; from++) for (let length = 1; length <= longest.letters && from + length <= word.length; length++) found.push({ phrase: word.slice(from, from + length), index: index + from, rest: text.length - index - from - length });
      continue;
    }
    for (let count = 1; count <= longest.words && place + count <= parts.length; count++) {
      const last = parts[place + count - 1];
      if (last !== undefined) found.push({ phrase: fold(parts.slice(place, place + count).map(each => each[0]).join(' ')), index, rest: text.length - last.index - last[0].length });
    }
  }
  return found;
}

/** A word without the endings of plural and tense: "edits", "edited" and "editing" are one. */
function stem(word: string): string {
  const lower = fold(word);
  if (lower.length < 4) return lower;
  const bare = lower.length > 5 ? lower.replace(/(?:ed|es|s|ing)$/, '') : lower.replace(/s$/, '');
  return bare.replace(/e$/, '').replace(/([b-df-hj-np-tv-z])\1$/, '$1');
}

/** What a sentence is about: its words without those that say nothing of it, words of one meaning as one. Numbers are left out. */
export function conceptsOf(text: string, quantities: readonly Quantity[], words: Amounts): Set<string> {
  let rest = text;
  for (const { index, end } of quantities.toReversed()) rest = `${rest.slice(0, index)} ; ${rest.slice(end)}`;
  const found = new Set<string>();
  const parts = [...rest.matchAll(token)].map(match => match[0]);
  for (let place = 0; place < parts.length; place++) {
    const word = parts[place] ?? '';
    if (/^[\d<>≤≥]/.test(word)) continue;
    if (ideograph.test(word)) {
      unspacedConcepts(word, words, found);
      continue;
    }
    for (let count = Math.min(longest.words, parts.length - place); count > 0; count--) {
      const phrase = fold(parts.slice(place, place + count).join(' '));
      const group = words.groups.get(phrase);
      if (group !== undefined) found.add(group);
      else if (count === 1 && !words.light.has(phrase) && phrase.length > 1) found.add(stem(phrase));
      else if (count > 1 && !words.light.has(phrase)) continue;
      place += count - 1;
      break;
    }
  }
  return found;
}

function unspacedConcepts(word: string, words: Amounts, found: Set<string>): void {
  for (let from = 0; from < word.length;) {
    let length = Math.min(longest.letters, word.length - from);
    for (; length > 0; length--) {
      const phrase = word.slice(from, from + length);
      const group = words.groups.get(fold(phrase));
      if (group !== undefined) found.add(group);
      else if (!words.light.has(fold(phrase))) continue;
      break;
    }
    if (length === 0 && !/\p{Script=Hiragana}/u.test(word.charAt(from))) found.add(word.charAt(from));
    from += Math.max(1, length);
  }
}
