import type { Language } from '../model/knowledge.ts';

/** The words of all languages by which plans are read, as patterns. */
export type PlanWords = {
  /** A heading of a numbered requirement: its number, its title. */
  requirement: RegExp;
  /** A heading of a numbered user story. */
  story: RegExp;
  /** Whether a text names requirements that tasks serve, and the line that does: what stands before the list, the list. */
  anyNamed: RegExp;
  named: RegExp;
  /** Whether a text says anywhere how somebody sees that a task is done. */
  proves: (text: string) => boolean;
  /** Parts of a system for each of which the same may have to be done. */
  parts: ReadonlySet<string>;
};

const made = new WeakMap<readonly Language[], PlanWords>();

export function planWords(languages: readonly Language[]): PlanWords {
  const known = made.get(languages) ?? read(languages);
  made.set(languages, known);
  return known;
}

const escaped = (word: string): string => word.replace(/[.*+?^${}()|[\]\\]/g, String.raw`\$&`);
const anyOf = (words: readonly string[]): string => (words.length === 0 ? '(?!)' : [...new Set(words)].toSorted((a, b) => b.length - a.length).map(escaped).join('|'));

function read(languages: readonly Language[]): PlanWords {
  const all = (key: keyof Language['plans']): string[] => languages.flatMap(({ plans }) => plans[key]);
  const proofs = all('proofs');
  const isLatin = (word: string): boolean => /^[\w]/.test(word);
  // Given, and within a few lines when: the steps of a scenario. The first word for each is the one that starts a step.
  const steps = languages.flatMap(({ given, when }) => (isLatin(given[0] ?? '-') && when[0] !== undefined ? [String.raw`${escaped(given[0] ?? '')}\b[\s\S]{0,200}\b${escaped(when[0])}\b`] : []));
  const latin = new RegExp(String.raw`\b(?:${[anyOf(proofs.filter(isLatin)), ...steps].join('|')})`, 'i');
  const others = new RegExp(anyOf(proofs.filter(word => !isLatin(word))));
  return {
    requirement: new RegExp(String.raw`^(?:${anyOf(all('requirement'))})\s*-?(\d+)\s*(?:[:.：-]\s*(.*))?$`, 'i'),
    story: new RegExp(String.raw`^(?:${anyOf(all('story'))}) ?(\d+)\s*(?:[-:–—：]\s*(.*))?$`, 'i'),
    anyNamed: new RegExp(String.raw`[_*](?:${anyOf(all('named'))})[:：]`, 'i'),
    named: new RegExp(String.raw`^(\s*(?:[-*]\s+)?[_*]{1,2}(?:${anyOf(all('named'))})[:：]\s*)(.*?)[_*]{1,2}\s*$`, 'i'),
    proves: text => latin.test(text) || others.test(text),
    parts: new Set(all('parts')),
  };
}
