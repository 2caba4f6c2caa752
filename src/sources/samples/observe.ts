import { narrow, sensitiveIn } from './formats.ts';
import { becomeDictionary } from './merge.ts';
import { anyKey, append, deepestNesting, distinctLimit, emptyShape, escapePointer, isObject, keyLimit, looksLikeData, otherSeen, ownNames, pairSeen, type Shape } from './shape.ts';

/** A longer string is text, not one of few values. */
const distinctLength = 64;

/**
 * Where the record stands, for evidence, and a running number for counting it once. `pairs` counts the key-value pairs visited, `deepest`
 * the nesting, and `huge` lists numbers beyond 2^53, of which only the text tells whether they were written as integers.
 */
export type Visit = { file: string; pointer: string; record: number; pairs: number; depth: number; deepest: number; huge: { shape: Shape; value: number }[] };

/** The shape of one record. `observe(a)` then `observe(b)` merged is what `observeInto` makes of both. */
export function observe(value: unknown, visit: Visit): Shape {
  const shape = emptyShape([{ file: visit.file, pointer: visit.pointer }]);
  observeInto(shape, value, visit, visit.pointer);
  return shape;
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
