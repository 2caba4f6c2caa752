import type { Lexicon } from '../../../model/knowledge.ts';
import type { Field } from '../../../model/plan/index.ts';
import { oncePer, oncePerText } from '../../../text/once.ts';
import { anyOf, caseless, escapeRegExp } from '../../../text/regex.ts';
import type { Context } from '../context.ts';
import { sentencesOf } from '../reading/counts.ts';
import type { Resource } from '../resources.ts';
import { holds, plural } from '../reading/words.ts';

const article = String.raw`(?:an?|the|its|their|his|her|one|some|any)\s+`;
const leading = oncePer((lexicon: Lexicon) => lexicon.saidFields, ({ saidFields: { optional, how, texts } }) => caseless(`^(?:${article})?(?:(${anyOf(optional)})|(?:${anyOf(how)})(?=\\s+(?:(?:${anyOf(optional)}|${anyOf(how)})\\s+)*(?:${anyOf(texts)})$))\\s+`));

/** "optional photo", "short description": the name of the field without what only says how it is, and whether it may be left out. */
export const plainField = oncePerText((noun: string, lexicon: Lexicon): { noun: string; optional: boolean } => {
  const found = leading(lexicon).exec(noun);
  if (found === null || found[0].length >= noun.length) return { noun, optional: false };
  const rest = plainField(noun.slice(found[0].length), lexicon);
  return { noun: rest.noun, optional: rest.optional || found[1] !== undefined };
});

const number = String.raw`\d{1,3}(?:[,.]\d{3})+|\d+`;
const unit = String.raw`\s*-?(?:characters?|chars?|letters)\b`;
const value = (text: string | undefined): number => Number((text ?? '').replace(/[.,]/gu, ''));

/** How many characters a text may have: each way of saying it, from the name of the field or the end of it on. */
const lengths = oncePer((lexicon: Lexicon) => lexicon.saidFields, ({ saidFields: { most, least } }) => ({
  between: caseless(`\\b(?:between\\s+)?(${number})\\s*(?:and|to|-|–)\\s*(${number})${unit}`),
  most: caseless(`(?:${anyOf(most)})\\s+(?:an?\\s+|of\\s+)*(${number})${unit}`),
  least: caseless(`(?:${anyOf(least)})\\s+(${number})${unit}`),
}));

/** "at most 500 characters", as the constraint of a field; null where the words say no length. */
function lengthIn(words: string, lexicon: Lexicon): string | null {
  const ways = lengths(lexicon);
  const between = ways.between.exec(words);
  if (between !== null) return `${value(between[1])}-${value(between[2])} characters`;
  const exactly = caseless(`(?:\\b(?:of|is|has|have|with|be)|\\bexactly)\\s+(?:exactly\\s+)?(${number})${unit}`).exec(words)?.[1];
  if (exactly !== undefined) return `${value(exactly)} characters`;
  const most = ways.most.exec(words)?.[1];
  const least = ways.least.exec(words)?.[1];
  if (most !== undefined) return least === undefined ? `at most ${value(most)} characters` : `${value(least)}-${value(most)} characters`;
  return least === undefined ? null : `at least ${value(least)} characters`;
}

/** What a sentence lets a value be: how long a text, how large a number; the constraint as a field shows it, and the first values beyond it. */
export interface Bound {
  constraint: string;
  least: number | null;
  most: number | null;
  kind: 'length' | 'number';
}

const amount = String.raw`(?:[€$£]\s?)?(\d{1,3}(?:,\d{3})+|\d+(?:\.\d+)?)(?!\s*-?(?:characters?|chars?|letters|digits|files?|photos?|times\b))`;
/** How large a number may be; "less than" and "over" leave the number itself out, so they are asked, not guessed. */
const sizes = {
  between: caseless(`\\b(?:between|from)\\s+${amount}[^\\d.,;]{0,12}?\\s*(?:and|to|-|–)\\s*${amount}`),
  range: caseless(`^\\D{0,12}?(?:of|is|be|:|\\()\\s*${amount}\\s*(?:to|-|–)\\s*${amount}`),
  most: caseless(`\\b(?:up to|at most|no more than|not more than|no higher than|not exceed(?:ing)?|not be (?:higher|more|larger|greater) than|max(?:imum)?(?: of)?|a maximum of)\\s+${amount}`),
  least: caseless(`\\b(?:at least|no less than|not less than|not be (?:lower|less|smaller) than|min(?:imum)?(?: of)?|a minimum of)\\s+${amount}`),
};
const numeral = (text: string | undefined): number | null => (text === undefined ? null : Number(text.replaceAll(',', '')));

/** "between 50 and 550 ml", "at least 5 EUR": the bounds of a number, those of money in its smallest unit. */
function sizeIn(words: string, field: Pick<Field, 'type'>): Bound | null {
  const between = sizes.between.exec(words) ?? sizes.range.exec(words);
  const [least, most] = between === null ? [numeral(sizes.least.exec(words)?.[1]), numeral(sizes.most.exec(words)?.[1])] : [numeral(between[1]), numeral(between[2])];
  if ((least === null && most === null) || (least !== null && most !== null && least >= most)) return null;
  const minor = field.type === 'money' && !/\bcents?\b/i.test(words) ? 100 : 1;
  const [from, to] = [least === null ? null : least * minor, most === null ? null : most * minor];
  return { constraint: from === null ? `<= ${String(to)}` : to === null ? `>= ${from}` : `${from} to ${to}`, least: from, most: to, kind: 'number' };
}

/** The words behind the name of a field, up to the next field; "of up to 500 characters", "(max. 80 characters)". */
const behind = (name: string): RegExp => caseless(`\\b${name}s?\\b(?:(?!\\sand\\s+(?:an?|the|its|their|one)\\s)(?:[^.,;]|[.,](?=\\d)|\\.(?=\\s*\\d))){3,70}`, 'g');

const fieldPattern = (field: Pick<Field, 'name'>): string => escapeRegExp(field.name.replace(/_(?:id|user_id|m2|m|kg|g|s|min|ml|l|cents?)$/u, '')).replaceAll('_', '[\\s-]');
const sized = new Set(['int', 'double', 'money']);

/** What one sentence says of the length or the size of a field; null where it says nothing of it. */
export function boundOf(sentence: string, field: Pick<Field, 'name' | 'type' | 'key' | 'values'>, lexicon: Lexicon): Bound | null {
  if (field.key === 'reference' || field.values !== null || !/\d/u.test(sentence)) return null;
  for (const words of sentence.replace(/\b(max|min)\.\s/gi, '$1 ').match(behind(fieldPattern(field))) ?? []) {
    if (sized.has(field.type)) {
      const size = sizeIn(words, field);
      if (size !== null) return size;
    }
    const length = field.type === 'text' ? lengthIn(words, lexicon) : null;
    const [, least, most] = /^(?:(\d+)-)?(?:at most |at least )?(\d+) characters$/u.exec(length ?? '') ?? [];
    if (length !== null) return { constraint: length, kind: 'length', least: length.startsWith('at least') || (least === undefined && !length.startsWith('at most')) ? Number(most) : least === undefined ? null : Number(least), most: length.startsWith('at least') ? null : Number(most) };
  }
  return null;
}

const measuredIn = caseless(String.raw`^\s?(%|percent\b|ml\b|mg\b|kg\b|km\b|cm\b|mm\b|[\p{L}]{1,3}/\p{L}{1,3}\b|(?:litres|liters|grams|metres|meters|degrees|points|hours|minutes|pieces|seats|people|persons|guests|places|units|items)\b)`);

/** A field that no source knows, of which a sentence says a size: a number in the unit that stands behind it; null for any other. */
function numberOf(sentence: string, f: Field): Pick<Field, 'type' | 'unit' | 'constraint'> | null {
  if (f.type !== 'text' || f.constraint !== '1-255 characters' || f.values !== null || f.key !== 'none') return null;
  for (const words of sentence.match(behind(fieldPattern(f))) ?? []) {
    if (/\b(?:characters?|chars?|letters|digits)\b/i.test(words)) continue;
    const size = sizeIn(words, { type: 'int' });
    const last = /^.*?\d[\d,.]*(?=\D*$)/u.exec(words)?.[0] ?? '';
    const unit = measuredIn.exec(words.slice(last.length))?.[1]?.toLowerCase() ?? null;
    if (size !== null && (unit !== null || /^(?:,|\.|$|\s+and\b)/u.test(words.slice(last.length).trimStart()))) return { type: /\d\.\d/u.test(words) || /ml|mg|kg|\/|litre|liter|gram|met/u.test(unit ?? '') ? 'double' : 'int', unit: unit === null || unit === '%' || unit === 'percent' ? (unit === null ? null : '%') : unit, constraint: size.constraint };
  }
  return null;
}

/** "The purpose must be between 20 and 1,000 characters long": a sentence about a field alone, by its name; null for any other. */
export const aboutField = (sentence: string): string | null => caseless(String.raw`^(?:the|an?|each|every|its)\s+(?<name>[\p{L}-]+(?:\s(?!(?:must|shall|should|may|can|has|have|is|are|cannot|needs?)\s)[\p{L}-]+){0,3}?)(?:\s+(?:of|for|in)\s+(?:an?|the|each|every)\s+[\p{L}-]+(?:\s[\p{L}-]+)?)?\s+(?:must|shall|should|may|can|has|have|is|are|cannot|needs?)\b`).exec(sentence.trim())?.groups?.['name']?.toLowerCase() ?? null;

/**
 * What sentences say of the fields of a thing, wherever those are listed: a text has the length they state ("a description of up to 500 characters"),
 * and what they call optional may be left out.
 */
export function withBounds(ctx: Context, resource: Resource, fields: readonly Field[]): Field[] {
  const { lexicon } = ctx;
  const many = plural(resource.noun, lexicon);
  const texts = [...new Set([...resource.uses.map((u) => u.requirement.text), ...[...ctx.requirements, ...ctx.retold.map((t) => t.requirement)].map((r) => r.text).filter((text) => holds(text, resource.noun) || holds(text, many))])];
  const attached = ctx.active.filter((r) => [...ctx.blueprint.routes.values()].some((route) => route.resource === resource.name && route.requirements.has(r.id)) && aboutField(r.text) !== null).map((r) => r.text);
  const told = [...new Set([...texts, ...attached])].flatMap((text) => sentencesOf(text.replace(/\b(max|min)\.\s/gi, '$1 ')));
  const long = told.filter((sentence) => /\d/u.test(sentence));
  const free = told.filter((sentence) => lexicon.saidFields.optional.some((word) => holds(sentence, word)));
  if (long.length === 0 && free.length === 0) return [...fields];
  const optional = anyOf(lexicon.saidFields.optional);
  return fields.map((f) => {
    const name = escapeRegExp(f.name.replace(/_(?:id|user_id)$/u, '')).replaceAll('_', '[\\s-]');
    // "a volume between 50 and 550 ml": what has a size is a number.
    const counted = long.map((sentence) => numberOf(sentence, f)).find((x) => x !== null);
    if (counted !== undefined && counted !== null) return { ...f, ...counted, nullable: f.nullable };
    const own = long.flatMap((sentence) => boundOf(sentence, f, lexicon)?.constraint ?? [])[0] ?? null;
    const left = free.some((sentence) => caseless(`\\b(?:${optional})\\s+(?:${article})?(?:[\\p{L}-]+\\s+)?${name}s?\\b|\\b${name}s?\\b\\s*(?:\\((?:${optional})\\b|(?:is|are|stays?|remains?)\\s+(?:${optional})\\b)`).test(sentence));
    return own === null && !left ? f : { ...f, constraint: own ?? f.constraint, nullable: f.nullable || left };
  });
}
