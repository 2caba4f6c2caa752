import type { DataClass, SampleField, SampleModel } from '../../model/samples.ts';
import { fieldsOf, type FieldContext, type Variant } from './fields.ts';
import { mergeGroups, topKeys, wholeShape, type Bucket, type Group } from './groups.ts';
import { discriminators, modelWithin, otherVariant } from './kinds.ts';
import { merge } from './merge.ts';
import { recordsWith, type Shape } from './shape.ts';

/** Keys two groups of one name, or of different names, must share to be one kind (Jaccard index). */
const sameName = 0.3, otherName = 0.8;
const fewestKeys = 4;

export type BuiltModel = { model: SampleModel; group: Group };

/** Groups of all files -> one model a record kind, by name. Equal whatever the order of the groups. */
export function buildModels(groups: readonly Group[]): BuiltModel[] {
  const known = groups.filter((group) => group.kind !== null);
  const inferred = cluster(groups.filter((group) => group.kind === null));
  const named = nameGroups([...known, ...inferred]);
  const names = new Set(named.map(({ name }) => name));
  const words = structureWords(groups, names);
  return named
    .map(({ name, group }) => ({ group, model: modelOf(name, group, names, words) }))
    .toSorted((a, b) => (a.model.name < b.model.name ? -1 : 1));
}

/** Merges inferred groups that are one kind: alike in name and roughly in keys, or in nearly every key. */
function cluster(groups: readonly Group[]): Group[] {
  const clusters: Group[] = [];
  for (const group of groups.toSorted((a, b) => (sortKey(a) < sortKey(b) ? -1 : 1))) {
    const at = clusters.findIndex((one) => one.role === group.role && alike(one, group));
    const there = clusters[at];
    if (there === undefined) clusters.push(group);
    // The name under which most records came.
    else clusters[at] = { ...mergeGroups(there, group), name: recordsWith(wholeShape(group)) > recordsWith(wholeShape(there)) ? group.name : there.name };
  }
  return clusters;
}

function sortKey(group: Group): string {
  return [group.name, String(1e6 - topKeys(group).length), ...topKeys(group).toSorted()].join('\n');
}

function alike(a: Group, b: Group): boolean {
  const first = new Set(topKeys(a)), second = new Set(topKeys(b));
  const common = first.intersection(second).size;
  const share = common / Math.max(1, first.union(second).size);
  if (a.name === b.name) return share >= sameName || common === Math.min(first.size, second.size);
  return share >= otherName && common >= fewestKeys;
}

/** A catalogue's name stands; two of one name are told apart by provider or by number. */
function nameGroups(groups: readonly Group[]): { name: string; group: Group }[] {
  const taken = new Set<string>();
  const sorted = groups.toSorted((a, b) => (a.kind === null ? 1 : 0) - (b.kind === null ? 1 : 0) || (sortKey(a) < sortKey(b) ? -1 : 1));
  return sorted.map((group) => {
    let name = group.name;
    if (taken.has(name) && group.kind !== null) name = `${group.kind.provider.id}-${name}`;
    for (let n = 2; taken.has(name); n++) name = `${group.name}-${n}`;
    taken.add(name);
    return { name, group };
  });
}

/** Words that stand in keys and names, so that printing one prints no value. */
function structureWords(groups: readonly Group[], names: ReadonlySet<string>): Set<string> {
  return new Set([...names, ...groups.flatMap((group) => [group.name, ...topKeys(group)])]);
}

function modelOf(name: string, group: Group, models: ReadonlySet<string>, words: ReadonlySet<string>): SampleModel {
  const merged = wholeShape(group);
  const variants = variantsOf(group, words);
  const fields = fieldsOf(merged, variants.map(({ value, shape }): Variant => ({ value, shape })), { ...contextOf(group, models), name });
  const kind = group.kind?.model.kind ?? inferKind(group, merged, fields);
  return {
    // A file called after its status says nothing of what it holds.
    name: kind === 'fault' && name === 'record' && !models.has('fault') ? 'fault' : name,
    records: recordsWith(merged),
    files: [...group.files].toSorted(),
    variants: variants.flatMap(({ by, value, shape }) => (by === null || value === null ? [] : [{ by, value, records: recordsWith(shape) }])),
    fields,
    provider: group.kind?.provider.id ?? null,
    kind,
  };
}

function contextOf(group: Group, models: ReadonlySet<string>): FieldContext {
  const provider = group.kind?.provider ?? null;
  return { name: group.name, provider, model: group.kind?.model ?? null, models, recognise: (keys) => modelWithin(provider, keys) };
}

/** Classes of sensitive data that the records of a group really hold, the worst first. */
export function sensitiveClasses(group: Group): DataClass[] {
  const fields = fieldsOf(wholeShape(group), [], contextOf(group, new Set()));
  const held = new Set(fields.filter((field) => field.nulls < 1 && field.types.some((type) => type !== 'null' && type !== 'object' && type !== 'array')).map((field) => field.class));
  return (['secret', 'location', 'health', 'pii'] as const satisfies DataClass[]).filter((kind) => held.has(kind));
}

/**
 * The variants of a model. Of an inferred kind only when one discriminator really splits the keys; its values are printed when they are
 * small numbers or words of the structure, else as `variant-1`: they are values of somebody's data.
 */
function variantsOf(group: Group, words: ReadonlySet<string>): Bucket[] {
  const buckets = [...group.buckets].toSorted(([a], [b]) => (a < b ? -1 : 1)).map(([, bucket]) => bucket);
  if (group.kind !== null) return byValue(buckets);
  for (const by of ['key', ...discriminators]) {
    const tagged = byTag(buckets, by);
    if (tagged.length > 1 && splits(tagged)) return printed(tagged, by, words);
  }
  return [{ by: null, value: null, tags: [], shape: wholeShape(group) }];
}

/** One bucket a value of one discriminator; none when a record lacks it. */
function byTag(buckets: readonly Bucket[], by: string): Bucket[] {
  const tagged = buckets.map((bucket) => ({ ...bucket, by, value: bucket.tags.find((tag) => tag.by === by)?.value ?? null }));
  return tagged.some(({ value }) => value === null) ? [] : byValue(tagged);
}

function printed(buckets: readonly Bucket[], by: string, words: ReadonlySet<string>): Bucket[] {
  return byValue(buckets.map((bucket, at) => ({ ...bucket, value: bucket.value !== null && (by === 'key' || words.has(bucket.value) || /^-?\d{1,2}$/.test(bucket.value)) ? bucket.value : `variant-${at + 1}` })));
}

/** True when some key is in every record of one bucket and in none of another. */
function splits(buckets: readonly Bucket[]): boolean {
  const sure = buckets.map(({ shape }) => pathsIn(shape, shape, true));
  const all = buckets.map(({ shape }) => pathsIn(shape, shape, false));
  return all.some((there) => sure.some((keys) => [...keys].some((key) => !there.has(key))));
}

/** Paths of keys through objects, as far as the body of an event goes; with `sure` those that every record has. */
function pathsIn(shape: Shape, records: Shape, sure: boolean, path = '', depth = 1, into = new Set<string>()): Set<string> {
  for (const [at, name] of shape.names.entries()) {
    const child = shape.children[at];
    if (child === undefined || (sure && !isIn(child, records))) continue;
    into.add(`${path}${name}`);
    if (depth < payloadDepth) pathsIn(child, records, sure, `${path}${name}.`, depth + 1, into);
  }
  return into;
}

/** `data.object.amount` */
const payloadDepth = 3;

/** True when every record of `shape` has `child`. */
function isIn(child: Shape | undefined, shape: Shape): boolean {
  return child !== undefined && recordsWith(child) === recordsWith(shape);
}

function byValue(buckets: readonly Bucket[]): Bucket[] {
  const merged = new Map<string | null, Bucket>();
  for (const bucket of buckets) {
    const there = merged.get(bucket.value);
    merged.set(bucket.value, there === undefined ? bucket : { ...there, shape: merge(there.shape, bucket.shape) });
  }
  return [...merged.values()].toSorted((a, b) => rank(a) - rank(b) || (String(a.value) < String(b.value) ? -1 : 1));
}

function rank(bucket: Bucket): number {
  return bucket.value === null || bucket.value === otherVariant ? 1 : 0;
}

const faultKeys = new Set(['error', 'errors', 'message', 'code', 'status', 'detail', 'details', 'title', 'type', 'instance', 'reason', 'error_description', 'error_message', 'error_code', 'errorcode', 'errormessage', 'trace', 'trace_id', 'traceid', 'request_id', 'requestid', 'timestamp', 'path', 'documentation_url', 'doc_url', 'docs', 'help', 'hint', 'cod', 'status_code', 'statuscode', 'success', 'ok', 'extensions', 'fault', 'faults', 'violations']);

function inferKind(group: Group, shape: Shape, fields: readonly SampleField[]): SampleModel['kind'] {
  if (group.role === 'page') return 'value';
  const keys = shape.names;
  // GraphQL answers a failure with an empty `data`.
  const said = keys.filter((key, at) => !(key === 'data' && shape.children[at]?.nulls === recordsWith(shape)));
  if (said.every((key) => faultKeys.has(key.toLowerCase())) && said.some((key) => /^(?:error|errors|message|detail|title|fault|faults)$/.test(key))) return 'fault';
  if (fields.some((field) => field.class === 'secret' && /(?:access|refresh|id)_?token$/i.test(field.path))) return 'token';
  if (keys.some((key) => /^(?:event|event_type|eventType|aspect_type)$/.test(key))) return 'event';
  if (keys.some((key) => /^_?(?:id|uuid|guid)$/i.test(key))) return 'resource';
  if (fields.some((field) => /^[^.[]+$/.test(field.path) && (field.items?.max ?? 0) > 20)) return 'series';
  return keys.some((key) => /(?:_id|Id)$/.test(key)) ? 'resource' : 'value';
}
