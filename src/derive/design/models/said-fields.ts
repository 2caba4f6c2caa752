import type { Requirement } from '../../../model/plan/index.ts';
import { anyOf, caseless, escapeRegExp } from '../../../text/regex.ts';
import { attributeList, kindsIn, type Attribute } from '../attributes.ts';
import type { Context } from '../context.ts';
import { determiner, relative, stops } from '../reading/objects.ts';
import { ofProfile } from '../settling/persons.ts';
import { statedEntity } from '../vocabulary.ts';
import { withoutBounds } from '../reading/counts.ts';
import { aboutField } from './said-bounds.ts';
import { listedParts, measured } from './parts.ts';
import type { Resource } from '../resources.ts';
import { holds, plural, spaced } from '../reading/words.ts';

/** Attribute words a requirement names for a resource: "a milestone with name, date and distance". */
export function namedAttributes(ctx: Context, text: string, resource: Resource): string[] {
  const low = text.toLowerCase();
  // The patterns are of the noun: a sentence without it needs none of them.
  if (!/\b(?:profile?|perfil)\b/.test(low) && !low.includes(resource.noun.toLowerCase()) && !low.includes(plural(resource.noun, ctx.lexicon).toLowerCase())) return bracketed(text, resource);
  const noun = `(?:${escapeRegExp(resource.noun)}|${escapeRegExp(plural(resource.noun, ctx.lexicon))}${ofProfile(text, resource.noun, ctx.lexicon) ? '|profile|profil|perfil' : ''})`;
  const [, word, list = ''] = new RegExp(`\\b${noun}\\s+(with|including|by|containing|mit)\\s+([^.;]+)`, 'i').exec(text) ?? [];
  const listed = list.split(/,|\band\b|\bor\b/).map((w) => spaced(w).replace(/^(?:an?|the|its|their|optional)\s+/, '').replace(/\s+(?:selection|details?|values?)$/, '').trim());
  const told = listed.map((w) => (ctx.lexicon.attributes[w] === undefined && ctx.lexicon.attributes[`${w}s`] !== undefined ? `${w}s` : w)).filter((w) => ctx.lexicon.attributes[w] !== undefined);
  // A list that is known for the most part is one of fields, the other names with it.
  const whole = word?.toLowerCase() !== 'by' && told.length * 2 >= listed.length && listed.every((w) => /^[\p{L} ]+$/u.test(w) && (measured(w, ctx.lexicon)?.noun ?? w).split(' ').length <= 3);
  const behind = caseless(`\\b${noun}\\s+(?:(?:for|of|in|to)\\s+[^,.;]{1,40}?\\s+)?(?:with|including|containing)\\s+((?:an?|the|its|their|optional)\\s[^.;(]+)`).exec(text)?.[1] ?? '';
  const parts = behind.split(/,|\band\b/).map((w) => spaced(w).replace(/^(?:an?|the|its|their|optional)\s+/, '').trim()).filter((w) => w !== '');
  // "with a title, place and capacity": a list of fields, known or not, when each of its parts is a plain noun.
  const plainNoun = (w: string): boolean => /^\p{L}+(?: \p{L}+){0,2}$/u.test(w) && !w.split(' ').some((x) => stops(x) || determiner(x) || relative.has(x) || ctx.lexicon.stative.includes(x) || ctx.lexicon.pronouns.includes(x)) && !ctx.lexicon.ignored.includes(w) && !ctx.lexicon.adjectives.includes(w);
  const fieldsSaid = parts.length >= 2 && parts.every((w) => plainNoun((measured(w, ctx.lexicon)?.noun ?? w).replace(/ (?:per|of) /, ' '))) ? parts : [];
  // "their pets: name, species and breed"; "When a device sends a report, the system stores latitude, speed and heading".
  const after = caseless(`\\b${noun}(?::\\s+|\\b[^.;]*?,[^.;,]*?\\b(?:${anyOf(ctx.lexicon.keeps)})s?\\s+)([^.;:(]+)`).exec(text)?.[1] ?? '';
  const stored = after.replace(/\s+in\s+[\p{L}-]+$/u, '').split(/,|\band\b|\bwith\b/).map((w) => spaced(w).replace(/^(?:an?|the|its|their|optional)\s+/, '').trim()).filter((w) => w !== '');
  const fieldsKept = stored.length >= 3 && stored.every((w) => plainNoun(w.replace(/ of (?:the |an? )?/, ' '))) && !stored.some((w) => [...ctx.resources.values()].some((r) => r.noun === w)) ? stored : [];
  return [...new Set([...(whole ? listed.map((w) => told.find((t) => t === w || t === `${w}s`) ?? w) : told), ...fieldsSaid, ...fieldsKept, ...bracketed(text, resource)])];
}

/** "register a device for an event: brand, fault in their own words and a photo", "create an event with a date and a number of seats". */
export function toldParts(ctx: Context, text: string, resource: Resource): string[] {
  const act = ctx.acts.get(resource.noun)?.verb;
  const told = act === undefined || ctx.lexicon.acts[act]?.alone !== true ? nounPattern(resource) : `(?:${nounPattern(resource)}|${escapeRegExp(act).replace(/y$/, '(?:y|ies)')}s?)`;
  const noun = `${told}(?:\\s+(?:for|of|in|to|at|from|on)\\s+[^,.;:]{1,40}?)?`;
  const bare = text.replace(/\s*\([^()]*\)/gu, '');
  const list = caseless(`\\b${noun}(?::\\s+|(?:,\\s+each)?\\s+(?:with|including|containing)\\s+(?=an?\\s|the\\s|its\\s|their\\s|[\\p{L}-]+(?:\\s[\\p{L}-]+)?,\\s))([^.;]+)`).exec(bare)?.[1] ?? '';
  return listedParts(list, ctx.lexicon).filter((name) => ![...ctx.resources.values()].some((r) => r.stored && plural(r.noun, ctx.lexicon) === name));
}

/** A noun in one or many: pet, pets, activity, activities. */
const nounPattern = (resource: Resource): string => `${escapeRegExp(resource.noun).replace(/y$/, '(?:y|ies)')}(?:s|es)?`;

/** "breed characteristics (size, temperament, exercise needs)", "pet attributes (age, history)": names in brackets right behind the thing. */
function bracketed(text: string, resource: Resource): string[] {
  if (!text.includes('(')) return [];
  if (kindsOf(text, resource).length > 0) return [];
  const list = new RegExp(`\\b${nounPattern(resource)}(?:\\s+(?:attributes?|fields?|details?|properties|data))?\\s*\\(([^()]*,[^()]*)\\)`, 'i').exec(text)?.[1] ?? '';
  const names = list.split(/,|\band\b/).map((w) => spaced(w.trim())).filter((w) => w !== '');
  return names.length > 1 && names.every((w) => w.split(' ').length <= 3 && /^[\p{L} ]+$/u.test(w)) ? names : [];
}

/** "a box (small, medium or large)". */
export function kindsOf(text: string, resource: Resource): Attribute[] {
  if (!text.includes('(')) return [];
  const list = caseless(`\\b${nounPattern(resource)}\\s*\\(([^()]+)\\)`).exec(text)?.[1];
  return list === undefined ? [] : (kindsIn(list.split(',')) ?? []);
}

/**
 * "create an order with a status (draft, done)", "edit orders in draft status": a value with what it may be, where the sentence is about this one
 * thing.
 */
export function valuesSaid(ctx: Context, requirement: Requirement, resource: Resource): Attribute[] {
  const gated = ctx.gates.filter((gate) => gate.requirement === requirement && gate.resource === resource.name).flatMap((gate) => gate.states);
  const about = new Set(requirement.readings.flatMap((x) => x.resource ?? []));
  const kinds = [...ctx.lexicon.stateNames, ...Object.keys(ctx.lexicon.attributes).filter((name) => ctx.lexicon.attributes[name]?.type === 'enum')];
  const listed = about.size === 1 && about.has(resource.name) && requirement.text.includes('(') ? [...requirement.text.matchAll(caseless(`(?<!\\p{L})(${anyOf(kinds)})\\s*\\(([^()]+,[^()]+)\\)`, 'g'))].flatMap((m) => attributeList([`${m[1] ?? ''} (${m[2] ?? ''})`])) : [];
  const values = [...new Set(gated)];
  return [...listed, ...(values.length === 0 || listed.some((a) => ctx.lexicon.stateNames.includes(a.noun)) ? [] : [{ raw: `status (${values.join(', ')})`, noun: 'status', values, optional: false }])];
}

/** "A conversation has a subject, a status (open, closed) and a priority": what a sentence says that a thing has, each with its article. */
export function had(text: string, resource: Resource): Attribute[] {
  const kept = /:\s/.test(text) ? statedEntity(text) : null;
  if (kept?.noun === resource.noun) return attributeList(kept.attributes);
  if (!/\s(?:has|consists of|carries)\s/i.test(text)) return [];
  const list = caseless(`^(?:an?|the|each|every)\\s+${escapeRegExp(resource.noun)}\\s+(?:has|consists of|carries)\\s+((?:an?|the|its)\\s[^.;]+)`).exec(text)?.[1] ?? '';
  const parts = list.replace(/\s+and\s+(?=(?:an?|the|its)\s)/gi, ', ').split(/,+\s*(?=(?:an?|the|its)\s)/i);
  const names = parts.map((x) => x.replace(/^(?:an?|the|its)\s+/i, '').trim());
  return parts.length >= 2 && names.every((x) => /^\p{L}+(?: \p{L}+){0,4}(?: \([^)]*\))?$/u.test(x)) ? attributeList(names) : [];
}

/** "Each swimmer MUST include an optional squad/lane field": a field by its name. */
export function namedField(text: string, resource: Resource): Attribute[] {
  const found = caseless(`\\b${nounPattern(resource)}(?:\\s+(?:profile|record|entry))?\\s+(?:(?:must|shall|should|will)\\s+)?(?:also\\s+)?(?:include|have|has|carry|contain|hold|store)s?\\s+(?:an?\\s+|the\\s+)?(optional\\s+|required\\s+|mandatory\\s+)?([\\p{L}/-]+(?:\\s[\\p{L}/-]+){0,2}?)\\s+(?:field|attribute|property|flag|column)\\b`).exec(text);
  const name = found?.[2]?.replace(/\//g, ' ').trim() ?? '';
  return name === '' ? [] : attributeList([name]).map((a) => ({ ...a, optional: !/^(?:required|mandatory)/i.test(found?.[1] ?? '') }));
}

/** "The request body SHALL include a subject and a seat count": what the call that makes the thing is sent. */
export function sentParts(text: string, gives: readonly string[]): string[] {
  const plain = withoutBounds(text).replace(caseless(String.raw`\b(?:detailed|physical|free-text)\s+(?=\p{L})`, 'g'), '').replace(caseless(String.raw`(\p{L})\s+(?:selection|details?)(?=\s*(?:[,.(]|$|and\b))`, 'g'), '$1');
  const list = /\bforms?\s+(?:requiring|with|asking for|that (?:asks for|requires)|containing|including)\s+([^.;]+)/i.exec(plain)?.[1] ?? /\b(?:request\s+)?(?:body|payload)\s+(?:must|shall|should|will)\s+(?:also\s+)?(?:include|contain|carry|hold|have)\s+([^.;]+)/i.exec(plain)?.[1] ?? caseless(String.raw`\b(?:must|shall|should|will)\s+(?:also\s+)?(?:require|ask\s+for|demand)\s+(?:from\s+(?:the\s+|an?\s+)?\p{L}+\s+)?((?:an?|the|its|their)\s[^.;]+,[^.;]+|(?:an?|the)\s[^.;,]+?\sand\s(?:an?|the)\s[^.;,]+)`).exec(plain)?.[1] ?? '';
  const given = list !== '' ? '' : (caseless(`\\bby\\s+(?:${anyOf(gives)})\\s+((?:an?|the|their|its)\\s[^.;:]+?)(?=[.;:]|\\s(?:so|which|that|before|when|if|then|to|in order)\\s|$)`).exec(plain)?.[1] ?? '');
  const names = (list === '' ? given : list).replace(/\([^)]*\)/g, '').replace(/\bat least\s+/i, '').split(/,|\band\b/).map((w) => spaced(w).replace(/^(?:an?|the|its|their|optional)\s+/, '').trim()).filter((w) => w !== '');
  return names.every((w) => /^\p{L}+(?: \p{L}+){0,2}$/u.test(w)) ? names : [];
}

/** "requests a stay for a pet with a sitter from a start date to an end date": other things and times behind what is made. */
export function tiedBehind(ctx: Context, text: string, resource: Resource): string[] {
  const word = caseless(String.raw`\s(?:for|with|from|to|until|on|at|in)\s+(?:an?|the|one|one of (?:their|the)|his|her)\s+((?:\p{L}+ ){0,2}\p{L}+?)(?=\s(?:for|with|from|to|until|on|at|in|and|or|when|within|before|after|by|as)\s|[.,;]|$)`, 'g');
  // An act does not say the name of its row: "invite players to a booking".
  const act = ctx.acts.get(resource.noun);
  const named = holds(text, resource.noun) || act === undefined ? resource.noun : act.verb;
  const behind = caseless(`\\b${escapeRegExp(named)}${named === resource.noun ? '' : 's?(?:\\s[^\\s.,;:(]+){0,6}?'}(\\s(?:for|with|from|to|in|on)\\s[^.,;:(]+)`).exec(text)?.[1] ?? '';
  return [...behind.matchAll(word)].map((m) => (m[1] ?? '').toLowerCase()).filter((w) => /^(?!creation|current|same|given)\p{L}+ (?:date|time)$/u.test(w) || [...ctx.resources.values()].some((r) => r.stored && r.noun === w && r.name !== resource.name && r.name !== 'User'));
}

/** "set delegation expiry", "a link that expires": the thing ends at a time of its own. */
export const timed = (ctx: Context, text: string, resource: Resource): boolean => holds(text, resource.noun) && ctx.cases(text, 'expires');

/** "Support text input with 500 char limit", "at most 280 characters": the most a text may hold, in characters. */
export function textLimit(ctx: Context, texts: readonly string[]): number | null {
  for (const text of texts) {
    const found = /\b(\d{1,3}(?:,\d{3})+|\d{2,6})[- ]?(?:chars?|characters?)\b/i.exec(text)?.[1];
    const other = caseless(String.raw`(\p{L}+)\s+(?:of|with|is|has|be)\s+(?:(?:at most|up to|no more than|a maximum of|max\.?|between)\s+)?\d`).exec(text)?.[1]?.toLowerCase() ?? 'text';
    if (other !== 'text' && ctx.lexicon.attributes[other] !== undefined) continue;
    // "The purpose is at most 200 characters" says nothing of the text beside it.
    if (found !== undefined && ctx.cases(text, 'capped') && (aboutField(text) ?? 'text').split(' ').every((word) => word === 'text' || ctx.lexicon.machines.includes(word))) return Number(found.replaceAll(',', ''));
  }
  return null;
}

/** "required fields (inquiry text, session ID)" in a requirement of the same group that names the resource. */
export function listedFields(ctx: Context, requirement: Requirement, resource: Resource): string[] {
  return ctx.active.filter((r) => r.group === requirement.group && holds(r.text, resource.noun)).flatMap((r) => {
    const list = /\b(?:fields?|attributes?|properties)\s*\(([^)]+)\)/i.exec(r.text)?.[1] ?? '';
    return list.split(/,|\band\b/).map((w) => spaced(w).replace(new RegExp(`^${escapeRegExp(resource.noun)} `), '').trim()).filter((w) => w !== '' && w.split(' ').length <= 3);
  });
}
