import { catalogueVariant, inferredVariants, type CatalogueKind } from './kinds.ts';
import { merge } from './merge.ts';
import { observeInto, type Visit } from './observe.ts';
import { emptyShape, type Shape } from './shape.ts';

/** Records of one kind: the catalogue's, or those of one list or file under an inferred name; split by discriminator as they come. */
/** `fallback` is the inferred name, for a generic kind whose provider shows nowhere else. */
export type Group = { kind: CatalogueKind | null; name: string; fallback: string; role: 'record' | 'page'; buckets: Map<string, Bucket>; files: Set<string>; collapsed: boolean; last: { raw: unknown; bucket: Bucket } | null };
/** `tags` are all that may tell a variant of an inferred kind; `by` and `value` the one that does, or the catalogue's. */
export type Bucket = { by: string | null; value: string | null; tags: readonly { by: string; value: string }[]; shape: Shape };

/** A field with more values than this is no discriminator. */
const variantLimit = 24;

/** A group of records without any. */
export function emptyGroup(kind: CatalogueKind | null, name: string, role: Group['role'], file: string): Group {
  return { kind, name: kind?.model.name ?? name, fallback: name, role, buckets: new Map(), files: new Set([file]), collapsed: false, last: null };
}

/** `key` is the record's own key in an object keyed by type: it stands for the discriminator. */
export function addRecord(group: Group, record: Record<string, unknown>, visit: Visit, key: string | null): void {
  const bucket = bucketFor(group, record, visit, key);
  observeInto(bucket.shape, record, visit);
}

function bucketFor(group: Group, record: Record<string, unknown>, visit: Visit, key: string | null): Bucket {
  // Records of one list mostly are of one variant.
  const by = group.kind?.model.variantBy;
  const raw = by === undefined || key !== null ? undefined : record[by];
  if (raw !== undefined && group.last?.raw === raw) return group.last.bucket;
  const bucket = bucketNamed(group, record, visit, key);
  if (raw !== undefined) group.last = { raw, bucket };
  return bucket;
}

function bucketNamed(group: Group, record: Record<string, unknown>, visit: Visit, key: string | null): Bucket {
  const variant = group.role === 'page' ? null : group.kind !== null ? catalogueVariant(group.kind.model, record) ?? keyVariant(group.kind, key) : keyVariant(null, key);
  const tags = group.collapsed || group.role === 'page' || group.kind !== null ? [] : variant === null ? inferredVariants(record, visit.raw) : [variant];
  const label = group.collapsed ? '' : group.kind === null ? tags.map(({ by, value }) => `${by}=${value}`).join('\n') : variant === null ? '' : `${variant.by}=${variant.value}`;
  const there = group.buckets.get(label);
  if (there !== undefined) return there;
  const bucket: Bucket = { by: label === '' ? null : variant?.by ?? null, value: label === '' ? null : variant?.value ?? null, tags, shape: emptyShape([{ file: visit.file, pointer: visit.pointer }]) };
  group.buckets.set(label, bucket);
  if (group.kind === null && group.buckets.size > variantLimit) return collapse(group);
  return bucket;
}

function keyVariant(kind: CatalogueKind | null, key: string | null): { by: string; value: string } | null {
  if (key === null) return null;
  if (kind === null) return { by: 'key', value: key };
  const { variantBy, variants } = kind.model;
  return variantBy !== undefined && variants !== undefined && Object.hasOwn(variants, key) ? { by: variantBy, value: key } : null;
}

/** Every bucket as one: the field that looked like a discriminator was none. */
function collapse(group: Group): Bucket {
  const bucket: Bucket = { by: null, value: null, tags: [], shape: wholeShape(group) };
  group.buckets = new Map([['', bucket]]);
  group.collapsed = true;
  return bucket;
}

/** The shape of all records of a group, whatever their variant. */
export function wholeShape(group: Group): Shape {
  return [...group.buckets.values()].map((bucket) => bucket.shape).reduce((a, b) => merge(a, b), emptyShape());
}

/** Two groups of one thing as one; the order does not matter. */
export function mergeGroups(a: Group, b: Group): Group {
  const both: Group = { ...a, buckets: new Map(a.buckets), files: a.files.union(b.files), collapsed: false, last: null };
  for (const [label, bucket] of b.buckets) {
    const there = both.buckets.get(label);
    both.buckets.set(label, there === undefined ? bucket : { ...there, shape: merge(there.shape, bucket.shape) });
  }
  if (a.collapsed || b.collapsed || (both.kind === null && both.buckets.size > variantLimit)) collapse(both);
  return both;
}

/** What two groups must share to be merged as they come, whatever their order: the catalogue's kind, or the name and every key. */
export function identity(group: Group): string {
  if (group.kind !== null) return ['known', group.kind.provider.id, group.kind.model.name, group.kind.model.generic === true ? group.fallback : ''].join('\n');
  return ['inferred', group.role, group.name, ...topKeys(group).toSorted()].join('\n');
}

/** Keys that records of a group have at their top. */
export function topKeys(group: Group): string[] {
  return [...new Set([...group.buckets.values()].flatMap((bucket) => bucket.shape.names))];
}

/**
 * Groups with the catalogue's kind settled: a token or a fault looks alike in many APIs, so that generic kinds count only for providers
 * that show by another kind or by the path of a file. The rest is inferred like any unknown record.
 */
export function settleKinds(groups: readonly Group[]): Group[] {
  const shown = new Set(groups.flatMap(({ kind, files }) => (kind !== null && (kind.model.generic !== true || [...files].some((file) => namesProvider(file, kind.provider.detect))) ? [kind.provider.id] : [])));
  const settled = new Map<string, Group>();
  const inferred: Group[] = [];
  for (const group of groups) {
    if (group.kind === null || !shown.has(group.kind.provider.id)) { inferred.push({ ...group, kind: null, name: group.fallback }); continue; }
    const key = `${group.kind.provider.id}\n${group.kind.model.name}`;
    const there = settled.get(key);
    settled.set(key, there === undefined ? group : mergeGroups(there, group));
  }
  return [...settled.values(), ...inferred];
}

/** The default folder is called after one provider and says nothing. */
function namesProvider(file: string, words: readonly string[]): boolean {
  const path = file.toLowerCase().replace(/^(?:.*\/)?requirements\/strava-data\//, '');
  return words.some((word) => path.includes(word));
}
