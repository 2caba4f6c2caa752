import { parseDocument as parseYaml } from 'yaml';
import * as z from 'zod';
import type { Mapping } from './front-matter.ts';

const Data = z.record(z.string(), z.unknown());

/** Any front matter. Never throws: what cannot be read comes back as an error. */
export function yamlMapping(raw: string): Mapping {
  const yaml = parseYaml(raw, { logLevel: 'silent' });
  const problem = yaml.errors[0];
  if (problem !== undefined) return { data: {}, error: problem.message };
  const plain = plainData(yaml);
  if (plain === null) return { data: {}, error: 'front matter has too many aliases or levels' };
  const data = Data.safeParse(plain.value ?? {});
  return data.success ? { data: data.data, error: null } : { data: {}, error: 'front matter is not a mapping of keys to values' };
}

/** Null for an alias bomb or nesting without end. */
function plainData(yaml: ReturnType<typeof parseYaml>): { value: unknown } | null {
  try {
    return { value: yaml.toJS({ maxAliasCount: 20 }) };
  } catch (error) {
    if (error instanceof ReferenceError || error instanceof RangeError) return null;
    throw error;
  }
}
