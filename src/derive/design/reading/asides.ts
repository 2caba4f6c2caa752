import type { Lexicon } from '../../../model/knowledge.ts';
import { anyOf, caseless } from '../../../text/regex.ts';
import { singular, verbBases } from './words.ts';

/** "reject any attempt by a member to send an offer": what is tried is turned away, nobody asks for it. */
const attempts = caseless(String.raw`(?<before>\b(?:any|every|all|each|further|an|the)\s+(?:[\p{L}-]+\s+)?attempts?)\b(?:\s+(?:by|of|from)\s+[^.;]*?)?\s+(?:to\s+\p{L}|at\s+\p{L}+ing\b)[^.;]*`, 'g');

/** "every open offer a member has received": the offers. */
const ofWhom = caseless(String.raw`(?<thing>\b(?:every|each|all|any)\s+(?:[\p{L}-]+\s+){0,2}?[\p{L}-]+)\s+(?:an?|the|they|he|she)\s+(?:[\p{L}-]+,?\s+){0,3}?(?:has|have|had)\s+\p{L}+(?:ed|en|t|nt|de)\b`, 'g');

/** "withdraw an offer at any time before the other one accepts it": until when, no second deed. */
const beforeWhom = caseless(String.raw`,?\s+(?:(?:at\s+)?any\s+time\s+)?before\s+(?:the|an?|any)\s+(?:[\p{L}-]+\s+)?([\p{L}-]+)\s+(?:\p{L}+s|have)\b(?!\s*,)[^.;]*(?=[.;]?\s*$)`);

/** "allow clerks to set all fields when adding or changing a plot": they add and change a plot. */
const meanwhile = caseless(String.raw`(\bto\s+)(?:set|change|enter|edit|fill in|specify|provide)\b[^.;]*?\b(?:fields?|details?|attributes?|values?|properties|data)\s+(?:when|while)\s+(\p{L}+ing)(?:\s+(?:or|and)\s+(\p{L}+ing))?\s+((?:an?|the)\s+[\p{L}-]+)`, 'g');

function madeWith(all: string, to: string, deeds: readonly (string | undefined)[], thing: string, lexicon: Lexicon): string {
  const verbs = deeds.flatMap((deed) => (deed === undefined ? [] : [verbBases(deed.toLowerCase()).find((base) => ['create', 'update'].includes(lexicon.verbs[base] ?? ''))]));
  return verbs.some((verb) => verb === undefined) ? all : `${to}${verbs.join(' and ')} ${thing}`;
}

/** A sentence without the clauses that tell of another deed than the one it asks for. */
export function withoutAsides(text: string, lexicon: Lexicon): string {
  return text
    .replace(meanwhile, (all: string, to: string, one: string, two: string | undefined, thing: string) => madeWith(all, to, [one, two], thing, lexicon))
    .replace(attempts, '$<before>')
    .replace(ofWhom, '$<thing>')
    .replace(beforeWhom, (all: string, who: string) => (lexicon.people.includes(singular(who.toLowerCase(), lexicon)) ? '' : all));
}

/** A sentence without brackets that only say what does not happen: "(not crash)". */
export const withoutDenials = (text: string, lexicon: Lexicon): string => text.replace(caseless(`\\(\\s*(?:${anyOf(lexicon.denials)})\\s[^()]*\\)`, 'g'), '');
