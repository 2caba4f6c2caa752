import { atLine, defineRule } from '../../rule.ts';
import type { Mark } from '../../rule.ts';
import type { Sheet } from '../../sheet.ts';
import { statementsOf } from '../../statements.ts';

/** Words that carry no subject: articles, demands, and what stands around a number. */
const empty = new Set([
  'a', 'an', 'the', 'of', 'for', 'to', 'in', 'on', 'with', 'and', 'or', 'by', 'from', 'as', 'at', 'any', 'all', 'into', 'via', 'be', 'is', 'are', 'it', 'its', 'that', 'this', 'each', 'every',
  'must', 'shall', 'should', 'will', 'can', 'may', 'system', 'within', 'least', 'most', 'than', 'less', 'more', 'fewer', 'under', 'below', 'over', 'above', 'up', 'no', 'not', 'never', 'cannot', 'only', 'maximum',
  'minimum', 'max', 'min', 'exactly', 'about', 'after', 'before', 'until',
]);
/** A number behind one of these is a name, not an amount. */
const label = /\b(?:phase|step|stage|level|tier|version|v|week|sprint|milestone|story|requirement|type|case|role|option|code|status|error|http|rfc|iso|section|chapter|table|figure|port|part|p|sha|aes|utf|tls|oauth|api)[\s-]*$/i;
const number = /(?<![\w.#-])(\d[\d,]*(?:\.\d+)?)\s*(%|[a-zA-Z]+)?/g;
const atLeast = /\b(?:at least|no less than|not less than|minimum|min|more than|over|above)\b|>=?|≥/i;
const denies = /\b(?:not|never|cannot|can't|mustn't|shan't|no longer|no)\b/i;

type Reading = { key: string; amounts: { value: number; unit: string }[]; least: boolean; denied: boolean; line: number; id: string | null };

export default defineRule({
  id: 'requirements/contradiction',
  about: 'Two requirements with the same subject and different numbers, or one the denial of the other, cannot both be built.',
  fix: 'Decide which holds and delete the other, or say in each where it holds.',
  bad: '- FR-003: The list MUST load within 200 ms.\n- FR-009: The list MUST load within 500 ms.',
  good: '- FR-003: The list MUST load within 200 ms.',
  severity: 'warning',
  set: 'start',
  *document(sheet) {
    if (sheet.own !== null) return;
    const seen = new Map<string, Reading[]>();
    const statements = statementsOf(sheet).map(statement => ({ statement, sign: signOf(bareOf(statement.text, statement.id)) }));
    const counts = new Map<number, number>();
    for (const { sign } of statements) counts.set(sign, (counts.get(sign) ?? 0) + 1);
    for (const { statement, sign } of statements) {
      if (counts.get(sign) === 1) continue;
      const reading = read(statement.text, statement.id, statement.line);
      if (reading === null) continue;
      const others = seen.get(reading.key) ?? [];
      for (const other of others) {
        const why = clash(other, reading);
        if (why === null) continue;
        yield atLine(sheet, reading.line, `This contradicts line ${other.line}${other.id === null ? '' : ` ("${other.id}")`}: ${why}.`);
        break;
      }
      if (others.length < 50) seen.set(reading.key, [...others, reading]);
    }
    yield* targets(sheet);
  },
});

const target = /(<=?|>=?|≤|≥)\s*(\d[\d,]*(?:\.\d+)?)/;
/** A target is a line of its own; longer ones say where it holds. */
const shortLine = 100;

/** Two targets of one list that are the same but for their number. */
function* targets(sheet: Sheet): Generator<Mark> {
  let seen = new Map<string, { value: string; line: number }>();
  for (const block of sheet.document.blocks) {
    if (block.type === 'heading') seen = new Map();
    if (block.type !== 'item' || block.text.length > shortLine) continue;
    const [whole, , value = ''] = target.exec(block.text) ?? [];
    if (whole === undefined) continue;
    const key = block.text.replace(value, '#').trim().toLowerCase();
    const before = seen.get(key);
    if (before === undefined) seen.set(key, { value, line: block.span.start.line });
    else if (before.value !== value) yield atLine(sheet, block.span.start.line, `This contradicts line ${before.line}: the same target with another number.`);
  }
}

/**
 * A number that two statements of one subject share: a bit for each of their long words, as many bits as a small number holds. Reading a
 * statement costs ten times as much, and most have a number of their own.
 */
function signOf(text: string): number {
  let sign = 0;
  for (let from = 0, at = 0; at <= text.length; at++) {
    if (isLetter(text.charCodeAt(at))) continue;
    const end = stemEnd(text, from, at);
    if (end - from >= longStem) {
      const hash = hashOf(text, from, end);
      if (!beside.has(hash)) sign |= 1 << (hash % 30);
    }
    from = at + 1;
  }
  return sign;
}

const isLetter = (code: number): boolean => (code >= 97 && code <= 122) || (code >= 65 && code <= 90);

/** Where the part of a word ends that its singular and its plural share. */
function stemEnd(text: string, from: number, to: number): number {
  const lower = (at: number): number => text.charCodeAt(at) | 32;
  if (to - from > 3 && lower(to - 1) === 115 && lower(to - 2) === 101 && lower(to - 3) === 105) return to - 3;
  return to > from && (lower(to - 1) === 115 || lower(to - 1) === 121) ? to - 1 : to;
}

function hashOf(text: string, from: number, to: number): number {
  let hash = 7;
  for (let at = from; at < to; at++) hash = (hash * 31 + (text.charCodeAt(at) | 32)) % 1_000_003;
  return hash;
}

const bareOf = (text: string, id: string | null): string => (id !== null && text.startsWith(id) ? text.slice(id.length) : text).replaceAll('`', '');

/** The subject as a key, and its amounts in order; null where too few words tell what it is about. */
function read(text: string, id: string | null, line: number): Reading | null {
  const bare = bareOf(text, id);
  const amounts: Reading['amounts'] = [];
  const words = !/\d/.test(bare) ? bare : bare.replace(number, (whole: string, digits: string, unit: string | undefined, at: number) => {
    if (label.test(bare.slice(Math.max(0, at - 60), at))) return whole.replaceAll(' ', '_');
    const known = unit === undefined ? '' : unit.toLowerCase();
    const value = Number(digits.replaceAll(',', ''));
    amounts.push(inBase(value, known));
    return ` ${/^[a-z]{4,}$/.test(known) && scale[known] === undefined ? known : ''} `;
  });
  const lower = words.toLowerCase();
  const subject = new Set<string>();
  // The classes of letters of all scripts are slow to search, and demands are plain for the most part.
  for (const word of beyondAscii.test(lower) ? lower.match(/[\p{L}\p{N}_]+/gu) ?? [] : lower.split(/[^a-z0-9_]+/)) if (word !== '' && !empty.has(word)) subject.add(singular(word));
  return subject.size < 2 ? null : { key: [...subject].sort().join(' '), amounts, least: atLeast.test(bare), denied: denies.test(bare.replace(/\b(?:no|not) (?:more|less|fewer|later|earlier) than\b|\bnot exceed\b/gi, '')), line, id };
}

const beyondAscii = /[^ -~\s]/;

function singular(word: string): string {
  if (!word.endsWith('s')) return word;
  const y = word.replace(/ies$/, 'y');
  return y === word ? word.replace(/([^s])s$/, '$1') : y;
}

/** Milliseconds, bytes: only what two authors of one document write differently. */
const scale: Record<string, [unit: string, factor: number]> = {
  ms: ['ms', 1], millisecond: ['ms', 1], milliseconds: ['ms', 1], s: ['ms', 1e3], sec: ['ms', 1e3], second: ['ms', 1e3], seconds: ['ms', 1e3], min: ['ms', 6e4], minute: ['ms', 6e4], minutes: ['ms', 6e4], h: ['ms', 36e5], hour: ['ms', 36e5], hours: ['ms', 36e5],
  day: ['ms', 864e5], days: ['ms', 864e5], kb: ['B', 1e3], mb: ['B', 1e6], gb: ['B', 1e9], tb: ['B', 1e12], '%': ['%', 1], percent: ['%', 1],
};

function inBase(value: number, unit: string): { value: number; unit: string } {
  const known = scale[unit];
  return known === undefined ? { value, unit } : { value: value * known[1], unit: known[0] };
}

function clash(a: Reading, b: Reading): string | null {
  const units = (reading: Reading): string => reading.amounts.map(amount => amount.unit).join(' ');
  if (a.amounts.length !== b.amounts.length || units(a) !== units(b)) return null;
  const differs = a.amounts.some((amount, index) => amount.value !== b.amounts[index]?.value);
  if (!differs) return a.denied === b.denied ? null : 'one demands what the other forbids';
  if (a.denied !== b.denied) return null;
  // "At least 5" and "at most 10" leave room for each other.
  if (a.least !== b.least) {
    const [least, most] = a.least ? [a, b] : [b, a];
    return least.amounts.length === 1 && (least.amounts[0]?.value ?? 0) > (most.amounts[0]?.value ?? 0) ? 'no number satisfies both' : null;
  }
  return 'the same subject with another number';
}

const longStem = 6;
/** Long words that are no part of a subject: those that carry none, and units of numbers. */
const beside = new Set([...empty, ...Object.keys(scale)].map(word => hashOf(word, 0, stemEnd(word, 0, word.length))));
