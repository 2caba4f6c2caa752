import { escapePointer, isObject } from './shape.ts';
import { join } from './fields.ts';

/** What a schema declares for one field path: JSON types (`integer` is a `number` too), and whether every object must have it. */
export type Declared = { types: Set<string>; required: boolean; pointer: string; values: Set<string> | null };
export type DeclaredModel = { name: string; pointer: string; fields: Map<string, Declared> };

/** Schemas that contain themselves are followed this far. */
const deepest = 8;

/**
 * Object schemas of an OpenAPI 3 or Swagger 2 document by name: the shared ones, and those written inside a response. References into
 * other files cannot be followed; `unresolved` counts them.
 */
export function declaredModels(document: Record<string, unknown>): { models: DeclaredModel[]; unresolved: number } {
  const models: DeclaredModel[] = [];
  const outside = new Set<string>();

  function resolve(schema: unknown, depth = 0): Record<string, unknown> | null {
    if (!isObject(schema) || depth > deepest) return null;
    const ref = schema['$ref'];
    if (typeof ref !== 'string') return schema;
    if (!ref.startsWith('#/')) { outside.add(ref); return null; }
    return resolve(at(document, ref.slice(1)), depth + 1);
  }

  function flatten(schema: unknown, path: string, pointer: string, required: boolean, depth: number, into: Map<string, Declared>): void {
    const found = resolve(schema);
    if (found === null || depth > deepest) return;
    if (path !== '') {
      const there = into.get(path) ?? { types: new Set(), required, pointer, values: null };
      for (const type of typesOf(found)) there.types.add(type);
      const listed: unknown = found['enum'];
      if (Array.isArray(listed)) there.values = new Set([...there.values ?? [], ...listed.filter((one) => typeof one === 'string')]);
      into.set(path, there);
    }
    for (const part of ['allOf', 'oneOf', 'anyOf']) {
      const parts = found[part];
      if (Array.isArray(parts)) parts.forEach((one, n) => flatten(one, path, `${pointer}/${part}/${n}`, required && part === 'allOf', depth + 1, into));
    }
    const names = Array.isArray(found['required']) ? found['required'] : [];
    if (isObject(found['properties'])) {
      for (const [key, value] of Object.entries(found['properties'])) flatten(value, join(path, key), `${pointer}/properties/${escapePointer(key)}`, names.includes(key), depth + 1, into);
    }
    if (found['items'] !== undefined) flatten(found['items'], `${path}[]`, `${pointer}/items`, true, depth + 1, into);
  }

  function add(name: string, pointer: string, schema: unknown): void {
    const fields = new Map<string, Declared>();
    flatten(schema, '', pointer, true, 0, fields);
    if ([...fields.keys()].some((path) => !path.startsWith('[]'))) models.push({ name, pointer, fields });
  }

  for (const shared of ['/definitions', '/components/schemas']) {
    const schemas = at(document, shared);
    if (isObject(schemas)) for (const [name, schema] of Object.entries(schemas)) add(name, `${shared}/${escapePointer(name)}`, schema);
  }
  for (const { route, pointer, schema } of responses(document)) {
    const found = resolve(schema);
    const items = found === null ? null : isObject(found['items']) ? found['items'] : found;
    // What refers to a shared schema is compared there.
    if (items !== null && items['properties'] !== undefined && !(isObject(schema) && typeof schema['$ref'] === 'string')) add(route, pointer, items);
  }
  return { models, unresolved: outside.size };
}


/** Schemas of the successful responses: Swagger 2 holds one, OpenAPI 3 one a media type. */
function responses(document: Record<string, unknown>): { route: string; pointer: string; schema: unknown }[] {
  const found: { route: string; pointer: string; schema: unknown }[] = [];
  for (const [path, methods] of entries(document['paths'])) {
    for (const [method, operation] of entries(methods)) {
      for (const [status, response] of entries(isObject(operation) ? operation['responses'] : null)) {
        if (!status.startsWith('2') || !isObject(response)) continue;
        const base = `/paths/${escapePointer(path)}/${method}/responses/${status}`;
        const route = path.split('/').findLast((part) => part !== '' && !part.startsWith('{')) ?? 'response';
        found.push({ route, pointer: `${base}/schema`, schema: response['schema'] });
        for (const [type, media] of entries(response['content'])) {
          if (isObject(media)) found.push({ route, pointer: `${base}/content/${escapePointer(type)}/schema`, schema: media['schema'] });
        }
      }
    }
  }
  return found;
}

function entries(value: unknown): [string, unknown][] {
  return isObject(value) ? Object.entries(value) : [];
}

function at(value: unknown, pointer: string): unknown {
  return pointer.split('/').slice(1).reduce<unknown>((inner, step) => {
    const key = step.replaceAll('~1', '/').replaceAll('~0', '~');
    return isObject(inner) && Object.hasOwn(inner, key) ? inner[key] : undefined;
  }, value);
}

function typesOf(schema: Record<string, unknown>): string[] {
  const type = schema['type'];
  const types = Array.isArray(type) ? type.filter((one) => typeof one === 'string') : typeof type === 'string' ? [type] : schema['properties'] === undefined ? schema['items'] === undefined ? [] : ['array'] : ['object'];
  return schema['nullable'] === true || schema['x-nullable'] === true ? [...types, 'null'] : types;
}
