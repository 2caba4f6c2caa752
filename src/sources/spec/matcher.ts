/** A word of a list as it stands in a text. */
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

/** Letters whose words carry endings and particles without a gap: "회원은", "등록할". */
const joined = /\p{Script=Hangul}/u;

/** What must not, or must, stand beside a word of the list. */
type Edge = 'anything' | 'no word' | 'no word or hyphen' | 'a letter' | 'no sign' | 'a number';

/** A word of the list: its parts between white space, and its edges. */
interface Entry {
  parts: string[];
  before: Edge;
  after: Edge;
}

/** The words by the code of the letter they begin with; those to be tried first stand first. `inside`: some may begin within a word. */
interface Index {
  byCode: ReadonlyMap<number, readonly Entry[]>;
  inside: boolean;
}

/**
 * One finder for a list of words. A word of a script without spaces matches anywhere, others only whole; a word in capitals matches only in
 * capitals. Words are looked up by the letter they begin with: a pattern of all of them, with letters of all scripts at its edges, takes longer
 * to compile than a spec to read.
 */
export function createMatcher(words: Iterable<string>): Matcher {
  const sorted = [...new Set(words)].toSorted((a, b) => b.length - a.length || (a < b ? -1 : 1));
  const isCapital = (word: string): boolean => word.length > 1 && word === word.toUpperCase() && word !== word.toLowerCase();
  // Built when first asked for: most documents never need most lists.
  let built: { lower: Index; capital: Index } | null = null;
  const indexes = (): { lower: Index; capital: Index } => (built ??= { lower: indexOf([...new Set(sorted.filter((word) => !isCapital(word)).map((word) => word.toLowerCase()))]), capital: indexOf(sorted.filter(isCapital)) });
  return {
    first: (text) => {
      const { lower, capital } = indexes();
      const small = find(lower, foldCase(text), 0);
      const large = find(capital, text, 0);
      const best = small === null || (large !== null && large.index < small.index) ? large : small;
      return best === null ? null : hitOf(text, best);
    },
    all: (text) => {
      const { lower, capital } = indexes();
      const found = [...every(lower, foldCase(text)), ...every(capital, text)].map((each) => hitOf(text, each));
      return capital.byCode.size === 0 ? found : found.toSorted((a, b) => a.index - b.index);
    },
  };
}

interface Found {
  index: number;
  end: number;
}

const hitOf = (text: string, { index, end }: Found): Hit => ({ word: text.slice(index, end), index });

/** Words that stand whole go before those that match anywhere. */
function indexOf(words: readonly string[]): Index {
  const byCode = new Map<number, Entry[]>();
  for (const word of [...words.filter(isWhole), ...words.filter((each) => !isWhole(each))]) {
    const code = word.charCodeAt(0);
    const same = byCode.get(code);
    if (same === undefined) byCode.set(code, [entryOf(word)]);
    else same.push(entryOf(word));
  }
  return { byCode, inside: [...byCode.values()].some((entries) => entries.some(({ before }) => before === 'anything' || before === 'no sign')) };
}

const startsAsWord = (word: string): boolean => isLetterOrDigit(word.codePointAt(0) ?? 0);
const endsAsWord = (word: string): boolean => isLetterOrDigit(codeBefore(word, word.length));
const compares = /^[<>=≤≥≦≧＜＞]+$/u;
const isUnspaced = (word: string): boolean => unspaced.test(word);
const isWhole = (word: string): boolean => startsAsWord(word) && endsAsWord(word) && !isUnspaced(word) && !joined.test(word);

function entryOf(word: string): Entry {
  const parts = word.split(' ');
  // A sign that compares counts before a number: "<2", "≥ 40", "> $5", not "a -> b".
  if (compares.test(word)) return { parts, before: 'no sign', after: 'a number' };
  // A word of marks only, such as the dashes of an option, counts at the start of a word: "--watch", not "a -- b".
  if (![...word].some((letter) => isLetterOrDigit(letter.codePointAt(0) ?? 0))) return { parts, before: 'no word or hyphen', after: 'a letter' };
  if (isUnspaced(word) || joined.test(word)) return { parts, before: 'anything', after: 'anything' };
  return { parts, before: startsAsWord(word) ? 'no word' : 'anything', after: endsAsWord(word) ? 'no word' : 'anything' };
}

function find({ byCode, inside }: Index, text: string, from: number): Found | null {
  if (byCode.size === 0) return null;
  let within = !inside && from > 0 && isPlainLetter(text.charCodeAt(from - 1));
  for (let at = from; at < text.length; at++) {
    const code = text.charCodeAt(at);
    const skipped = within;
    within = !inside && isPlainLetter(code);
    if (skipped) continue;
    for (const entry of byCode.get(code) ?? none) {
      const end = endOf(entry, text, at);
      if (end !== null) return { index: at, end };
    }
  }
  return null;
}

/** Behind one of these no whole word begins. */
const isPlainLetter = (code: number): boolean => (code >= 97 && code <= 122) || (code >= 65 && code <= 90) || (code >= 48 && code <= 57);

const none: readonly Entry[] = [];

function every(index: Index, text: string): Found[] {
  const found: Found[] = [];
  for (let each = find(index, text, 0); each !== null; each = find(index, text, each.end)) found.push(each);
  return found;
}

/** Where the word ends that begins at a place; null when another stands there. White space between its parts may be any. */
function endOf({ parts, before, after }: Entry, text: string, at: number): number | null {
  let end = at;
  for (let place = 0; place < parts.length; place++) {
    const part = parts[place] ?? '';
    if (place > 0) {
      const gap = end;
      while (isSpace(text.charCodeAt(end))) end++;
      if (end === gap) return null;
    }
    if (!text.startsWith(part, end)) return null;
    end += part.length;
  }
  const follows = after === 'a number' ? number(text, end) : text.codePointAt(end);
  return fits(before, at === 0 ? null : codeBefore(text, at)) && fits(after, follows ?? null) ? end : null;
}

/** The code point behind white space and the sign of a currency. */
function number(text: string, from: number): number | undefined {
  let at = from;
  while (isSpace(text.charCodeAt(at)) || isCurrency(text.charCodeAt(at))) at++;
  return text.codePointAt(at);
}

function fits(edge: Edge, code: number | null): boolean {
  if (edge === 'anything') return true;
  if (code === null) return edge !== 'a letter';
  if (edge === 'a letter') return isLetter(code);
  if (edge === 'no sign') return !isSign(code);
  if (edge === 'a number') return isDigit(code);
  return !isLetterOrDigit(code) && code !== (edge === 'no word' ? underscore : hyphen);
}

const underscore = '_'.charCodeAt(0);
const hyphen = '-'.charCodeAt(0);

/** The code point that ends before a place. */
function codeBefore(text: string, at: number): number {
  const code = text.charCodeAt(at - 1);
  const pair = code >= 0xdc00 && code <= 0xdfff && at > 1 ? (text.codePointAt(at - 2) ?? 0) : 0;
  return pair > 0xffff ? pair : code;
}

const isSpace = remembered(/\s/u);
const isCurrency = remembered(/\p{Sc}/u);
const isSign = remembered(/[\p{Sm}-]/u);
const isDigit = remembered(/\p{N}/u);
const isLetter = remembered(/\p{L}/u);
const isLetterOrDigit = remembered(/[\p{L}\p{N}]/u);

/** Whether a pattern holds for a code point: asked once for each. */
function remembered(pattern: RegExp): (code: number) => boolean {
  const known = new Map<number, boolean>();
  return (code) => {
    const answer = known.get(code) ?? (code >= 0 && pattern.test(String.fromCodePoint(code)));
    known.set(code, answer);
    return answer;
  };
}

/** How many words a text has; in a script without spaces three letters stand for two. */
export function wordsIn(text: string): number {
  const letters = text.length > 2000 ? 0 : [...text].filter(letter => unspaced.test(letter)).length;
  return Math.max(text.split(/\s+/).length, Math.floor(letters / 1.5));
}

/** Lower case of the same length, so that positions stay true; letters whose lower case is longer keep theirs. */
function foldCase(text: string): string {
  const lower = text.toLowerCase();
  return lower.length === text.length ? lower : [...text].map((letter) => (letter.toLowerCase().length === letter.length ? letter.toLowerCase() : letter)).join('');
}

/** Case, width and white space folded, so that words compare. */
export function fold(text: string): string {
  // Most words are plain Latin letters without a gap, which only lose their capitals.
  if (isPlain.test(text)) return text.toLowerCase();
  return text.normalize('NFKC').toLowerCase().replace(/[’]/g, "'").replace(/\s+/g, ' ').trim();
}

const isPlain = /^[!-~]+(?: [!-~]+)*$/;

/** Folded, and Latin letters without their accents, which many an author leaves out: "criterios de aceptacion". */
export function plain(text: string): string {
  const folded = fold(text);
  return /[\u00c0-\u024f]/.test(folded) ? folded.normalize('NFD').replace(/(?<=\p{Script=Latin})\p{M}+/gu, '').normalize('NFC') : folded;
}
