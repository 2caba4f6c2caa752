import type { Section } from './sheet.ts';

const beyondAscii = /[^ -~\s]/;

/** A task title as words to compare: ids, numbers in front, marks and case removed. */
export function normaliseTitle(title: string): string {
  const lower = title.toLowerCase();
  // Labels and numbers in front start so.
  const words = !/^[[t\d]/.test(lower) ? lower : lower.replace(/^(?:\[[^\]]*\]\s*)*(?:t?\d[\d.]*\s+)?(?:\[[^\]]*\]\s*)*/, '');
  // The classes of letters of all scripts are slow to search, and titles are plain for the most part.
  return words.replace(beyondAscii.test(words) ? /[^\p{L}\p{N}/._-]+/gu : /[^a-z0-9/._-]+/g, ' ').trim();
}

/**
 * A number that titles of the same words (`normaliseTitle`) share, for the most part made without writing the words anew. Most titles of a
 * list share theirs with no other, which is all that needs to be known of them.
 */
export function signOf(title: string): number {
  return isLabelled(title) || !isPrintable(title) ? hashOf(normaliseTitle(title)) : hashOf(title);
}

/** What `normaliseTitle` cuts off starts so. */
function isLabelled(title: string): boolean {
  const code = title.charCodeAt(0);
  return code === 91 || isDigit(code) || ((code | 32) === 116 && isDigit(title.charCodeAt(1)));
}

const isDigit = (code: number): boolean => code >= 48 && code <= 57;

function isPrintable(title: string): boolean {
  for (let at = 0; at < title.length; at++) {
    const code = title.charCodeAt(at);
    if (code < 32 || code > 126) return false;
  }
  return true;
}

/** Hash of the words, whatever their case and whatever stands between them. */
function hashOf(title: string): number {
  let hash = 7;
  let words = 0;
  let inside = false;
  for (let at = 0; at < title.length; at++) {
    const code = title.charCodeAt(at);
    const kept = isKept(code);
    if (kept && !inside && words++ > 0) hash = (Math.imul(hash, 31) + 32) | 0;
    inside = kept;
    if (kept) hash = (Math.imul(hash, 31) + (code >= 65 && code <= 90 ? code + 32 : code)) | 0;
  }
  return hash;
}

/** Letters, digits and `-./_`, of which words consist. */
const isKept = (code: number): boolean => (code >= 97 && code <= 122) || (code >= 45 && code <= 57) || (code >= 65 && code <= 90) || code === 95 || code > 126;

/** Whether a title may start with a number or a label (`2.1`, `T004`, `[P] T004`): told from its first character, because few do and every rule about them asks. */
export function startsNumbered(title: string): boolean {
  const code = title.charCodeAt(0);
  return (code >= 48 && code <= 57) || code === 84 || code === 91;
}

export const pathOf = (section: Section | null): string => section?.heading.text ?? '';

const stop = new Set(['a', 'an', 'the', 'of', 'for', 'to', 'in', 'on', 'with', 'and', 'or', 'by', 'from', 'as', 'at', 'any', 'all', 'into', 'via', 'set', 'up', 'add', 'create', 'implement', 'configure', 'write', 'build', 'design', 'define', 'make', 'use']);

/** Words that tell two tasks apart; verbs of doing and stop words tell nothing. */
export function tokensOf(title: string): Set<string> {
  // Behind a verb of doing, another one is what is made: "Implement add task" is not "Implement task deletion".
  return new Set(normaliseTitle(title).split(/[\s/]+/).filter((word, at, all) => word.length > 1 && (!stop.has(word) || (at === 1 && making.has(word) && making.has(all[0] ?? '') && word !== 'up'))).map(word => word.replace(/(?:ies)$/, 'y').replace(/([^s])s$/, '$1')));
}

/** Verbs that only say that a thing comes to be; "design" and "implement" are two tasks, "add" and "create" are one. */
const making = new Set(['add', 'create', 'implement', 'build', 'make', 'develop', 'introduce', 'configure', 'set', 'setup', 'up']);
const little = new Set(['a', 'an', 'the', 'of', 'for', 'to', 'in', 'on', 'with', 'and', 'any', 'all']);

/** Whether a title may start with a verb of making. */
export function mayMake(title: string): boolean {
  if (isLabelled(title)) return true;
  let from = 0;
  while (from < title.length && !isKept(title.charCodeAt(from))) from++;
  let to = from;
  while (to < title.length && isKept(title.charCodeAt(to))) {
    if (title.charCodeAt(to) > 126) return true;
    to++;
  }
  return makingShapes.has(shapeOf(title, from, to)) && making.has(title.slice(from, to).toLowerCase());
}

/** First letter and length of a word as one number: a word that differs in them need not be cut out to be looked up. */
const shapeOf = (text: string, from: number, to: number): number => (text.charCodeAt(from) | 32) * 64 + to - from;
const makingShapes = new Set([...making].map(word => shapeOf(word, 0, word.length)));

/** What a task makes, told from its normalised title, whatever verb of making stands in front: "Add load tests" and "Create load tests" are one. Null without such a verb. */
export function madeThing(title: string): string | null {
  const space = title.indexOf(' ');
  if (!making.has(space < 0 ? title : title.slice(0, space))) return null;
  const rest = title.split(/\s+/).slice(1);
  const words = [...new Set(rest.filter(word => !little.has(word) && word !== 'up'))].sort();
  return words.length >= 2 ? words.join(' ') : null;
}

/** Share of the words of two titles that both have, 0 to 1. */
export function jaccard(a: ReadonlySet<string>, b: ReadonlySet<string>): number {
  let shared = 0;
  for (const word of a) if (b.has(word)) shared++;
  return shared === 0 ? 0 : shared / (a.size + b.size - shared);
}
