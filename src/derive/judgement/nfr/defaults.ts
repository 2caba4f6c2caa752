import { followsRule } from '../../rules.ts';
import type { Ground } from '../ground.ts';
import { print } from '../../../text/number.ts';
import type { Reading } from './reading.ts';

export const routeGroups = (ground: Ground) => {
  const { routes } = ground.design;
  const api = routes.filter((route) => route.rate.class !== 'ops');
  return {
    api,
    probes: routes.filter((route) => route.rate.class === 'ops'),
    accepted: api.filter((route) => route.success === 202),
    webhooks: api.filter((route) => route.auth === 'webhook'),
    cached: api.filter((route) => route.method === 'GET' && followsRule(route, 'R7')),
    quick: api.filter((route) => route.success !== 202 && route.auth !== 'webhook' && !waitsOutside(ground, route.handledBy)),
    owned: api.filter((route) => route.auth === 'session' || route.auth === 'session + state' || route.auth === 'role'),
  };
};

/** True when the method or one it calls leaves the process while the caller waits. */
export function waitsOutside(ground: Ground, methodId: string, seen: Set<string> = new Set()): boolean {
  if (seen.has(methodId)) return false;
  seen.add(methodId);
  const method = ground.methods.get(methodId);
  if (method === undefined) return false;
  return method.call !== null || method.calls.some((id) => waitsOutside(ground, id, seen));
}

/** Load that tests run at: twice the peak, rounded up to a whole request per second, at least 1. */
export function testLoad(peakRps: number): string {
  return `${print(Math.max(1, Math.ceil(peakRps * 2)))} rps, 10 min`;
}

/**
 * Targets used where the spec is silent. Each stands only when the plan has what it measures: a cached-read target needs a derived read,
 * a webhook target a webhook, an AI target an AI job (`rule:nfr-default`). Times in ms unless the unit says otherwise.
 */
export function defaultReadings(ground: Ground, peakRps: number): Reading[] {
  const load = testLoad(peakRps);
  const defaults = ground.input.profile.nfrDefaults;
  const groups = routeGroups(ground);
  const jobs = ground.design.jobs.length;
  const list: Reading[] = [];
  const single = ground.hosting.value === 'single-host';
  const quickMs = defaults['quick-p95-ms'];

  if (groups.quick.length > 0) list.push({ slug: 'quick-p95', metric: 'response time', statistic: 'p95', comparator: '<=', value: quickMs, unit: 'ms', load, window: 'nightly', class: `short operation, cut off at ${print(defaults['cap-ms'])} ms`, measuredBy: 'load script', area: 'performance' });
  if (groups.api.length > 0) list.push({ slug: 'error-share', metric: 'responses with a 5xx status', statistic: 'share', comparator: '<', value: defaults['error-share-pct'], unit: '%', load, window: 'nightly', class: 'all routes', measuredBy: 'load script', area: 'reliability' });
  list.push({ slug: 'availability', metric: 'probes answered with 200', statistic: 'share', comparator: '>=', value: single ? defaults['availability-pct'] : defaults['availability-redundant-pct'], unit: '%', load: 'one probe each 30 s', window: '30 days', class: groups.probes[0]?.id ?? 'health probe', measuredBy: 'probe log', area: 'reliability' });
  if (groups.owned.length > 0) list.push({ slug: 'owner-only', metric: 'requests with another person\'s id that were answered with data', statistic: 'cells', comparator: '=', value: 0, unit: `of ${groups.owned.length * 2}`, load: `${groups.owned.length} routes x 2 users`, window: 'nightly', class: 'routes behind a session', measuredBy: 'authorisation matrix test', area: 'security' });
  if (groups.cached.length > 0) list.push({ slug: 'cached-p95', metric: 'response time', statistic: 'p95', comparator: '<=', value: defaults['cached-read-p95-ms'], unit: 'ms', load, window: 'nightly', class: `cached read ${groups.cached[0]?.id ?? ''}`.trim(), measuredBy: 'load script', area: 'performance' });
  if (groups.accepted.length > 0) list.push({ slug: 'accept-p95', metric: 'time to the 202 answer', statistic: 'p95', comparator: '<=', value: defaults['accept-p95-ms'], unit: 'ms', load: '1 rps, 10 min', window: 'nightly', class: 'routes that start a job', measuredBy: 'load script', area: 'performance' });
  if (groups.webhooks.length > 0) list.push({ slug: 'webhook-p99', metric: 'time to answer an event', statistic: 'p99', comparator: '<=', value: defaults['webhook-p99-ms'], unit: 'ms', load: '5 events per s, 1 min', window: 'nightly', class: groups.webhooks.find((route) => route.method === 'POST')?.id ?? 'webhook', measuredBy: 'load script', area: 'performance' });
  if (ground.aiJobs.length > 0) {
    const job = ground.aiJobs[0]?.id ?? 'AI job';
    list.push({ slug: 'ai-p95', metric: 'time from the 202 answer to the finished job', statistic: 'p95', comparator: '<=', value: defaults['ai-p95-s'] * 1000, unit: 'ms', load: '1 job each 3 s, 10 min', window: 'nightly', class: job, measuredBy: 'job metric', area: 'performance' });
    list.push({ slug: 'ai-cost', metric: 'model cost per result', statistic: 'mean', comparator: '<=', value: defaults['ai-cost-usd'], unit: 'USD', load: '100 results', window: 'each release', class: job, measuredBy: 'cost field of the job row', area: 'cost' });
  }
  if (groups.api.length + jobs > 8) list.push({ slug: 'db-p95', metric: 'database call', statistic: 'p95', comparator: '<=', value: defaults['db-p95-ms'], unit: 'ms', load, window: 'nightly', class: 'all repositories', measuredBy: 'driver metric', area: 'performance' });
  return list;
}
