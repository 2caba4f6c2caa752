import type { Finding } from '../../model/finding.ts';
import type { SampleField, SampleModel } from '../../model/samples.ts';
import { unitFromName } from './units.ts';
import { nameFromKey } from './names.ts';
import { declaredModels, type Declared, type DeclaredModel } from './schema.ts';
import { classByName, defaultDisposition } from './sensitivity.ts';
import { sampleFinding } from './troubles.ts';

export type Contract = { path: string; document: Record<string, unknown> };

/** Share of the smaller key set that a schema and an observed model must have in common to be about one thing. */
const likeness = 0.6;
const fewestKeys = 3;
const shown = 8;

/**
 * Compares what an OpenAPI or Swagger document declares with what the samples hold: fields nobody declared, required fields that were
 * never seen, other types. One finding a model and kind, with the field paths.
 */
export function compareContract(contract: Contract, observed: readonly SampleModel[]): Finding[] {
  const { models, unresolved } = declaredModels(contract.document);
  const found: Finding[] = [];
  if (unresolved > 0) {
    found.push(sampleFinding('contract-elsewhere', 'info', contract.path, 1, `${unresolved} schemas of this contract stand in other files and were not compared.`, 'Save the contract as one file with its schemas inside.'));
  }
  for (const model of observed) {
    const declared = closest(model, models);
    if (declared === null) continue;
    const seen = new Map(model.fields.map((field) => [field.path, field]));
    const report = (rule: string, paths: string[], says: string, help: string): void => {
      if (paths.length > 0) found.push(sampleFinding(rule, 'warning', contract.path, 1, `${says}: ${list(paths)} (${declared.pointer} against \`${model.name}\`).`, help));
    };
    report('undeclared-field', model.fields.filter((field) => !declared.fields.has(field.path) && !field.path.endsWith('[]') && hasParent(field.path, declared.fields)).map((field) => field.path),
      'Fields seen in the samples that the contract does not declare', 'Trust the samples for what comes, the contract for what is promised; ask the API owner.');
    report('declared-not-seen', [...declared.fields].filter(([path, one]) => one.required && !seen.has(path) && !path.endsWith('[]') && !path.includes('[]') && hasParent(path, seen)).map(([path]) => path),
      'Required by the contract but in no sample', 'Add a sample that holds them, or plan for their absence.');
    report('declared-type', model.fields.filter((field) => differs(field, declared.fields.get(field.path))).map((field) => field.path),
      'Types that differ from the contract', 'The samples show what really comes; plan the type by them.');
  }
  return found;
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
