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

export const pathOf = (section: Section | null): string => section?.heading.text ?? '';

const stop = new Set(['a', 'an', 'the', 'of', 'for', 'to', 'in', 'on', 'with', 'and', 'or', 'by', 'from', 'as', 'at', 'any', 'all', 'into', 'via', 'set', 'up', 'add', 'create', 'implement', 'configure', 'write', 'build', 'design', 'define', 'make', 'use']);

/** Words that tell two tasks apart; verbs of doing and stop words tell nothing. */
export function tokensOf(title: string): Set<string> {
  return new Set(normaliseTitle(title).split(/[\s/]+/).filter(word => word.length > 1 && !stop.has(word)).map(word => word.replace(/(?:ies)$/, 'y').replace(/([^s])s$/, '$1')));
}

/** Verbs that only say that a thing comes to be; "design" and "implement" are two tasks, "add" and "create" are one. */
const making = new Set(['add', 'create', 'implement', 'build', 'make', 'develop', 'introduce', 'configure', 'set', 'setup', 'up']);
const little = new Set(['a', 'an', 'the', 'of', 'for', 'to', 'in', 'on', 'with', 'and', 'any', 'all']);

/** What a task makes, told from its normalised title, whatever verb of making stands in front: "Add load tests" and "Create load tests" are one. Null without such a verb. */
export function madeThing(title: string): string | null {
  const space = title.indexOf(' ');
  if (!making.has(space < 0 ? title : title.slice(0, space))) return null;
  const rest = title.split(/\s+/).slice(1);
  const words = [...new Set(rest.filter(word => !little.has(word) && word !== 'up'))].sort();
  return words.length >= 2 ? words.join(' ') : null;
}

export function jaccard(a: ReadonlySet<string>, b: ReadonlySet<string>): number {
  let shared = 0;
  for (const word of a) if (b.has(word)) shared++;
  return shared === 0 ? 0 : shared / (a.size + b.size - shared);
}
