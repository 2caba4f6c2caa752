import type { Language } from '../../model/knowledge.ts';
import { escapeRegExp } from '../../text/regex.ts';

type Case = keyof Language['cases'];

/** Tells what a case of a requirement speaks of, in every language specs come in. */
export type Cases = (text: string, ...of: Case[]) => boolean;

const made = new WeakMap<readonly Language[], Cases>();

/** One pattern a case over all languages, since a spec may mix them; made once for a set of languages. */
export function casesOf(languages: readonly Language[]): Cases {
  const known = made.get(languages);
  if (known !== undefined) return known;
  const patterns = new Map<Case, RegExp>();
  const patternOf = (one: Case): RegExp => {
    const words = languages.flatMap((language) => language.cases[one]);
    const found = patterns.get(one) ?? new RegExp(words.toSorted((a, b) => b.length - a.length).map(spelled).join('|'), 'giu');
    patterns.set(one, found);
    return found;
  };
  const cases: Cases = (text, ...of) => of.some((one) => {
    // "Error rate" and "error type" name a figure, not an end that is bad.
    const said = one === 'refused' ? text.replace(patternOf('measured'), ' ') : text;
    return said.search(patternOf(one)) >= 0;
  });
  made.set(languages, cases);
  return cases;
}

/** Words of scripts with spaces match as a whole, or as a beginning where a star ends them; a star between two is one word. Others match anywhere. */
function spelled(word: string): string {
  const open = word.endsWith('*');
  const text = escapeRegExp(open ? word.slice(0, -1) : word).replaceAll('\\*', '\\p{L}+');
  return /\p{Script=Latin}/u.test(word) ? `(?<![\\p{L}\\p{N}])${text}${open ? '' : '(?![\\p{L}\\p{N}])'}` : text;
}
