import type { Field } from '../../../model/plan/index.ts';
import type { JsonValue } from './json.ts';
import { shortHash } from '../../../text/hash.ts';

/** A KSUID-shaped synthetic id, the same for the same name: 27 base62 characters, never a real one. */
export function sampleKsuid(name: string): string {
  return `3MMf${shortHash(name, 23)}`;
}

/** One made-up half-hour effort, so that numbers of one row agree: 5,000.5 m in 1,800 s are 2.8 m/s and 360 s/km. */
const byUnit: Readonly<Record<string, number>> = { s: 1800, min: 30, h: 8, d: 7, m: 120.5, km: 5, 'm/s': 2.8, mps: 2.8, 's/km': 360, bpm: 142, W: 210, kJ: 378, kcal: 310, kg: 70.5, px: 1600, bytes: 482_133, cent: 1999, microusd: 1200, '%': 50 };

/** A plausible number of a unit; highest values lie above the mean, elapsed time above the time in motion. */
export function exampleNumber(name: string, unit: string | null, whole: boolean): number {
  const base = byUnit[unit ?? ''] ?? (/(?:ratio|share)$/.test(name) ? 0.5 : whole ? 1 : 1.5);
  const value = /^max|_max\b|high/.test(name) ? base * 1.2 : name.startsWith('elapsed') ? base + 120 : /low/.test(name) ? base * 0.8 : base;
  return whole ? Math.round(value) : Math.round(value * 100) / 100;
}

/** A synthetic value of a field's type; never one seen in a sample. */
export function exampleOf(f: Pick<Field, 'name' | 'type' | 'values' | 'model' | 'constraint'> & { unit?: string | null }, attributes: Readonly<Record<string, { example: JsonValue }>>): JsonValue {
  if (f.type === 'Ksuid') return sampleKsuid(`${f.model}.${f.name}`);
  if (f.type === 'enum') return f.values?.[0] ?? 'example';
  const known = attributes[f.name.replaceAll('_', ' ')] ?? attributes[f.name.replace(/_[a-z]+$/, '').replaceAll('_', ' ')];
  if (known !== undefined) return known.example;
  if (f.type === 'int' || f.type === 'double') return exampleNumber(f.name, f.unit ?? null, f.type === 'int');
  if (f.type === 'bool') return true;
  if (f.type === 'money') return 1999;
  if (f.type === 'timestamp') return '2030-01-15T09:00:00Z';
  if (f.type === 'local-timestamp') return '2030-01-15T10:00:00';
  if (f.type === 'date') return '2030-01-15';
  if (f.type === 'json') return {};
  if (f.type.startsWith('list')) return [];
  if (f.name === 'model_id') return 'example-model-1';
  if (/(?:^|_)id$/.test(f.name)) return '1001';
  return `example ${f.name.replaceAll('_', ' ')}`;
}
