import { atLine, defineRule } from '../../rule.ts';
import type { Group } from '../../run.ts';
import type { Sheet } from '../../sheet.ts';

export default defineRule({
  id: 'wbs/cycle',
  about: 'Tasks that wait for each other in a ring can never start.',
  fix: 'Drop one of the "after" entries named here.',
  bad: 'T-a after T-b, T-b after T-a',
  good: 'T-b after T-a',
  severity: 'error',
  set: 'start',
  *group(group) {
    const { edges, places } = graphOf(group);
    if (edges.size === 0) return;
    for (const ring of rings(edges)) {
      const path = [...ring, ring[0]].join(' -> ');
      for (const id of ring) {
        const place = places.get(id);
        if (place !== undefined) yield atLine(place.sheet, place.line, ring.length === 1 ? `"${id}" waits for itself.` : `These tasks wait for each other: ${path}.`);
      }
    }
  },
});

type Place = { sheet: Sheet; line: number };

/** `after` of boxes, of the table of tasks and of the table of packages. */
function graphOf(group: Group): { edges: Map<string, string[]>; places: Map<string, Place> } {
  const edges = new Map<string, string[]>();
  const places = new Map<string, Place>();
  const add = (id: string, after: string[], place: Place): void => {
    edges.set(id, [...(edges.get(id) ?? []), ...after]);
    if (!places.has(id)) places.set(id, place);
  };
  if (group.sheets.some(sheet => sheet.boxes.some(box => box.after !== null))) for (const [id, { sheet, box }] of group.boxes) if (box.after !== null) add(id, box.after.ids, { sheet, line: box.after.line });
  for (const sheet of group.sheets) {
    for (const { table } of sheet.tables) {
      const header = table.header.map(cell => cell.text.trim().toLowerCase());
      const after = header.findIndex(name => name === 'after' || name === 'after packages' || name === 'depends on');
      const id = header.findIndex(name => name === 'id' || name === 'task' || name === 'package');
      if (after < 0 || id < 0) continue;
      for (const row of table.rows) {
        const own = row.cells[id]?.text.trim() ?? '';
        // Boxes are where a task is declared; its row repeats it.
        if (own === '' || group.boxes.has(own)) continue;
        add(own, (row.cells[after]?.text ?? '').split(',').map(part => part.trim()).filter(part => part !== '' && part !== '-'), { sheet, line: row.span.start.line });
      }
    }
  }
  return { edges, places };
}

/** One shortest ring for each strongly connected set of ids. */
export function rings(edges: ReadonlyMap<string, readonly string[]>): string[][] {
  return components(edges).flatMap(set => {
    const [first] = set;
    if (first === undefined || (set.length === 1 && edges.get(first)?.includes(first) !== true)) return [];
    return [shortest(edges, new Set(set), set.toSorted()[0] ?? first)];
  });
}

/** Tarjan's strongly connected components, with a stack of its own so that a long chain does not overflow. */
function components(edges: ReadonlyMap<string, readonly string[]>): string[][] {
  const index = new Map<string, number>();
  const low = new Map<string, number>();
  const onStack = new Set<string>();
  const stack: string[] = [];
  const found: string[][] = [];
  for (const root of edges.keys()) {
    if (index.has(root)) continue;
    const work = [{ id: root, next: 0 }];
    for (let top = work.at(-1); top !== undefined; top = work.at(-1)) {
      const { id } = top;
      if (top.next === 0) {
        index.set(id, index.size);
        low.set(id, index.get(id) ?? 0);
        stack.push(id);
        onStack.add(id);
      }
      const to = edges.get(id)?.[top.next++];
      if (to !== undefined) {
        if (!edges.has(to)) continue;
        if (!index.has(to)) work.push({ id: to, next: 0 });
        else if (onStack.has(to)) low.set(id, Math.min(low.get(id) ?? 0, index.get(to) ?? 0));
        continue;
      }
      work.pop();
      const parent = work.at(-1);
      if (parent !== undefined) low.set(parent.id, Math.min(low.get(parent.id) ?? 0, low.get(id) ?? 0));
      if (low.get(id) !== index.get(id)) continue;
      const set: string[] = [];
      for (let popped = stack.pop(); popped !== undefined; popped = stack.pop()) {
        onStack.delete(popped);
        set.push(popped);
        if (popped === id) break;
      }
      found.push(set);
    }
  }
  return found;
}

/** Shortest ring inside `set`, through whichever of its ids lies on it; breadth first from each, few because rings are small. */
function shortest(edges: ReadonlyMap<string, readonly string[]>, set: ReadonlySet<string>, fallback: string): string[] {
  let best: string[] | null = null;
  for (const start of [...set].toSorted().slice(0, 50)) {
    const from = new Map<string, string>();
    const queue = [start];
    for (let head = 0; head < queue.length; head++) {
      const id = queue[head] ?? start;
      for (const to of edges.get(id) ?? []) {
        if (to === start) {
          const ring = [id];
          for (let at = id; at !== start; ) {
            at = from.get(at) ?? start;
            ring.push(at);
          }
          if (best === null || ring.length < best.length) best = ring.toReversed();
          head = queue.length;
          break;
        }
        if (set.has(to) && !from.has(to)) {
          from.set(to, id);
          queue.push(to);
        }
      }
    }
  }
  return best ?? [fallback];
}
