/** Edges of a directed graph: each node with the nodes it comes after. Every node has an entry. */
export type After = ReadonlyMap<string, readonly string[]>;

/** A dependency cycle is a bug of the rules that drew the edges; `cycle` is the shortest one, its first node repeated last. */
export class CycleError extends Error {
  readonly cycle: readonly string[];

  constructor(cycle: readonly string[]) {
    super(`dependency cycle: ${cycle.join(' -> ')}`);
    this.name = 'CycleError';
    this.cycle = cycle;
  }
}

/**
 * Nodes so that each stands behind all it comes after; among free nodes the earliest in map order goes first (Kahn).
 * Throws `CycleError` with the shortest cycle, and an error for an edge to a node that is not in the map.
 */
export function topologicalOrder(after: After): string[] {
  const waiting = new Map<string, number>();
  const followers = followersOf(after);
  for (const [node, befores] of after) waiting.set(node, new Set(befores).size);
  const order = [...after.keys()].filter((node) => waiting.get(node) === 0);
  for (let at = 0; at < order.length; at++) {
    const done = order[at] ?? '';
    for (const next of followers.get(done) ?? []) {
      const left = (waiting.get(next) ?? 0) - 1;
      waiting.set(next, left);
      if (left === 0) order.push(next);
    }
  }
  if (order.length < after.size) throw new CycleError(shortestCycle(after) ?? []);
  return order;
}

/** Each node with the nodes that come after it, every edge once. Throws for an edge to an unknown node. */
export function followersOf(after: After): Map<string, string[]> {
  const followers = new Map<string, string[]>([...after.keys()].map((node) => [node, []]));
  for (const [node, befores] of after) {
    for (const before of new Set(befores)) {
      const list = followers.get(before);
      if (list === undefined) throw new Error(`${node} comes after ${before}, which is not in the graph`);
      list.push(node);
    }
  }
  return followers;
}

/** The shortest cycle, first node repeated last, read along the work: each node comes before the next. Null for an acyclic graph. */
export function shortestCycle(after: After): string[] | null {
  const followers = followersOf(after);
  let best: string[] | null = null;
  for (const root of after.keys()) {
    const from = new Map<string, string>();
    const queue: string[] = [root];
    const depth = new Map([[root, 0]]);
    search: for (let at = 0; at < queue.length; at++) {
      const node = queue[at] ?? '';
      const steps = depth.get(node) ?? 0;
      if (best !== null && steps + 1 >= best.length - 1) break;
      for (const next of followers.get(node) ?? []) {
        if (next === root) {
          const cycle = [root];
          for (let back = node; back !== root; back = from.get(back) ?? root) cycle.unshift(back);
          best = [root, ...cycle];
          break search;
        }
        if (depth.has(next)) continue;
        depth.set(next, steps + 1);
        from.set(next, node);
        queue.push(next);
      }
    }
  }
  return best;
}

/** The same graph without edges that a longer way already implies. Edges keep their order. Throws `CycleError`. */
export function transitiveReduction(after: After): Map<string, string[]> {
  const order = topologicalOrder(after);
  const index = new Map(order.map((node, at) => [node, at]));
  const words = Math.ceil(order.length / 32);
  const reach = new Uint32Array(words * order.length);
  const reduced = new Map<string, string[]>();
  for (const [at, node] of order.entries()) {
    const befores = [...new Set(after.get(node) ?? [])].map((before) => index.get(before) ?? 0).sort((a, b) => b - a);
    const kept = new Set<number>();
    const row = at * words;
    for (const before of befores) {
      const bit = 1 << (before & 31);
      const word = row + (before >>> 5);
      if (((reach[word] ?? 0) & bit) !== 0) continue;
      kept.add(before);
      for (let w = 0; w < words; w++) reach[row + w] = (reach[row + w] ?? 0) | (reach[before * words + w] ?? 0);
      reach[word] = (reach[word] ?? 0) | bit;
    }
    reduced.set(node, [...new Set(after.get(node) ?? [])].filter((before) => kept.has(index.get(before) ?? -1)));
  }
  return new Map([...after.keys()].map((node) => [node, reduced.get(node) ?? []]));
}

/** Groups of nodes that can run side by side: wave 0 waits for nothing, wave n for one of wave n - 1. Throws `CycleError`. */
export function waves(after: After): string[][] {
  const level = new Map<string, number>();
  const out: string[][] = [];
  for (const node of topologicalOrder(after)) {
    const mine = Math.max(-1, ...(after.get(node) ?? []).map((before) => level.get(before) ?? 0)) + 1;
    level.set(node, mine);
    (out[mine] ??= []).push(node);
  }
  return out;
}
