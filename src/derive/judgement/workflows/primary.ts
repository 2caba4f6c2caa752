import { followsRule } from '../../rules.ts';
import type { Nfr, Route, Workflow } from '../../../model/plan/index.ts';
import { made, type Ground } from '../ground.ts';
import { count, some } from '../numbers.ts';
import { bottleneckOf } from './bottleneck.ts';
import { budgetsOf } from './budget.ts';
import { drawJob, drawRoute } from './chain.ts';
import { FlowDraft, label, missing } from './draft.ts';
import type { Group } from './groups.ts';
import { deeds } from './deeds.ts';

/** A primary workflow drawn from its telling routes: those that start work, call outside or can fail in most own ways. */
export function primaryWorkflow(group: Group, nfrs: Nfr[], ground: Ground): Workflow {
  const draft = new FlowDraft();
  const jobs = ground.design.jobs.filter((job) => group.routes.some((route) => route.job === job.id || job.startedBy.includes(route.id)) || job.requirements.some((id) => group.requirements.some((one) => one.id === id)));
  const first = telling(group, ground).slice(0, group.kind === 'authentication' ? 3 : 2);
  // Where no telling route starts the work of the flow, the work is drawn in place of the second route.
  const working = first.some((route) => route.job !== null || jobs.some((job) => job.startedBy.includes(route.id)));
  const routes = group.kind !== 'authentication' && jobs.length > 0 && !working ? first.slice(0, 1) : first;
  let last: string | null = null;
  for (const [index, route] of routes.entries()) {
    if (draft.nodes.length > 0 && draft.room() < 6) break;
    last = drawRoute(draft, route, ground, group.kind === 'authentication' ? last : null, routes.length < first.length ? Math.min(13, draft.room()) : allowanceOf(group, routes, index, draft.room()));
  }
  const undrawn = () => jobs.filter((job) => !draft.nodes.some((node) => node.refs.includes(job.id)));
  const own = undrawn().toSorted((a, b) => b.calls.length - a.calls.length).find((job) => job.schedule !== null || routes.length < first.length);
  if (own !== undefined && draft.room() >= 6) drawJob(draft, draft.node('step', label(own.schedule === null ? (own.startedBy[0] ?? own.id) : `clock, ${own.schedule}`), ground.design.routes.some((route) => route.id === own.startedBy[0]) && own.schedule === null ? [own.startedBy[0] ?? ''] : []), own, ground);
  const ids = group.requirements.map((requirement) => requirement.id);
  const [lead] = group.requirements;
  return {
    ...made(group.id, 'workflow', lead?.sources ?? [], lead?.confidence ?? 0.7),
    title: group.title,
    primary: group.primary,
    kind: group.kind,
    description: `${deeds(group.routes, jobs)}${count(group.routes.length, 'route')}, ${count(jobs.length, 'job')}; drawn: ${some(routes.filter((route) => draft.nodes.some((node) => node.refs.includes(route.id))).map((route) => route.id), 3)}.`,
    requirements: ids,
    routes: group.routes.map((route) => route.id),
    flow: draft.nodes.length === 0 ? null : draft.flow(),
    absent: draft.nodes.length === 0 ? 'no route belongs to this workflow.' : missing(draft, undrawn().map((job) => job.id)),
    decisions: draft.decisions,
    budgets: budgetsOf(group.routes, jobs, nfrs, ground),
    bottleneck: bottleneckOf(group, jobs, ground),
  };
}

/** Nodes a route may take: an even share, but sign-in and consent leave most of an authentication flow to the callback. */
function allowanceOf(group: Group, routes: Route[], index: number, room: number): number {
  const last = index === routes.length - 1;
  if (group.kind === 'authentication' && routes.length === 3 && !last) return index === 0 ? 7 : 6;
  return last ? room : Math.floor(room / (routes.length - index));
}

/** Routes worth drawing, most telling first; in authentication the order in which a person meets them. */
function telling(group: Group, ground: Ground): Route[] {
  const weight = (route: Route) => {
    const method = ground.methods.get(route.handledBy);
    const special = route.ownErrors.filter((id) => !/^(?:VALIDATION_FAILED|MALFORMED_REQUEST|NOT_FOUND|PRECONDITION_|IDEMPOTENCY_|UNSUPPORTED_MEDIA|UNAUTHENTICATED)/.test(id)).length;
    return (route.job === null ? 0 : 6) + (route.auth === 'webhook' && route.method === 'POST' ? 5 : 0) + (route.method === 'POST' ? 3 : 0) + (followsRule(route, 'R8') ? 2 : 0) + (method?.writes.length ?? 0) + special * 2 + (method?.calls.length ?? 0) * 2 + Math.min(3, route.requirements.length);
  };
  if (group.kind === 'authentication') {
    const entries = group.routes.filter((route) => route.method === 'POST' && route.rate.class === 'auth' && route.auth === 'public' && !/refresh|challenge/.test(route.path));
    const writes = (route: Route): readonly string[] => ground.methods.get(route.handledBy)?.writes ?? [];
    const signIn = entries.find((route) => writes(route).includes('User')) ?? entries.find((route) => writes(route).length > 0) ?? entries[0];
    const sends = entries.find((route) => route !== signIn && ground.design.jobs.some((job) => job.startedBy.includes(route.id)));
    const connect = [...group.routes.filter((route) => route.path.endsWith('/authorizations')), ...group.routes.filter((route) => route.path.endsWith('/callback'))].slice(0, 2);
    const picked = [connect.length === 0 ? sends : undefined, signIn, ...connect].filter((route) => route !== undefined);
    if (picked.length > 0) return picked;
  }
  return group.routes.map((route, index) => ({ route, index })).toSorted((a, b) => weight(b.route) - weight(a.route) || a.index - b.index).map((one) => one.route);
}
