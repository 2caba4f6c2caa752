import type { Lexicon } from '../../../model/knowledge.ts';
import { determiner, relative, stops } from '../reading/objects.ts';
import { singular, spaced } from '../reading/words.ts';

/**
 * Splits a list told in a sentence at commas, semicolons and "and"; "or" stays within its part. Numbers keep their commas out of it: "1,000",
 * "between 1 and 5".
 */
const partsOf = (list: string): string[] => list.replace(/(\d),(?=\d{3}(?!\d))/gu, '$1').replace(/\bbetween\s+(\d+)\s+and\s+(\d+)/gi, 'from $1 to $2').split(/[,;]|\band\b|\bund\b|\by\b/i).map((part) => part.trim().toLowerCase()).filter((part) => part !== '');

/** "size in square metres": what is measured and the short form of its unit; null without a unit the lexicon knows. */
export function measured(noun: string, lexicon: Lexicon): { noun: string; unit: string } | null {
  const [, name = '', word = ''] = /^(.+?)\s+in\s+(\S+(?:\s\S+)?)$/u.exec(noun) ?? [];
  const unit = lexicon.fieldUnits[word];
  return unit === undefined ? null : { noun: name, unit };
}

const counted = /^(?:up to|at most|no more than|at least)\s+\d+\s/u;
const bounds = /^(.+?)\s+from\s+(\d+)\s+to\s+(\d+)$/u;
const longest = /^(.+?)\s+(?:of|with)?\s*(?:up to|at most|no more than|max(?:imum)?(?: of)?)\s+(\d+)\s+(?:characters?|chars?|letters)$/u;

const lead = /^(?:(?:an?|the|its|their|his|her|optional|any|one|also|then)\s+)+/u;
/** Where a part stops being its name: "fault in their own words", "the skill they think it needs". */
const behind = /\s(?:they|he|she|it|we|you|that|which|who|whose|where|when|if|as|so|by|from|with|at|on|to|for|than|before|after|between|limited|(?:of|with)?\s*(?:up\s+to|at\s+most|no\s+more\s+than|at\s+least|max(?:imum)?)|of\s+(?:exactly\s+)?\d+\s+(?:characters?|chars?|letters|digits))\b.*$/u;

/**
 * The name of a field from one part of such a list, null where the part is no name: "weight of the item in grams" is `weight in grams`,
 * "a number of benches per skill" is `number of benches per skill`, "what it is" a `description`.
 */
function partNoun(part: string, lexicon: Lexicon): string | null {
  const bare = part.replace(/\s*\([^)]*\)/gu, '').replace(lead, '');
  const [, ranged = '', from = '', to = ''] = bounds.exec(bare) ?? [];
  const [, text = '', most = ''] = longest.exec(bare) ?? [];
  const inner = ranged + text === '' ? null : partNoun(ranged + text, lexicon);
  if (inner !== null) return ranged === '' ? `${inner} of at most ${most} characters` : `${inner} from ${from} to ${to}`;
  if (/^what\s+(?:it|this|that)\s+(?:is|was|does)$/u.test(bare)) return 'description';
  const asked = /^what\s+(?:was|is|has\s+been)\s+(\p{L}+)$/u.exec(bare)?.[1];
  if (asked !== undefined) return `what was ${asked}`;
  const amount = measured(bare, lexicon);
  const name = (amount?.noun ?? bare).replace(/\sin\s.*$/u, '').replace(behind, '').replace(/\s+of\s+(?:the|an?|each|its|their)\s+\p{L}+$/u, '').trim();
  const words = name.replace(/\s(?:of|per)\s/gu, ' ').split(' ');
  const plainly = words.length <= 4 && words.every((w) => /^\p{L}[\p{L}-]*$/u.test(w) && !stops(w) && !determiner(w) && !relative.has(w) && !lexicon.stative.includes(w) && !lexicon.pronouns.includes(w) && !lexicon.people.includes(singular(w, lexicon)));
  return name === '' || !plainly || lexicon.ignored.includes(name) || lexicon.adjectives.includes(name) ? null : spaced(amount === null ? name : `${name}${bare.slice(amount.noun.length)}`);
}

/** Names of the fields that a list gives; none where half of its parts or more are no names, or there is one only. */
export function listedParts(list: string, lexicon: Lexicon): string[] {
  const parts = partsOf(list);
  // "up to 3 photos" are rows of their own.
  const said = parts.filter((part) => !counted.test(part));
  const names = said.flatMap((part) => partNoun(part, lexicon) ?? []);
  return parts.length >= 2 && names.length * 2 > said.length ? [...new Set(names)] : [];
}
