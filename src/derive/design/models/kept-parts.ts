import type { Lexicon } from '../../../model/knowledge.ts';
import { oncePer } from '../../../text/once.ts';
import { anyOf, caseless } from '../../../text/regex.ts';
import { attributeList, type Attribute } from '../attributes.ts';
import { listedParts } from './parts.ts';

const patternOf = oncePer((lexicon: Lexicon) => lexicon.keepsWith, (lexicon) => caseless(`^(?:when|whenever|once|after|if|as soon as)\\s+(?<deed>[^.;]+?),?\\s+(?:then\\s+)?(?:the\\s+)?(?:[\\p{L}\\p{N}_-]+\\s+){0,3}?(?:${anyOf(lexicon.machines)}|it)\\s+(?:(?:must|shall|should|will)\\s+)?(?:also\\s+)?(?:${anyOf(lexicon.keepsWith)})s?\\s+(?:for\\s+)?(?<list>[^.;]+)`));

/**
 * "WHEN a driver ends a trip THEN the system SHALL store the end time and the odometer reading": what the call is sent beside the row it is about, each
 * with its values in brackets. `deed` is what somebody does then.
 */
export function keptParts(text: string, lexicon: Lexicon): { deed: string; parts: Attribute[] } | null {
  const { deed, list } = patternOf(lexicon).exec(text.replace(/[*`]/g, '').replace(/\s+/g, ' ').trim())?.groups ?? {};
  if (deed === undefined || list === undefined) return null;
  const brackets = [...list.matchAll(/([\p{L} -]+?)\s*(\([^()]+\))/gu)].map((m) => ({ name: (m[1] ?? '').toLowerCase().trim(), values: m[2] ?? '' }));
  // "and calculate the cost" is another deed.
  const own = list.replace(caseless(`,?\\s+and\\s+(?:then\\s+)?(?:${anyOf(Object.keys(lexicon.verbs))})\\s+(?:the|an?|its|their|it|them)\\s.*$`), '').replace(/\s*\([^()]*\)/g, '');
  // "the order of joining" is kept by the rows themselves.
  const names = listedParts(own, lexicon).filter((name) => !(/\sof\s/.test(name) && lexicon.weakHeads.includes(name.split(' ')[0] ?? '')));
  const people = own.split(/,|\sand\s/).map((part) => part.trim().toLowerCase().replace(/^(?:an?|the|their|its)\s+/, '')).filter((part) => lexicon.people.includes(part));
  return { deed, parts: [...names, ...people].flatMap((name) => attributeList([`${name} ${brackets.find((b) => b.name.endsWith(name))?.values ?? ''}`.trim()])) };
}
