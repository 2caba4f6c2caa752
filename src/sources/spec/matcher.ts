export interface Hit {
  word: string;
  index: number;
}

/** Finds words of a list in a text: the first, or all. */
export interface Matcher {
  first(text: string): Hit | null;
  all(text: string): Hit[];
}

export const unspaced = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}]/u;

export function escapePattern(text: string): string {
  return text.replace(/[.*+?^${}()|[\]\\/]/g, String.raw`\$&`);
}

/**
 * One pattern for a list of words. A word of a script without spaces matches anywhere, others only whole; a word in capitals matches only
 * in capitals. Text is folded to lower case once, since case-blind patterns are several times slower.
 */
export function createMatcher(words: Iterable<string>): Matcher {
  const sorted = [...new Set(words)].toSorted((a, b) => b.length - a.length || (a < b ? -1 : 1));
  const isCapital = (word: string) => word.length > 1 && word === word.toUpperCase() && word !== word.toLowerCase();
  // Built when first asked for: most documents never need most lists.
  let built: { lower: RegExp | null; capital: RegExp | null } | null = null;
  const patterns = (): { lower: RegExp | null; capital: RegExp | null } => (built ??= { lower: patternOf([...new Set(sorted.filter(word => !isCapital(word)).map(word => word.toLowerCase()))]), capital: patternOf(sorted.filter(isCapital)) });
  const all = (text: string): Hit[] => {
    const { lower, capital } = patterns();
    const folded = foldCase(text);
    const found: Hit[] = [];
    for (const match of every(lower, folded)) found.push({ word: text.slice(match.index, match.index + match[0].length), index: match.index });
    for (const match of every(capital, text)) found.push({ word: match[0], index: match.index });
    return capital === null ? found : found.toSorted((a, b) => a.index - b.index);
  };
  const first = (text: string): Hit | null => {
    const { lower, capital } = patterns();
    const small = find(lower, foldCase(text));
    const large = find(capital, text);
    const best = small === null || (large !== null && large.index < small.index) ? large : small;
    return best === null ? null : { word: text.slice(best.index, best.index + best[0].length), index: best.index };
  };
  return { first, all };
}

function find(pattern: RegExp | null, text: string): RegExpExecArray | null {
  if (pattern === null) return null;
  pattern.lastIndex = 0;
  return pattern.exec(text);
}

function every(pattern: RegExp | null, text: string): RegExpExecArray[] {
  if (pattern === null) return [];
  pattern.lastIndex = 0;
  return [...text.matchAll(pattern)];
}

/** Lower case of the same length, so that positions stay true; letters whose lower case is longer keep theirs. */
function foldCase(text: string): string {
  const lower = text.toLowerCase();
  return lower.length === text.length ? lower : [...text].map(letter => (letter.toLowerCase().length === letter.length ? letter.toLowerCase() : letter)).join('');
}

function patternOf(words: string[]): RegExp | null {
  const body = (word: string): string => escapePattern(word).replace(/ /g, String.raw`\s+`);
  const whole = words.filter(word => !unspaced.test(word) && /^[\p{L}\p{N}].*[\p{L}\p{N}]$|^[\p{L}\p{N}]$/u.test(word));
  const loose = words.filter(word => !whole.includes(word)).map(word => {
    // A word of marks only, such as the dashes of an option, counts at the start of a word: "--watch", not "a -- b".
    if (!/[\p{L}\p{N}]/u.test(word)) return String.raw`(?<![\p{L}\p{N}-])${body(word)}(?=\p{L})`;
    const before = !unspaced.test(word) && /^[\p{L}\p{N}]/u.test(word) ? String.raw`(?<![\p{L}\p{N}_])` : '';
    const after = !unspaced.test(word) && /[\p{L}\p{N}]$/u.test(word) ? String.raw`(?![\p{L}\p{N}_])` : '';
    return before + body(word) + after;
  });
  const parts = [...(whole.length > 0 ? [String.raw`(?<![\p{L}\p{N}_])(?:${whole.map(body).join('|')})(?![\p{L}\p{N}_])`] : []), ...loose];
  return parts.length === 0 ? null : new RegExp(parts.join('|'), 'gu');
}

/** Case, width and white space folded, so that words compare. */
export function fold(text: string): string {
  return text.normalize('NFKC').toLowerCase().replace(/[’]/g, "'").replace(/\s+/g, ' ').trim();
}
