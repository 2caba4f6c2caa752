import type { Job, Method, Nfr, Route, Workflow } from '../../../model/plan/index.ts';
import type { Ground } from '../ground.ts';
import { milliseconds } from '../nfr/measure.ts';
import { waitsOutside } from '../nfr/defaults.ts';

type Hop = { name: string; ms: number };
type Budget = Workflow['budgets'][number];

/** Hops of a route that waits for no outside system, in order, with the milliseconds of `judgement.yaml`; the first load run replaces them (`rule:hop-budget`). */
export function routeHops(route: Route, ground: Ground): Hop[] {
  const hop = ground.input.knowledge.judging.hops;
  const method = ground.methods.get(route.handledBy);
  const reads = method === undefined ? 1 : new Set(method.reads.filter((id) => !method.writes.includes(id))).size;
  const hops: Hop[] = [{ name: 'proxy', ms: hop.proxy }];
  if (route.auth !== 'public') hops.push({ name: route.auth === 'webhook' ? 'verify sender' : 'session check', ms: hop.session });
  if (route.request.some((field) => field.in === 'body')) hops.push({ name: 'validate body', ms: hop.body });
  if (reads > 0) hops.push({ name: reads === 1 ? '1 read' : `${reads} reads, side by side`, ms: hop.read * Math.min(2, reads) });
  if (method !== undefined && method.writes.length > 0) hops.push({ name: 'tx', ms: hop.tx });
  if (method?.tx === 'outbox') hops.push({ name: 'outbox row', ms: hop.outbox });
  if (method?.audit !== null && method?.audit !== undefined) hops.push({ name: 'audit', ms: hop.audit });
  return hops;
}

/** The hops of a job with the time each may take, in ms: queue, inputs, outside calls, result. */
export function jobHops(job: Job, ground: Ground): Hop[] {
  const calls = outsideCalls(job, ground);
  const hop = ground.input.knowledge.judging.hops;
  return [{ name: 'queue', ms: hop.queue }, { name: 'read inputs', ms: hop.prepare }, ...calls.map((call) => ({ name: call.id, ms: call.call?.timeoutMs ?? 0 })), { name: 'write result', ms: hop.store }];
}

/** The gateway calls of a job. */
export function outsideCalls(job: Job, ground: Ground): Method[] {
  return job.calls.flatMap((id) => {
    const method = ground.methods.get(id);
    return method !== undefined && method.call !== null ? [method] : [];
  });
}

export const sumOf = (hops: Hop[]): number => hops.reduce((sum, one) => sum + one.ms, 0);

/** Largest hop sum of the routes that wait for nothing outside; 0 when there is none. */
export function slowestMs(ground: Ground): number {
  return Math.max(0, ...ground.design.routes
    .filter((route) => route.rate.class !== 'ops' && route.success !== 202 && !waitsOutside(ground, route.handledBy))
    .map((route) => sumOf(routeHops(route, ground))));
}

/** The budget of the slowest route of the group under the target that binds it, and of its AI job. A budget over its limit is left out: the bottleneck line names it. */
export function budgetsOf(routes: Route[], jobs: Job[], nfrs: Nfr[], ground: Ground): Budget[] {
  const budgets: Budget[] = [];
  const add = (of: string, slug: string, hops: Hop[]) => {
    const nfr = nfrs.find((one) => one.id === `NFR-${slug}`);
    if (nfr === undefined) return;
    const limitMs = milliseconds(nfr.value, nfr.unit);
    const totalMs = sumOf(hops);
    if (totalMs <= limitMs) budgets.push({ of, nfr: nfr.id, hops, totalMs, limitMs });
  };
  const slowest = (group: Route[]) => group.toSorted((a, b) => sumOf(routeHops(b, ground)) - sumOf(routeHops(a, ground)) || (a.id < b.id ? -1 : 1))[0];
  const own = routes.filter((route) => route.auth !== 'webhook' && !waitsOutside(ground, route.handledBy));
  const quick = slowest(own.filter((route) => route.success !== 202));
  const accepted = slowest(own.filter((route) => route.success === 202));
  const webhook = slowest(routes.filter((route) => route.auth === 'webhook'));
  if (quick !== undefined) add(quick.id, 'quick-p95', routeHops(quick, ground));
  if (accepted !== undefined) add(accepted.id, 'accept-p95', routeHops(accepted, ground));
  if (webhook !== undefined) add(webhook.id, 'webhook-p99', routeHops(webhook, ground));
  const ai = jobs.find((job) => job.ai);
  if (ai !== undefined) add(ai.id, 'ai-p95', jobHops(ai, ground));
  return budgets;
}
