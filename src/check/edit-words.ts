import type { ClaimWords } from '../model/knowledge.ts';
import { wordsOf } from './words.ts';
import type { Word } from './words.ts';

type Unit = { seconds: number };

/** The words of all languages by which a changed line is compared with what the plan had there. */
export type EditWords = { turns: ReadonlySet<string>; denies: ReadonlySet<string>; boundless: ReadonlySet<string>; limits: ReadonlySet<string>; small: ReadonlySet<string>; remarks: ReadonlySet<string>; numerals: ReadonlyMap<string, string>; units: ReadonlyMap<string, Unit> };

const made = new WeakMap<readonly ClaimWords[], EditWords>();

export function editWordsOf(claims: readonly ClaimWords[]): EditWords {
  const known = made.get(claims) ?? read(claims);
  made.set(claims, known);
  return known;
}

function read(claims: readonly ClaimWords[]): EditWords {
  const all = (of: 'turns' | 'denies' | 'boundless' | 'limits' | 'small' | 'remarks'): ReadonlySet<string> => new Set(claims.flatMap(({ edits }) => edits[of]));
  const units = claims.flatMap(({ edits }) => edits.time.flatMap(({ seconds, words }) => words.map(word => [word, { seconds }] as const)));
  return { turns: all('turns'), denies: all('denies'), boundless: all('boundless'), limits: all('limits'), small: all('small'), remarks: all('remarks'), numerals: new Map(claims.flatMap(({ edits }) => edits.numerals.map((word, index) => [word, String(index + 1)] as const))), units: new Map(units) };
}

const number = /^(?:[<>]=?|≤|≥)?(\d[\d,]*(?:\.\d+)?)$/;
const joined = /^((?:[<>]=?|≤|≥)?\d[\d,]*(?:\.\d+)?)([A-Za-z]+)$/;

/** The words of a text; a number and its unit of time are one, the same in whatever unit it is said. */
export function readWords(text: string, { units, numerals }: EditWords): Word[] {
  const words: Word[] = [];
  for (const word of wordsOf(text)) {
    word.key = numerals.get(word.key) ?? word.key;
    const [, together = '', behind = ''] = joined.exec(word.text) ?? [];
    const unit = units.get(behind) ?? units.get(word.text);
    const last = behind === '' || unit === undefined ? words.at(-1) : undefined;
    const value = number.exec(last?.key ?? together)?.[1];
    if (unit === undefined || value === undefined || !(behind === '' || units.has(behind))) {
      words.push(word);
      continue;
    }
    const before = last?.text ?? together;
    if (last !== undefined) words.pop();
    const seconds = Number((Number(value.replaceAll(',', '')) * unit.seconds).toPrecision(12));
    words.push({ text: last === undefined ? word.text : `${before} ${word.text}`, key: `${(last?.key ?? before).replace(value, String(seconds))} seconds`, fact: true, name: false });
  }
  return words;
}
