import type { Evidence } from '../../model/samples.ts';
import { append, anyKey, distinctLimit, keyLimit, ownNames, type Shape } from './shape.ts';

const evidenceLimit = 3;

/** Both shapes as one; neither is changed. */
export function merge(a: Shape, b: Shape): Shape {
  const merged: Shape = {
    again: a.again + b.again, nulls: a.nulls + b.nulls, booleans: a.booleans + b.booleans, integers: a.integers + b.integers,
    doubles: a.doubles + b.doubles, strings: a.strings + b.strings, arrays: a.arrays + b.arrays, objects: a.objects + b.objects,
    min: Math.min(a.min, b.min), max: Math.max(a.max, b.max), big: a.big || b.big, formats: a.formats & b.formats, sensitive: a.sensitive | b.sensitive,
    blanks: a.blanks + b.blanks, longest: Math.max(a.longest, b.longest), distinct: union(a.distinct, b.distinct), recent: '', wide: a.wide || b.wide, pairs: a.pairs | b.pairs,
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

/** All children as one, in place: the keys are data. */
export function becomeDictionary(shape: Shape): void {
  const all = shape.children.reduce((a, b) => merge(a, b));
  // Emptied in place: the observing loop holds these two arrays.
  shape.names.length = 0;
  shape.children.length = 0;
  shape.index = new Map();
  shape.dictionary = true;
  all.evidence = shape.evidence.slice(0, 1);
  append(shape, anyKey, all);
}
