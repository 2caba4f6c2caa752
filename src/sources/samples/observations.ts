import type { Finding } from '../../model/finding.ts';
import type { ProviderField } from '../../model/knowledge.ts';
import type { JsonType, SampleField, SampleModel } from '../../model/samples.ts';
import { join, typesOf } from './fields.ts';
import { wholeShape } from './groups.ts';
import type { BuiltModel } from './models.ts';
import type { Shape } from './shape.ts';
import { sampleFinding } from './troubles.ts';

/** What the samples say against the catalogue, or that an engineer must know before trusting them. One finding a field at most a rule. */
export function modelFindings(built: readonly BuiltModel[]): Finding[] {
  return built.flatMap(({ model, group }) => {
    const rows = new Map((group.kind?.model.fields ?? []).map((row) => [row.path, row]));
    const shapes = flatten(wholeShape(group));
    const parts = [...group.buckets.values()].map((bucket) => flatten(bucket.shape));
    return model.fields.flatMap((field) => {
      const shape = shapes.get(field.path);
      const row = rows.get(field.path);
      return [...(row === undefined ? [] : contradictions(model, field, row, shape)), ...(row === undefined && !positions.test(field.path) && parts.some((part) => isMixed(part.get(field.path))) ? mixedTypes(model, field) : []), ...unsafeKey(model, field), ...bigInteger(model, field, row)];
    });
  });
}

/** GeoJSON: a point is a list of numbers, a line a list of points. */
const positions = /(?:^|\.)coordinates(?:\[\])+$/;

function flatten(shape: Shape, path = '', into = new Map<string, Shape>()): Map<string, Shape> {
  into.set(path, shape);
  if (shape.items !== null) flatten(shape.items, `${path}[]`, into);
  shape.names.forEach((name, at) => {
    const child = shape.children[at];
    if (child !== undefined) flatten(child, join(path, name), into);
  });
  return into;
}

function at(field: SampleField): { file: string; pointer: string } {
  return field.evidence[0] ?? { file: '', pointer: '' };
}

/** JSON types a neutral field type may come as. An id is a number upstream and text in the plan; a time is text or epoch. */
const written: ReadonlyMap<string, readonly JsonType[]> = new Map([
  ['text', ['string', 'integer']], ['int', ['integer', 'number']], ['double', ['integer', 'number']], ['bool', ['boolean']], ['enum', ['string']], ['timestamp', ['string', 'integer']],
  ['local-timestamp', ['string']], ['date', ['string']], ['bytes', ['string']], ['money', ['integer', 'number', 'string']],
]);

function contradictions(model: SampleModel, field: SampleField, row: ProviderField, shape: Shape | undefined): Finding[] {
  const found: Finding[] = [];
  const { file, pointer } = at(field);
  const name = `\`${field.path}\` of \`${model.name}\``;
  const allowed = written.get(row.type);
  const wrong = allowed === undefined ? [] : field.types.filter((type) => type !== 'null' && !allowed.includes(type));
  if (wrong.length > 0) {
    found.push(sampleFinding('contradicts-catalogue', 'warning', file, 1, `${name} comes as ${wrong.join(', ')} at least once; the catalogue says ${row.type}.`, `The catalogue's type is used. Look at ${pointer === '' ? 'the record' : pointer} and overrule the row if the API changed.`));
  }
  if (!row.nullable && field.nulls > 0) {
    found.push(sampleFinding('contradicts-catalogue', 'warning', file, 1, `${name} is null in some records; the catalogue says it never is.`, 'The catalogue wins; plan for null if the API changed.'));
  }
  if (row.values !== undefined && shape?.distinct != null) {
    const unknown = [...shape.distinct].filter((value) => !row.values?.includes(value)).length;
    if (unknown > 0) found.push(sampleFinding('unlisted-value', 'info', file, 1, `${name} holds ${unknown} ${unknown === 1 ? 'value' : 'values'} the catalogue does not list.`, 'Store it as `unknown`, and add the new value to the catalogue.'));
  }
  if (row.class !== 'secret' && ((shape?.sensitive ?? 0) & 1) !== 0) {
    found.push(sampleFinding('secret-in-field', 'warning', file, 1, `${name} holds text that looks like a secret; the catalogue calls it ${row.class}.`, 'Take the value out of the sample file and revoke it if it is real.'));
  }
  return found;
}

/** Within one variant: variants may differ. */
function isMixed(shape: Shape | undefined): boolean {
  return shape !== undefined && typesOf(shape).filter((type) => type !== 'null').length > 1;
}

function mixedTypes(model: SampleModel, field: SampleField): Finding[] {
  const types = field.types.filter((type) => type !== 'null');
  const { file } = at(field);
  return [sampleFinding('mixed-types', 'warning', file, 1, `\`${field.path}\` of \`${model.name}\` comes as ${types.join(' and ')}.`, 'Decide which type the plan stores; the other needs a conversion.')];
}

/** Keys that overwrite an object's prototype where a program copies them carelessly. */
function unsafeKey(model: SampleModel, field: SampleField): Finding[] {
  const key = field.path.split('.').at(-1)?.replaceAll('[]', '');
  if (key !== '__proto__' && key !== 'constructor' && key !== 'prototype') return [];
  return [sampleFinding('unsafe-key', 'warning', at(field).file, 1, `\`${model.name}\` has a key \`${key}\` at \`${field.path}\`.`, 'Drop the key on receipt: copied into an object it changes how that object behaves.')];
}

function bigInteger(model: SampleModel, field: SampleField, row: ProviderField | undefined): Finding[] {
  if (!field.bigInteger) return [];
  return [sampleFinding('big-integer', row?.type === 'text' || field.disposition === 'drop' ? 'info' : 'warning', at(field).file, 1, `\`${field.path}\` of \`${model.name}\` holds integers above 2^53.`, 'Keep it as text: JavaScript and JSON tools round it.')];
}
