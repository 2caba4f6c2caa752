import type { Requirement, Route, Workflow } from '../../../model/plan/index.ts';
import type { Ground } from '../ground.ts';

export type Group = { id: string; title: string; kind: Workflow['kind']; primary: boolean; routes: Route[]; requirements: Requirement[] };

export const isProbe = (route: Route): boolean => route.rate.class === 'ops';

/** Every route but probes, in exactly one group: the design's workflow when it set one, else by what the route does. */
export function primaryGroups(ground: Ground): Group[] {
  const { routes, requirements } = ground.design;
  const kinds: { kind: Workflow['kind']; id: string; title: string; test: (route: Route) => boolean }[] = [
    { kind: 'authentication', id: 'WF-auth', title: 'Authentication', test: (route) => route.rate.class === 'auth' || route.rule === 'R9' || route.rule === 'R10' },
    { kind: 'event-handling', id: 'WF-events', title: 'Event handling', test: (route) => route.auth === 'webhook' || route.rule === 'R8' || (route.job !== null && (ground.jobs.get(route.job)?.ai ?? false)) },
    { kind: 'data-processing', id: 'WF-data', title: 'Data processing', test: () => true },
  ];
  const groups = new Map<string, Group>();
  for (const route of routes) {
    if (isProbe(route)) continue;
    const kind = kinds.find((one) => one.test(route));
    if (kind === undefined) continue;
    const id = route.workflow ?? kind.id;
    const group = groups.get(id) ?? { id, title: kind.title, kind: kind.kind, primary: true, routes: [], requirements: [] };
    group.routes.push(route);
    groups.set(id, group);
  }
  for (const group of groups.values()) group.requirements.push(...requirements.filter((one) => one.workflow === group.id || (one.workflow === null && group.routes.some((route) => route.requirements.includes(one.id)))));
  const order = kinds.map((one) => one.kind).toSorted((a, b) => rank(a) - rank(b));
  return [...groups.values()].toSorted((a, b) => order.indexOf(a.kind) - order.indexOf(b.kind)).slice(0, 3);
}

function rank(kind: Workflow['kind']): number {
  return ['authentication', 'data-processing', 'event-handling'].indexOf(kind);
}
