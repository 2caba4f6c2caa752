import type { Field } from '../../../model/plan/index.ts';
import type { DataClass, SampleModel } from '../../../model/samples.ts';
import type { Context } from '../context.ts';
import type { ProviderNoun } from '../vocabulary.ts';
import { spaced } from '../reading/words.ts';
import { field, unitName } from './field.ts';

/** Fields by their name, and what was left out with its reason. */
export interface Shown {
  fields: Map<string, Field>;
  dropped: { path: string; class: DataClass; reason: string }[];
}

/** Does a requirement speak of a provider's field. */
function needed(ctx: Context, name: string): boolean {
  const words = spaced(name).split(' ').filter((w) => w.length > 3 && !/^(?:total|average|external|provider|local|count|type)$/.test(w));
  return words.some((w) => ctx.active.some((r) => r.text.toLowerCase().replace(/[- ]/g, '').includes(w)));
}

/** The rows of the provider catalogue that tell things apart, order them or are read by a requirement; `sample` is where they were seen. */
export function providerFields(ctx: Context, model: string, listed: ProviderNoun, sample: SampleModel | undefined, by: readonly string[]): Shown {
  const fields: Shown['fields'] = new Map();
  const dropped: Shown['dropped'] = [];
  for (const row of listed.model.fields) {
    const seen = sample?.fields.find((f) => f.path === row.path);
    if (row.disposition === 'drop') {
      dropped.push({ path: row.path, class: row.class, reason: row.note ?? 'dropped by the provider catalogue' });
      continue;
    }
    const identity = row.class === 'id' || row.name === 'external_id';
    const keyTime = (row.type === 'timestamp' || row.type === 'enum') && !row.nullable;
    if (!identity && !keyTime && !needed(ctx, row.name)) {
      dropped.push({ path: row.path, class: row.class, reason: '0 requirements read it' });
      continue;
    }
    if (fields.has(row.name)) continue;
    const base = field(ctx, model, row.name, { type: row.type, unit: row.unit, nullable: row.nullable, class: row.class, disposition: row.disposition, values: row.values ?? null, note: row.note ?? null, key: row.name === 'external_id' ? 'external' : 'none', retention: listed.provider.cacheDays != null && row.disposition === 'cache' ? `${listed.provider.cacheDays} days after fetch` : 'as the row' }, 'provider-field', by);
    const evidence = seen?.evidence.slice(0, 1).map((e) => ({ kind: 'sample' as const, file: e.file, pointer: e.pointer })) ?? [];
    fields.set(row.name, { ...base, origin: evidence.length > 0 ? 'sample' : 'provider', confidence: evidence.length > 0 ? 0.9 : 0.7, sources: [...evidence, { kind: 'provider', id: listed.provider.id }] });
  }
  return { fields, dropped };
}

/** The fields of a sample that is no provider's: all but those whose class is dropped. */
export function sampleFields(ctx: Context, model: string, sample: SampleModel): Shown {
  const fields: Shown['fields'] = new Map();
  const dropped: Shown['dropped'] = [];
  for (const f of sample.fields) {
    if (f.path.includes('[]') || f.types.includes('object')) continue;
    const name = unitName(f.path.replaceAll('.', '_'), f.unit);
    if (f.disposition === 'drop') {
      dropped.push({ path: f.path, class: f.class, reason: 'class of the field' });
      continue;
    }
    const type = f.format === 'date-time' ? 'timestamp' : f.bigInteger ? 'text' : f.types.includes('integer') ? 'int' : f.types.includes('number') ? 'double' : f.types.includes('boolean') ? 'bool' : 'text';
    const named = name === 'id' ? 'external_id' : name;
    fields.set(named, { ...field(ctx, model, named, { type: name === 'id' ? 'text' : type, unit: f.unit, nullable: f.nulls > 0 || f.presence < 1, class: f.class, disposition: f.disposition, key: name === 'id' ? 'external' : 'none' }), origin: 'sample', confidence: f.confidence, sources: f.evidence.slice(0, 1).map((e) => ({ kind: 'sample' as const, file: e.file, pointer: e.pointer })) });
  }
  return { fields, dropped };
}
