import type { Field } from '../../../model/plan/index.ts';
import type { JsonValue } from './json.ts';
import { shortHash } from '../../../text/hash.ts';

/** A KSUID-shaped synthetic id, the same for the same name: 27 base62 characters, never a real one. */
export function sampleKsuid(name: string): string {
  return `3MMf${shortHash(name, 23)}`;
}

/** A synthetic value of a field's type; never one seen in a sample. */
export function exampleOf(f: Pick<Field, 'name' | 'type' | 'values' | 'model' | 'constraint'>, attributes: Readonly<Record<string, { example: JsonValue }>>): JsonValue {
  if (f.type === 'Ksuid') return sampleKsuid(`${f.model}.${f.name}`);
  if (f.type === 'enum') return f.values?.[0] ?? 'example';
  const known = attributes[f.name.replaceAll('_', ' ')] ?? attributes[f.name.replace(/_[a-z]+$/, '').replaceAll('_', ' ')];
  if (known !== undefined) return known.example;
  if (f.type === 'int') return 1;
  if (f.type === 'double') return 1.5;
  if (f.type === 'bool') return true;
  if (f.type === 'money') return 1999;
  if (f.type === 'timestamp') return '2030-01-15T09:00:00Z';
  if (f.type === 'local-timestamp') return '2030-01-15T10:00:00';
  if (f.type === 'date') return '2030-01-15';
  if (f.type === 'json') return {};
  if (f.type.startsWith('list')) return [];
  return `example ${f.name.replaceAll('_', ' ')}`;
}
