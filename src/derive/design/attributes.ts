import type { SpecEntity, SpecField } from '../../model/spec.ts';
import { spaced } from './reading/words.ts';

/** One attribute as an entity line names it: `state (requested, confirmed)`, `email (optional, from Strava)`. */
export interface Attribute {
  raw: string;
  noun: string;
  values: string[] | null;
  optional: boolean;
  /** What a line of its own tells of it: its kind, its bounds. */
  told?: SpecField;
}

/** Splits at commas and semicolons outside brackets. */
function pieces(text: string): string[] {
  const out: string[] = [];
  let depth = 0;
  let from = 0;
  for (let at = 0; at <= text.length; at++) {
    const c = text[at];
    if (c === '(' || c === '[') depth++;
    if (c === ')' || c === ']') depth--;
    if (at === text.length || ((c === ',' || c === ';') && depth <= 0)) {
      out.push(text.slice(from, at));
      from = at + 1;
    }
  }
  return out.map((p) => p.replace(/^\s*(?:and|or)\s+/i, '').replace(/[.\s]+$/, '').trim()).filter((p) => p !== '');
}

const article = /^(?:an?|the|its?|their|which|that|one|each)\b/i;

/**
 * Attributes of an entity, read from its own line: after "Attributes:" when it says so, else the whole description when that is a list of
 * short noun phrases. A sentence gives none.
 */
export function attributesOf(entity: SpecEntity): Attribute[] {
  const led = /\battributes?\s*:\s*([^.]*(?:\([^)]*\)[^.]*)*)/i.exec(entity.description);
  const colon = led !== null;
  // "belongs to an event; name, price, number of tickets": the whole it is of, and its attributes.
  const of = /^belongs to (?:an?|one|the) ([\p{L}-]+(?: [\p{L}-]+)?)[;,.]\s+(.+)$/u.exec(entity.description.trim());
  const said = (of === null ? entity.description : `${of[2] ?? ''}, ${of[1] ?? ''}`).replace(/\.\s*,/u, ',').split(/;|\.\s/)[0] ?? '';
  // "what a customer orders: source document, deadline": what the thing is stands in front of its attributes.
  const behind = /^[^:,;.()]+\s[^:,;.()]+:\s+([^:]+,[^:]+)$/u.exec(said)?.[1];
  const whole = pieces(led !== null ? (led[1] ?? '') : (behind ?? said));
  // "User alert with type (low, zero), title": what the thing is stands in front of its first part.
  const list = colon || whole.length < 2 ? whole : whole.map((p, i) => (i === 0 ? p.replace(/^[^(]*\s(?:with|linking)\s+/i, '') : p));
  const short = list.filter((p) => spaced(p.replace(/\([^)]*\)/g, '')).split(' ').length <= 4 && !article.test(p));
  const own = colon || (list.length >= 2 && short.length === list.length) ? short : [];
  // "project_id" of a project is its own key, which every row has.
  const key = `${spaced(entity.name)} id`;
  const listed = entity.attributes.filter((a) => !/^\W*$/.test(a) && spaced(a) !== key);
  // Lines that tell kinds and values leave nothing to be read out of the description.
  if (entity.fields !== undefined) return listed.flatMap((name) => toldAttribute(name, entity.fields?.find((f) => f.name === name)));
  return own.length > 0 ? attributeList(own) : (kindsIn(listed) ?? attributeList(listed));
}

function toldAttribute(name: string, told: SpecField | undefined): Attribute[] {
  const values = told === undefined || told.values.length < 2 ? '' : ` (${told.values.join(', ')})`;
  return attributeList([`${name}${values}`]).map((a) => (told === undefined ? a : { ...a, optional: a.optional || told.optional, told }));
}

/** What closes a list of kinds: "tap, fence, path, other". */
const rest = /^(?:and\s+)?(?:others?|else|misc(?:ellaneous)?|sonstiges?|andere|otros?)$/i;

/** "small, medium or large", "tap, fence, other": kinds of one thing, since "or" joins no fields; null for a list of fields. */
export function kindsIn(names: readonly string[]): Attribute[] | null {
  const [last = ''] = names.slice(-1);
  const joined = /^(?:(.+?),?\s+)?or\s+(.+)$/i.exec(last);
  const kinds = rest.test(last.trim()) ? names.map((w) => w.replace(/^\s*and\s+/i, '')) : joined === null ? [] : [...names.slice(0, -1), joined[1] ?? '', joined[2] ?? ''];
  const values = kinds.map((w) => w.trim()).filter((w) => w !== '');
  return values.length > 1 && values.every((w) => /^\p{L}+(?:[ -]\p{L}+)?$/u.test(w)) ? attributeList([`kind (${values.join(', ')})`]) : null;
}

/** "a size and a state: free, let or blocked" with the values in brackets, as a list of attributes names them. */
export const valuesInBrackets = (text: string): string => text.replace(/([,\s]\p{L}+):\s+([^:.;()]+,[^:.;()]+?)(?=\.?$)/u, (_, name: string, values: string) => `${name} (${values.replace(/,?\s+(?:or|and)\s+/i, ', ')})`);

/** Attributes as a list of names with their values in brackets: `state (free, taken)`, `email (optional)`. */
export function attributeList(names: readonly string[]): Attribute[] {
  return names.flatMap((raw): Attribute[] => {
    const inside = /\(([^)]*)\)/.exec(raw)?.[1] ?? '';
    // "length (in km)" has a unit, "status (in service, out of order)" has values.
    const notes = /\b(?:status|state|stage|phase)\s*\(/i.test(raw) ? /^(?:optional|required|unique|e\.g)/i : /^(?:optional|required|unique|from\b|in\b|e\.g)/i;
    const values = inside.split(/,|\bor\b|\//).map((v) => v.trim()).filter((v) => v !== '' && v !== '...' && v !== '…' && !notes.test(v));
    const base = spaced(raw.replace(/\([^)]*\)/g, '').replace(/^average and maximum /i, 'average ')).replace(/^(?:(?:an?|the|its|their|his|her|both)\s+)?(?:(?:optional|unique|required|current)\s+)?/, '').replace(/\s+\.\.\..*$/, '').trim();
    if (base === '' || base.split(' ').length > 5) return [];
    // "line items (description, quantity)": what stands behind many things are their columns, no values.
    const many = base.includes(' ') && /[^su]s$/.test(base) && !/(?:status|address|access)$/.test(base);
    const enumerated = !many && values.length > 1 && values.every((v) => v.split(' ').length <= 3);
    return [{ raw, noun: base, values: enumerated ? values.map((v) => v.toLowerCase().replace(/[^\p{L}\p{N}]+/gu, '_').replace(/^_+|_+$/g, '')).filter((v) => v !== '') : null, optional: /\boptional\b/i.test(raw) }];
  });
}
