import type { Task } from '../../model/plan/index.ts';
import type { TaskRules } from '../../model/task-rules.ts';
import { shortIds } from '../../text/hash.ts';
import { pertMean } from './estimate.ts';
import { transitiveReduction } from './graph.ts';
import type { Leaf } from './leaves.ts';
import { round } from '../../text/number.ts';
import type { Packing } from './packing.ts';

/** `WP-` + slug. */
export function packageId(slug: string): string {
  return `WP-${slug}`;
}

const macroOrder = ['decision', 'fixed', 'model', 'supporting', 'error', 'call', 'metric', 'route', 'job', 'nfr', 'requirement', 'risk'];

/** Ids of the leaves by natural key. */
export function taskIds(leaves: readonly Leaf[]): Map<string, string> {
  return shortIds('T-', leaves.map((leaf) => leaf.key));
}

/** Leaves as tasks: package by package, part by part; `after` without what a longer way implies. Throws `CycleError`. */
export function makeTasks(leaves: readonly Leaf[], packing: Packing, rules: TaskRules, ids: ReadonlyMap<string, string>): Task[] {
  const after = transitiveReduction(new Map(leaves.map((leaf) => [leaf.key, leaf.after])));
  const rank = (leaf: Leaf): number => macroOrder.indexOf(leaf.unit.startsWith('fixed:') ? 'fixed' : leaf.macro);
  return packing.homes.flatMap((home) => {
    const mine = leaves.filter((leaf) => packing.homeOf.get(leaf.key) === home).toSorted((a, b) => rank(a) - rank(b));
    const parts = [...new Set(mine.map((leaf) => leaf.part))];
    return parts.flatMap((part) => mine.filter((leaf) => leaf.part === part)).map((leaf): Task => {
      const hours = rules.sizes[leaf.size];
      const rule = leaf.unit.startsWith('fixed:') ? 'task-fixed' : `task-${leaf.macro}`;
      return {
        id: ids.get(leaf.key) ?? '', sources: [...leaf.subject.sources, { kind: 'rule', id: rule }], origin: `rule:${rule}`, confidence: leaf.subject.confidence, status: 'new',
        key: leaf.key, title: leaf.title, artefact: leaf.artefact, verify: leaf.verify, size: leaf.size, hours, pert: round(pertMean(hours), 4),
        after: (after.get(leaf.key) ?? []).map((key) => ids.get(key) ?? ''), for: leaf.serves,
        phase: `PH-${home.phase}`, package: packageId(home.slug), part: leaf.part, macro: leaf.macro, role: leaf.role,
      };
    });
  });
}
