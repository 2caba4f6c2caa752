import type { FieldKind, SpecField } from '../../model/spec.ts';
import { plain } from './matcher.ts';
import { flat } from './phrase.ts';
import type { PartWords } from './parts-words.ts';
import { caseless } from '../../text/regex.ts';

const opening = '([{（【';
const closing = ')]}）】';

/** Splits at marks that stand outside brackets; at most `limit` pieces. */
export function piecesOf(text: string, marks: RegExp, limit = 60): string[] {
  const found: string[] = [];
  let depth = 0;
  let from = 0;
  for (let at = 0; at <= text.length && found.length < limit; at++) {
    const letter = text.charAt(at);
    if (opening.includes(letter) && letter !== '') depth++;
    if (closing.includes(letter) && letter !== '') depth = Math.max(0, depth - 1);
    if (at < text.length && (depth > 0 || !marks.test(letter))) continue;
    found.push(text.slice(from, at).trim());
    from = at + 1;
  }
  return found.filter(piece => piece !== '');
}

const bare = (name: string): string => flat(name.replace(/^(?:an?|the|its|their|and|und|y|e)\s+(?=\S)/i, '').replace(caseless(String.raw`^(?:optional|required|unique)\s+(?=\p{L})`), '')).replace(/^[`"'*]+|[`"'*.:：]+$/gu, '');

/** Longest name of an attribute, in words. */
const longest = 4;

/**
 * One attribute from the text that names it: "title (string, max 120)", "status: one of draft, published", "price". Null for a sentence.
 * `rest` is what stands behind the name when its line says so with a colon or dash.
 */
export function fieldOf(text: string, rest: string, words: PartWords): SpecField | null {
  const open = text.search(/[(（[]/u);
  const name = bare(open < 0 ? text.replace(/\[\]/g, '') : text.slice(0, open));
  if (name === '' || !/\p{L}/u.test(name) || name.split(' ').length > longest || name.length > 60) return null;
  const inside = open < 0 ? '' : text.slice(open + 1).replace(/[)）\]]\s*$/u, '');
  const made: SpecField = { name, kind: null, values: [], optional: /^\s*optional\s/i.test(text), unique: /^\s*unique\s/i.test(text), least: null, most: null };
  const valued = words.valued.has(plain(name.split(/[\s_]+/u).at(-1) ?? ''));
  for (const [said, bracket] of [[inside, true], [rest, false]] as const) if (said !== '') detail(made, said, bracket, valued, words);
  return made;
}

/** What a bracket or the text behind a name tells of it. */
function detail(field: SpecField, said: string, bracket: boolean, valued: boolean, words: PartWords): void {
  const listed = words.oneOf.first(said);
  // "enum: draft, published", "one of basic or advanced"
  if (listed !== null && listed.index <= 20) {
    const behind = said.slice(listed.index + listed.word.length).replace(/^\s*[:：]?\s*/u, '');
    const values = valuesIn(/^[(（[]/u.test(behind) ? (/^[(（[]([^)）\]]*)/u.exec(behind)?.[1] ?? '') : (behind.split(/[.;。；]|\s[-–—]\s/u)[0] ?? ''));
    if (values.length > 1) {
      field.values = values;
      return;
    }
  }
  const before = JSON.stringify(field);
  const tokens = piecesOf(said, /[,;，、；.。]/u).flatMap(token => piecesOf(token.replace(/\s[-–—]\s.*$/su, ''), /[|]/u));
  for (const token of tokens) told(field, token, words);
  if (JSON.stringify(field) !== before || tokens.some(token => isKnown(token, words))) return;
  const values = valuesIn(said.replace(/\s[-–—]\s.*$/su, ''));
  // A list in brackets holds values; behind a colon it may describe, unless the name calls for one.
  if (values.length > 1 && values.every(value => value.split(' ').length <= 3) && !/\.\.\.|…|\betc\b|\be\.g\b/i.test(said) && (bracket || valued || /[|→]/u.test(said))) field.values = values;
}

const isKnown = (token: string, words: PartWords): boolean => words.ignored.first(token)?.index === 0 || words.keys.first(token) !== null;

/** "draft, published or closed", "draft | published", "open → paid". */
export function valuesIn(text: string): string[] {
  return text.split(/\s*(?:[,，、|]|\/|→|⇒|->|=>|\s(?:or|oder|o|u)\s)\s*(?:(?:or|oder|o|u|and|und|y)\s+)?/u).map(value => flat(value.replace(/[`"'*“”]/gu, '').replace(/\s*[(（][^()（）]*[)）]/gu, '')).replace(/[.;。]$/u, '')).filter(value => value !== '').slice(0, 40);
}

/** Takes in one token: "string", "varchar(80)", "max 120 characters", "optional", "1-5". */
function told(field: SpecField, token: string, words: PartWords): void {
  const text = plain(token.replace(/[`*"]/gu, '')).slice(0, 120);
  const kind = kindIn(text, words);
  if (kind !== null && (field.kind === null || kind === 'list')) field.kind = kind;
  const sized = /^(?:var)?(?:char|string)\s*\(\s*(\d{1,6})\s*\)/u.exec(text)?.[1];
  if (sized !== undefined) field.most = Number(sized);
  if (words.optional.first(text) !== null) field.optional = true;
  if (words.unique.first(text) !== null) field.unique = true;
  const range = /(?<![\d.])(-?\d{1,9}(?:\.\d{1,6})?)\s*(?:-|–|to|bis|a|~|〜|至|到|and|y|und)\s*(-?\d{1,9}(?:\.\d{1,6})?)(?![\d.-])/u.exec(text);
  const number = /-?\d{1,9}(?:[.,]\d{3})*(?:\.\d{1,6})?/u.exec(text);
  if (range !== null && Number(range[1]) < Number(range[2])) Object.assign(field, { least: Number(range[1]), most: Number(range[2]) });
  else if (number !== null && sized === undefined) {
    const value = Number(number[0].replace(/,(?=\d{3})/gu, ''));
    if (words.least.first(text) !== null) field.least = value;
    else if (words.most.first(text) !== null) field.most = value;
  }
  if (field.kind === null && field.most !== null && words.characters.first(text) !== null) field.kind = 'text';
}

/** The kind a token begins with: "decimal(10,2)", "string[]", "array of tags". */
function kindIn(text: string, words: PartWords): FieldKind | null {
  if (/^[\p{L}\p{N}_]+\[\]/u.test(text)) return 'list';
  const parts = text.replace(/\([^()]*\)/gu, ' ').split(/\s+/u);
  for (const size of [3, 2, 1]) {
    const kind = words.kinds.get(parts.slice(0, size).join(' '));
    if (kind !== undefined) return kind;
  }
  return null;
}

/** True when a field says more than its name. */
export const isTold = (field: SpecField): boolean => field.kind !== null || field.values.length > 0 || field.optional || field.unique || field.least !== null || field.most !== null;
