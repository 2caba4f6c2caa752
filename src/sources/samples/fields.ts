import type { Provider, ProviderField, ProviderModel } from '../../model/knowledge.ts';
import type { DataClass, Disposition, JsonType, SampleField } from '../../model/samples.ts';
import { formatOf } from './formats.ts';
import { classify, defaultDisposition, nameWords } from './sensitivity.ts';
import { isLatLng, occurrences, recordsWith, type Shape } from './shape.ts';
import { unitFromName } from './units.ts';

/** What the fields of one model are read against. `models` are the names a reference may point to. */
export type FieldContext = { name: string; provider: Provider | null; model: ProviderModel | null; models: ReadonlySet<string>; recognise: (keys: readonly string[]) => ProviderModel | null };

/** Rows of the catalogue for the paths below one object: its own model's, or those of a model that stands inside another. */
type Rows = { model: string; base: string; rows: ReadonlyMap<string, ProviderField> };

/** The shape of one variant's records, with the discriminator value; null for records without one. */
export type Variant = { value: string | null; shape: Shape };

/** Fewest records for a field of few distinct strings to read like an enumeration. */
const enumRecords = 10;
const enumDistinct = 24;

/**
 * Field paths of a model from the merged shape of its records: in the catalogue's order, then by name. The catalogue's row wins over
 * inference; a row also speaks for everything below it that has none.
 */
export function fieldsOf(merged: Shape, variants: readonly Variant[], context: FieldContext): SampleField[] {
  const own = rowsOf(context.model, '');
  const places = new Map([...own.rows.keys()].map((path, at) => [path, at]));
  const order = (path: string): number => places.get(path) ?? places.size;
  const fields: SampleField[] = [];

  function visit(shape: Shape, path: string, key: string, siblings: readonly string[], holder: string, above: Above, same: readonly Variant[]): void {
    const row = own.rows.get(path) ?? above.inner?.rows.get(path.slice(above.inner.base.length + 1)) ?? null;
    const kind = row?.class ?? (referenceOf(path, key, shape, context) === null ? classify(key, shape, siblings, above.class, holder) : 'id');
    const holders = same.filter((variant) => occurrences(variant.shape) > 0);
    const named = holders.flatMap(({ value, shape: one }) => (value === null ? [] : [{ value, presence: share(recordsWith(one), recordsOf(variants.filter((variant) => variant.value === value))) }]));
    const partial = holders.length < variants.length && named.length === holders.length && named.length > 0;
    fields.push({
      path,
      types: typesOf(shape),
      presence: share(recordsWith(shape), recordsWith(merged)),
      nulls: share(shape.nulls, occurrences(shape)),
      format: row?.format ?? observedFormat(key, shape),
      unit: row === null ? unitFromName(key) : row.unit,
      ...range(kind, shape),
      values: row?.values ?? null,
      ...(row?.values === undefined || shape.distinct === null ? {} : { seen: row.values.filter((value) => shape.distinct?.has(value) === true) }),
      class: kind,
      disposition: above.row?.disposition === 'drop' && !own.rows.has(path) ? 'drop' : row?.disposition ?? inherited(above.row, kind),
      evidence: shape.evidence,
      ...(partial ? { variants: named } : {}),
      maxLength: shape.strings === 0 ? null : roundOut(shape.longest, 'up'),
      items: shape.arrays === 0 ? null : { min: shape.fewest, max: shape.most },
      enumLike: row?.values !== undefined || enumLike(shape, kind),
      reference: referenceOf(path, key, shape, context),
      bigInteger: shape.big,
      catalogue: row === null || context.provider === null ? null : `${context.provider.id}#${own.rows.has(path) ? `${context.model?.name ?? ''}.${row.path}` : `${above.inner?.model ?? ''}.${row.path}`}`,
      confidence: row === null ? Math.min(1, recordsWith(shape) / 20) : 1,
    });
    below(shape, path, key, { class: kind, row: row ?? above.row, inner: above.inner }, same);
  }

  function below(shape: Shape, path: string, key: string, from: Above, same: readonly Variant[]): void {
    const found = path === '' || shape.names.length === 0 ? null : context.recognise(shape.names);
    const above = found === null ? from : { ...from, inner: rowsOf(found, path) };
    if (shape.items !== null) visit(shape.items, `${path}[]`, key, [], key, above, inner(same, (one) => one.items));
    shape.names.map((name, at) => ({ name, child: shape.children[at], to: join(path, name) })).toSorted((a, b) => order(a.to) - order(b.to) || (a.name < b.name ? -1 : 1)).forEach(({ name, child, to }) => {
      if (child === undefined) return;
      visit(child, to, name, shape.names, key === '' ? context.name : key, above, inner(same, (one) => {
        const there = one.index?.get(name);
        return there === undefined ? null : one.children[there] ?? null;
      }));
    });
  }

  below(merged, '', '', { class: 'none', row: null, inner: null }, variants);
  return fields;
}

type Above = { class: DataClass; row: ProviderField | null; inner: Rows | null };

function rowsOf(model: ProviderModel | null, base: string): Rows {
  return { model: model?.name ?? '', base, rows: new Map((model?.fields ?? []).map((row) => [row.path, row])) };
}

/** A path one step down; a dot inside a key is escaped. */
export function join(path: string, key: string): string {
  const step = key.replaceAll('.', '\\.');
  return path === '' ? step : `${path}.${step}`;
}

function inner(variants: readonly Variant[], step: (shape: Shape) => Shape | null): Variant[] {
  return variants.flatMap(({ value, shape }) => {
    const next = step(shape);
    return next === null ? [] : [{ value, shape: next }];
  });
}

function recordsOf(variants: readonly Variant[]): number {
  return variants.reduce((sum, variant) => sum + recordsWith(variant.shape), 0);
}

/** What is dropped is dropped whole; below a stored or cached object each field goes by its own class. */
function inherited(above: ProviderField | null, kind: DataClass): Disposition {
  if (above === null) return defaultDisposition(kind);
  return above.disposition === 'drop' || kind === above.class ? above.disposition : defaultDisposition(kind);
}

/** Types seen, in a fixed order. A double beside integers is `number` alone: 3 and 3.5 are one type. */
export function typesOf(shape: Shape): JsonType[] {
  const types: JsonType[] = [];
  if (shape.nulls > 0) types.push('null');
  if (shape.booleans > 0) types.push('boolean');
  if (shape.doubles > 0) types.push('number');
  else if (shape.integers > 0) types.push('integer');
  if (shape.strings > 0) types.push('string');
  if (shape.arrays > 0) types.push('array');
  if (shape.objects > 0) types.push('object');
  return types;
}

function share(part: number, whole: number): number {
  return whole === 0 ? 0 : Math.min(1, Math.round((part / whole) * 1e4) / 1e4);
}

/** Exact values are sample values: class `none` only, two significant digits, away from what was seen. */
function range(kind: DataClass, shape: Shape): { min: number | null; max: number | null } {
  if (kind !== 'none' || shape.integers + shape.doubles === 0) return { min: null, max: null };
  return { min: roundOut(shape.min, 'down'), max: roundOut(shape.max, 'up') };
}

/** Two significant digits, towards -infinity or +infinity. */
export function roundOut(value: number, towards: 'down' | 'up'): number {
  if (value === 0) return 0;
  const step = Math.floor(Math.log10(Math.abs(value))) - 1;
  const turn = towards === 'down' ? Math.floor : Math.ceil;
  // Dividing by a power of ten that is exact keeps 0.29 from becoming 0.3.
  const scaled = step >= 0 ? value / 10 ** step : value * 10 ** -step;
  const near = Math.round(scaled);
  const whole = Math.abs(scaled - near) < 1e-9 ? near : turn(scaled);
  const rounded = step >= 0 ? whole * 10 ** step : whole / 10 ** -step;
  return Number.isFinite(rounded) ? rounded : value;
}

/** Format all values share, with what only the name can tell: a local time with a false `Z`, or a number that is a time. */
function observedFormat(key: string, shape: Shape): string | null {
  const words = nameWords(key);
  if (isLatLng(shape)) return 'latlng';
  if (shape.strings > shape.blanks && shape.integers + shape.doubles === 0) {
    const format = formatOf(shape.formats);
    return format === 'date-time' && /(?:^|_)local(?:_|$)/.test(words) ? 'local-date-time' : format;
  }
  if (shape.strings === 0 && shape.integers > 0 && shape.doubles === 0 && /(?:(?:^|_)(?:at|ts|dt|on|start|end|from|to|begin|due)|time|date|timestamp|epoch|expires|expiry|created|updated|modified|deleted|since|until|sunrise|sunset|last_seen|starts|ends)$/.test(words)) {
    if (shape.min >= 5e8 && shape.max <= 4e9) return 'epoch';
    if (shape.min >= 5e11 && shape.max <= 4e12) return 'epoch-ms';
  }
  return shape.big ? 'int64' : null;
}

function enumLike(shape: Shape, kind: DataClass): boolean {
  if (kind !== 'none' && kind !== 'social') return false;
  const distinct = shape.distinct?.size ?? 0;
  return shape.strings >= enumRecords && distinct >= 1 && distinct <= enumDistinct && distinct * 3 <= shape.strings && formatOf(shape.formats) === null;
}

/** `athlete.id`, `athlete_id` and `athleteId` name the model `athlete` when there is one, and so does a plain `athlete` that holds no object. */
function referenceOf(path: string, key: string, shape: Shape, { models, name: own }: FieldContext): string | null {
  if (path === 'id') return null;
  const steps = path.split('.').map((step) => nameWords(step.replace(/\[\]/g, '')));
  const words = nameWords(key);
  const plain = words !== own && shape.objects + shape.arrays + shape.doubles + shape.booleans === 0 && shape.strings + shape.integers > 0 && isKey(shape) ? words : undefined;
  const candidate = words === 'id' ? steps.at(-2) : /^(.+)_ids?$/.exec(words)?.[1] ?? plain;
  if (candidate === undefined) return null;
  const name = candidate.replaceAll('_', '-');
  return candidate === plain ? (models.has(name) ? name : null) : [name, name.replace(/ies$/, 'y'), name.replace(/s$/, '')].find((one) => models.has(one)) ?? null;
}

/** Values written like ids: whole numbers, or short words of letters, digits and dashes with a digit in them. */
function isKey(shape: Shape): boolean {
  if (shape.strings === 0) return true;
  return shape.integers === 0 && shape.longest <= 64 && shape.distinct !== null && [...shape.distinct].every((value) => /^[\w:.-]+$/.test(value) && /\d/.test(value));
}
