import type { Finding } from '../../model/finding.ts';
import type { SampleField, SampleModel } from '../../model/samples.ts';
import { unitFromName } from './units.ts';
import { nameFromKey } from './names.ts';
import { wholeShape } from './groups.ts';
import type { BuiltModel } from './models.ts';
import { childOf, isObject, type Shape } from './shape.ts';
import { declaredModels, type Declared, type DeclaredModel } from './schema.ts';
import { classByName, defaultDisposition } from './sensitivity.ts';
import { sampleFinding } from './troubles.ts';

/** An OpenAPI or Swagger description: the declared contract, no sample. */
export function isContract(value: Record<string, unknown>): boolean {
  return (Object.hasOwn(value, 'openapi') || Object.hasOwn(value, 'swagger')) && (isObject(value['paths']) || isObject(value['components']) || isObject(value['webhooks']));
}

export type Contract = { path: string; document: Record<string, unknown> };

/** Share of the smaller key set that a schema and an observed model must have in common to be about one thing. */
const likeness = 0.6;
const fewestKeys = 3;
const shown = 8;

/**
 * Compares what an OpenAPI or Swagger document declares with what the samples hold: fields nobody declared, required fields that were
 * never seen, other types. One finding a model and kind, with the field paths.
 */
export function compareContract(contract: Contract, built: readonly BuiltModel[]): Finding[] {
  const { models, unresolved } = declaredModels(contract.document);
  const found: Finding[] = [];
  if (unresolved > 0) {
    found.push(sampleFinding('contract-elsewhere', 'info', contract.path, 1, `${unresolved} schemas of this contract stand in other files and were not compared.`, 'Save the contract as one file with its schemas inside.'));
  }
  for (const { model, group } of built) {
    const declared = closest(model, models);
    if (declared === null) continue;
    const seen = new Map(model.fields.map((field) => [field.path, field]));
    // Below what was only ever null nothing can be missing.
    const held = new Map(model.fields.filter((field) => field.types.some((type) => type === 'object' || type === 'array')).map((field) => [field.path, field]));
    const report = (rule: string, paths: string[], says: string, help: string, severity: 'warning' | 'info' = 'warning'): void => {
      if (paths.length > 0) found.push(sampleFinding(rule, severity, contract.path, 1, `${says}: ${list(paths)} (${declared.pointer} against \`${model.name}\`).`, help));
    };
    report('undeclared-field', model.fields.filter((field) => !declared.fields.has(field.path) && !field.path.endsWith('[]') && hasParent(field.path, declared.fields)).map((field) => field.path),
      'Fields seen in the samples that the contract does not declare', 'Trust the samples for what comes, the contract for what is promised; ask the API owner.');
    const unseen = (required: boolean): string[] => [...declared.fields].filter(([path, one]) => one.required === required && !seen.has(path) && !path.endsWith('[]') && !path.includes('[]') && hasParent(path, held)).map(([path]) => path);
    report('declared-not-seen', unseen(true), 'Required by the contract but in no sample', 'Add a sample that holds them, or plan for their absence.');
    report('declared-not-seen', unseen(false), 'Declared by the contract but in no sample', 'Add a sample that holds them where the plan needs them.', 'info');
    report('declared-type', model.fields.filter((field) => differs(field, declared.fields.get(field.path))).map((field) => field.path),
      'Types that differ from the contract', 'The samples show what really comes; plan the type by them.');
    const whole = wholeShape(group);
    report('declared-values', [...declared.fields].filter(([path, { values }]) => values !== null && holdsOther(whole, path, values)).map(([path]) => path),
      'Strings that are not in the list of the contract', 'Ask the API owner for the whole list, and plan for a value nobody knows yet.');
  }
  return found;
}

/** True when a string at `path` is none of `values`. Text outside ASCII is not compared. */
function holdsOther(shape: Shape, path: string, values: ReadonlySet<string>): boolean {
  let at: Shape | null | undefined = shape;
  for (const step of path.split(/\.|(?=\[\])/)) at = step === '[]' ? at?.items : at === null || at === undefined ? null : childOf(at, step);
  return at?.distinct != null && !at.wide && [...at.distinct].some((value) => value !== '' && !values.has(value));
}

/** The declared models, for a folder that holds a contract and no response. No record was seen: `records` is 0. */
export function contractModels(contract: Contract): SampleModel[] {
  return declaredModels(contract.document).models.map(({ name, fields }) => ({
    name: nameFromKey(name) ?? 'record', records: 0, files: [contract.path], variants: [], provider: null, kind: fields.has('id') ? 'resource' : 'value',
    fields: [...fields].map(([path, one]) => declaredField(contract.path, path, one, [...fields.keys()])),
  }));
}

const jsonTypes = ['null', 'boolean', 'integer', 'number', 'string', 'array', 'object'] as const;

function declaredField(file: string, path: string, declared: Declared, all: string[]): SampleField {
  const key = path.split('.').at(-1)?.replaceAll('[]', '') ?? path;
  const kind = classByName(key, all);
  return {
    path, types: jsonTypes.filter((type) => declared.types.has(type)), presence: declared.required ? 1 : 0, nulls: 0, format: null, unit: unitFromName(key), min: null, max: null, values: null,
    class: kind, disposition: defaultDisposition(kind), evidence: [{ file, pointer: declared.pointer }], maxLength: null, items: null, enumLike: false, reference: null, bigInteger: false, catalogue: null, confidence: 0.5,
  };
}

function closest(model: SampleModel, declared: readonly DeclaredModel[]): DeclaredModel | null {
  const keys = new Set(model.fields.map((field) => field.path).filter((path) => !/[.[]/.test(path)));
  let best: DeclaredModel | null = null;
  let most = 0;
  for (const one of declared) {
    const names = new Set([...one.fields.keys()].filter((path) => !/[.[]/.test(path)));
    const common = keys.intersection(names).size;
    const score = common / Math.max(1, keys.union(names).size);
    if (common >= fewestKeys && common / Math.min(keys.size, names.size) >= likeness && score > most) { most = score; best = one; }
  }
  return best;
}

/** Only the topmost missing path is told: below it everything is missing too. */
function hasParent(path: string, paths: ReadonlyMap<string, unknown>): boolean {
  const parent = path.replace(/(?:\.|\[\])[^.[]*$/, '');
  return parent === path || paths.has(parent) || paths.has(`${parent}[]`);
}

function differs(field: SampleField, declared: Declared | undefined): boolean {
  if (declared === undefined || declared.types.size === 0) return false;
  const allowed = declared.types.has('number') ? new Set([...declared.types, 'integer']) : declared.types;
  return field.types.some((type) => type !== 'null' && !allowed.has(type));
}

function list(paths: string[]): string {
  const named = paths.slice(0, shown).map((path) => `\`${path}\``).join(', ');
  return paths.length > shown ? `${named} and ${paths.length - shown} more` : named;
}
