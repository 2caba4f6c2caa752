import type { AuthClass, RateClass, Requirement, Route } from '../../model/plan/index.ts';

/** What a route does, the key by which contract, errors, criteria and tests are chosen. */
export type Action =
  | 'list' | 'get' | 'create' | 'update' | 'delete' | 'upload' | 'summary' | 'transition' | 'link-transition' | 'share'
  | 'lookup' | 'start-job' | 'start-ai' | 'start-export' | 'get-job' | 'stream'
  | 'challenge' | 'sign-in' | 'refresh' | 'sign-out' | 'get-me' | 'update-me' | 'delete-me'
  | 'authorize' | 'callback' | 'disconnect' | 'webhook-verify' | 'webhook-receive'
  | 'health' | 'ready' | 'metrics';

/** A route before its contract. `stage` orders routes as a user meets them: 0 sign-in, 1 profile, 2 connection, 3 resources, 7 webhooks, 9 operations. */
export interface RouteDraft {
  method: Route['method'];
  path: string;
  rule: string;
  action: Action;
  purpose: string;
  resource: string | null;
  service: string;
  handler: string;
  auth: AuthClass;
  role: string | null;
  rate: RateClass;
  success: number;
  job: string | null;
  stage: number;
  requirements: Set<string>;
  qualifiers: Set<string>;
  verb: string | null;
  /** Gateway methods that run inside the request. */
  calls: Set<string>;
}

export type JobKind = 'sync' | 'import' | 'ai' | 'notify' | 'export' | 'erase' | 'purge' | 'apply-event' | 'reconcile' | 'process';

/** A job before its effects. `calls` are gateway methods. */
export interface JobDraft {
  id: string;
  kind: JobKind;
  purpose: string;
  service: string;
  resource: string | null;
  startedBy: Set<string>;
  schedule: string | null;
  calls: Set<string>;
  requirements: Set<string>;
  rule: string;
}

/** An outside system with the calls this plan needs. */
export interface GatewayDraft {
  id: string;
  name: string;
  provider: string | null;
  responsibility: string;
  calls: Map<string, { purpose: string; timeoutMs: number; retry: 'never' | 'before-send' | 'bounded'; retryText: string; quota: boolean; errors: string[] }>;
  requirements: Set<string>;
}

export interface MetricDraft {
  id: string;
  noun: string;
  resource: string;
  text: string;
  unit: string | null;
  formula: string;
  requirements: Set<string>;
}

/** Everything the route rules have put on the table so far, each once, by natural key. */
export class Blueprint {
  readonly routes = new Map<string, RouteDraft>();
  readonly jobs = new Map<string, JobDraft>();
  readonly gateways = new Map<string, GatewayDraft>();
  readonly metrics = new Map<string, MetricDraft>();

  route(draft: Omit<RouteDraft, 'requirements' | 'qualifiers' | 'calls' | 'role' | 'job' | 'verb'> & Partial<Pick<RouteDraft, 'role' | 'job' | 'verb'>>, by: readonly Requirement[] = [], qualifiers: readonly string[] = []): RouteDraft {
    const id = `${draft.method} ${draft.path}`;
    const route = this.routes.get(id) ?? { ...draft, role: draft.role ?? null, job: draft.job ?? null, verb: draft.verb ?? null, requirements: new Set<string>(), qualifiers: new Set<string>(), calls: new Set<string>() };
    this.routes.set(id, route);
    for (const r of by) route.requirements.add(r.id);
    for (const q of qualifiers) route.qualifiers.add(q);
    return route;
  }

  job(draft: Omit<JobDraft, 'requirements' | 'startedBy' | 'calls'> & { calls?: readonly string[]; startedBy?: readonly string[] }, by: readonly Requirement[] = []): JobDraft {
    const job = this.jobs.get(draft.id) ?? { ...draft, requirements: new Set<string>(), startedBy: new Set<string>(), calls: new Set<string>() };
    this.jobs.set(draft.id, job);
    for (const r of by) job.requirements.add(r.id);
    for (const s of draft.startedBy ?? []) job.startedBy.add(s);
    for (const c of draft.calls ?? []) job.calls.add(c);
    return job;
  }

  gateway(draft: Omit<GatewayDraft, 'calls' | 'requirements'>, by: readonly Requirement[] = []): GatewayDraft {
    const gateway = this.gateways.get(draft.id) ?? { ...draft, calls: new Map(), requirements: new Set<string>() };
    this.gateways.set(draft.id, gateway);
    for (const r of by) gateway.requirements.add(r.id);
    return gateway;
  }

  metric(draft: Omit<MetricDraft, 'requirements'>, by: readonly Requirement[]): MetricDraft {
    const metric = this.metrics.get(draft.id) ?? { ...draft, requirements: new Set<string>() };
    this.metrics.set(draft.id, metric);
    for (const r of by) metric.requirements.add(r.id);
    return metric;
  }
}

/** `POST /v1/bookings`: what names a route everywhere. */
export const idOf = (route: Pick<RouteDraft, 'method' | 'path'>): string => `${route.method} ${route.path}`;
