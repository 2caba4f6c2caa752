import { escapeRegExp } from '../../../text/regex.ts';
import type { Field, Requirement } from '../../../model/plan/index.ts';
import type { DataClass } from '../../../model/samples.ts';
import type { Context } from '../context.ts';
import { attributeList, attributesOf, kindsIn } from '../attributes.ts';
import type { Attribute } from '../attributes.ts';
import { made, rule } from '../node.ts';
import { isNotice } from '../notices.ts';
import { determiner, relative, stops } from '../objects.ts';
import { ofProfile } from '../persons.ts';
import type { Resource } from '../resources.ts';
import { holds, plural, snake, spaced } from '../words.ts';

/** "price per night" is a price. */
const attributeOf = (ctx: Context, noun: string) => ctx.lexicon.attributes[noun] ?? ctx.lexicon.attributes[(noun.split(' per ')[0] ?? noun).split(' ').at(-1) ?? ''];

/** A field made by a rule, everything not given at its default. */
export function field(ctx: Context, model: string, name: string, over: Partial<Field> = {}, ruleId = 'model-default', by: Iterable<string> = []): Field {
  return {
    ...made(ctx, `${model}.${name}`, ruleId, by),
    model, name, type: 'text', unit: null, nullable: false, constraint: null, values: null, class: 'none', disposition: 'store', retention: 'as the row', key: 'none', note: null,
    ...over,
  };
}

/** Key and owner of every stored row: KSUID, and the user it belongs to. */
export function keyFields(ctx: Context, model: string, owned: boolean): Field[] {
  const id = field(ctx, model, 'id', { type: 'Ksuid', class: 'id', key: 'primary' }, 'ksuid');
  return owned ? [id, field(ctx, model, 'user_id', { type: 'Ksuid', class: 'id', key: 'reference', note: 'owner; every read is scoped by it' }, 'ownership')] : [id];
}

export function stampFields(ctx: Context, model: string, versioned: boolean): Field[] {
  const stamps = [field(ctx, model, 'created_at', { type: 'timestamp' }, 'timestamps'), field(ctx, model, 'updated_at', { type: 'timestamp' }, 'timestamps')];
  return versioned ? [...stamps, field(ctx, model, 'version', { type: 'int', constraint: '>= 1', note: 'ETag' }, 'R4')] : stamps;
}

/** Unit goes into the name: `distance` in m is `distance_m`. */
export const unitName = (noun: string, unit: string | null): string => {
  const name = snake(noun);
  return unit === null || unit === 'year' || unit === 'cent' || name.endsWith(`_${unit}`) ? name : `${name}_${unit}`;
};

/** A field from an attribute of the spec: type and class by the lexicon, by its name, or text. Null for keys the plan makes itself. */
export function attributeField(ctx: Context, model: string, attribute: Attribute, by: Iterable<string>): Field | null {
  const { values, optional } = attribute;
  // "helpful or not", "whether it is urgent": yes or no.
  const asked = /^(?:whether (?:it is |or not )?|is |has )(.+)$|^(.+) (?:or not|flag|yes no)$/u.exec(attribute.noun);
  const noun = (asked?.[1] ?? asked?.[2] ?? attribute.noun).replace(/^e mail\b/, 'email');
  const flag = asked !== null || ctx.lexicon.flags.includes(noun);
  if (noun === '' || /^(?:id|created at|updated at|user id|version|owner|user)$/.test(noun)) return null;
  const known = attributeOf(ctx, noun);
  // An age or weight of a thing is no person's: neither its class nor its bounds hold.
  const personal = known?.of !== 'user' || model === 'User' || ctx.lexicon.people.includes(spaced(model)) || known.type === 'text';
  const base = { nullable: optional, class: personal ? (known?.class ?? ('none' as const)) : ('none' as const) };
  if (flag && (values === null || asked !== null)) return field(ctx, model, snake(noun), { ...base, class: 'none', type: 'bool' }, 'entity-attribute', by);
  if (values !== null) return field(ctx, model, snake(noun), { ...base, type: 'enum', values }, 'entity-attribute', by);
  const reference = [...ctx.resources.values()].find((r) => r.noun === noun || noun.split(' ').length === 2 && noun.endsWith(` ${r.noun}`));
  if (reference !== undefined && reference.name !== model) return field(ctx, model, `${snake(noun)}_id`, { type: 'Ksuid', class: 'id', key: 'reference', nullable: optional }, 'entity-attribute', by);
  const inUnit = /^(.+) in (minutes|seconds|hours|days|metres|meters|kilometres|km|kg|bytes|pixels)$/.exec(noun);
  if (inUnit !== null) return field(ctx, model, snake(`${inUnit[1]} ${units[inUnit[2] ?? ''] ?? inUnit[2]}`), { ...base, type: 'int', unit: units[inUnit[2] ?? ''] ?? null, constraint: '>= 0' }, 'entity-attribute', by);
  const type = (/\(.*,.*\)/.test(attribute.raw) && values === null && noun.includes(' ') && /[^su]s$/.test(noun) ? 'list<json>' : undefined) ?? known?.type ?? (/(?:\bat|time|expiry|deadline)$/.test(noun) ? 'timestamp' : noun.endsWith('date') ? 'date' : /\b(?:count|number of|position|version|revision|order)\b/.test(noun) ? 'int' : /^(?:is|has)\b|\bor not$/.test(noun) ? 'bool' : /\b(?:days|hours|tags|scopes|items)$/.test(noun) ? 'list<text>' : 'text');
  const unit = known?.unit ?? null;
  const open = type === 'enum' && known?.constraint === undefined;
  return field(ctx, model, unitName(noun, unit), { ...base, type: open ? 'text' : type, unit, constraint: (personal ? known?.constraint : undefined) ?? (type === 'text' ? '1-255 characters' : null), values: type === 'enum' && known?.constraint?.includes(', ') === true ? known.constraint.split(', ') : null }, 'entity-attribute', by);
}
const units: Record<string, string> = { minutes: 'min', seconds: 's', hours: 'h', days: 'd', metres: 'm', meters: 'm', kilometres: 'km', km: 'km', kg: 'kg', bytes: 'bytes', pixels: 'px' };

const personName = (person: string): string => (person === 'user' ? 'other_user_id' : `${snake(person)}_user_id`);

/** A person of the product in a row of somebody else: who is followed, to whom something is assigned. */
function personField(ctx: Context, model: string, person: string, by: Iterable<string>, assigned: boolean): Field {
  return field(ctx, model, personName(person), { type: 'Ksuid', class: 'id', key: 'reference', nullable: assigned, note: assigned ? `the ${person} it is assigned to` : `the ${person} it is about` }, 'person-reference', by);
}

function needed(ctx: Context, name: string): boolean {
  const words = spaced(name).split(' ').filter((w) => w.length > 3 && !/^(?:total|average|external|provider|local|count|type)$/.test(w));
  return words.some((w) => ctx.active.some((r) => r.text.toLowerCase().replace(/[- ]/g, '').includes(w)));
}

/** Attribute words a requirement names for a resource: "a milestone with name, date and distance". */
function namedAttributes(ctx: Context, text: string, resource: Resource): string[] {
  const low = text.toLowerCase();
  // The patterns are of the noun: a sentence without it needs none of them.
  if (!/\b(?:profile?|perfil)\b/.test(low) && !low.includes(resource.noun.toLowerCase()) && !low.includes(plural(resource.noun, ctx.lexicon).toLowerCase())) return bracketed(text, resource);
  const noun = `(?:${escapeRegExp(resource.noun)}|${escapeRegExp(plural(resource.noun, ctx.lexicon))}${ofProfile(text, resource.noun, ctx.lexicon) ? '|profile|profil|perfil' : ''})`;
  const [, word, list = ''] = new RegExp(`\\b${noun}\\s+(with|including|by|containing|mit)\\s+([^.;]+)`, 'i').exec(text) ?? [];
  const listed = list.split(/,|\band\b|\bor\b/).map((w) => spaced(w).replace(/^(?:an?|the|its|their|optional)\s+/, '').replace(/\s+(?:selection|details?|values?)$/, '').trim());
  const told = listed.map((w) => (ctx.lexicon.attributes[w] === undefined && ctx.lexicon.attributes[`${w}s`] !== undefined ? `${w}s` : w)).filter((w) => ctx.lexicon.attributes[w] !== undefined);
  // A list that is known for the most part is one of fields, the other names with it.
  const whole = word?.toLowerCase() !== 'by' && told.length * 2 >= listed.length && listed.every((w) => /^[\p{L} ]+$/u.test(w) && w.split(' ').length <= 3);
  const behind = new RegExp(`\\b${noun}\\s+(?:(?:for|of|in|to)\\s+[^,.;]{1,40}?\\s+)?(?:with|including|containing)\\s+((?:an?|the|its|their|optional)\\s[^.;(]+)`, 'iu').exec(text)?.[1] ?? '';
  const parts = behind.split(/,|\band\b/).map((w) => spaced(w).replace(/^(?:an?|the|its|their|optional)\s+/, '').trim()).filter((w) => w !== '');
  // "with a title, place and capacity": a list of fields, known or not, when each of its parts is a plain noun.
  const plainNoun = (w: string): boolean => /^\p{L}+(?: \p{L}+){0,2}$/u.test(w) && !w.split(' ').some((x) => stops(x) || determiner(x) || relative.has(x) || ctx.lexicon.stative.includes(x) || ctx.lexicon.pronouns.includes(x)) && !ctx.lexicon.ignored.includes(w) && !ctx.lexicon.adjectives.includes(w);
  const fieldsSaid = parts.length >= 2 && parts.every((w) => plainNoun(w.replace(/ (?:per|of) /, ' '))) ? parts : [];
  // "their pets: name, species and breed"; "When a device sends a report, the system stores latitude, speed and heading".
  const after = new RegExp(`\\b${noun}(?::\\s+|\\b[^.;]*?,[^.;,]*?\\b(?:${ctx.lexicon.keeps.map(escapeRegExp).join('|')})s?\\s+)([^.;:(]+)`, 'iu').exec(text)?.[1] ?? '';
  const stored = after.split(/,|\band\b|\bwith\b/).map((w) => spaced(w).replace(/^(?:an?|the|its|their|optional)\s+/, '').trim()).filter((w) => w !== '');
  const fieldsKept = stored.length >= 3 && stored.every((w) => plainNoun(w.replace(/ of /, ' '))) && !stored.some((w) => [...ctx.resources.values()].some((r) => r.noun === w)) ? stored : [];
  return [...new Set([...(whole ? listed.map((w) => told.find((t) => t === w || t === `${w}s`) ?? w) : told), ...fieldsSaid, ...fieldsKept, ...bracketed(text, resource)])];
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
function kindsOf(text: string, resource: Resource): Attribute[] {
  if (!text.includes('(')) return [];
  const list = new RegExp(`\\b${nounPattern(resource)}\\s*\\(([^()]+)\\)`, 'iu').exec(text)?.[1];
  return list === undefined ? [] : (kindsIn(list.split(',')) ?? []);
}

/** "A conversation has a subject, a status (open, closed) and a priority": what a sentence says that a thing has, each with its article. */
function had(text: string, resource: Resource): Attribute[] {
  if (!/\s(?:has|consists of|carries)\s/i.test(text)) return [];
  const list = new RegExp(`^(?:an?|the|each|every)\\s+${escapeRegExp(resource.noun)}\\s+(?:has|consists of|carries)\\s+((?:an?|the|its)\\s[^.;]+)`, 'iu').exec(text)?.[1] ?? '';
  const parts = list.replace(/\s+and\s+(?=(?:an?|the|its)\s)/giu, ', ').split(/,\s*(?=(?:an?|the|its)\s)/iu);
  const names = parts.map((x) => x.replace(/^(?:an?|the|its)\s+/iu, '').trim());
  return parts.length >= 2 && names.every((x) => /^\p{L}+(?: \p{L}+){0,2}(?: \([^)]*\))?$/u.test(x)) ? attributeList(names) : [];
}

/** "requests a stay for a pet with a sitter from a start date to an end date": other things and times behind what is made. */
function tiedBehind(ctx: Context, text: string, resource: Resource): string[] {
  const word = /\s(?:for|with|from|to|until|on|at|in)\s+(?:an?|the|one|one of (?:their|the)|his|her)\s+((?:\p{L}+ ){0,2}\p{L}+?)(?=\s(?:for|with|from|to|until|on|at|in|and|or|when|within|before|after|by|as)\s|[.,;]|$)/giu;
  // An act does not say the name of its row: "invite players to a booking".
  const act = ctx.acts.get(resource.noun);
  const named = holds(text, resource.noun) || act === undefined ? resource.noun : act.verb;
  const behind = new RegExp(`\\b${escapeRegExp(named)}${named === resource.noun ? '' : 's?(?:\\s[^\\s.,;:(]+){0,6}?'}(\\s(?:for|with|from|to|in|on)\\s[^.,;:(]+)`, 'iu').exec(text)?.[1] ?? '';
  return [...behind.matchAll(word)].map((m) => (m[1] ?? '').toLowerCase()).filter((w) => /^(?!creation|current|same|given)\p{L}+ (?:date|time)$/u.test(w) || [...ctx.resources.values()].some((r) => r.stored && r.noun === w && r.name !== resource.name && r.name !== 'User'));
}

/** "set delegation expiry", "a link that expires": the thing ends at a time of its own. */
const timed = (text: string, resource: Resource): boolean => holds(text, resource.noun) && /\b(?:expiry|expires?|expiration|time-limited|time-bound)\b/i.test(text);

/** "Support text input with 500 char limit", "at most 280 characters": the most a text may hold, in characters. */
function textLimit(texts: readonly string[]): number | null {
  for (const text of texts) {
    const found = /\b(\d{2,6})[- ]?(?:chars?|characters?)\b/i.exec(text)?.[1];
    if (found !== undefined && /\b(?:limit|at most|up to|max\w*|no more than|within|long)\b/i.test(text)) return Number(found);
  }
  return null;
}

/** "required fields (inquiry text, session ID)" in a requirement of the same group that names the resource. */
function listedFields(ctx: Context, requirement: Requirement, resource: Resource): string[] {
  return ctx.active.filter((r) => r.group === requirement.group && holds(r.text, resource.noun)).flatMap((r) => {
    const list = /\b(?:fields?|attributes?|properties)\s*\(([^)]+)\)/i.exec(r.text)?.[1] ?? '';
    return list.split(/,|\band\b/).map((w) => spaced(w).replace(new RegExp(`^${escapeRegExp(resource.noun)} `), '').trim()).filter((w) => w !== '' && w.split(' ').length <= 3);
  });
}

/** What every text of a model carries: its words, where they came from, who wrote them and what they cost. */
function productFields(ctx: Context, model: string, by: Iterable<string>): Field[] {
  const f = (name: string, over: Partial<Field>) => field(ctx, model, name, over, 'ai-product', by);
  return [
    f('text', { class: 'pii', note: 'written by the model, never by the caller', constraint: 'at most 4000 characters' }),
    f('provenance', { type: 'list<Ksuid>', class: 'id', note: 'rows the text was made from' }),
    f('model_id', { type: 'text', constraint: '1-80 characters', note: 'model and version that wrote it' }),
    f('cost_microusd', { type: 'int', unit: 'microusd', constraint: '>= 0', note: 'feeds the budget of the day' }),
  ];
}

/** Fields only the server writes. */
export const produced = new Set(['text', 'provenance', 'model_id', 'cost_microusd']);

export interface FieldSet {
  fields: Field[];
  dropped: { path: string; class: DataClass; reason: string }[];
  provider: boolean;
}

/**
 * Domain fields of a resource: rows of the provider catalogue that a requirement needs, sample fields, attributes of the spec entity and
 * fields the requirements name. What is left out is listed with its reason.
 */
export function domainFields(ctx: Context, resource: Resource): FieldSet {
  const { vocabulary } = ctx;
  const model = resource.name;
  const out = new Map<string, Field>();
  const dropped: FieldSet['dropped'] = [];
  const by = resource.uses.map((u) => u.requirement.id);
  const listed = [...vocabulary.providerNouns.values()].find((p) => p.model.storedAs === model);
  const sample = ctx.input.facts.samples.models.find((m) => (listed !== undefined ? m.provider === listed.provider.id && m.name === listed.model.name : vocabulary.samples.get(resource.noun) === m));
  for (const row of listed?.model.fields ?? []) {
    const seen = sample?.fields.find((f) => f.path === row.path);
    if (row.disposition === 'drop') {
      dropped.push({ path: row.path, class: row.class, reason: row.note ?? 'dropped by the provider catalogue' });
      continue;
    }
    const identity = row.class === 'id' || row.name === 'external_id';
    const keyTime = (row.type === 'timestamp' || row.type === 'enum') && !row.nullable;
    if (!identity && !keyTime && !needed(ctx, row.name)) {
      dropped.push({ path: row.path, class: row.class, reason: '0 requirements read it' });
      continue;
    }
    if (out.has(row.name)) continue;
    const base = field(ctx, model, row.name, { type: row.type, unit: row.unit, nullable: row.nullable, class: row.class, disposition: row.disposition, values: row.values ?? null, note: row.note ?? null, key: row.name === 'external_id' ? 'external' : 'none', retention: listed?.provider.cacheDays != null && row.disposition === 'cache' ? `${listed.provider.cacheDays} days after fetch` : 'as the row' }, 'provider-field', by);
    const evidence = seen?.evidence.slice(0, 1).map((e) => ({ kind: 'sample' as const, file: e.file, pointer: e.pointer })) ?? [];
    out.set(row.name, { ...base, origin: evidence.length > 0 ? 'sample' : 'provider', confidence: evidence.length > 0 ? 0.9 : 0.7, sources: [...evidence, { kind: 'provider', id: listed?.provider.id ?? '' }] });
  }
  if (listed === undefined && sample !== undefined) {
    for (const f of sample.fields) {
      if (f.path.includes('[]') || f.types.includes('object')) continue;
      const name = unitName(f.path.replaceAll('.', '_'), f.unit);
      if (f.disposition === 'drop') {
        dropped.push({ path: f.path, class: f.class, reason: 'class of the field' });
        continue;
      }
      const type = f.format === 'date-time' ? 'timestamp' : f.bigInteger ? 'text' : f.types.includes('integer') ? 'int' : f.types.includes('number') ? 'double' : f.types.includes('boolean') ? 'bool' : 'text';
      const named = name === 'id' ? 'external_id' : name;
      out.set(named, { ...field(ctx, model, named, { type: name === 'id' ? 'text' : type, unit: f.unit, nullable: f.nulls > 0 || f.presence < 1, class: f.class, disposition: f.disposition, key: name === 'id' ? 'external' : 'none' }), origin: 'sample', confidence: f.confidence, sources: f.evidence.slice(0, 1).map((e) => ({ kind: 'sample' as const, file: e.file, pointer: e.pointer })) });
    }
  }
  const entity = vocabulary.entities.get(resource.noun)?.entity;
  for (const attribute of listed !== undefined || entity === undefined ? [] : attributesOf(entity)) {
    const own = attributeField(ctx, model, attribute, by);
    if (own !== null && !out.has(own.name) && ![...out.keys()].some((k) => k.startsWith(`${own.name}_`))) out.set(own.name, own);
  }
  if (resource.uses.some((u) => u.operation === 'ai-job')) {
    for (const own of productFields(ctx, model, by)) if (!out.has(own.name)) out.set(own.name, own);
    const text = out.get('text');
    if (text !== undefined) out.set('text', { ...text, class: 'pii', note: 'written by the model, never by the caller', constraint: 'at most 4000 characters' });
  }
  for (const use of listed === undefined ? resource.uses : []) {
    for (const noun of [...namedAttributes(ctx, use.requirement.text, resource), ...listedFields(ctx, use.requirement, resource)]) {
      const own = attributeField(ctx, model, { raw: noun, noun, values: null, optional: true }, [use.requirement.id]);
      if (own !== null && !out.has(own.name) && ![...out.values()].some((f) => f.name === snake(noun) || f.name.startsWith(`${snake(noun)}_`))) out.set(own.name, own);
    }
  }
  for (const r of listed === undefined ? ctx.active : []) {
    for (const attribute of [...had(r.text, resource).map((each) => ({ ...each, optional: true })), ...kindsOf(r.text, resource)]) {
      const own = attributeField(ctx, model, attribute, [r.id]);
      if (own !== null && !out.has(own.name)) out.set(own.name, own);
    }
  }
  for (const use of listed === undefined ? resource.uses.filter((u) => u.operation === 'create' && u.actor !== null) : []) {
    for (const noun of tiedBehind(ctx, use.requirement.text, resource)) {
      const own = attributeField(ctx, model, { raw: noun, noun, values: null, optional: false }, [use.requirement.id]);
      if (own !== null && !out.has(own.name) && ![...out.keys()].some((k) => k.startsWith(`${own.name}_`))) out.set(own.name, own);
    }
  }
  for (const use of resource.uses.filter((u) => (u.operation === 'create' || u.operation === 'upload') && u.actor !== null && ctx.lexicon.devices.includes(u.actor))) {
    const own = attributeField(ctx, model, { raw: use.actor ?? '', noun: use.actor ?? '', values: null, optional: false }, [use.requirement.id]);
    if (own !== null && own.key === 'reference' && !out.has(own.name)) out.set(own.name, { ...own, note: 'the caller, by its key' });
  }
  for (const { noun, requirement } of resource.computed) {
    const own = attributeField(ctx, model, { raw: noun, noun, values: null, optional: true }, [requirement.id]);
    if (own !== null && !out.has(own.name)) out.set(own.name, { ...own, note: 'computed by the server, never taken from the caller' });
  }
  for (const thing of ctx.acts.get(resource.noun)?.things ?? []) {
    const own = attributeField(ctx, model, { raw: thing, noun: thing, values: null, optional: false }, by);
    if (own !== null && own.key === 'reference' && !out.has(own.name)) out.set(own.name, { ...own, note: `what the ${resource.noun} is of` });
    else if (own?.key !== 'reference' && !out.has(`${snake(thing)}_user_id`) && !ctx.lexicon.tenants.includes(thing) && (ctx.lexicon.people.includes(thing) || thing === 'user')) out.set(personName(thing), personField(ctx, model, thing, by, false));
  }
  for (const noun of ctx.acts.get(resource.noun)?.said ?? []) {
    const own = attributeField(ctx, model, { raw: noun, noun, values: null, optional: false }, by);
    if (own !== null && !out.has(own.name)) out.set(own.name, own);
  }
  for (const person of ctx.assigned.get(resource.noun) ?? []) {
    const own = attributeField(ctx, model, { raw: person, noun: person, values: null, optional: true }, by);
    if (own?.key === 'reference') out.set(own.name, { ...own, note: `the ${person} it is assigned to` });
    else out.set(personName(person), personField(ctx, model, person, by, true));
  }
  const ends = listed === undefined ? ctx.active.find((r) => timed(r.text, resource)) : undefined;
  const end = ends === undefined || [...out.keys()].some((k) => k.startsWith('expir')) ? null : attributeField(ctx, model, { raw: 'expires at', noun: 'expires at', values: null, optional: true }, [ends.id]);
  if (end !== null) out.set(end.name, end);
  const texts = [...new Set(resource.uses.map((u) => u.requirement.text))];
  if (entity !== undefined && attributesOf(entity).some((a) => a.noun === 'version') && texts.some((t) => /\b(?:earlier|previous|all|old) versions?\b|\bversion history\b/i.test(t))) {
    out.set('revision', field(ctx, model, 'revision', { type: 'int', constraint: '>= 1', note: 'a change writes a new row, the earlier ones stay' }, 'entity-attribute', by));
  }
  return { fields: limited(ctx, resource, [...out.values()]), dropped, provider: listed !== undefined };
}

/**
 * Fields of a thing no source lists: the usual ones of its kind (`shapes` of the lexicon, by its noun or the last word of it), else none. They are
 * assumed, so a question asks for them.
 */
export function assumedFields(ctx: Context, resource: Resource): Field[] {
  const shape = ctx.lexicon.shapes[resource.noun] ?? ctx.lexicon.shapes[resource.noun.split(' ').at(-1) ?? ''];
  if (shape === undefined) return [];
  const invited = (ctx.acts.get(resource.noun)?.things ?? []).some((t) => ctx.lexicon.people.includes(t) || t === 'user');
  const about = isNotice(ctx, resource.noun) ? [...ctx.resources.values()].filter((r) => r.name !== resource.name && r.stored && !isNotice(ctx, r.noun) && ctx.active.some((x) => holds(x.text, resource.noun) && x.readings.some((y) => y.operation === 'event') && holds(x.text, r.noun))).map((r) => r.noun).slice(0, 1) : [];
  return limited(ctx, resource, attributeList([...about, ...shape.filter((a) => !(invited && a === 'email'))]).flatMap((attribute) => {
    const own = attributeField(ctx, resource.name, attribute, resource.uses.map((u) => u.requirement.id));
    return own === null ? [] : [{ ...own, confidence: 0.5, origin: 'rule:assumed-field' as const, sources: [...own.sources.filter((s) => s.kind !== 'rule'), rule('assumed-field')], note: own.note ?? `assumed: usual for one ${resource.noun}` }];
  }));
}

/** The text of a thing with the limit that its group of requirements states. */
function limited(ctx: Context, resource: Resource, fields: readonly Field[]): Field[] {
  const limit = resource.uses.some((u) => u.operation === 'ai-job') ? null : textLimit(ctx.active.filter((r) => resource.uses.some((u) => u.requirement.group === r.group)).map((r) => r.text));
  return fields.map((f) => (limit !== null && f.name === 'text' ? { ...f, constraint: `at most ${limit} characters` } : f));
}
