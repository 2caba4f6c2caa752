import type { NumberWords } from '../model/number-words.ts';
import { anyOf } from '../text/regex.ts';

/** What a reader of numbers finds in a text: its numbers, and whether it is in a script whose numbers it could miss. */
export type Numbers = { readonly in: (text: string) => string[]; readonly unreadable: (text: string, known: string) => boolean };

type Reader = { id: string; detect: ReadonlySet<string>; except: ReadonlySet<string>; whole: RegExp | null; anywhere: RegExp | null; ordinary: RegExp | null };

const digits = /\p{N}+(?:[.,:/-]\p{N}+)*/gu;
const tokens = /\p{L}+(?:[-'’]\p{L}+)*/gu;
/** No number word is longer; what is, is not tried. */
const longestToken = 60;

/** Reads numbers in digits of any script and in the words of the known languages. Accents and capitals make no difference. */
export function numberReader(known: NumberWords): Numbers {
  const readers = known.languages.map(readerOf);
  const foreign = known.scripts.length === 0 ? null : new RegExp(`(?![${known.scripts.map(script => `\\p{Script=${script}}`).join('')}])(?!\\p{Script=Common})(?!\\p{Script=Inherited})\\p{L}`, 'gu');
  return {
    in: text => [...[...text.normalize('NFKC').matchAll(digits)].map(([hit]) => hit), ...wordsIn(plain(text), readers)],
    unreadable: (text, beside) => foreign !== null && [...text.matchAll(foreign)].some(([letter]) => !sameScript(letter, beside)),
  };
}

function wordsIn(text: string, readers: readonly Reader[]): string[] {
  const words = [...text.matchAll(tokens)].map(([word]) => word);
  const sure = new Map(readers.map(reader => [reader.id, words.filter(word => reader.detect.has(word)).length]));
  const score = (reader: Reader): number => sure.get(reader.id) ?? 0;
  const found: string[] = [];
  for (const reader of readers) {
    const ordinary = (word: string): boolean => readers.some(other => other.except.has(word) && (other === reader || score(other) > score(reader)));
    if (reader.whole !== null) for (const word of words) if (word.length <= longestToken && reader.whole.test(word) && !ordinary(word)) found.push(word);
    if (reader.anywhere !== null) for (const [hit] of (reader.ordinary === null ? text : text.replace(reader.ordinary, ' ')).matchAll(reader.anywhere)) found.push(hit);
  }
  return found;
}

function readerOf({ id, detect, words, joints, endings, characters, except }: NumberWords['languages'][number]): Reader {
  const any = (list: readonly string[]): string => anyOf([...list].map(plain).sort((a, b) => b.length - a.length));
  const spaced = characters === undefined;
  return {
    id,
    detect: new Set(detect.map(plain)),
    except: new Set(except.map(plain)),
    whole: spaced ? new RegExp(`^(?:${any(words)})(?:(?:${any(joints)})?(?:${any(words)}))*(?:${any(endings)})?$`, 'u') : null,
    anywhere: spaced ? null : new RegExp([...(words.length === 0 ? [] : [any(words)]), `[${characters}]+`].join('|'), 'gu'),
    ordinary: spaced || except.length === 0 ? null : new RegExp(any(except), 'gu'),
  };
}

/** Without capitals, accents and look-alike forms. */
const plain = (text: string): string => text.normalize('NFKC').toLowerCase().replaceAll('ß', 'ss').normalize('NFD').replace(/[\u0300-\u036F]/g, '').normalize('NFC');

/** Scripts by a letter of theirs; a script that is none of these stands beside itself only letter by letter. */
const scripts = ['Cyrillic', 'Greek', 'Hangul', 'Arabic', 'Hebrew', 'Devanagari', 'Thai', 'Bengali', 'Tamil', 'Telugu', 'Armenian', 'Georgian'].map(name => new RegExp(`\\p{Script=${name}}`, 'u'));

function sameScript(letter: string, beside: string): boolean {
  const script = scripts.find(each => each.test(letter));
  return script === undefined ? beside.includes(letter) : script.test(beside);
}
