import type { ContractField, Field, Model, Route } from '../../../model/plan/index.ts';
import type { RouteDraft } from '../blueprint.ts';
import type { Context } from '../context.ts';
import { sortField } from '../models/indexes.ts';
import type { Schema } from '../models/models.ts';
import { narrowingOf, rowsPerPage } from '../rules/narrowing.ts';
import { holds, singular, snake, spaced } from '../reading/words.ts';
import { ofField, part } from './part.ts';

const unlisted = ['id', 'version', 'updated_at', 'source_expires_at', 'external_id'];

/** A word for when: the list is narrowed by its own time. */
export const isTime = (name: string): boolean => /(?:^|\s)(?:date|day|time|period|month|week|year|from|to)$/u.test(name);

/** The field of a resource that a name means: `status`, `due date`, `rate` of `rate_per_word`, `client` of `client_user_id`. */
export function fieldNamed(fields: readonly Field[], name: string, ctx: Pick<Context, 'lexicon'>): Field | undefined {
  const id = snake(singular(name, ctx.lexicon));
  const called = (f: Field, ...names: readonly string[]): boolean => names.includes(f.name);
  return fields.find((f) => called(f, snake(name), id)) ?? fields.find((f) => called(f, `${id}_id`, `${id}_user_id`)) ?? fields.find((f) => f.name.startsWith(`${id}_`) || f.name.endsWith(`_${id}`) || f.name.endsWith(`_${snake(name)}`)) ?? fields.find((f) => ctx.lexicon.stateNames.includes(id) && (f.name === 'status' || f.name === 'state'));
}

/** Query parameters that the sentences of a list name, each as its own field, as one of a thing it refers to, or as a text of its own. */
function told(ctx: Context, r: RouteDraft, names: readonly string[], own: readonly Field[], sort: string, schema: Schema): { parts: ContractField[]; spans: boolean } {
  const parts: ContractField[] = [];
  let spans = false;
  const noun = ctx.resources.get(r.resource ?? '')?.noun ?? '';
  for (const said of names) {
    // "search by transaction description" in the list of transactions.
    const name = said.startsWith(`${noun} `) ? said.slice(noun.length + 1) : said;
    const field = fieldNamed(own, name, ctx);
    const timed = field?.type === 'timestamp' || field?.type === 'date';
    if ((isTime(name) && (field === undefined || timed)) || (timed && field?.name === sort)) {
      spans = true;
      continue;
    }
    if (timed && field !== undefined) {
      for (const end of ['from', 'to']) parts.push({ ...ofField(ctx, field, 'query', false), name: `${field.name}_${end}`, required: false, nullable: false });
      continue;
    }
    if (field !== undefined) {
      parts.push({ ...ofField(ctx, field, 'query', false), required: false, nullable: false });
      continue;
    }
    // "orders filterable by class": the class of the child that the order names.
    const behind = own.filter((f) => f.key === 'reference').flatMap((f) => schema.fields.filter((x) => `${snake(x.model)}_id` === f.name && x.class !== 'secret'));
    const far = fieldNamed(behind.filter((f) => !unlisted.includes(f.name)), name, ctx);
    const person = ctx.lexicon.people.includes(singular(name, ctx.lexicon)) && schema.fields.some((f) => f.model === r.resource && f.name === 'user_id');
    if (person) parts.push(part('user_id', 'Ksuid', 'query', 'example', { required: false, constraint: `id of the ${singular(name, ctx.lexicon)}` }));
    else parts.push(far === undefined ? part(snake(name), 'text', 'query', `example ${name}`, { required: false, constraint: '1-200 characters' }) : { ...ofField(ctx, far, 'query', false), name: snake(name), required: false, nullable: false, constraint: `\`${far.name}\` of the ${spaced(far.model)}` });
  }
  return { parts, spans };
}

/** What a caller of a list may send, and in which order its rows come: as its requirements say, else by what the model has. */
export function listParts(ctx: Context, r: RouteDraft, model: Model | undefined, schema: Schema): { pagination: Route['pagination']; request: ContractField[] } {
  const texts = [...r.requirements].map((id) => ctx.requirements.find((x) => x.id === id)?.text ?? '');
  const words = texts.join(' ');
  const mine = schema.fields.filter((f) => f.model === r.resource && f.class !== 'secret' && !unlisted.includes(f.name) && f.origin !== 'rule:tenant-scope');
  const narrowings = texts.map((text) => narrowingOf(text, ctx.lexicon));
  const said = narrowings.flatMap((n) => n.sort ?? []).flatMap((sort) => {
    const field = fieldNamed(mine, sort.name, ctx);
    return field === undefined ? [] : [{ name: field.name, descending: sort.descending }];
  })[0];
  const sort = said?.name ?? (model === undefined ? 'created_at' : sortField(model, schema.fields));
  const own = mine.filter((f) => !['user_id', 'created_at', sort].includes(f.name));
  const asked = told(ctx, r, [...new Set(narrowings.flatMap((n) => [...n.filters, ...n.sought.filter((name) => fieldNamed(own, name, ctx) !== undefined)]))], mine.filter((f) => f.name !== 'user_id'), sort, schema);
  const guessed = own.filter((f) => (f.type === 'enum' || f.type === 'Ksuid' || f.type === 'bool' || f.type === 'date') && (f.name === 'status' || f.values?.some((v) => holds(words, v.replaceAll('_', ' '))) === true || f.name.replace(/_id$/, '').split('_').some((w) => w.length > 3 && holds(words, w)))).map((f) => ({ ...ofField(ctx, f, 'query', false), required: false }));
  const filters = [...asked.parts, ...guessed.filter((f) => !asked.parts.some((p) => p.name === f.name))].filter((p, i, all) => all.findIndex((x) => x.name === p.name) === i);
  const timed = ['timestamp', 'date', 'local-timestamp'].includes(mine.find((f) => f.name === sort)?.type ?? '');
  const dates = (sort !== 'created_at' && timed) || asked.spans || ctx.cases(words, 'spans') ? ['from', 'to'] : [];
  const free = ctx.cases(words, 'searches') && filters.length === 0 && !(asked.spans && narrowings.every((n) => n.filters.every(isTime))) ? ['q'] : [];
  const byDay = mine.find((f) => f.name === sort)?.type === 'date';
  const most = rowsPerPage(words) ?? 100;
  const usual = Math.min(25, most);
  const down = said === undefined ? !(sort !== 'created_at' && ctx.cases(words, 'upcoming')) : said.descending;
  return {
    pagination: { sort: `${down ? '-' : ''}${sort}`, filters: [...filters.map((f) => f.name), ...dates, ...free], limitDefault: usual, limitMax: most },
    request: [
      part('limit', 'int', 'query', usual, { required: false, constraint: `1-${most}, default ${usual}` }),
      part('cursor', 'text', 'query', 'eyJrIjoiMjAzMC0wMS0xNSJ9', { required: false, constraint: 'opaque, from page.next_cursor' }),
      ...filters,
      ...dates.map((d) => (byDay ? part(d, 'date', 'query', '2030-01-15', { required: false }) : part(d, 'timestamp', 'query', '2030-01-15T09:00:00Z', { required: false }))),
      ...free.map((t) => part(t, 'text', 'query', 'example', { required: false, constraint: '1-200 characters' })),
    ],
  };
}
