import type { Provider, ProviderModel } from '../../model/knowledge.ts';
import { exactText, isWide } from './wide.ts';

export type CatalogueKind = { provider: Provider; model: ProviderModel };
export type Recogniser = (record: Record<string, unknown>) => CatalogueKind | null;

/** Share of a record's keys that a catalogue model must know for the record to be of that model without its whole signature. */
const likeness = 0.8;
const fewestKeys = 6;

/**
 * Tells the catalogue kind of a record by its keys: the model with the longest signature that holds. A record that misses part of every
 * signature is still of a kind when nearly all of its keys are rows of one model, such as a summary with a key left out.
 */
export function createRecogniser(providers: readonly Provider[]): Recogniser {
  const kinds = providers.flatMap((provider) => provider.models.map((model) => ({ provider, model })))
    .sort((a, b) => specificity(b.model) - specificity(a.model));
  const tops = kinds.map((kind) => ({ ...kind, top: new Set(kind.model.fields.map((field) => topKey(field.path))) }));
  return (record) => {
    for (const kind of kinds) if (holds(kind.model.signature, record)) return kind;
    const keys = Object.keys(record);
    if (keys.length < fewestKeys) return null;
    let best: CatalogueKind | null = null;
    let most = 0;
    for (const { provider, model, top } of tops) {
      if (model.signature.none?.some((key) => Object.hasOwn(record, key)) === true) continue;
      const share = keys.filter((key) => top.has(key)).length / keys.length;
      if (share >= likeness && share > most) { most = share; best = { provider, model }; }
    }
    return best;
  };
}

/** True when no kind is told by a key or a value outside ASCII. */
export function asciiSignatures(providers: readonly Provider[]): boolean {
  return providers.every((provider) => provider.models.every(({ signature, variantBy, variants, fields }) => !isWide(JSON.stringify([signature, variantBy, Object.keys(variants ?? {}), fields.map((field) => topKey(field.path))]))));
}

/** The model of one provider whose signature an object inside a record holds, such as the laps of an activity. */
export function modelWithin(provider: Provider | null, keys: readonly string[]): ProviderModel | null {
  if (provider === null) return null;
  const record: Record<string, unknown> = Object.fromEntries(keys.map((key) => [key, null]));
  return provider.models.toSorted((a, b) => specificity(b) - specificity(a)).find((model) => holds(model.signature, record)) ?? null;
}

function specificity(model: ProviderModel): number {
  return model.signature.all.length + (model.signature.any === undefined ? 0 : 0.5);
}

function topKey(path: string): string {
  return path.replace(/(?:\.|\[\]).*$/, '');
}

function holds(signature: ProviderModel['signature'], record: Record<string, unknown>): boolean {
  for (const key of signature.all) if (!Object.hasOwn(record, key)) return false;
  if (signature.none !== undefined) for (const key of signature.none) if (Object.hasOwn(record, key)) return false;
  if (signature.arrays !== undefined) for (const key of signature.arrays) if (!Array.isArray(record[key])) return false;
  if (signature.any === undefined) return true;
  for (const key of signature.any) if (Object.hasOwn(record, key)) return true;
  return false;
}

/** Keys that usually split records of one list into variants, the most telling first. */
export const discriminators = ['object_type', 'resource_state', 'event_type', '__typename', 'resourceType', 'object', 'type', 'kind', 'event'];

/**
 * What may tell the variants of a record apart whose kind no catalogue knows: which one does is seen once all records are. The values are
 * held in memory for grouping, not printed as they are.
 */
export function inferredVariants(record: Record<string, unknown>, raw: boolean): { by: string; value: string }[] {
  const found: { by: string; value: string }[] = [];
  for (const by of discriminators) {
    if (!Object.hasOwn(record, by)) continue;
    const written = record[by];
    const value = raw && typeof written === 'string' ? exactText(written) : written;
    if (typeof value === 'string' && value.length <= 40) found.push({ by, value });
    if (typeof value === 'number' && Number.isInteger(value) && Math.abs(value) < 100) found.push({ by, value: String(value) });
  }
  return found;
}

/** The variant of a record by the discriminator of its model; null when it has none. */
export function catalogueVariant(model: ProviderModel, record: Record<string, unknown>): { by: string; value: string } | null {
  const by = model.variantBy;
  if (by === undefined || !Object.hasOwn(record, by)) return null;
  const value = String(record[by]);
  return { by, value: model.variants !== undefined && Object.hasOwn(model.variants, value) ? value : otherVariant };
}

/** Stands for every discriminator value that is no word of the catalogue or of the structure. */
export const otherVariant = 'other';
