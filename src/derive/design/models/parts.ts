import type { Lexicon } from '../../../model/knowledge.ts';
import { determiner, relative, stops } from '../objects.ts';
import { singular, spaced } from '../words.ts';

/** Splits a list told in a sentence at commas, semicolons and "and"; "or" stays within its part. */
const partsOf = (list: string): string[] => list.split(/[,;]|\band\b|\bund\b|\by\b/iu).map((part) => part.trim().toLowerCase()).filter((part) => part !== '');

const lead = /^(?:(?:an?|the|its|their|his|her|optional|any|one|also|then)\s+)+/u;
/** Where a part stops being its name: "fault in their own words", "the skill they think it needs". */
const behind = /\s(?:they|he|she|it|we|you|that|which|who|whose|where|when|if|as|so|by|from|with|at|on|to|for|than|before|after)\s.*$/u;
const unit = /\s(in\s+(?:minutes|seconds|hours|days|metres|meters|kilometres|km|kg|kilograms|grams|litres|liters|bytes|pixels))$/u;

/**
 * The name of a field from one part of such a list, null where the part is no name: "weight of the item in grams" is `weight in grams`,
 * "a number of benches per skill" is `number of benches per skill`, "what it is" a `description`.
 */
function partNoun(part: string, lexicon: Lexicon): string | null {
  const bare = part.replace(/\s*\([^)]*\)/gu, '').replace(lead, '');
  if (/^what\s+(?:it|this|that)\s+(?:is|was|does)$/u.test(bare)) return 'description';
  const asked = /^what\s+(?:was|is|has\s+been)\s+(\p{L}+)$/u.exec(bare)?.[1];
  if (asked !== undefined) return `what was ${asked}`;
  const measured = unit.exec(bare)?.[1] ?? '';
  const name = (measured === '' ? bare : bare.slice(0, -measured.length - 1)).replace(/\sin\s.*$/u, '').replace(behind, '').replace(/\s+of\s+(?:the|an?|each|its|their)\s+\p{L}+$/u, '').trim();
  const words = name.replace(/\s(?:of|per)\s/gu, ' ').split(' ');
  const plainly = words.length <= 4 && words.every((w) => /^\p{L}[\p{L}-]*$/u.test(w) && !stops(w) && !determiner(w) && !relative.has(w) && !lexicon.stative.includes(w) && !lexicon.pronouns.includes(w) && !lexicon.people.includes(singular(w, lexicon)));
  return name === '' || !plainly || lexicon.ignored.includes(name) || lexicon.adjectives.includes(name) ? null : spaced(measured === '' ? name : `${name} ${measured}`);
}

/** Names of the fields that a list gives; none where half of its parts or more are no names, or there is one only. */
export function listedParts(list: string, lexicon: Lexicon): string[] {
  const parts = partsOf(list);
  const names = parts.flatMap((part) => partNoun(part, lexicon) ?? []);
  return parts.length >= 2 && names.length * 2 > parts.length ? [...new Set(names)] : [];
}
