import type { Language } from '../../../model/knowledge.ts';
import { oncePer } from '../../../text/once.ts';
import { escapeRegExp } from '../../../text/regex.ts';

type Case = keyof Language['cases'];

/** Tells what a case of a requirement speaks of, in every language specs come in. */
export type Cases = (text: string, ...of: Case[]) => boolean;

/** Answers kept at a time; one plan asks some hundreds. */
const mostAnswers = 5000;

/** One matcher a case over all languages, since a spec may mix them; made once for a set of languages. */
export const casesOf = oncePer((languages: readonly Language[]) => languages, (languages): Cases => {
  const matchers = new Map<Case, Matcher>();
  const matcherOf = (one: Case): Matcher => {
    const found = matchers.get(one) ?? createMatcher(languages.flatMap((language) => language.cases[one]));
    matchers.set(one, found);
    return found;
  };
  const speaks = (text: string, one: Case): boolean => {
    const low = text.toLowerCase();
    // "Error rate" and "error type" name a figure, not an end that is bad.
    return matcherOf(one).in(one === 'refused' ? low.replace(matcherOf('measured').all(), ' ') : low);
  };
  // The same sentence is held against each error and each route.
  const answers = new Map<string, boolean>();
  return (text, ...of) => of.some((one) => {
    const key = `${one} ${text}`;
    const known = answers.get(key) ?? speaks(text, one);
    if (answers.size > mostAnswers) answers.clear();
    answers.set(key, known);
    return known;
  });
});

type Matcher = { in: (text: string) => boolean; all: () => RegExp };

/**
 * Finds any of the words in a text of lower case. Single words and beginnings are looked up word by word; what spans several words, and scripts
 * without spaces, by a pattern. `all` is the pattern of everything.
 */
function createMatcher(listed: readonly string[]): Matcher {
  const words = listed.map((word) => word.toLowerCase());
  const single = words.filter((word) => /^[\p{L}\p{N}]+\*?$/u.test(word) && spaced(word));
  const whole = new Set(single.filter((word) => !word.endsWith('*')));
  const begun = new Set(single.filter((word) => word.endsWith('*')).map((word) => word.slice(0, -1)));
  const longest = Math.max(0, ...[...begun].map((word) => word.length));
  const known = new Set(single);
  const rest = words.filter((word) => !known.has(word));
  const spread = rest.length === 0 ? null : patternOf(rest);
  const begins = (word: string): boolean => {
    for (let end = Math.min(longest, word.length); end > 0; end--) if (begun.has(word.slice(0, end))) return true;
    return false;
  };
  let all: RegExp | null = null;
  return {
    in: (text) => (text.match(/[\p{L}\p{N}]+/gu) ?? []).some((word) => whole.has(word) || begins(word)) || (spread !== null && text.search(spread) >= 0),
    all: () => (all ??= patternOf(words)),
  };
}

/** Words of scripts with spaces match as a whole, or as a beginning where a star ends them; a star between two is one word. Others match anywhere. */
const spaced = (word: string): boolean => /\p{Script=Latin}/u.test(word);

/** One pattern of all words, the longest first among those that end alike: what bounds a word is said once for each kind, for it is long. */
function patternOf(words: readonly string[]): RegExp {
  const longestFirst = words.toSorted((a, b) => b.length - a.length);
  const kind = (before: string, after: string, fitting: readonly string[]): string[] => (fitting.length === 0 ? [] : [`${before}(?:${fitting.map((word) => escapeRegExp(word.replace(/\*$/, '')).replaceAll('\\*', '\\p{L}+')).join('|')})${after}`]);
  const [open, closed] = ['(?<![\\p{L}\\p{N}])', '(?![\\p{L}\\p{N}])'];
  return new RegExp([
    ...kind(open, closed, longestFirst.filter((word) => spaced(word) && !word.endsWith('*'))),
    ...kind(open, '', longestFirst.filter((word) => spaced(word) && word.endsWith('*'))),
    ...kind('', '', longestFirst.filter((word) => !spaced(word))),
  ].join('|'), 'gu');
}
