/** Text as it is inside a regular expression: nouns and ids come from specs and may hold any mark. */
export function escapeRegExp(text: string): string {
  return text.replace(/[.*+?^${}()|[\]\\/]/g, String.raw`\$&`);
}

/** Any of the words, inside a regular expression. */
export const anyOf = (words: Iterable<string>): string => [...words].map(escapeRegExp).join('|');

/** What stands between words: ASCII that is no letter, then marks and signs beyond it. First and last code of each range. */
const noLetterRanges = [[0x00, 0x40], [0x5b, 0x60], [0x7b, 0xa9], [0xab, 0xb4], [0xb6, 0xb9], [0xbb, 0xbf], [0xd7, 0xd7], [0xf7, 0xf7], [0x2000, 0x206f], [0x20a0, 0x20cf], [0x2190, 0x2bff], [0x3000, 0x3004], [0x3008, 0x3030], [0xd800, 0xdfff], [0xff00, 0xff20], [0xff3b, 0xff40], [0xff5b, 0xff65]] as const;

const escaped = (code: number): string => `\\u${code.toString(16).padStart(4, '0')}`;

/** What a class of letters and some more excludes: `[\p{L}-]` is all but this; null where it holds what this does not know. */
function excluded(members: string): string | null {
  const also = new Set<number>();
  const read = members.replaceAll(String.raw`\p{L}`, '').replaceAll(String.raw`\p{N}`, '0-9').replaceAll(String.raw`\d`, '0-9').replaceAll(String.raw`\s`, ' \t\n\v\f\r');
  for (let at = 0; at < read.length; at++) {
    if (read[at] === '\\' && /[A-Za-z0-9]/.test(read[++at] ?? '')) return null;
    const from = read.charCodeAt(at);
    const spans = read[at + 1] === '-' && at + 2 < read.length;
    if (spans && read[at + 2] === '\\') return null;
    const to = spans ? read.charCodeAt(at + 2) : from;
    for (let code = from; code <= to; code++) also.add(code);
    if (spans) at += 2;
  }
  let out = '';
  for (const [first, last] of noLetterRanges) {
    for (let from: number = first; from <= last; from++) {
      if (also.has(from)) continue;
      let to = from;
      while (to < last && !also.has(to + 1)) to++;
      out += from === to ? escaped(from) : `${escaped(from)}-${escaped(to)}`;
      from = to;
    }
  }
  return out;
}

/** What an engine without tables reads otherwise: `\p{L}`, an escape, a class. */
const token = /\\[pPu]\{[^}]*\}|\\[^]|\[(?:\\[^]|[^\]\\])*\]/g;

/** A letter of any script, told by what is none. */
export const letter = `[^${excluded('') ?? ''}]`;

/** A letter or a hyphen inside a word. */
export const inWord = `[^${excluded('-') ?? ''}]`;

const classes = new Map<string, string | null>();

/** A class of letters and some more, told by what it excludes; null where it holds what this does not know. */
function classWithoutTables(written: string): string | null {
  const known = classes.get(written);
  if (known !== undefined) return known;
  const denied = written.startsWith('[^');
  const none = excluded(written.slice(denied ? 2 : 1, -1));
  const told = none === null ? null : `[${denied ? '' : '^'}${none}]`;
  classes.set(written, told);
  return told;
}

/** The pattern in terms that need no Unicode tables; null where it asks for more than letters and digits. */
function withoutTables(source: string): string | null {
  if (!/\\[pPu]\{/.test(source)) return source;
  let told = true;
  const plain = source.replace(token, (part) => {
    if (part === String.raw`\p{L}`) return letter;
    if (part === String.raw`\p{N}`) return String.raw`\d`;
    const other = /^\\[pPu]\{/.test(part) ? null : part.startsWith('[') && /\\[pP]\{/.test(part) ? classWithoutTables(part) : part;
    told &&= other !== null;
    return other ?? part;
  });
  return told ? plain : null;
}

const made = new Map<string, RegExp>();

/**
 * A pattern for which case does not count. With the flags `iu` the engine takes some ms to compile one: each `\p{L}` is a table of 600 ranges whose
 * other cases are looked up one by one, and so is each letter of a word list. Letters are told by what is none instead, which takes a tenth. What only
 * `u` understands keeps it. Letters beyond U+FFFF, which no living script needs, count as marks. The same source gives the same object.
 */
export function caseless(source: string, flags: '' | 'g' = ''): RegExp {
  const key = `${flags}/${source}`;
  const known = made.get(key);
  if (known !== undefined) return known;
  const plain = withoutTables(source);
  const pattern = new RegExp(plain ?? source, `${flags}i${plain === null ? 'u' : ''}`);
  made.set(key, pattern);
  return pattern;
}
