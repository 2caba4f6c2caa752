import type { Outcome, Route } from '../../../model/plan/index.ts';
import type { RouteDraft } from '../blueprint.ts';
import type { Context } from '../context.ts';
import { contractOf } from '../contracts/contract.ts';
import { baseErrors } from '../errors/base.ts';
import { errorsOfRoute, shared } from '../errors/raise.ts';
import type { Schema } from '../models/models.ts';
import { inOrder, made } from '../node.ts';
import { limited, scopeOf } from '../rules/scopes.ts';
import { workflowOf } from '../workflows.ts';

const limits: Record<RouteDraft['rate'], string> = { auth: '10/min per IP', read: '120/min', write: '30/min', job: '6/h', ai: '20/day', webhook: '300/min', ops: 'unlimited' };

const outcomes: readonly { outcome: string; statuses: readonly number[]; codes?: readonly string[]; waived: (r: RouteDraft) => string }[] = [
  { outcome: 'not signed in', statuses: [401], waived: (r) => (r.auth === 'webhook' ? 'the sender proves itself by token or subscription id' : `auth class ${r.auth}`) },
  { outcome: 'not allowed', statuses: [403], waived: (r) => (r.auth === 'public' ? 'public route' : 'no role; rows of others answer 404') },
  { outcome: 'not found', statuses: [404], waived: () => 'no id in the path' },
  { outcome: 'unreadable', statuses: [400, 413, 415], waived: () => 'no body, cursor or key' },
  { outcome: 'invalid', statuses: [422], waived: () => 'no input to validate' },
  { outcome: 'conflict', statuses: [409], waived: (r) => (r.method === 'GET' ? 'reads change nothing' : 'no unique key, state or lock is touched') },
  { outcome: 'stale', statuses: [412, 428], waived: (r) => (r.method === 'GET' ? 'reads change nothing' : 'no lost update is possible') },
  { outcome: 'too many', statuses: [429], waived: (r) => (r.rate === 'ops' ? 'probe, unlimited' : 'one call at set-up') },
  { outcome: 'dependency', statuses: [502, 503], waived: () => 'no outside call in the request' },
  { outcome: 'failure', statuses: [500], waived: () => 'never waived' },
];

function cells(r: RouteDraft, errors: readonly string[]): Outcome[] {
  return outcomes.map((o) => {
    const fit = errors.filter((code) => o.statuses.includes(statusOf(code)));
    return { outcome: o.outcome, errors: fit, waived: fit.length > 0 ? null : o.waived(r) };
  });
}
const statusOf = (code: string): number => baseErrors[code]?.status ?? (code.endsWith('_UNAVAILABLE') ? 502 : 409);

const rank: Record<string, number> = { challenge: 0, 'sign-in': 1, refresh: 2, 'sign-out': 3, 'get-me': 0, 'update-me': 1, 'delete-me': 2, authorize: 0, callback: 1, disconnect: 2, 'start-job': 0, upload: 1, create: 2, 'start-ai': 2, lookup: 3, list: 3, get: 4, stream: 4, update: 5, transition: 6, 'link-transition': 6, share: 7, delete: 8, summary: 9, 'start-export': 10, 'webhook-verify': 0, 'webhook-receive': 1, health: 0, ready: 1, metrics: 2 };

/** Routes as a user meets them: stage, then resources by weight, then create, read, change, delete; never the order of the spec. */
function ordered(ctx: Context): RouteDraft[] {
  const weight = new Map([...ctx.resources.values()].map((r) => [r.name, r.score]));
  return [...ctx.blueprint.routes.values()].toSorted((a, b) => a.stage - b.stage || (weight.get(b.resource ?? '') ?? 0) - (weight.get(a.resource ?? '') ?? 0) || String(a.resource).localeCompare(String(b.resource), 'en') || (rank[a.action] ?? 5) - (rank[b.action] ?? 5) || a.path.localeCompare(b.path, 'en'));
}

function screenOf(r: RouteDraft, ctx: Context): string | null {
  if (r.stage >= 7) return null;
  if (r.stage === 0) return 'Sign in';
  if (r.stage === 1) return 'Profile';
  if (r.stage === 2) return 'Connections';
  const noun = ctx.resources.get(r.resource ?? '')?.path.replaceAll('-', ' ') ?? 'Jobs';
  return noun.slice(0, 1).toUpperCase() + noun.slice(1);
}

/** What a route does, and whose rows it reaches where a requirement limits a role or a tenant. */
function purposeOf(ctx: Context, r: RouteDraft): string {
  const scope = r.stage === 3 && r.action !== 'create' && r.action !== 'upload' ? scopeOf(ctx, r) : null;
  const noun = ctx.resources.get(r.resource ?? '')?.noun ?? '';
  return scope === null || (scope.kind === 'own' && r.auth !== 'role') ? r.purpose : `${r.purpose}${limited(scope, noun, ctx.lexicon)}`;
}

/** All drafts as routes of the plan: contract, errors, outcome row and rate class. */
export function createRoutes(ctx: Context, schema: Schema): Route[] {
  const existing = new Set(ctx.input.facts.existing.routes.filter((r) => r.feature !== ctx.input.facts.feature).map((r) => r.id));
  return ordered(ctx).map((r): Route => {
    const errors = errorsOfRoute(ctx, r);
    const id = `${r.method} ${r.path}`;
    return {
      ...made(ctx, id, r.rule, r.requirements),
      status: existing.has(id) ? 'exists' : 'new',
      method: r.method, path: r.path, purpose: purposeOf(ctx, r), rule: `rule:${r.rule}`, resource: r.resource !== null && schema.models.some((m) => m.id === r.resource) ? r.resource : null,
      service: r.service, handledBy: `${r.service}.${r.handler}`, auth: r.auth, role: r.role,
      rate: { class: r.rate, limit: limits[r.rate], lowered: null },
      ...contractOf(ctx, r, schema),
      success: r.success, errors, ownErrors: errors.filter((e) => !shared.has(e)), outcomes: cells(r, errors),
      job: r.job, requirements: inOrder(ctx, r.requirements), workflow: workflowOf(r, ctx), screen: screenOf(r, ctx),
    };
  });
}
