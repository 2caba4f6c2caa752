import type { Field } from '../../../model/plan/index.ts';
import { attributeList, attributesOf } from '../attributes.ts';
import type { Context } from '../context.ts';
import { rule } from '../node.ts';
import { isNotice } from '../notices.ts';
import { numberingOf } from '../rules/numbering.ts';
import { narrowingOf } from '../rules/narrowing.ts';
import { changedValues } from '../settling/owned-values.ts';
import type { Resource } from '../resources.ts';
import { fieldNamed } from '../contracts/list.ts';
import { holds, plural, singular, snake, verbBases } from '../reading/words.ts';
import { attributeField, field, personField, personName, productFields } from './field.ts';
import { makerFields } from './makers.ts';
import { idsOf, manyOf, wholesOf } from './many.ts';
import { reasonsOf } from '../rules/reasons.ts';
import { withSpan } from '../rules/spans.ts';
import { withBounds } from './said-bounds.ts';
import { keptParts } from './kept-parts.ts';
import { had, kindsOf, listedFields, namedAttributes, namedField, sentParts, textLimit, tiedBehind, timed, toldParts, valuesSaid } from './said-fields.ts';
import { providerFields, sampleFields, type Shown } from './shown-fields.ts';

/** The fields of a resource, what was left out with its reason, and whether its rows come from a provider. */
export interface FieldSet {
  fields: Field[];
  dropped: Shown['dropped'];
  provider: boolean;
}

/** What a move is sent beside the row that it moves. */
export const keptByMove = 'rule:kept-by-move';

const says = (text: string, verb: string): boolean => (text.toLowerCase().match(/\p{L}+/gu) ?? []).some((word) => verbBases(word).includes(verb.split(' ')[0] ?? ''));

const writing = new Set(['create', 'upload', 'update', 'transition']);

/**
 * Domain fields of a resource: rows of the provider catalogue that a requirement needs, sample fields, attributes of the spec entity and
 * fields the requirements name. What is left out is listed with its reason.
 */
export function domainFields(ctx: Context, resource: Resource): FieldSet {
  const { vocabulary } = ctx;
  const model = resource.name;
  const by = resource.uses.map((u) => u.requirement.id);
  const listed = [...vocabulary.providerNouns.values()].find((p) => p.model.storedAs === model);
  const sample = ctx.input.facts.samples.models.find((m) => (listed !== undefined ? m.provider === listed.provider.id && m.name === listed.model.name : vocabulary.samples.get(resource.noun) === m));
  const { fields: out, dropped } = listed !== undefined ? providerFields(ctx, model, listed, sample, by) : sample !== undefined ? sampleFields(ctx, model, sample) : { fields: new Map<string, Field>(), dropped: [] };
  const entity = vocabulary.entities.get(resource.noun)?.entity;
  for (const attribute of listed !== undefined || entity === undefined ? [] : attributesOf(entity)) {
    const part = manyOf(ctx, attribute.noun, resource.noun);
    const ids = part !== null && idsOf(ctx, resource, part) ? snake(`${part.noun} ids`) : null;
    if (part !== null && ids !== null) out.set(ids, field(ctx, model, ids, { type: 'list<Ksuid>', class: 'id', nullable: attribute.optional, note: `ids of its ${plural(part.noun, ctx.lexicon)}` }, 'entity-attribute', by));
    if (part !== null) continue;
    const own = attributeField(ctx, model, attribute, by);
    if (own !== null && !out.has(own.name) && ![...out.keys()].some((k) => k.startsWith(`${own.name}_`))) out.set(own.name, own);
  }
  for (const { whole, shared } of listed === undefined ? wholesOf(ctx, resource) : []) {
    const own = shared ? null : attributeField(ctx, model, { raw: whole.noun, noun: whole.noun, values: null, optional: false }, by);
    if (own?.key === 'reference' && !out.has(own.name)) out.set(own.name, own);
  }
  if (resource.uses.some((u) => u.operation === 'ai-job')) {
    for (const own of productFields(ctx, model, by)) if (!out.has(own.name)) out.set(own.name, own);
    const text = out.get('text');
    if (text !== undefined) out.set('text', { ...text, class: 'pii', note: 'written by the model, never by the caller', constraint: 'at most 4000 characters' });
  }
  const described = entity !== undefined && entity.implied !== true && attributesOf(entity).length > 3;
  for (const use of listed === undefined ? resource.uses : []) {
    const parts = writing.has(use.operation) && !use.internal ? toldParts(ctx, use.requirement.text, resource) : [];
    for (const noun of [...namedAttributes(ctx, use.requirement.text, resource), ...listedFields(ctx, use.requirement, resource), ...parts, ...(use.operation === 'create' && !use.internal ? sentParts(use.requirement.text.replace(/\*\*/g, ''), ctx.lexicon.gives) : [])]) {
      const own = attributeField(ctx, model, { raw: noun, noun, values: null, optional: true }, [use.requirement.id]);
      // Beside a list of its attributes the same is said in other words: "recipient info" is the recipient.
      const retold = described && own !== null && own.name.split('_').some((word) => [...out.keys()].some((k) => k.split('_').includes(word)));
      // The year is the "year of construction".
      for (const short of own === null ? [] : [...out.keys()].filter((k) => own.name.startsWith(`${k}_of_`))) out.delete(short);
      if (own !== null && !retold && !out.has(own.name) && ![...out.values()].some((f) => f.name === snake(noun) || f.name.startsWith(`${snake(noun)}_`))) out.set(own.name, own);
    }
  }
  for (const use of listed === undefined ? resource.uses.filter((u) => writing.has(u.operation) && !u.internal) : []) {
    const kept = keptParts(use.requirement.text, ctx.lexicon);
    if (kept === null || !says(kept.deed, use.verb)) continue;
    const moved = use.operation === 'transition';
    for (const attribute of kept.parts) {
      const own = attributeField(ctx, model, { ...attribute, optional: moved || attribute.optional }, [use.requirement.id]);
      if (own === null) continue;
      const there = out.has(own.name) || [...out.keys()].some((k) => k.startsWith(`${own.name}_`));
      // The reading at the start of a trip is not the one at its end.
      if (moved && there && own.key !== 'none') continue;
      const name = moved && there ? snake(`${use.verb.split(' ')[0] ?? ''} ${own.name}`) : own.name;
      if (there && !moved) continue;
      out.set(name, moved ? { ...own, id: `${model}.${name}`, name, origin: keptByMove, note: `taken by \`${use.verb}\`` } : own);
    }
  }
  for (const r of listed === undefined ? ctx.active : []) {
    for (const attribute of [...had(r.text, resource).map((each) => ({ ...each, optional: true })), ...namedField(r.text, resource), ...kindsOf(r.text, resource), ...valuesSaid(ctx, r, resource)]) {
      const own = attributeField(ctx, model, attribute, [r.id]);
      if (own !== null && (!out.has(own.name) || (own.values !== null && out.get(own.name)?.type === 'text'))) out.set(own.name, own);
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
  for (const use of listed === undefined ? resource.uses.filter((u) => u.operation === 'update' && !u.internal) : []) {
    for (const noun of changedValues(use.requirement.text, resource.noun, ctx.lexicon)) {
      const own = attributeField(ctx, model, { raw: noun, noun, values: null, optional: true }, [use.requirement.id]);
      if (own !== null && ![...out.keys()].some((k) => k === own.name || k.startsWith(`${snake(noun)}_`) || k.endsWith(`_${snake(noun)}`) || k === snake(noun))) out.set(own.name, own);
    }
  }
  for (const use of listed === undefined ? resource.uses.filter((u) => u.operation === 'search' || u.operation === 'list') : []) {
    for (const noun of narrowingOf(use.requirement.text, ctx.lexicon).filters.map((name) => (name.startsWith(`${resource.noun} `) ? name.slice(resource.noun.length + 1) : name)).filter((name) => pickedBy(ctx, resource, name, [...out.values()]))) {
      const own = attributeField(ctx, model, { raw: noun, noun, values: null, optional: true }, [use.requirement.id]);
      if (own !== null) out.set(own.name, own);
    }
  }
  for (const use of listed === undefined ? resource.uses.filter((u) => u.operation === 'search' || u.operation === 'list') : []) {
    const { sort } = narrowingOf(use.requirement.text, ctx.lexicon);
    const values = [...out.values()];
    if (sort === null || fieldNamed(values, sort.name, ctx) !== undefined || /^(?:date|time|newest|name|relevance|distance|title|(?:creation|created)\b.*)$/u.test(sort.name) || ctx.lexicon.derived.includes(sort.name)) continue;
    const own = attributeField(ctx, model, { raw: sort.name, noun: sort.name, values: null, optional: true }, [use.requirement.id]);
    if (own !== null) out.set(own.name, own);
  }
  for (const { noun, requirement } of resource.computed) {
    const numbered = numberingOf(ctx, requirement).find((told) => told.resource === resource.name && told.name === noun);
    if (numbered !== undefined) {
      out.set(snake(noun), field(ctx, model, snake(noun), { type: 'text', class: 'id', nullable: numbered.verb !== null, constraint: `unique${numbered.within === null ? '' : ` within the ${numbered.within}`}, at most 40 characters`, disposition: 'derive', note: 'given by the server, never taken from the caller' }, 'computed', [requirement.id]));
      continue;
    }
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
  const ends = listed === undefined ? ctx.active.find((r) => timed(ctx, r.text, resource)) : undefined;
  const end = ends === undefined || [...out.keys()].some((k) => k.startsWith('expir')) ? null : attributeField(ctx, model, { raw: 'expires at', noun: 'expires at', values: null, optional: true }, [ends.id]);
  if (end !== null) out.set(end.name, end);
  const texts = [...new Set(resource.uses.map((u) => u.requirement.text))];
  if (entity !== undefined && attributesOf(entity).some((a) => a.noun === 'version') && texts.some((t) => ctx.cases(t, 'versions'))) {
    out.set('revision', field(ctx, model, 'revision', { type: 'int', constraint: '>= 1', note: 'a change writes a new row, the earlier ones stay' }, 'entity-attribute', by));
  }
  // "a number of places" is no number beside it.
  if (out.has('number') && [...out.keys()].some((name) => name.startsWith('number_of_')) && !texts.some((t) => /\bnumber\b(?!\s+of\b)/i.test(t))) out.delete('number');
  // The owner of the row is whoever made it.
  for (const name of makerFields(ctx, resource)) out.delete(name);
  const reasoned = reasonsOf(ctx).filter((each) => each.resource === resource.name);
  if (reasoned.length > 0 && !out.has('reason')) out.set('reason', field(ctx, model, 'reason', { nullable: true, constraint: '1-500 characters', note: `taken by ${[...new Set(reasoned.map((each) => `\`${each.verb}\``))].join(', ')}` }, 'said-reason', reasoned.map((each) => each.requirement.id)));
  return { fields: withSpan(ctx, resource.noun, withBounds(ctx, resource, limited(ctx, resource, [...out.values()]))), dropped, provider: listed !== undefined };
}

/** Whether rows are picked by a value that only they themselves can hold: no time, no state, no person, nothing of another thing. */
function pickedBy(ctx: Context, resource: Resource, name: string, fields: readonly Field[]): boolean {
  const { lexicon, vocabulary } = ctx;
  const one = singular(name, lexicon);
  if (/(?:^|\s)(?:date|day|time|period|month|week|year|name|text|keyword|term)$/u.test(name) || lexicon.stateNames.includes(one) || lexicon.people.includes(one) || fieldNamed(fields, name, ctx) !== undefined || one === resource.noun) return false;
  const elsewhere = [...vocabulary.entities].some(([noun, { entity }]) => noun !== resource.noun && (noun === one || attributesOf(entity).some((a) => a.noun === one || a.noun === name)));
  return !elsewhere && ![...ctx.resources.values()].some((r) => r.noun === one && r.stored);
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
  const limit = resource.uses.some((u) => u.operation === 'ai-job') ? null : textLimit(ctx, ctx.active.filter((r) => resource.uses.some((u) => u.requirement.group === r.group)).map((r) => r.text));
  return fields.map((f) => (limit !== null && f.name === 'text' ? { ...f, constraint: `at most ${limit} characters` } : f));
}
