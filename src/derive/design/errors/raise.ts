import type { Context } from '../context.ts';
import type { JobDraft, RouteDraft } from '../blueprint.ts';
import { pascal, snake } from '../reading/words.ts';
import { paymentCalls } from '../rules/money.ts';
import { signInCalls } from '../routes/identity.ts';
import { barCode } from '../rules/bars.ts';
import { answeredBy, refusalCode, refusedRoutes } from '../rules/refusals.ts';
import { overlapCode } from '../rules/overlaps.ts';
import { windowCode } from '../rules/windows.ts';
import { needsKey } from '../models/support.ts';

const bodied = new Set(['create', 'update', 'upload', 'share', 'start-job', 'start-ai', 'start-export', 'sign-in', 'update-me', 'authorize', 'transition', 'link-transition', 'challenge']);

/** Errors every reader expects of its class; the rest of a route's errors are its own. */
export const shared = new Set(['INTERNAL', 'UNAUTHENTICATED', 'SESSION_EXPIRED', 'RATE_LIMITED', 'IDEMPOTENCY_IN_PROGRESS', 'IDEMPOTENCY_MISMATCH', 'FORBIDDEN_ORIGIN']);

const signed = (r: RouteDraft): boolean => r.auth === 'session' || r.auth === 'role' || r.auth === 'session + state';

function gatewayErrors(ctx: Context, calls: Iterable<string>): string[] {
  const out = new Set<string>();
  for (const call of calls) {
    const [id, name] = call.split('.');
    const gateway = ctx.blueprint.gateways.get(id ?? '');
    if (gateway === undefined) continue;
    const listed = gateway.calls.get(name ?? '')?.errors ?? [];
    for (const code of listed.length > 0 ? listed : [unavailable(ctx, gateway.id)]) out.add(code);
  }
  return [...out];
}

/** The failure of one gateway: the provider's keeps the base name, another system's is named after it. */
export function unavailable(ctx: Context, gatewayId: string): string {
  const gateway = ctx.blueprint.gateways.get(gatewayId);
  if (gateway === undefined || gateway.provider !== null || gateway.id === 'OAuthGateway') return 'PROVIDER_UNAVAILABLE';
  return `${gatewayId.replace(/Gateway$/, '').replace(/([a-z])([A-Z])/g, '$1_$2').toUpperCase()}_UNAVAILABLE`;
}

/** `Milestone` -> `MILESTONE_LIMIT_REACHED`. */
export const limitCode = (resource: string): string => `${snake(resource).toUpperCase()}_LIMIT_REACHED`;

/** A pair of a person and a thing is there once. */
const ties = (ctx: Context, resource: string): boolean => [...ctx.vocabulary.links.values()].some((link) => link.thing !== null && pascal(link.noun) === resource);

/** What a call answers that comes too late after what its deadline counts from. */
const deadlines = (ctx: Context, r: RouteDraft): string[] => ctx.windows.filter((w) => w.since !== undefined && w.resource === r.resource && (w.verb ?? 'create') === r.action).map(windowCode);

/** All errors a route can answer with, derived from its action, auth class, body, key, unique indexes, states and gateway calls. */
export function errorsOfRoute(ctx: Context, r: RouteDraft): string[] {
  const out = ['INTERNAL'];
  if (r.auth === 'service' && r.stage < 9) out.push('UNAUTHENTICATED');
  if (signed(r)) out.push('UNAUTHENTICATED', 'SESSION_EXPIRED');
  // A cookie travels with requests of other sites too; whoever holds no session has nothing to lose.
  if (signed(r) && r.method !== 'GET') out.push('FORBIDDEN_ORIGIN');
  if (r.auth === 'role') out.push('FORBIDDEN_ROLE');
  if (r.stage < 9) out.push('RATE_LIMITED');
  if (needsKey(r)) out.push('MALFORMED_REQUEST', 'IDEMPOTENCY_IN_PROGRESS', 'IDEMPOTENCY_MISMATCH');
  // A start without a file sends nothing that could be wrong.
  if (bodied.has(r.action) && (r.action !== 'start-job' || r.verb === 'import')) out.push('VALIDATION_FAILED', 'MALFORMED_REQUEST');
  if (r.path.includes('_id}')) out.push('NOT_FOUND');
  switch (r.action) {
    case 'create': case 'update': out.push(...gatewayErrors(ctx, paymentCalls(ctx, r))); if (r.resource !== null && (ctx.contested.has(r.resource) || ties(ctx, r.resource))) out.push('CONFLICT_DUPLICATE'); if (r.action === 'update') out.push('PRECONDITION_FAILED', 'PRECONDITION_REQUIRED'); else if (r.resource !== null && ctx.limits.get(r.resource)?.verb === null) out.push(limitCode(r.resource)); out.push(...deadlines(ctx, r)); break;
    case 'list': out.push('VALIDATION_FAILED', 'MALFORMED_REQUEST'); break;
    case 'summary': case 'lookup': out.push('VALIDATION_FAILED'); break;
    case 'challenge': out.push('MALFORMED_REQUEST', ...gatewayErrors(ctx, signInCalls(ctx, r))); break;
    case 'sign-in':
      out.push('UNAUTHENTICATED', 'CONFLICT_DUPLICATE');
      if (r.path === '/v1/saml-assertions' || ctx.identity.ways.includes('openid')) out.push('OAUTH_STATE_INVALID');
      out.push(...gatewayErrors(ctx, signInCalls(ctx, r)));
      break;
    case 'update-me': out.push('PRECONDITION_FAILED', 'PRECONDITION_REQUIRED'); break;
    case 'link-transition': out.push('LINK_INVALID', ...(r.stage === 0 ? [] : ['ILLEGAL_TRANSITION'])); break;
    case 'transition': out.push('ILLEGAL_TRANSITION', ...(r.resource !== null && r.verb !== null && ctx.limits.get(r.resource)?.verb === r.verb ? [limitCode(r.resource)] : []), ...ctx.windows.filter((w) => w.outcome === null && w.resource === r.resource && w.verb !== null && w.verb === r.verb).map(windowCode)); break;
    case 'upload': out.push('UNSUPPORTED_FILE', 'FILE_TOO_LARGE', ...(r.resource !== null && ctx.limits.has(r.resource) ? [limitCode(r.resource)] : [])); break;
    case 'authorize': out.push('CONFLICT_DUPLICATE'); break;
    // One outside account belongs to one person: the unique index refuses the second.
    case 'callback': out.push('OAUTH_STATE_INVALID', 'OAUTH_SCOPE_MISSING', 'CONFLICT_DUPLICATE', ...gatewayErrors(ctx, [...ctx.blueprint.gateways.values()].flatMap((g) => (g.calls.has('exchangeCode') ? [`${g.id}.exchangeCode`] : [])))); break;
    case 'disconnect': out.push('NOT_FOUND'); break;
    case 'delete': out.push(...deadlines(ctx, r)); break;
    case 'webhook-verify': case 'webhook-receive': out.push('MALFORMED_REQUEST', 'WEBHOOK_UNVERIFIED'); break;
    case 'start-ai': out.push('AI_BUDGET_EXCEEDED', ...(ctx.provider !== null && !ctx.provider.ai.allowed ? ['POLICY_BLOCKED_SOURCE'] : [])); break;
    case 'start-job': {
      if (r.verb === 'import') out.push('UNSUPPORTED_FILE', 'FILE_TOO_LARGE');
      const job = ctx.blueprint.jobs.get(r.job ?? '');
      // A used-up quota delays the job, it does not refuse the caller.
      if (job?.kind === 'sync' && ctx.provider !== null) out.push('CONNECTION_REVOKED');
      break;
    }
    case 'ready': out.push('NOT_READY'); break;
    default: break;
  }
  out.push(...gatewayErrors(ctx, r.calls));
  if ((r.action === 'update' || r.action === 'delete') && ctx.seals.some((seal) => seal.resource === r.resource && seal.state !== null)) out.push('ILLEGAL_TRANSITION');
  out.push(...ctx.overlaps.filter((overlap) => overlap.resource === r.resource && (overlap.verb === null ? r.action === 'create' : r.action === 'transition' && r.verb === overlap.verb)).map(overlapCode));
  if (r.method !== 'GET') out.push(...ctx.bars.filter((bar) => bar.resource === r.resource && (bar.verb === undefined || bar.verb === r.verb) && r.requirements.has(bar.requirement.id)).map(barCode));
  if (r.method !== 'GET') out.push(...ctx.refusals.filter((x) => x.why !== null && r.requirements.has(x.requirement.id) && answeredBy(x, out) === null && refusedRoutes(ctx, x).includes(r)).map(refusalCode));
  return [...new Set(out)];
}

/** Errors a job can end in: those of its gateway calls, a revoked connection, an unusable text. */
export function errorsOfJob(ctx: Context, job: JobDraft): string[] {
  const out = gatewayErrors(ctx, job.calls);
  if (job.kind === 'sync' && ctx.provider !== null) out.push('CONNECTION_REVOKED', 'PROVIDER_QUOTA_EXHAUSTED');
  if (job.kind === 'ai') out.push('AI_OUTPUT_INVALID');
  return [...new Set(out)];
}
