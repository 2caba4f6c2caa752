import { digitFormats, longestSearched, narrow, sensitiveIn, surelyKeeps } from './formats.ts';
import { becomeDictionary } from './merge.ts';
import { anyKey, append, deepestNesting, distinctLimit, emptyShape, escapePointer, isObject, keyLimit, looksLikeData, otherSeen, ownNames, pairSeen, type Shape } from './shape.ts';
import { exactText, isWide } from './wide.ts';

/** A longer string is text, not one of few values. */
const distinctLength = 64;

/**
 * Where the record stands, for evidence, and a running number for counting it once. `pairs` counts the key-value pairs visited, `deepest`
 * the nesting, and `huge` lists numbers beyond 2^53, of which only the text tells whether they were written as integers. `steps` leads
 * from the record to the value at hand, so that a pointer is only written out where a new path needs one. `raw`: strings are UTF-8 decoded
 * as Latin-1; `wideKeys`: a key outside ASCII was seen, so that raw keys cannot be compared.
 */
export type Visit = { file: string; pointer: string; record: number; pairs: number; depth: number; deepest: number; huge: { shape: Shape; value: number }[]; steps: (string | number)[]; raw: boolean; wideKeys: boolean };

/** The start of a walk through a record of a file. */
export function visitOf(file: string): Visit {
  return { file, pointer: '', record: 0, pairs: 0, depth: 0, deepest: 0, huge: [], steps: [], raw: false, wideKeys: false };
}

/** The shape of one record. `observe(a)` then `observe(b)` merged is what `observeInto` makes of both. */
export function observe(value: unknown, visit: Visit): Shape {
  const shape = emptyShape([{ file: visit.file, pointer: visit.pointer }]);
  observeInto(shape, value, visit);
  return shape;
}

/** Adds one record to `shape` in place: the hot path of the reader. */
export function observeInto(shape: Shape, value: unknown, visit: Visit): void {
  if (typeof value === 'object' && value !== null) addNested(shape, value, visit, false);
  else addLeaf(shape, value, visit);
}

/** `repeated`: the path may occur several times in one record, below a list or a dictionary. */
function addNested(shape: Shape, value: object, visit: Visit, repeated: boolean): void {
  if (++visit.depth > visit.deepest) visit.deepest = visit.depth;
  if (Array.isArray(value)) {
    shape.arrays++;
    if (visit.depth <= deepestNesting) addItems(shape, value, visit);
  } else {
    shape.objects++;
    if (visit.depth <= deepestNesting && isObject(value)) addPairs(shape, value, visit, repeated);
  }
  visit.depth--;
}

function addLeaf(shape: Shape, value: unknown, visit: Visit): void {
  if (typeof value === 'number') addNumber(shape, value, visit);
  else if (typeof value === 'string') addString(shape, value, visit);
  else if (value === null) shape.nulls++;
  else shape.booleans++;
}

function addNumber(shape: Shape, value: number, visit: Visit): void {
  if (Number.isInteger(value)) {
    shape.integers++;
    if (!shape.big && (value > Number.MAX_SAFE_INTEGER || value < -Number.MAX_SAFE_INTEGER)) visit.huge.push({ shape, value });
  } else shape.doubles++;
  if (value < shape.min) shape.min = value;
  if (value > shape.max) shape.max = value;
}

function addString(shape: Shape, value: string, visit: Visit): void {
  shape.strings++;
  if (value.length === 0) { shape.blanks++; return; }
  // A string that was seen before tells nothing new.
  if (!(visit.raw && shape.wide)) {
    if (value === shape.recent) return;
    if (shape.distinct?.has(value) === true) { shape.recent = value; return; }
  }
  if (!visit.raw) learn(shape, value);
  else if (shape.distinct === null && value.length <= Math.min(shape.longest, longestSearched) && surelyKeeps(shape.formats, value)) findSensitive(shape, value);
  else learn(shape, exactText(value));
}

function learn(shape: Shape, value: string): void {
  const { length } = value;
  const { distinct } = shape;
  if (length > shape.longest) shape.longest = length;
  if (shape.formats !== 0) shape.formats = narrow(shape.formats, value);
  findSensitive(shape, value);
  if (distinct !== null) {
    if (length > distinctLength) shape.distinct = null;
    else if (distinct.add(value).size > distinctLimit) shape.distinct = null;
    else if (!shape.wide && isWide(value)) shape.wide = true;
  }
}

/** Looks for ASCII only: the same in raw text. */
function findSensitive(shape: Shape, value: string): void {
  if ((shape.formats & digitFormats) === 0) shape.sensitive |= sensitiveIn(value);
}

function addItems(shape: Shape, values: unknown[], visit: Visit): void {
  const { length } = values;
  if (length < shape.fewest) shape.fewest = length;
  if (length > shape.most) shape.most = length;
  if (length === 0) return;
  shape.pairs |= isPair(values) ? pairSeen : otherSeen;
  const { depth, record, steps } = visit;
  if (shape.items === null) {
    steps[depth - 1] = 0;
    shape.items = emptyShape([{ file: visit.file, pointer: pointerTo(visit, depth) }]);
  }
  const { items } = shape;
  // One record counts once, however many items it has.
  if (items.stamp === record) items.again += length;
  else { items.stamp = record; items.again += length - 1; }
  for (let at = 0; at < length; at++) {
    const value = values[at];
    if (typeof value === 'object' && value !== null) {
      steps[depth - 1] = at;
      addNested(items, value, visit, true);
    } else addLeaf(items, value, visit);
  }
}

/** Latitude and longitude in degrees: two numbers in range, at least one with a fraction. */
function isPair(values: unknown[]): boolean {
  if (values.length !== 2) return false;
  const [latitude, longitude] = values;
  return typeof latitude === 'number' && typeof longitude === 'number' && Math.abs(latitude) <= 90 && Math.abs(longitude) <= 180
    && !(Number.isInteger(latitude) && Number.isInteger(longitude));
}

function addPairs(shape: Shape, value: Record<string, unknown>, visit: Visit, repeated: boolean): void {
  const { names, children } = shape;
  const { depth, record, steps } = visit;
  // Both lists in one call each: reading the values key by key takes three times as long.
  const keys = Object.keys(value);
  const values = Object.values(value);
  const { length } = keys;
  visit.pairs += length;
  let decoded = visit.raw && visit.wideKeys;
  let next = 0;
  for (let at = 0; at < length; at++) {
    const key = keys[at] ?? '';
    // Records of one kind mostly come with their keys in one order, so that the next child is right without a look-up.
    let many = repeated || key === anyKey;
    if (names[next] !== key || decoded) {
      next = place(shape, key, visit);
      decoded = visit.raw && visit.wideKeys;
      many = repeated || names[next] === anyKey;
    }
    const child = children[next];
    if (child === undefined) throw new Error('a shape child without a place');
    if (many) {
      if (child.stamp === record) child.again++;
      else child.stamp = record;
    }
    const inner = values[at];
    if (typeof inner === 'number') addNumber(child, inner, visit);
    else if (typeof inner === 'string') addString(child, inner, visit);
    else if (inner === null) child.nulls++;
    else if (typeof inner !== 'object') child.booleans++;
    else {
      // A dictionary's key is a value: its place in the pointer is `*`.
      steps[depth - 1] = names[next] ?? key;
      addNested(child, inner, visit, many);
    }
    next++;
  }
}

/** Index of the child for `key`, made when it is new. */
function place(shape: Shape, written: string, visit: Visit): number {
  shape.index ??= new Map();
  const index = shape.index;
  const key = visit.raw && visit.wideKeys ? exactText(written) : written;
  const known = index.get(key);
  if (known !== undefined) return known;
  return isWide(key) && !visit.wideKeys ? placeWide(shape, key, visit) : placeNew(shape, index, key, visit);
}

/** The first key outside ASCII: from now on raw keys are decoded. */
function placeWide(shape: Shape, key: string, visit: Visit): number {
  visit.wideKeys = true;
  return place(shape, key, visit);
}

function placeNew(shape: Shape, index: Map<string, number>, key: string, visit: Visit): number {
  if (!shape.dictionary && !looksLikeData(key) && ownNames(shape) >= keyLimit) becomeDictionary(shape);
  const name = shape.dictionary || looksLikeData(key) ? anyKey : key;
  const there = index.get(name);
  if (there !== undefined) return there;
  // The pointer of a data key would print it, so that evidence ends at the object.
  const holder = pointerTo(visit, visit.depth - 1);
  return append(shape, name, emptyShape([{ file: visit.file, pointer: name === anyKey ? holder : `${holder}/${escapePointer(key)}` }]));
}

/** Pointer of the value that `steps` leads to from the record. */
function pointerTo(visit: Visit, steps: number): string {
  let pointer = visit.pointer;
  for (let at = 0; at < steps; at++) pointer += `/${escapePointer(String(visit.steps[at]))}`;
  return pointer;
}
