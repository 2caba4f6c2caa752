import type { Evidence } from '../../model/samples.ts';
import { allFormats, narrow, sensitiveIn } from './formats.ts';

/** Distinct strings kept per field, in memory only, to tell an enumeration from free text. */
const distinctLimit = 32;
const distinctLength = 64;
/** An object with more keys than this is a dictionary: its keys are data. */
const keyLimit = 1000;
/** Name of the one child of a dictionary: a key that is data never becomes a path. */
export const anyKey = '*';
const evidenceLimit = 3;
/** Deeper values are not walked: the walk is a recursion. */
export const deepestNesting = 200;

/** Arrays of the field: some are coordinate pairs, some are not. */
const pairSeen = 1, otherSeen = 2;

/**
 * What was seen at one path, over any number of records. Tallies add, ranges widen, formats narrow, so that `merge` is commutative and
 * associative, and `merge(a, a)` says of shares, types, ranges and formats what `a` says. It holds values (`min`, `distinct`): nothing
 * of it is printed but through `fields.ts`.
 */
export type Shape = {
  /** Occurrences, and records that have at least one. */
  count: number;
  records: number;
  nulls: number;
  booleans: number;
  integers: number;
  doubles: number;
  strings: number;
  arrays: number;
  objects: number;
  min: number;
  max: number;
  /** An integer above 2^53 was written. */
  big: boolean;
  /** Formats that hold for every non-empty string. */
  formats: number;
  /** Bits of `sensitiveShapes` that hold for at least one string. */
  sensitive: number;
  blanks: number;
  longest: number;
  /** null: too many to be an enumeration. */
  distinct: Set<string> | null;
  pairs: number;
  fewest: number;
  most: number;
  items: Shape | null;
  names: string[];
  children: Shape[];
  index: Map<string, number> | null;
  dictionary: boolean;
  evidence: Evidence[];
  /** Record that was counted last; not part of what the shape says. */
  stamp: number;
};

/**
 * Where the record stands, for evidence, and a running number for counting it once. `pairs` counts the key-value pairs visited, `deepest`
 * the nesting, and `huge` lists numbers beyond 2^53, of which only the text tells whether they were written as integers.
 */
export type Visit = { file: string; pointer: string; record: number; pairs: number; depth: number; deepest: number; huge: { shape: Shape; value: number }[] };

export function emptyShape(evidence: Evidence[] = []): Shape {
  return {
    count: 0, records: 0, nulls: 0, booleans: 0, integers: 0, doubles: 0, strings: 0, arrays: 0, objects: 0, min: Infinity, max: -Infinity, big: false,
    formats: allFormats, sensitive: 0, blanks: 0, longest: 0, distinct: new Set(), pairs: 0, fewest: Infinity, most: -Infinity,
    items: null, names: [], children: [], index: null, dictionary: false, evidence, stamp: -1,
  };
}

/** The shape of one record. `observe(a)` then `observe(b)` merged is what `observeInto` makes of both. */
export function observe(value: unknown, visit: Visit): Shape {
  const shape = emptyShape([{ file: visit.file, pointer: visit.pointer }]);
  observeInto(shape, value, visit, visit.pointer);
  return shape;
}

export function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** Adds one value to `shape` in place: the hot path of the reader. */
export function observeInto(shape: Shape, value: unknown, visit: Visit, pointer: string): void {
  shape.count++;
  if (shape.stamp !== visit.record) { shape.stamp = visit.record; shape.records++; }
  switch (typeof value) {
    case 'number': addNumber(shape, value, visit); return;
    case 'string': addString(shape, value); return;
    case 'boolean': shape.booleans++; return;
  }
  if (value === null) { shape.nulls++; return; }
  if (++visit.depth > visit.deepest) visit.deepest = visit.depth;
  if (visit.depth <= deepestNesting) {
    if (Array.isArray(value)) addArray(shape, value, visit, pointer);
    else if (isObject(value)) addObject(shape, value, visit, pointer);
  }
  visit.depth--;
}

function addNumber(shape: Shape, value: number, visit: Visit): void {
  if (Number.isInteger(value)) {
    shape.integers++;
    if (!shape.big && (value > Number.MAX_SAFE_INTEGER || value < -Number.MAX_SAFE_INTEGER)) visit.huge.push({ shape, value });
  } else shape.doubles++;
  if (value < shape.min) shape.min = value;
  if (value > shape.max) shape.max = value;
}

function addString(shape: Shape, value: string): void {
  shape.strings++;
  const length = value.length;
  if (length === 0) { shape.blanks++; return; }
  if (length > shape.longest) shape.longest = length;
  if (shape.formats !== 0) shape.formats = narrow(shape.formats, value);
  shape.sensitive |= sensitiveIn(value);
  if (shape.distinct !== null) {
    if (length > distinctLength) shape.distinct = null;
    else if (shape.distinct.add(value).size > distinctLimit) shape.distinct = null;
  }
}

function addArray(shape: Shape, values: unknown[], visit: Visit, pointer: string): void {
  shape.arrays++;
  const length = values.length;
  if (length < shape.fewest) shape.fewest = length;
  if (length > shape.most) shape.most = length;
  if (length === 0) return;
  shape.pairs |= isPair(values) ? pairSeen : otherSeen;
  shape.items ??= emptyShape([{ file: visit.file, pointer: `${pointer}/0` }]);
  const items = shape.items;
  for (let at = 0; at < length; at++) {
    const value = values[at];
    // The pointer is built only where a path below may be new.
    observeInto(items, value, visit, typeof value === 'object' && value !== null ? `${pointer}/${at}` : '');
  }
}

/** Latitude and longitude in degrees: two numbers in range, at least one with a fraction. */
function isPair(values: unknown[]): boolean {
  const [latitude, longitude] = values;
  return values.length === 2 && typeof latitude === 'number' && typeof longitude === 'number' && Math.abs(latitude) <= 90 && Math.abs(longitude) <= 180
    && !(Number.isInteger(latitude) && Number.isInteger(longitude));
}

export function isLatLng(shape: Shape): boolean {
  return shape.pairs === pairSeen;
}

function addObject(shape: Shape, value: Record<string, unknown>, visit: Visit, pointer: string): void {
  shape.objects++;
  const { names, children } = shape;
  let next = 0;
  for (const key in value) {
    visit.pairs++;
    // Records of one kind mostly come with their keys in one order, so that the next child is right without a look-up.
    if (names[next] !== key) next = place(shape, key, visit, pointer);
    const child = children[next];
    if (child === undefined) throw new Error('a shape child without a place');
    const inner = value[key];
    // A dictionary's key is a value: its place in the pointer is `*`.
    observeInto(child, inner, visit, typeof inner === 'object' && inner !== null ? `${pointer}/${escapePointer(names[next] ?? key)}` : '');
    next++;
  }
}

/** Index of the child for `key`, made when it is new. */
function place(shape: Shape, key: string, visit: Visit, pointer: string): number {
  shape.index ??= new Map();
  const index = shape.index;
  const known = index.get(key);
  if (known !== undefined) return known;
  if (!shape.dictionary && !looksLikeData(key) && ownNames(shape) >= keyLimit) becomeDictionary(shape);
  const name = shape.dictionary || looksLikeData(key) ? anyKey : key;
  const there = index.get(name);
  if (there !== undefined) return there;
  // The pointer of a data key would print it, so that evidence ends at the object.
  return append(shape, name, emptyShape([{ file: visit.file, pointer: name === anyKey ? pointer : `${pointer}/${escapePointer(key)}` }]));
}

function append(shape: Shape, name: string, child: Shape): number {
  shape.index ??= new Map();
  shape.index.set(name, shape.names.length);
  shape.children.push(child);
  return shape.names.push(name) - 1;
}

function ownNames(shape: Shape): number {
  return shape.names.length - (shape.index?.has(anyKey) === true ? 1 : 0);
}

function becomeDictionary(shape: Shape): void {
  const all = shape.children.reduce((a, b) => merge(a, b));
  // Emptied in place: the observing loop holds these two arrays.
  shape.names.length = 0;
  shape.children.length = 0;
  shape.index = new Map();
  shape.dictionary = true;
  all.evidence = shape.evidence.slice(0, 1);
  append(shape, anyKey, all);
}

/** A key that is a value: an id, a date, an e-mail address, a token, a sentence. */
export function looksLikeData(key: string): boolean {
  if (key.length > 64 || key === '') return key !== '';
  return /^\d{4,}$/.test(key) || /^\d{4}-\d\d/.test(key) || key.includes('@') || /^[0-9a-f]{8}-[0-9a-f]{4}-/i.test(key) || /^[0-9a-f]{16,}$/i.test(key)
    || (key.length >= 20 && /\d/.test(key) && /[a-z]/.test(key) && /[A-Z]/.test(key)) || /\s\S+\s\S+\s/.test(key) || /^-?\d+\.\d+/.test(key);
}

export function escapePointer(key: string): string {
  return key.includes('~') || key.includes('/') ? key.replaceAll('~', '~0').replaceAll('/', '~1') : key;
}

export function childOf(shape: Shape, name: string): Shape | undefined {
  const at = shape.index?.get(name);
  return at === undefined ? undefined : shape.children[at];
}

/** Both shapes as one; neither is changed. */
export function merge(a: Shape, b: Shape): Shape {
  const merged: Shape = {
    count: a.count + b.count, records: a.records + b.records, nulls: a.nulls + b.nulls, booleans: a.booleans + b.booleans, integers: a.integers + b.integers,
    doubles: a.doubles + b.doubles, strings: a.strings + b.strings, arrays: a.arrays + b.arrays, objects: a.objects + b.objects,
    min: Math.min(a.min, b.min), max: Math.max(a.max, b.max), big: a.big || b.big, formats: a.formats & b.formats, sensitive: a.sensitive | b.sensitive,
    blanks: a.blanks + b.blanks, longest: Math.max(a.longest, b.longest), distinct: union(a.distinct, b.distinct), pairs: a.pairs | b.pairs,
    fewest: Math.min(a.fewest, b.fewest), most: Math.max(a.most, b.most), items: a.items === null ? b.items : b.items === null ? a.items : merge(a.items, b.items),
    names: [], children: [], index: null, dictionary: a.dictionary || b.dictionary, evidence: firstEvidence(a.evidence, b.evidence), stamp: -1,
  };
  for (const side of [a, b]) {
    side.names.forEach((name, at) => {
      const child = side.children[at];
      const there = merged.index?.get(name);
      if (child === undefined) return;
      const before = there === undefined ? undefined : merged.children[there];
      if (there === undefined || before === undefined) append(merged, name, child);
      else merged.children[there] = merge(before, child);
    });
  }
  if (merged.names.length > 1 && (merged.dictionary || ownNames(merged) > keyLimit)) becomeDictionary(merged);
  return merged;
}

function union(a: Set<string> | null, b: Set<string> | null): Set<string> | null {
  if (a === null || b === null) return null;
  const both = a.union(b);
  return both.size > distinctLimit ? null : both;
}

/** The first place in each of the first three files, so that the order of merging does not show. */
function firstEvidence(a: Evidence[], b: Evidence[]): Evidence[] {
  const byFile = new Map<string, Evidence>();
  for (const place of [...a, ...b]) {
    const there = byFile.get(place.file);
    if (there === undefined || comparePointers(place.pointer, there.pointer) < 0) byFile.set(place.file, place);
  }
  return [...byFile.values()].toSorted((x, y) => (x.file < y.file ? -1 : 1)).slice(0, evidenceLimit);
}

/** Document order of a list: `/2` stands before `/10`. */
function comparePointers(a: string, b: string): number {
  const left = a.split('/'), right = b.split('/');
  for (let at = 0; at < Math.min(left.length, right.length); at++) {
    const x = left[at] ?? '', y = right[at] ?? '';
    if (x === y) continue;
    return /^\d+$/.test(x) && /^\d+$/.test(y) ? Number(x) - Number(y) : x < y ? -1 : 1;
  }
  return left.length - right.length;
}
