import type { Evidence } from '../../model/samples.ts';
import { allFormats } from './formats.ts';

/** Distinct strings kept per field, in memory only, to tell an enumeration from free text. */
export const distinctLimit = 32;
/** An object with more keys than this is a dictionary: its keys are data. */
export const keyLimit = 1000;
/** Name of the one child of a dictionary: a key that is data never becomes a path. */
export const anyKey = '*';
/** Deeper values are not walked: the walk is a recursion. */
export const deepestNesting = 200;

/** Arrays of the field: some are coordinate pairs, some are not. */
export const pairSeen = 1, otherSeen = 2;

/**
 * What was seen at one path, over any number of records. Tallies add, ranges widen, formats narrow, so that `merge` is commutative and
 * associative, and `merge(a, a)` says of shares, types, ranges and formats what `a` says. It holds values (`min`, `distinct`): nothing
 * of it is printed but through `fields.ts`.
 */
export type Shape = {
  /** Occurrences that are not the first in their record: several items of one list. */
  again: number;
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
  /** The one of them that came last; not part of what the shape says. */
  recent: string;
  /** One of them lies outside ASCII; not part of what the shape says. */
  wide: boolean;
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

/** The shape of nothing: merged with another it gives the other. */
export function emptyShape(evidence: Evidence[] = []): Shape {
  return {
    again: 0, nulls: 0, booleans: 0, integers: 0, doubles: 0, strings: 0, arrays: 0, objects: 0, min: Infinity, max: -Infinity, big: false,
    formats: allFormats, sensitive: 0, blanks: 0, longest: 0, distinct: new Set(), recent: '', wide: false, pairs: 0, fewest: Infinity, most: -Infinity,
    items: null, names: [], children: [], index: null, dictionary: false, evidence, stamp: -1,
  };
}

/** How often the path occurred. */
export function occurrences(shape: Shape): number {
  return shape.nulls + shape.booleans + shape.integers + shape.doubles + shape.strings + shape.arrays + shape.objects;
}

/** How many records have the path at least once. */
export function recordsWith(shape: Shape): number {
  return occurrences(shape) - shape.again;
}

/** A key that is a value: an id, a date, an e-mail address, a token, a sentence. */
export function looksLikeData(key: string): boolean {
  if (key.length > 64 || key === '') return key !== '';
  return /^\d{4,}$/.test(key) || /^\d{4}-\d\d/.test(key) || (key.includes('@') && !key.startsWith('@') && !key.includes('@odata.')) || /^[0-9a-f]{8}-[0-9a-f]{4}-/i.test(key) || /^[0-9a-f]{16,}$/i.test(key)
    || (key.length >= 20 && /\d/.test(key) && /[a-z]/.test(key) && /[A-Z]/.test(key)) || /\s\S+\s\S+\s/.test(key) || /^-?\d+\.\d+/.test(key);
}

/** A key as a part of a JSON pointer (RFC 6901). */
export function escapePointer(key: string): string {
  return key.includes('~') || key.includes('/') ? key.replaceAll('~', '~0').replaceAll('/', '~1') : key;
}

/** The shape below a key. */
export function childOf(shape: Shape, name: string): Shape | undefined {
  const at = shape.index?.get(name);
  return at === undefined ? undefined : shape.children[at];
}

/** Is it an object, and no array. */
export function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** Were all arrays here pairs of coordinates. */
export function isLatLng(shape: Shape): boolean {
  return shape.pairs === pairSeen;
}

/** A new child; answers its index. */
export function append(shape: Shape, name: string, child: Shape): number {
  shape.index ??= new Map();
  shape.index.set(name, shape.names.length);
  shape.children.push(child);
  return shape.names.push(name) - 1;
}

/** Children that are keys, not the one of a dictionary. */
export function ownNames(shape: Shape): number {
  return shape.names.length - (shape.index?.has(anyKey) === true ? 1 : 0);
}
