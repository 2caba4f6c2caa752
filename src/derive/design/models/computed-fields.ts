import type { Field } from '../../../model/plan/index.ts';
import type { Computation } from '../rules/computations.ts';
import type { Context } from '../context.ts';
import { attributesOf } from '../attributes.ts';
import { groupingsOf } from '../rules/reports.ts';
import { wholesOf } from './many.ts';
import type { Resource } from '../resources.ts';
import { plural, singular, snake } from '../reading/words.ts';
import { attributeField, field } from './field.ts';

const figures = new Set(['sum', 'average', 'count', 'most', 'least']);
const happened = /^(?:it|they|he|she|the\s+\p{L}+)\s+(?:is|are|was|were|has been|have been|gets?)\s+(?:\p{L}+ly\s+)?(\p{L}+)$/u;
const clocked = /^(?:minute|hour)/;

/** "the collection date", "they are sent", "purchase": the column that a time is counted from. */
function baseName(ctx: Context, input: string, resource: Pick<Resource, 'name' | 'noun'>, known: readonly Field[]): string {
  const deed = happened.exec(input)?.[1];
  if (deed !== undefined) return /^(?:created|made|placed|booked|submitted|registered|filed|opened)$/.test(deed) ? 'created_at' : `${snake(deed)}_at`;
  const name = snake(input);
  if (singular(input, ctx.lexicon) === resource.noun || /^(?:creation|booking|order|submission|registration)$/.test(name)) return 'created_at';
  return known.find((f) => f.name === name || f.name.startsWith(`${name}_`))?.name ?? (/(?:date|time|day|_at|on|start|end|deadline)$/.test(name) ? name : `${name}_date`);
}

const money = (ctx: Context, words: string): boolean => ctx.lexicon.attributes[words]?.type === 'money' || /\b(?:price|total|amount|cost|fee|fare|rent|balance|revenue|income|expenses?|turnover|discount|rebate|surcharge|deposit|subtotal|tax|vat)\b/u.test(words);

/** Type, unit and bound of a computed value by how it comes about. */
function shapeOf(ctx: Context, c: Computation, known: readonly Field[]): Pick<Field, 'type' | 'unit' | 'constraint'> {
  const plainly = (type: string, unit: string | null = null, constraint: string | null = null) => ({ type, unit, constraint });
  const dates = c.inputs.filter((input) => /\b(?:date|day|arrival|departure|start|end|check-?in|check-?out)\b/u.test(input)).length === 2;
  if (c.way === 'offset') return plainly(clocked.test(c.span?.unit ?? '') && !c.noun.endsWith('date') ? 'timestamp' : 'date');
  if (c.way === 'count') return plainly('int', null, '>= 0');
  if (c.way === 'minus' && dates) return plainly('int', 'd', '>= 0');
  if (c.way === 'ratio') return plainly('double', null, null);
  if (c.way === 'average') return plainly('double');
  const listed = known.find((f) => c.inputs.some((input) => f.name === snake(input) || f.name.startsWith(`${snake(input)}_`)));
  if (money(ctx, c.noun) || c.inputs.some((input) => money(ctx, input))) return plainly('money', 'cent');
  if (/\bage$/u.test(c.noun)) return plainly('int', 'year', '>= 0');
  const attribute = ctx.lexicon.attributes[c.noun] ?? ctx.lexicon.attributes[c.noun.split(' ').at(-1) ?? ''];
  if (attribute !== undefined) return plainly(attribute.type === 'enum' ? 'text' : attribute.type, attribute.unit ?? null);
  if (/\b(?:level|grade|class|category|label|name|code|colou?r|status|type)$/u.test(c.noun)) return plainly('text');
  if (listed !== undefined && ['int', 'double', 'money'].includes(listed.type)) return plainly(listed.type, listed.unit);
  return plainly('double');
}

/** Name of the column of a computed value; one that the row has already under a longer name keeps it. */
export function computedName(c: Computation, known: readonly Pick<Field, 'name'>[]): string {
  const name = snake(c.noun);
  return known.find((f) => f.name === name)?.name ?? known.find((f) => f.name === `${name}_amount` || f.name === `${name}_date` || f.name === `${name}_at`)?.name ?? (c.way === 'offset' && !/(?:date|time|day|at|end|start|on|deadline)$/.test(name) ? (clocked.test(c.span?.unit ?? '') ? `${name}_at` : `${name}_date`) : name);
}

/** The column that an offset counts from. */
export const baseOf = (ctx: Context, c: Computation, resource: Pick<Resource, 'name' | 'noun'>, known: readonly Field[]): string => baseName(ctx, c.inputs[0] ?? '', resource, known);

/** The thing by which a row belongs to what figures are grouped by: the van of a trip, which has a depot; null where the row has to name it itself. */
export function throughOf(ctx: Context, fields: readonly Field[], by: string): string | null {
  if (fields.some((f) => f.name === snake(by) || f.name === `${snake(by)}_id`)) return null;
  const held = fields.filter((f) => f.key === 'reference').map((f) => f.name.replace(/_id$/u, '').replaceAll('_', ' '));
  return held.find((noun) => {
    const entity = ctx.vocabulary.entities.get(noun)?.entity;
    return entity !== undefined && attributesOf(entity).some((a) => a.noun === by) || wholesAre(ctx, noun, by);
  }) ?? null;
}

function wholesAre(ctx: Context, noun: string, by: string): boolean {
  const part = [...ctx.resources.values()].find((r) => r.noun === noun);
  return part !== undefined && wholesOf(ctx, part).some((w) => !w.shared && w.whole.noun === by);
}

/** The fields of a row with the values that sentences say how to compute, what those are computed from, and what ties rows to the thing whose figure they give. */
export function withComputed(ctx: Context, resource: Pick<Resource, 'name' | 'noun'>, fields: readonly Field[]): Field[] {
  const out = [...fields];
  const add = (own: Field | null): void => {
    if (own !== null && !out.some((f) => f.name === own.name)) out.push(own);
  };
  for (const c of ctx.computations.filter((each) => each.rows === resource.name && each.resource !== resource.name && each.resource !== 'User')) {
    const parent = ctx.resources.get(c.resource)?.noun;
    if (parent !== undefined) add(attributeField(ctx, resource.name, { raw: parent, noun: parent, values: null, optional: false }, [c.requirement.id]));
    for (const input of c.inputs.filter((one) => singular(one, ctx.lexicon) !== resource.noun && ctx.lexicon.attributes[singular(one, ctx.lexicon)] !== undefined)) add(attributeField(ctx, resource.name, { raw: input, noun: singular(input, ctx.lexicon), values: null, optional: false }, [c.requirement.id]));
  }
  for (const r of ctx.active) for (const grouping of groupingsOf(r, ctx.lexicon)) for (const by of grouping.by) {
    const here = [...ctx.blueprint.routes.values()].some((route) => route.action === 'summary' && route.resource === resource.name && route.requirements.has(r.id));
    // The depot of a trip is that of its van.
    if (here && throughOf(ctx, out, by) !== null) continue;
    if (here && by !== resource.noun && !ctx.lexicon.people.includes(by) && !out.some((f) => f.name === snake(by) || f.name === `${snake(by)}_id`)) add(attributeField(ctx, resource.name, { raw: by, noun: by, values: null, optional: true }, [r.id]));
  }
  for (const t of ctx.thresholds) {
    if (t.kind !== 'value' || t.resource !== resource.name) continue;
    const name = snake(t.measure);
    const at = out.findIndex((f) => f.name === name || f.name.startsWith(`${name}_`));
    const before = out[at];
    const own = field(ctx, resource.name, before?.name ?? name, { type: t.whole ? 'int' : 'double', note: `crosses ${t.bound}${t.unit === null ? '' : ` ${t.unit}`}` }, 'threshold', [t.requirement.id]);
    if (before === undefined) out.push(own);
    else if (before.type === 'text') out[at] = { ...before, type: own.type, constraint: null, note: before.note ?? own.note };
  }
  for (const c of ctx.computations.filter((each) => each.resource === resource.name)) {
    const by = [c.requirement.id];
    if (c.way === 'offset') {
      const base = baseOf(ctx, c, resource, out);
      const given = !base.endsWith('_at');
      if (base !== 'created_at') add(field(ctx, resource.name, base, { type: given ? 'date' : 'timestamp', nullable: !given, note: given ? null : 'set by the server when it happens' }, 'computed-input', by));
    } else if (figures.has(c.way)) {
      // Rows that are no model of their own stand within the row.
      const [input = ''] = c.inputs;
      const lines = plural(singular(input, ctx.lexicon), ctx.lexicon);
      if (c.rows === null && c.way === 'sum' && !out.some((f) => f.name === snake(lines) || f.name === snake(input))) add(field(ctx, resource.name, snake(lines), { type: 'list<json>', constraint: 'each with its amount' }, 'computed-input', by));
    } else for (const input of c.inputs.filter((one) => !/^(?:number|count) of /u.test(one) && !/\d/.test(one))) {
      const noun = singular(input, ctx.lexicon);
      if ([...ctx.resources.values()].some((r) => r.noun === noun) || out.some((f) => f.name === snake(input) || f.name.startsWith(`${snake(noun)}_`) || f.name === snake(noun))) continue;
      const own = attributeField(ctx, resource.name, { raw: input, noun: ctx.lexicon.attributes[noun] === undefined ? input : noun, values: null, optional: false }, by);
      const lines = own !== null && own.type === 'text' && c.way === 'from' && /(?:^|\s)(?:lines?|items?|positions?|entries)$/u.test(input);
      const sum = own !== null && own.type === 'text' && c.way === 'from' && money(ctx, input);
      if (lines || sum) add(own === null ? null : lines ? { ...own, name: snake(plural(noun, ctx.lexicon)), type: 'list<json>', constraint: 'each with its amount' } : { ...own, type: 'money', unit: 'cent', constraint: '>= 0' });
      else add(own === null ? null : own.type === 'text' && c.way !== 'from' ? { ...own, type: 'double', constraint: '>= 0' } : own);
    }
    const name = computedName(c, out);
    const before = out.findIndex((f) => f.name === name);
    const own: Field = { ...field(ctx, resource.name, name, {}, 'computed', by), ...shapeOf(ctx, c, out), ...(before < 0 ? {} : { type: out[before]?.type ?? 'text', unit: out[before]?.unit ?? null }), disposition: 'derive', nullable: ['average', 'most', 'least', 'ratio', 'offset'].includes(c.way), note: `computed: ${c.rule}; never taken from the caller` };
    if (before < 0) out.push(own);
    else out[before] = own;
  }
  return out;
}
