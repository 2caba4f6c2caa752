import { genericHolders, pagingKeys, replyKeys, surePagingKeys } from './names.ts';
import type { Recogniser } from './kinds.ts';
import { anyKey, escapePointer, isObject, looksLikeData } from './shape.ts';

/** A record inside the root value of a file. `holder` is the key that holds it or its list; `key` its own key in an object keyed by type. */
export type Held = { value: Record<string, unknown>; pointer: string; holder: string | null; key: string | null };

/** `page` is what stands around the records in an envelope, without them; null when nothing does. */
export type Unwrapped = { records: Held[]; page: Record<string, unknown> | null };

/**
 * Finds the records of a root object: the object itself, the values of an object keyed by type or id, the lists of a paged envelope, or what
 * an object around one of these holds. A kind the catalogue knows is never taken apart.
 */
export function unwrap(root: Record<string, unknown>, recognise: Recogniser): Unwrapped {
  const itself: Unwrapped = { records: [{ value: root, pointer: '', holder: null, key: null }], page: null };
  if (recognise(root) !== null) return itself;
  return keyed(root, recognise) ?? envelope(root, recognise) ?? wrapper(root, recognise) ?? itself;
}

function keyed(root: Record<string, unknown>, recognise: Recogniser): Unwrapped | null {
  const entries = Object.entries(root);
  const records: Held[] = [];
  for (const [key, value] of entries) {
    if (!isObject(value)) return null;
    const data = looksLikeData(key);
    records.push({ value, pointer: `/${data ? anyKey : escapePointer(key)}`, holder: null, key: data ? null : key });
  }
  const [first] = records;
  if (first === undefined) return null;
  const kind = recognise(first.value);
  if (kind !== null) return records.every((record) => recognise(record.value)?.model === kind.model) ? { records, page: null } : null;
  const keys = Object.keys(first.value).toSorted().join('\n');
  const alike = Object.keys(first.value).length >= 2 && records.every((record) => Object.keys(record.value).toSorted().join('\n') === keys);
  return alike && (records.length >= 3 || entries.every(([key]) => looksLikeData(key))) ? { records, page: null } : null;
}

function envelope(root: Record<string, unknown>, recognise: Recogniser): Unwrapped | null {
  if (Object.hasOwn(root, 'id')) return null;
  const lists: { key: string; items: unknown[] }[] = [];
  const rest: [string, unknown][] = [];
  for (const [key, value] of Object.entries(root)) {
    const list = Array.isArray(value) && (value.length > 0 ? value.every(isObject) : genericHolders.has(key.toLowerCase()));
    if (list && (!pagingKeys.has(key.toLowerCase()) || isIncluded(key, value))) lists.push({ key, items: value });
    else rest.push([key, value]);
  }
  const [only] = lists;
  const sure = lists.length === 1 && only !== undefined && genericHolders.has(only.key.toLowerCase()) && rest.some(([key]) => surePagingKeys.has(key.toLowerCase()));
  if (lists.length === 0 || (!sure && !rest.every(([key, value]) => pagingKeys.has(key.toLowerCase()) || (Array.isArray(value) && value.length === 0) || saysCollection(key, value)))) return null;
  const known = (list: { items: unknown[] }): boolean => list.items.some((item) => isObject(item) && recognise(item) !== null);
  // Several lists of unknown things side by side are parts of one record, unless a key says that they are a page.
  if (lists.length > 1 && !lists.every(known) && rest.length === 0 && !lists.some(({ key, items }) => isIncluded(key, items))) return null;
  const records = lists.flatMap(({ key, items }) => {
    const data = looksLikeData(key);
    const nodes = areEdges(items);
    return items.filter(isObject).map((item, at) => {
      const { node } = item;
      const pointer = `/${data ? anyKey : escapePointer(key)}/${at}`;
      const holder = data ? null : key;
      return nodes && isObject(node) ? { value: node, pointer: `${pointer}/node`, holder, key: null } : { value: item, pointer, holder, key: null };
    });
  });
  // An empty page keeps its list, so that the key is not lost.
  const page = Object.fromEntries(records.length === 0 ? Object.entries(root) : rest);
  return { records, page: Object.keys(page).length === 0 ? null : page };
}

/** Resources that others of the page refer to, each with its type and id (JSON:API). */
function isIncluded(key: string, items: readonly unknown[]): boolean {
  return key === 'included' && items.length > 0 && items.every((item) => isObject(item) && typeof item['type'] === 'string' && typeof item['id'] === 'string');
}

/** `"type": "FeatureCollection"` speaks of the page. */
function saysCollection(key: string, value: unknown): boolean {
  return /^@?type$/i.test(key) && typeof value === 'string' && /(?:collection|list|page)$/i.test(value);
}

/** Edges of a connection: each holds a node and where it stands. */
function areEdges(items: readonly unknown[]): boolean {
  return items.length > 0 && items.every((item) => isObject(item) && isObject(item['node']) && Object.keys(item).every((key) => key === 'node' || key === 'cursor'));
}

/**
 * One object with nothing beside it but words on the reply, as `{ "data": { ... }, "status": "ok" }` or `{ "order": { ... } }`; with
 * `_embedded` anything may stand beside it.
 */
function wrapper(root: Record<string, unknown>, recognise: Recogniser): Unwrapped | null {
  const entries = Object.entries(root);
  const embedded = root['_embedded'];
  const holders = isObject(embedded) ? [] : entries.filter(([key, value]) => isObject(value) && !pagingKeys.has(key.toLowerCase()));
  const [name, held] = isObject(embedded) ? ['_embedded', embedded] : holders[0] ?? ['', null];
  if (holders.length > 1 || !isObject(held) || Object.keys(held).length === 0 || Object.hasOwn(root, 'id') || looksLikeData(name)) return null;
  const beside = entries.filter(([key]) => key !== name);
  const allowed = genericHolders.has(name.toLowerCase()) ? pagingKeys : replyKeys;
  if (name !== '_embedded' && !beside.every(([key]) => allowed.has(key.toLowerCase()))) return null;
  // An order with its customer embedded is an order: only lists make a page of what is around them.
  if (name === '_embedded' && !Object.values(held).some(Array.isArray)) return null;
  const inner = unwrap(held, recognise);
  const { records } = inner;
  // An object with resources embedded in it is itself one, unless what is embedded are lists.
  if (name === '_embedded' && records.some((record) => record.pointer === '')) return null;
  const page = Object.fromEntries(inner.page === null ? beside : [...beside, [name, inner.page]]);
  return {
    records: records.map((record) => ({ ...record, pointer: `/${escapePointer(name)}${record.pointer}`, holder: record.holder === null || genericHolders.has(record.holder.toLowerCase()) ? name : record.holder })),
    page: Object.keys(page).length === 0 ? null : page,
  };
}
