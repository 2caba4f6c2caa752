import type { SpecEntity, SpecField } from '../../model/spec.ts';
import { lineOf, type Collected, type Context, type Range } from './context.ts';
import { isTold } from './field.ts';
import { deepEnd, deepText, type Unit } from './outline.ts';
import { partsOf } from './parts.ts';
import { wordsIn } from './matcher.ts';
import { flat } from './phrase.ts';
import { addRequirement } from './requirements.ts';
import { patternLimit, type Words } from './words.ts';

/** Whether the spec says that the thing is stored: false wins, since "computed, never stored" names both. "Its balance is derived" is said of a part. */
export function persistence(text: string, words: Words): boolean | null {
  const sentence = text.slice(0, patternLimit).split(/(?<=[.;。；])\s+/u).filter(each => words.possessives.first(each)?.index !== 0).join(' ');
  if (words.notPersisted.first(sentence) !== null) return false;
  return words.persisted.first(sentence) === null ? null : true;
}

/** Attribute names listed in a description ("with a name, a date and a target"), at most 40. */
export function attributesIn(text: string, words: Words): string[] {
  const sentence = withoutAside(flat(text), words).slice(0, patternLimit);
  const bare = sentence.replace(/\([^()]*\)/g, '').replace(/\.{2,}|…/g, '');
  // "A request to swap with another user. Attributes: sender, state": the word with a colon leads the list.
  const lead = words.attributes.all(bare).find(each => /^\s*[:：]/u.test(bare.slice(each.index + each.word.length))) ?? words.attributes.first(bare);
  // "status (open, paid, cancelled)": one attribute with its values.
  if (lead === null && /^\p{L}+\s*[.;]?$/u.test(bare.trim()) && bare !== sentence) return [bare.trim().replace(/[.;]$/, '')];
  const gloss = lead === null ? behindGloss(bare) : null;
  // "the vehicle, a description and a severity (minor, major)": behind a list, brackets hold the values of its last name.
  const brackets = /^(?<before>[^()]*)\((?<inside>[^()]*,[^()]*)\)/.exec(sentence)?.groups;
  const inParens = brackets?.['before']?.includes(',') === true ? undefined : brackets?.['inside'];
  const pair = lead === null && inParens === undefined ? pairIn(bare) : null;
  if (pair !== null) return pair;
  const list = lead === null ? (gloss ?? (isPlainList(bare) ? bare : inParens)) : bare.slice(lead.index + lead.word.length).replace(/^\s*(?:(?:are|is|such as)\b|:|：)\s*/i, '');
  if (list === undefined) return [];
  const whole = list.split(/[.;。；]|\s(?:that|which|who|where)\s/u)[0] ?? '';
  // "a size and a state: free, let or blocked": what stands behind the colon are values of the last one.
  const clause = /,|\s(?:and|und|y)\s/u.test(whole.split(':')[0] ?? '') ? whole.replace(/:\s[^:]*,[^:]*$/u, '') : whole;
  const names = clause.split(/\s*[,，、]\s*(?:and\s+|und\s+|y\s+|o\s+|or\s+)?|\s+(?:and|und|y|和|と)\s+/u);
  const clean = names.map(name => flat(name.replace(/^(?:an?|the|its|their|optional|required|unique|nullable|one or more)\s+/i, '').replace(/\([^)]*\)?/g, '').replace(/[)"'`*:：]/g, ''))).filter(name => name !== '');
  return clean.length > 1 || lead !== null ? clean.filter(name => name.split(' ').length <= 4).slice(0, 40) : [];
}

/** "(existing entity, referenced here): holds a floor": what the brackets say is of the whole line, no list of its parts. */
function withoutAside(text: string, words: Words): string {
  const aside = /^\(([^()]*)\)\s*[:：]?\s*/u.exec(text);
  return aside !== null && words.asides.first(aside[1] ?? '')?.index === 0 ? text.slice(aside[0].length) : text;
}

/** "start and end on one machine", "name and address": two names, and the one thing that both are told of. */
function pairIn(text: string): string[] | null {
  const name = String.raw`\p{Ll}[\p{Ll}-]*(?:\s\p{Ll}[\p{Ll}-]*)?(?<!(?<!s)s)`;
  const found = new RegExp(`^(?<one>${name})\\s(?:and|und|y)\\s(?<two>${name})(?:\\s(?:on|of|at|for|in|auf|von|an|en|de)\\s(?:one|an?|the|einer?|einem|una?|la|el)\\s(?<of>${name}))?[.;]?$`, 'u').exec(text.trim())?.groups;
  return found === undefined ? null : [found['one'], found['two'], found['of']].flatMap(part => part?.replace(/^(?:an?|the|einer?|una?)\s/u, '') ?? []);
}

/** "what a customer orders: source document, deadline": the names behind the colon that ends what the thing is; null for anything else. */
export function behindGloss(text: string): string | null {
  const [, told = '', list = ''] = /^([^:,;.]+):\s+([^:]+)$/u.exec(text.trim()) ?? [];
  return told.trim().split(/\s+/).length > 1 && isPlainList(list) ? list : null;
}

/** A description that is nothing but names with commas between: "patient, start, length in minutes; computed". */
function isPlainList(text: string): boolean {
  const [names = ''] = text.split(/[.;。；]/u);
  const parts = names.split(/\s*[,，、]\s*/u);
  return parts.length > 1 && parts.every(part => part !== '' && part.split(' ').length <= 4);
}

/** Fewest words of a rule that says something by itself. */
const telling = 3;

/** Keeps one entity with what the lines below it say: its attributes, its relations, what it is. Those that say neither stay unread. */
export function addWithParts(out: Collected, name: string, description: string, units: readonly Unit[], context: Context, at: Range, stored: boolean | null = null): void {
  const parts = partsOf(units, out.language, out.words);
  const said = [description, ...parts.about].filter(each => each !== '').join(description === '' || /[.。!?]$/u.test(description) ? ' ' : '. ');
  const own = parts.fields.map(each => each.name);
  const made = addEntity(out, name, said, own.length === 0 ? attributesIn(said, out.words) : own, at, stored);
  if (made === null) return;
  addFields(made, parts.fields);
  for (const each of parts.relations) out.relations.push({ entity: made, ...each });
  for (const { text, unit } of parts.rules) {
    const at = { line: unit.line, endLine: deepEnd(unit) };
    // "unique" is a word about a field.
    if (wordsIn(text) < telling) out.unread.push({ ...lineOf(text, at), context, shape: 'other' });
    else addRequirement(out, { id: unit.id, text, raw: unit.raw, priority: null, style: 'prose' }, { ...context, kind: 'requirements', group: made.name }, at);
  }
  for (const unit of parts.asides) out.unread.push({ ...lineOf(deepText(unit), { line: unit.line, endLine: deepEnd(unit) }), context, shape: 'other' });
}

/** Keeps attributes that are not known yet, and what is told of them. */
export function addFields(entity: SpecEntity, fields: readonly SpecField[]): void {
  entity.attributes = [...new Set([...entity.attributes, ...fields.map(each => each.name)])];
  const told = fields.filter(each => isTold(each) && !(entity.fields ?? []).some(known => known.name === each.name));
  if (told.length > 0) entity.fields = [...(entity.fields ?? []), ...told];
}

/** Keeps one entity; an entity named before gets what is new. Null for no name. */
export function addEntity(out: Collected, name: string, description: string, attributes: string[], at: Range, stored: boolean | null = null, term = false): SpecEntity | null {
  const clean = flat(name).replace(/^[*_`"']+|[*_`"':：]+$/g, '').replace(/\s*\([^)]*\)\s*$/, '').trim();
  if (clean === '' || clean.length > 80) return null;
  const known = out.named.get(clean.toLowerCase());
  const persisted = stored ?? persistence(`${name} ${description}`, out.words);
  if (known !== undefined) {
    if (!term) out.terms.delete(known);
    // The line that lists attributes says more than a definition of the word: values in brackets stand there.
    const lists = attributes.length > 1 && known.attributes.length === 0;
    if (known.description === '' || lists) known.description = flat(description);
    if (lists) Object.assign(known, { line: at.line, endLine: at.endLine });
    known.attributes = [...new Set([...known.attributes, ...attributes])];
    known.persisted ??= persisted;
    return known;
  }
  const made: SpecEntity = { name: clean, description: flat(description), attributes: [...new Set(attributes)], persisted, line: at.line, endLine: at.endLine };
  out.entities.push(made);
  if (term) out.terms.add(made);
  out.named.set(clean.toLowerCase(), made);
  return made;
}
