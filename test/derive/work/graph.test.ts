import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { CycleError, followersOf, shortestCycle, topologicalOrder, transitiveReduction, waves } from '../../../src/derive/work/graph.ts';

const node = (at: number): string => `n${at}`;

/** Acyclic: every edge leads from a later to an earlier number. */
const acyclic = fc
  .integer({ min: 1, max: 14 })
  .chain((size) => fc.tuple(...Array.from({ length: size }, (_, at) => (at === 0 ? fc.constant<number[]>([]) : fc.uniqueArray(fc.nat(at - 1), { maxLength: 4 })))))
  .map((lists) => new Map(lists.map((list, at) => [node(at), list.map(node)])));

/** Edges anywhere, loops included. */
const anyGraph = fc
  .integer({ min: 1, max: 8 })
  .chain((size) => fc.tuple(...Array.from({ length: size }, () => fc.uniqueArray(fc.nat(size - 1), { maxLength: 3 }))))
  .map((lists) => new Map(lists.map((list, at) => [node(at), list.map(node)])));

function reachable(after: ReadonlyMap<string, readonly string[]>): Map<string, Set<string>> {
  const out = new Map<string, Set<string>>();
  for (const root of after.keys()) {
    const seen = new Set<string>();
    const open = [...(after.get(root) ?? [])];
    for (let next = open.pop(); next !== undefined; next = open.pop()) {
      if (seen.has(next)) continue;
      seen.add(next);
      open.push(...(after.get(next) ?? []));
    }
    out.set(root, seen);
  }
  return out;
}

describe('topologicalOrder', () => {
  test('puts every node once, behind all it comes after', () => {
    fc.assert(fc.property(acyclic, (after) => {
      const order = topologicalOrder(after);
      expect(order.toSorted()).toEqual([...after.keys()].toSorted());
      for (const [name, befores] of after) for (const before of befores) expect(order.indexOf(before)).toBeLessThan(order.indexOf(name));
    }));
  });

  test('names the shortest of two cycles', () => {
    const after = new Map([['a', ['c']], ['b', ['a']], ['c', ['b', 'd']], ['d', ['c']], ['e', ['a']]]);
    expect(() => topologicalOrder(after)).toThrow(new CycleError(['c', 'd', 'c']));
  });

  test('an edge to nowhere is told', () => {
    expect(() => topologicalOrder(new Map([['a', ['ghost']]]))).toThrow('a comes after ghost, which is not in the graph');
  });
});

describe('shortestCycle', () => {
  test('is null exactly when an order exists, else a real cycle no shorter than any other', () => {
    fc.assert(fc.property(anyGraph, (after) => {
      const cycle = shortestCycle(after);
      const reach = reachable(after);
      const cyclic = [...after.keys()].some((name) => reach.get(name)?.has(name));
      expect(cycle !== null).toBe(cyclic);
      if (cycle === null) return;
      expect(cycle[0]).toBe(cycle.at(-1));
      expect(new Set(cycle).size).toBe(cycle.length - 1);
      for (const [at, name] of cycle.slice(1).entries()) expect(after.get(name)).toContain(cycle[at]);
      expect(cycle.length - 1).toBe(Math.min(...[...after.keys()].map((root) => girth(after, root))));
    }));
  });
});

/** Length of the shortest way from a node back to itself, by plain breadth-first layers. */
function girth(after: ReadonlyMap<string, readonly string[]>, root: string): number {
  let layer = new Set(after.get(root) ?? []);
  for (let steps = 1; steps <= after.size; steps++) {
    if (layer.has(root)) return steps;
    layer = new Set([...layer].flatMap((name) => after.get(name) ?? []));
  }
  return Infinity;
}

describe('transitiveReduction', () => {
  test('keeps reachability, and no edge could go', () => {
    fc.assert(fc.property(acyclic, (after) => {
      const reduced = transitiveReduction(after);
      expect(reachable(reduced)).toEqual(reachable(after));
      for (const [name, befores] of reduced) {
        for (const before of befores) {
          const rest = new Map(reduced);
          rest.set(name, befores.filter((other) => other !== before));
          expect(reachable(rest).get(name)?.has(before)).toBe(false);
        }
      }
    }), { numRuns: 60 });
  });
});

describe('waves', () => {
  test('each node waits for one of the wave before its own and for none beside it', () => {
    fc.assert(fc.property(acyclic, (after) => {
      const groups = waves(after);
      for (const [at, group] of groups.entries()) for (const name of group) expect((after.get(name) ?? []).some((before) => groups[at - 1]?.includes(before) === true)).toBe(at > 0);
      expect(groups.flat().length).toBe(after.size);
      for (const group of groups) for (const name of group) for (const other of group) expect(after.get(name)).not.toContain(other);
    }));
  });

  test('followers mirror the edges', () => {
    expect(followersOf(new Map([['a', []], ['b', ['a', 'a']], ['c', ['a', 'b']]]))).toEqual(new Map([['a', ['b', 'c']], ['b', ['c']], ['c', []]]));
  });
});
