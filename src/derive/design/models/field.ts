import type { Field } from '../../../model/plan/index.ts';
import type { FieldKind, SpecField } from '../../../model/spec.ts';
import type { Attribute } from '../attributes.ts';
import type { Context } from '../context.ts';
import { oncePer } from '../../../text/once.ts';
import { made } from '../node.ts';
import { snake, spaced } from '../reading/words.ts';
import { measured } from './parts.ts';
import { plainField } from './said-bounds.ts';

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

/** When a row was made and changed, and its version where people change it. */
export function stampFields(ctx: Context, model: string, versioned: boolean): Field[] {
  const stamps = [field(ctx, model, 'created_at', { type: 'timestamp' }, 'timestamps'), field(ctx, model, 'updated_at', { type: 'timestamp' }, 'timestamps')];
  return versioned ? [...stamps, field(ctx, model, 'version', { type: 'int', constraint: '>= 1', note: 'ETag' }, 'R4')] : stamps;
}

/** Unit goes into the name: `distance` in m is `distance_m`. */
export const unitName = (noun: string, unit: string | null): string => {
  const name = snake(noun);
  return unit === null || unit === 'year' || unit === 'cent' || name.endsWith(`_${unit}`) ? name : `${name}_${unit}`;
};

/** "price per night" is a price. */
const attributeOf = (ctx: Context, noun: string) => ctx.lexicon.attributes[noun] ?? ctx.lexicon.attributes[(noun.split(' per ')[0] ?? noun).split(' ').at(-1) ?? ''];

/** A field from an attribute of the spec, with the kind and the bounds that its own line tells. Null for keys the plan makes itself. */
export function attributeField(ctx: Context, model: string, attribute: Attribute, by: Iterable<string>): Field | null {
  const own = namedField(ctx, model, attribute, by);
  const { told } = attribute;
  if (own === null || told === undefined || own.values !== null || own.key !== 'none' || own.class === 'secret') return own;
  // What the lexicon knows better than "number" stays: money, a unit.
  const type = told.kind === null || (own.type !== 'text' && own.type !== 'bool') ? own.type : (kinds[told.kind] ?? own.type);
  return { ...own, type, constraint: boundOf(told, type) ?? (type === own.type ? own.constraint : null) };
}

/** Types by the kinds that a spec tells. */
const kinds: Partial<Record<FieldKind, Field['type']>> = { integer: 'int', number: 'double', boolean: 'bool', date: 'date', timestamp: 'timestamp', list: 'list<text>', object: 'json' };

/** "1 to 5", ">= 0", "at most 80 characters"; null where no bound is told. */
function boundOf({ least, most }: SpecField, type: Field['type']): string | null {
  if (type === 'text') return most === null ? null : least === null ? `at most ${most} characters` : `${least}-${most} characters`;
  if (least === null) return most === null ? null : `<= ${most}`;
  return most === null ? `>= ${least}` : `${least} to ${most}`;
}

/** Type and class by the lexicon, by the name, or text. */
function namedField(ctx: Context, model: string, attribute: Attribute, by: Iterable<string>): Field | null {
  const { values } = attribute;
  const bare = plainField(attribute.noun, ctx.lexicon);
  const optional = attribute.optional || bare.optional;
  // "helpful or not", "whether it is urgent": yes or no.
  const asked = /^(?:whether (?:it is |or not )?|is |has )(.+)$|^(.+) (?:or not|flag|yes no)$/u.exec(bare.noun);
  // "date decided" is when it was decided.
  const said = (asked?.[1] ?? asked?.[2] ?? bare.noun.replace(/^(?:date|time)(?: and time)? (\p{L}+(?:ed|en|nt|id))$/u, '$1 at')).replace(/^e mail\b/, 'email');
  // "category reference" is the category.
  const thing = said.replace(/\s(?:reference|ref|id)$/, '');
  const noun = thing !== said && [...ctx.resources.values()].some((r) => r.stored && r.noun === thing) ? thing : said;
  const flag = asked !== null || ctx.lexicon.flags.includes(noun);
  if (noun === '' || /^(?:id|(?:unique )?identifier|(?:created|updated|creation|update) (?:at|on|date|time|timestamp)|user id|version|owner|user)$/.test(noun)) return null;
  const known = attributeOf(ctx, noun);
  // An age or weight of a thing is no person's: neither its class nor its bounds hold.
  const ofPerson = model === 'User' || ctx.lexicon.people.includes(spaced(model)) || ctx.lexicon.people.includes(spaced(model).split(' ').at(-1) ?? '');
  // The name of a tool is nobody's.
  const personal = noun === 'name' ? ofPerson : known?.of !== 'user' || ofPerson || known.type === 'text';
  const base = { nullable: optional, class: personal ? (known?.class ?? ('none' as const)) : ('none' as const) };
  if (flag && (values === null || asked !== null)) return field(ctx, model, snake(noun), { ...base, class: 'none', type: 'bool' }, 'entity-attribute', by);
  if (values !== null) return field(ctx, model, snake(noun), { ...base, type: 'enum', values }, 'entity-attribute', by);
  const reference = [...ctx.resources.values()].find((r) => r.noun === noun || noun.split(' ').length === 2 && noun.endsWith(` ${r.noun}`));
  if (reference !== undefined && reference.name !== model) return field(ctx, model, `${snake(noun)}_id`, { type: 'Ksuid', class: 'id', key: 'reference', nullable: optional }, 'entity-attribute', by);
  if (ctx.lexicon.makers.includes(noun)) return field(ctx, model, snake(noun), { type: 'Ksuid', class: 'id', nullable: optional, constraint: 'a user' }, 'entity-attribute', by);
  // Who acts in the product is an account, not a name.
  if (known === undefined && reference === undefined && acting(ctx).has(noun)) return personField(ctx, model, noun, by, optional);
  const inUnit = measured(noun, ctx.lexicon);
  if (inUnit !== null) return field(ctx, model, snake(`${inUnit.noun} ${inUnit.unit}`), { ...base, type: 'int', unit: inUnit.unit, constraint: '>= 0' }, 'entity-attribute', by);
  const spent = /^(minutes|seconds|hours|days) \p{L}+$/u.exec(noun)?.[1];
  if (spent !== undefined) return field(ctx, model, snake(noun), { ...base, type: 'int', unit: ctx.lexicon.fieldUnits[spent] ?? null, constraint: '>= 0' }, 'entity-attribute', by);
  const [, ranged = '', from = '', to = ''] = /^(.+) from (\d+) to (\d+)$/u.exec(noun) ?? [];
  if (ranged !== '') return field(ctx, model, snake(ranged), { ...base, type: 'int', constraint: `${from} to ${to}` }, 'entity-attribute', by);
  const [, limitedTo = '', most = ''] = /^(.+) of at most (\d+) characters$/u.exec(noun) ?? [];
  if (limitedTo !== '') return field(ctx, model, snake(limitedTo), { ...base, type: 'text', constraint: `at most ${most} characters` }, 'entity-attribute', by);
  const each = /^(?:number|count) of .+ per (.+)$/u.exec(noun)?.[1];
  if (each !== undefined) return field(ctx, model, snake(noun), { ...base, type: 'json', constraint: `one number per ${each}, each >= 0` }, 'entity-attribute', by);
  // What opens doors is never stored as it came.
  if (/(?:^|_)password(?:_|$)/.test(snake(noun)) && known?.type !== 'bool') return field(ctx, model, 'password_hash', { ...base, class: 'secret', note: 'hashed with argon2id, never logged' }, 'entity-attribute', by);
  if (/(?:^|_)(?:token|secret|api_key|private_key)$/.test(snake(noun))) return field(ctx, model, snake(noun), { ...base, type: 'bytes', class: 'secret', disposition: 'encrypt' }, 'entity-attribute', by);
  const type = (/\(.*,.*\)/.test(attribute.raw) && values === null && noun.includes(' ') && /[^su]s$/.test(noun) ? 'list<json>' : undefined) ?? known?.type ?? (/(?:\bat|time|expiry|deadline)$/.test(noun) ? 'timestamp' : noun.endsWith('date') ? 'date' : /\b(?:count|number of|position|version|revision|order)\b/.test(noun) ? 'int' : /^(?:is|has)\b|\bor not$/.test(noun) ? 'bool' : /\b(?:days|hours|tags|scopes|items)$/.test(noun) ? 'list<text>' : 'text');
  const unit = known?.unit ?? null;
  const open = type === 'enum' && known?.constraint === undefined;
  return field(ctx, model, unitName(noun, unit), { ...base, type: open ? 'text' : type, unit, constraint: (personal || noun === 'name' ? known?.constraint : undefined) ?? (type === 'text' ? '1-255 characters' : null), values: type === 'enum' && known?.constraint?.includes(', ') === true ? known.constraint.split(', ') : null }, 'entity-attribute', by);
}

/** People who act, by their noun. */
const acting = oncePer((ctx: Context) => ctx.active, (ctx) => new Set(ctx.active.flatMap((r) => r.readings.flatMap((x) => (x.actor !== null && ctx.lexicon.people.includes(x.actor) && !x.negated ? [x.actor] : [])))));

export const personName = (person: string): string => (person === 'user' ? 'other_user_id' : `${snake(person)}_user_id`);

/** A person of the product in a row of somebody else: who is followed, to whom something is assigned. */
export function personField(ctx: Context, model: string, person: string, by: Iterable<string>, assigned: boolean): Field {
  return field(ctx, model, personName(person), { type: 'Ksuid', class: 'id', key: 'reference', nullable: assigned, note: assigned ? `the ${person} it is assigned to` : `the ${person} it is about` }, 'person-reference', by);
}

/** What every text of a model carries: its words, where they came from, who wrote them and what they cost. */
export function productFields(ctx: Context, model: string, by: Iterable<string>): Field[] {
  const f = (name: string, over: Partial<Field>) => field(ctx, model, name, over, 'ai-product', by);
  return [
    f('text', { class: 'pii', note: 'written by the model, never by the caller', constraint: 'at most 4000 characters' }),
    f('provenance', { type: 'list<Ksuid>', class: 'id', note: 'rows the text was made from' }),
    f('model_id', { type: 'text', constraint: '1-80 characters', note: 'model and version that wrote it' }),
    f('cost_microusd', { type: 'int', unit: 'microusd', constraint: '>= 0', note: 'feeds the budget of the day' }),
  ];
}

/** What is set after the row is made, by a move or a job: `checked_in_at`, `offered_slot_id`. No caller sends it, and until then it is null. */
export const setLater = (f: Pick<Field, 'name' | 'type'>): boolean => (f.type === 'timestamp' && /(?:ed|in|out|expires|paid|sent)_at$/.test(f.name) && !/^(?:measured|recorded|occurred|played)/.test(f.name)) || f.name.startsWith('offer');

/** Who made the row, as a field of its own: the session says who that is, never the caller. */
export const ofSession = (f: Pick<Field, 'name' | 'type' | 'constraint'>): boolean => f.type === 'Ksuid' && f.constraint === 'a user' && /^(?:author|writer|creator|sender|reporter|uploader|submitter|requester|requestor|poster|initiator|(?:added|created|written|reported|uploaded|posted)_by)$/.test(f.name);

/** Fields only the server writes. */
export const produced = new Set(['text', 'provenance', 'model_id', 'cost_microusd']);
