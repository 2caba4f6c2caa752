import { plain } from './matcher.ts';
import { flat } from './phrase.ts';
import { patternLimit, type Words } from './words.ts';

const slot = /\[([^[\]]{2,240})\](?![([])/g;
/** Curly slots; a path parameter or an object literal stands inside a sentence, so that it never stands alone. */
const curly = /(?<![{$])\{(?!\{)\s*[\p{L}\d][^{}\n]{0,200}\}(?!\})/gu;
/** "[NFR-PERF-01]" is the author's id, not a slot. */
const bracketedId = /^\[[A-Z]{1,10}(?:-[A-Z0-9]{1,12}){0,4}-\d{1,5}[a-z]?\]$/;
const clarification = /\[\s*(?:NEEDS?[ _-]CLARIFICATION|TBD|TBC|TODO|OPEN(?: QUESTION)?|CLARIFY)\b\s*[:：-]?\s*([^\]]*)\]/gi;

/** Questions marked inside a line, such as "[NEEDS CLARIFICATION: how long?]". */
export function markedQuestions(text: string): string[] {
  return [...text.slice(0, patternLimit).matchAll(clarification)].map(match => flat(match[1] ?? '') || flat(text));
}

/** True for a line that ends in a remark that nobody confirmed it: "Sign-in with Google (to be confirmed)". */
export function isUnconfirmed(text: string, words: Words): boolean {
  const remark = /[(（]([^()（）]{2,60})[)）]\s*[.。]?\s*$/u.exec(text.slice(0, patternLimit))?.[1];
  return remark !== undefined && words.unconfirmed.first(remark)?.index === 0;
}

/** Slots of a template that are still empty in this text. A sentence around a real bracket is no slot. */
export function emptySlots(raw: string, words: Words): string[] {
  const text = raw.slice(0, patternLimit);
  const found: string[] = [];
  if (/\$ARGUMENTS\b/.test(text)) found.push('$ARGUMENTS');
  const slots = [...text.replace(clarification, ' ').matchAll(slot)].map(match => match[0]);
  const shouted = slots.filter(each => !bracketedId.test(each) && /^\[#{2,}|^\[[A-Z][A-Z0-9]*(?:[ _-][A-Z0-9]+)+\]$|^\[(?:DATE|NAME|FEATURE|TITLE|PROJECT|LINK|AUTHOR|OWNER|TEAM|YYYY-MM-DD)\]$/.test(each));
  found.push(...shouted, ...[...text.matchAll(/\{\{\s*[\w. -]{1,60}\s*\}\}/g)].map(match => match[0]));
  const others = [...slots.filter(each => !shouted.includes(each) && /^\[\p{L}/u.test(each)), ...[...text.matchAll(curly)].map(match => match[0])];
  if (others.length > 0 && !isStatus(text, words) && standsAlone(text, words)) found.push(...others);
  return [...new Set(found)];
}

/** "**Status**: [Implemented]": the brackets hold a value, unless they offer several. */
function isStatus(text: string, words: Words): boolean {
  const match = /^[\s\-*+>#_]*([^:：*_]{2,20})[*_]*\s*[:：][*_\s]*\[([^[\]|/]{2,30})\]\s*$/u.exec(text.trim());
  return match?.[1] !== undefined && words.columns.get('status')?.has(plain(match[1])) === true && (match[2] ?? '').split(' ').length <= 3;
}

/** True when nothing but the template's own frame is left once the slots are taken out. */
function standsAlone(text: string, words: Words): boolean {
  let rest = text.replace(/`/g, '');
  for (let round = 0; round < 3; round++) rest = rest.replace(/\[[^[\]]{1,240}\](?!\()|\{[^{}]{1,240}\}/g, ' ');
  rest = rest.replace(/^[\s\-*+>#\d.]+/, ' ').replace(/\b[A-Z]{1,5}-?\d{1,4}[a-z]?\b/g, ' ').replace(/["'“”]?\([^)]*\)/g, ' ');
  for (const hit of words.frame.all(rest).toReversed()) rest = `${rest.slice(0, hit.index)} ${rest.slice(hit.index + hit.word.length)}`;
  return (rest.match(/[\p{L}\p{N}]+/gu) ?? []).length <= 1;
}
