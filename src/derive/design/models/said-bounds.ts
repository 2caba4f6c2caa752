import type { Lexicon } from '../../../model/knowledge.ts';
import type { Field } from '../../../model/plan/index.ts';
import { oncePer, oncePerText } from '../../../text/once.ts';
import { anyOf, escapeRegExp } from '../../../text/regex.ts';
import type { Context } from '../context.ts';
import { sentencesOf } from '../reading/counts.ts';
import type { Resource } from '../resources.ts';
import { holds, plural } from '../reading/words.ts';

const article = String.raw`(?:an?|the|its|their|his|her|one|some|any)\s+`;
const leading = oncePer((lexicon: Lexicon) => lexicon.saidFields, ({ saidFields: { optional, how, texts } }) => new RegExp(`^(?:${article})?(?:(${anyOf(optional)})|(?:${anyOf(how)})(?=\\s+(?:(?:${anyOf(optional)}|${anyOf(how)})\\s+)*(?:${anyOf(texts)})$))\\s+`, 'iu'));

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
  between: new RegExp(`\\b(?:between\\s+)?(${number})\\s*(?:and|to|-|–)\\s*(${number})${unit}`, 'iu'),
  most: new RegExp(`(?:${anyOf(most)})\\s+(?:an?\\s+|of\\s+)*(${number})${unit}`, 'iu'),
  least: new RegExp(`(?:${anyOf(least)})\\s+(${number})${unit}`, 'iu'),
}));

/** "at most 500 characters", as the constraint of a field; null where the words say no length. */
function lengthIn(words: string, lexicon: Lexicon): string | null {
  const ways = lengths(lexicon);
  const between = ways.between.exec(words);
  if (between !== null) return `${value(between[1])}-${value(between[2])} characters`;
  const most = ways.most.exec(words)?.[1];
  const least = ways.least.exec(words)?.[1];
  if (most !== undefined) return least === undefined ? `at most ${value(most)} characters` : `${value(least)}-${value(most)} characters`;
  return least === undefined ? null : `at least ${value(least)} characters`;
}

/** The words behind the name of a field, up to the next field; "of up to 500 characters", "(max. 80 characters)". */
const behind = (name: string): RegExp => new RegExp(`\\b${name}s?\\b(?:(?!\\sand\\s+(?:an?|the|its|their|one)\\s)(?:[^.,;]|[.,](?=\\d)|\\.(?=\\s*\\d))){3,70}`, 'giu');

/**
 * What sentences say of the fields of a thing, wherever those are listed: a text has the length they state ("a description of up to 500 characters"),
 * and what they call optional may be left out.
 */
export function withBounds(ctx: Context, resource: Resource, fields: readonly Field[]): Field[] {
  const { lexicon } = ctx;
  const many = plural(resource.noun, lexicon);
  const texts = [...new Set([...resource.uses.map((u) => u.requirement.text), ...[...ctx.requirements, ...ctx.retold.map((t) => t.requirement)].map((r) => r.text).filter((text) => holds(text, resource.noun) || holds(text, many))])];
  const told = texts.flatMap((text) => sentencesOf(text.replace(/\b(max|min)\.\s/giu, '$1 ')));
  const long = told.filter((sentence) => /\b(?:characters?|chars?|letters)\b/iu.test(sentence));
  const free = told.filter((sentence) => lexicon.saidFields.optional.some((word) => holds(sentence, word)));
  if (long.length === 0 && free.length === 0) return [...fields];
  const optional = anyOf(lexicon.saidFields.optional);
  return fields.map((f) => {
    const name = escapeRegExp(f.name.replace(/_(?:id|user_id)$/u, '')).replaceAll('_', '[\\s-]');
    const own = f.type !== 'text' ? null : long.flatMap((sentence) => sentence.match(behind(name)) ?? []).flatMap((words) => lengthIn(words, lexicon) ?? [])[0] ?? null;
    const left = free.some((sentence) => new RegExp(`\\b(?:${optional})\\s+(?:${article})?(?:[\\p{L}-]+\\s+)?${name}s?\\b|\\b${name}s?\\b\\s*(?:\\((?:${optional})\\b|(?:is|are|stays?|remains?)\\s+(?:${optional})\\b)`, 'iu').test(sentence));
    return own === null && !left ? f : { ...f, constraint: own ?? f.constraint, nullable: f.nullable || left };
  });
}
