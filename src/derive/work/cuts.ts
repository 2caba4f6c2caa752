import type { Cut, Package, Requirement, Task } from '../../model/plan/index.ts';
import type { TaskRules } from '../../model/task-rules.ts';
import { print, round } from '../../text/number.ts';
import type { Packing } from './packing.ts';
import { packageId } from './tasks.ts';

/** Scope that could go as a whole, before it is known how many days that saves. */
export interface Candidate {
  cut: Omit<Cut, 'savedDaysP80' | 'text'>;
  tasks: ReadonlySet<string>;
}

const featureKeys = new Set(['connection', 'profile', 'ingest', 'events', 'resource', 'read', 'summary', 'ai-gateway', 'ai']);

/** The law asks for access and erasure, so the account is no scope that could go. */
const neverCut = new Set(['profile']);

/** A person reads this many at most; the ones with most hours per point are simulated. */
const mostCuts = 10;

/** Packages that show the plan works but add nothing a demo shows. */
const afterDemo = /^(hardening|deploy|frontend)/;

/**
 * A feature package with all feature packages that wait for it, when requirements fall with it that nothing else serves. A cut that would take
 * more than half of the feature packages is no cut, nor one that loses no more than a larger one with all its packages.
 */
export function cutCandidates(packing: Packing, packages: readonly Package[], tasks: readonly Task[], requirements: readonly Requirement[], rules: TaskRules): Candidate[] {
  const features = new Set(packing.homes.filter((home) => featureKeys.has(home.key)).map((home) => packageId(home.slug)));
  const looksBack = new Set(packing.homes.filter((home) => afterDemo.test(home.key)).map((home) => packageId(home.slug)));
  const serving = servingPackages(tasks, looksBack);
  const live = requirements.filter((requirement) => requirement.rejected === null && requirement.deferred === null).length;
  const candidates = new Map<string, Candidate>();
  const kept = new Set(packing.homes.filter((home) => neverCut.has(home.key)).map((home) => packageId(home.slug)));
  for (const root of features) {
    const dropped = new Set([root]);
    for (const one of packages) if (features.has(one.id) && one.after.some((id) => dropped.has(id))) dropped.add(one.id);
    if (dropped.size * 2 > features.size || [...dropped].some((id) => kept.has(id))) continue;
    const drops = requirements.filter((requirement) => {
      if (requirement.rejected !== null || requirement.deferred !== null) return false;
      const where = [...(serving.get(requirement.id) ?? [])].filter((id) => features.has(id));
      return where.length > 0 && where.every((id) => dropped.has(id));
    });
    const inside = tasks.filter((task) => dropped.has(task.package));
    if (drops.length === 0 || drops.length * 2 > live) continue;
    const key = [...dropped].toSorted().join(' ');
    candidates.set(key, candidates.get(key) ?? {
      cut: {
        id: `CUT-${namesake(root, dropped, drops, serving).slice('WP-'.length)}`, sources: [{ kind: 'rule', id: 'cuts' }], origin: 'rule:cuts', confidence: 0.7, status: 'new',
        drops: drops.map((requirement) => requirement.id), packages: packages.filter((one) => dropped.has(one.id)).map((one) => one.id),
        leaves: inside.length, hours: round(inside.reduce((sum, task) => sum + task.pert, 0)), points: drops.reduce((sum, requirement) => sum + points(requirement, rules), 0),
      },
      tasks: new Set(inside.map((task) => task.id)),
    });
  }
  return [...candidates.values()].filter(({ cut }) => ![...candidates.values()].some((other) => other.cut.points === cut.points && other.cut.packages.length > cut.packages.length && cut.packages.every((id) => other.cut.packages.includes(id)))).toSorted((a, b) => b.cut.hours / Math.max(1, b.cut.points) - a.cut.hours / Math.max(1, a.cut.points)).slice(0, mostCuts);
}

/** What a cut is called after: its first package where a requirement falls with it, else the one with most of them (a gateway alone is no scope). */
function namesake(root: string, dropped: ReadonlySet<string>, drops: readonly Requirement[], serving: ReadonlyMap<string, ReadonlySet<string>>): string {
  const served = (id: string): number => drops.filter((requirement) => serving.get(requirement.id)?.has(id) === true).length;
  return served(root) > 0 ? root : ([...dropped].toSorted((a, b) => served(b) - served(a))[0] ?? root);
}

/** Days saved at P80 per priority point lost, best first. Cuts that save nothing are left out. */
export function rankCuts(candidates: readonly Candidate[], all: { hours: number; leaves: number }, savedDays: (tasks: ReadonlySet<string>) => number): { cut: Cut; tasks: ReadonlySet<string> }[] {
  return candidates
    .map(({ cut, tasks }) => {
      const saved = round(Math.max(0, savedDays(tasks)), 1);
      return { cut: { ...cut, savedDaysP80: saved, text: `${print(all.leaves - cut.leaves)} leaves, ${print(round(all.hours - cut.hours))} h` }, tasks };
    })
    .filter(({ cut }) => cut.savedDaysP80 > 0)
    .sort((a, b) => b.cut.savedDaysP80 / Math.max(1, b.cut.points) - a.cut.savedDaysP80 / Math.max(1, a.cut.points) || (a.cut.id < b.cut.id ? -1 : 1));
}

/**
 * Packages to show on the promised day: what every feature stands on, then the features that bring most priority points for their hours (with
 * all they wait for) while they fit `limit` hours. Hardening, release and hand-off come after the demo.
 */
export function demoSlice(packing: Packing, packages: readonly Package[], tasks: readonly Task[], requirements: readonly Requirement[], rules: TaskRules, limit: number): Set<string> {
  const keys = new Map(packing.homes.map((home) => [packageId(home.slug), home.key]));
  const byId = new Map(packages.map((one) => [one.id, one]));
  const kept = new Set(packages.filter((one) => one.phase === 'PH-0' || one.phase === 'PH-1').map((one) => one.id));
  const serving = servingPackages(tasks, new Set(packages.filter((one) => afterDemo.test(keys.get(one.id) ?? '')).map((one) => one.id)));
  const shown = (): number => requirements.filter((requirement) => requirement.rejected === null && requirement.deferred === null && [...(serving.get(requirement.id) ?? ['-'])].every((id) => kept.has(id))).reduce((sum, requirement) => sum + points(requirement, rules), 0);
  const total = (): number => [...kept].reduce((sum, id) => sum + (byId.get(id)?.pert ?? 0), 0);
  const above = (id: string): string[] => [id, ...(byId.get(id)?.after ?? []).flatMap(above)];
  for (;;) {
    const base = { points: shown(), hours: total() };
    let best: { ids: string[]; value: number } | null = null;
    for (const one of packages) {
      if (kept.has(one.id) || !featureKeys.has(keys.get(one.id) ?? '')) continue;
      const ids = [...new Set(above(one.id))].filter((id) => !kept.has(id));
      for (const id of ids) kept.add(id);
      const value = total() > limit ? 0 : (shown() - base.points) / Math.max(1, total() - base.hours);
      for (const id of ids) kept.delete(id);
      if (value > (best?.value ?? 0)) best = { ids, value };
    }
    if (best === null) return new Set(packages.map((one) => one.id).filter((id) => kept.has(id)));
    for (const id of best.ids) kept.add(id);
  }
}

const delivering = new Set(['route', 'job', 'metric', 'requirement']);

/** Requirement -> packages with a leaf that delivers it (not the models or calls below), without packages that only look back. */
function servingPackages(tasks: readonly Task[], looksBack: ReadonlySet<string>): Map<string, Set<string>> {
  const serving = new Map<string, Set<string>>();
  for (const task of tasks) if (delivering.has(task.macro) && !looksBack.has(task.package)) for (const id of task.for) serving.set(id, (serving.get(id) ?? new Set()).add(task.package));
  return serving;
}

function points(requirement: Requirement, rules: TaskRules): number {
  const { must, should, could } = rules.forecast.points;
  return { must, should, could, wont: 0 }[requirement.priority];
}
