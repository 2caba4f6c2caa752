import { measures, type Language, type Measure } from '../../model/knowledge.ts';
import { fold, unspaced } from './matcher.ts';

/**
 * The words of numbers, units and bounds, and those that say what a number is about. Looked up word by word, since patterns of so many
 * words cost more to build than a document costs to read.
 */
export interface Amounts {
  /** What a number written as a word is worth. */
  numerals: Map<string, number>;
  counters: Set<string>;
  /** Units by their first letter, the longest first; `spaced` where a letter behind makes another word of it. */
  measures: Map<string, { word: string; measure: Measure; spaced: boolean }[]>;
  most: Set<string>;
  least: Set<string>;
  /** The name of a meaning by each of its words. */
  groups: Map<string, string>;
  light: Set<string>;
}

/** Words of the longest phrase, and letters of the longest word in a script without spaces. */
export const longest = { words: 3, letters: 8 };

/** By the language of a document: its own words and those of all that write spaces, since words without spaces around would be found inside others. */
export function amountsBy(languages: Language[]): (language: string) => Amounts {
  const known = new Map<string, Amounts>();
  const writesNone = (language: Language): boolean => unspaced.test(language.light.join(''));
  return id => {
    const found = known.get(id);
    if (found !== undefined) return found;
    const made = amountsOf(languages.some(each => each.id === id) ? languages.filter(each => each.id === id || !writesNone(each)) : languages);
    known.set(id, made);
    return made;
  };
}

function amountsOf(languages: Language[]): Amounts {
  const groups = new Map<string, string>();
  for (const [place, list] of languages.flatMap(language => language.same).entries()) {
    const words = list.map(fold);
    // A word that two languages share joins their lists.
    const known = words.map(word => groups.get(word)).find(name => name !== undefined) ?? `same ${place}`;
    for (const word of words) if (!groups.has(word)) groups.set(word, known);
  }
  const units = new Map<string, { word: string; measure: Measure; spaced: boolean }[]>();
  const all = languages.flatMap(language => measures.flatMap(measure => (language.measures[measure] ?? []).map(word => ({ word, measure, spaced: /^[A-Za-z\u00C0-\u024F]/.test(word) }))));
  for (const each of all.toSorted((a, b) => b.word.length - a.word.length || (a.word < b.word ? -1 : 1))) {
    for (const letter of new Set([each.word.charAt(0), each.word.charAt(0).toUpperCase()])) units.set(letter, [...(units.get(letter) ?? []), each]);
  }
  const set = (pick: (language: Language) => string[]): Set<string> => new Set(languages.flatMap(pick).map(fold));
  return {
    numerals: new Map(languages.flatMap(language => Object.entries(language.numerals).map(([word, value]): [string, number] => [fold(word), value]))),
    counters: set(language => language.counters),
    measures: units,
    most: set(language => language.most),
    least: set(language => language.least),
    groups,
    light: set(language => [...language.light, ...language.most, ...language.least]),
  };
}
