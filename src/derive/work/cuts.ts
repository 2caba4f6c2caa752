import type { Cut, Package, Requirement, Task } from '../../model/plan/index.ts';
import type { TaskRules } from '../../model/task-rules.ts';
import { list, round } from './names.ts';
import type { Packing } from './packing.ts';
import { packageId } from './tasks.ts';

/** Scope that could go as a whole, before it is known how many days that saves. */
export interface Candidate {
  cut: Omit<Cut, 'savedDaysP80' | 'text'>;
  tasks: ReadonlySet<string>;
}

const featureKeys = new Set(['connection', 'profile', 'ingest', 'events', 'resource', 'read', 'summary', 'gateway', 'ai-gateway', 'ai']);

/** Packages that show the plan works but add nothing a demo shows. */
const afterDemo = /^(hardening|deploy|frontend)/;

/**
 * A feature package with all feature packages that wait for it, when requirements fall with it that nothing else serves. A cut that would take
 * more than half of the feature packages is no cut.
 */
export function cutCandidates(packing: Packing, packages: readonly Package[], tasks: readonly Task[], requirements: readonly Requirement[], rules: TaskRules): Candidate[] {
  const features = new Set(packing.homes.filter((home) => featureKeys.has(home.key)).map((home) => packageId(home.slug)));
  const looksBack = new Set(packing.homes.filter((home) => afterDemo.test(home.key)).map((home) => packageId(home.slug)));
  const serving = new Map<string, Set<string>>();
  for (const task of tasks) for (const id of task.for) serving.set(id, (serving.get(id) ?? new Set()).add(task.package));
  const live = requirements.filter((requirement) => requirement.rejected === null && requirement.deferred === null).length;
  const candidates = new Map<string, Candidate>();
  for (const root of features) {
    const dropped = new Set([root]);
    for (const one of packages) if (features.has(one.id) && one.after.some((id) => dropped.has(id))) dropped.add(one.id);
    if (dropped.size * 2 > features.size) continue;
    const drops = requirements.filter((requirement) => {
      if (requirement.rejected !== null || requirement.deferred !== null) return false;
      const where = [...(serving.get(requirement.id) ?? [])].filter((id) => !looksBack.has(id));
      return where.length > 0 && where.every((id) => dropped.has(id));
    });
    const inside = tasks.filter((task) => dropped.has(task.package));
    if (drops.length === 0 || drops.length * 2 > live) continue;
    const key = [...dropped].toSorted().join(' ');
    candidates.set(key, candidates.get(key) ?? {
      cut: {
        id: `CUT-${root.slice('WP-'.length)}`, sources: [{ kind: 'rule', id: 'cuts' }], origin: 'rule:cuts', confidence: 0.7, status: 'new',
        drops: drops.map((requirement) => requirement.id), packages: packages.filter((one) => dropped.has(one.id)).map((one) => one.id),
        leaves: inside.length, hours: round(inside.reduce((sum, task) => sum + task.pert, 0)), points: drops.reduce((sum, requirement) => sum + points(requirement, rules), 0),
      },
      tasks: new Set(inside.map((task) => task.id)),
    });
  }
  return [...candidates.values()];
}

/** Days saved at P80 per priority point lost, best first. Cuts that save nothing are left out. */
export function rankCuts(candidates: readonly Candidate[], savedDays: (tasks: ReadonlySet<string>) => number): { cut: Cut; tasks: ReadonlySet<string> }[] {
  return candidates
    .map(({ cut, tasks }) => {
      const saved = round(Math.max(0, savedDays(tasks)), 1);
      return { cut: { ...cut, savedDaysP80: saved, text: `drops ${list(cut.drops.map((id) => `\`${id}\``))} with ${list(cut.packages.map((id) => `\`${id}\``))}` }, tasks };
    })
    .filter(({ cut }) => cut.savedDaysP80 > 0)
    .sort((a, b) => b.cut.savedDaysP80 / Math.max(1, b.cut.points) - a.cut.savedDaysP80 / Math.max(1, a.cut.points) || (a.cut.id < b.cut.id ? -1 : 1));
}

/** Tasks a demo can do without, whatever is cut: hardening, release and hand-off. */
export function afterDemoTasks(packing: Packing, tasks: readonly Task[]): Set<string> {
  const late = new Set(packing.homes.filter((home) => afterDemo.test(home.key)).map((home) => packageId(home.slug)));
  return new Set(tasks.filter((task) => late.has(task.package)).map((task) => task.id));
}

function points(requirement: Requirement, rules: TaskRules): number {
  const { must, should, could } = rules.forecast.points;
  return { must, should, could, wont: 0 }[requirement.priority];
}
