import type { Requirement } from '../../../model/plan/index.ts';
import { mentions } from '../context.ts';
import { reads } from '../reading/reading.ts';
import { sentencesOf } from '../reading/counts.ts';
import { toldDelivery } from '../rules/deliveries.ts';
import type { Context } from '../context.ts';
import type { GatewayDraft } from '../blueprint.ts';
import { scheduleOf } from '../reading/schedule.ts';
import { namesVerb, triggersOf } from '../triggers.ts';
import { camel, holds, kebab, pascal, plural } from '../reading/words.ts';
import { withoutNotice } from '../notices.ts';
import { caseless } from '../../../text/regex.ts';

type Need = 'connect' | 'refresh' | 'revoke' | 'sync' | 'event';

function gatewayOf(ctx: Context): GatewayDraft {
  const { provider, blueprint } = ctx;
  if (provider !== null) return blueprint.gateway({ id: provider.gateway, name: provider.name, provider: provider.id, responsibility: `all calls to ${provider.name}, its quota meter and its errors` });
  return blueprint.gateway({ id: 'OAuthGateway', name: 'outside account', provider: null, responsibility: 'OAuth calls to the connected services' });
}

/** Adds the catalogue's calls for one need, or the OAuth 2.0 call every provider has (RFC 6749, RFC 7009). */
function call(ctx: Context, gateway: GatewayDraft, need: Need, by: readonly Requirement[]): string[] {
  for (const r of by) gateway.requirements.add(r.id);
  const listed = ctx.provider?.calls.filter((c) => c.needs === need) ?? [];
  const generic: Partial<Record<Need, { name: string; purpose: string; retry: 'never' | 'before-send' | 'bounded'; retryText: string }>> = {
    connect: { name: 'exchangeCode', purpose: 'exchange the consent code for tokens', retry: 'never', retryText: 'none, a code is single use' },
    refresh: { name: 'refreshToken', purpose: 'renew the access token', retry: 'before-send', retryText: 'once, only before the request left' },
    revoke: { name: 'revokeAccess', purpose: 'revoke the access of one person', retry: 'bounded', retryText: 'by the job runner' },
    sync: { name: 'fetchRecords', purpose: 'fetch one page of records', retry: 'bounded', retryText: 'by the job runner' },
  };
  const fallback = generic[need];
  const calls = ctx.provider !== null ? listed : fallback === undefined ? [] : [{ ...fallback, timeoutMs: 3000, quota: false, errors: [] }];
  for (const c of calls) gateway.calls.set(c.name, { purpose: c.purpose, timeoutMs: c.timeoutMs, retry: c.retry, retryText: c.retryText, quota: c.quota, errors: c.errors });
  return calls.map((c) => `${gateway.id}.${c.name}`);
}

/** Connect and disconnect an outside account (rules R9, R10): consent URL, callback, revocation with purge. */
export function connectionRoutes(ctx: Context): void {
  const { blueprint: b, connects } = ctx;
  if (connects.length === 0) return;
  const gateway = gatewayOf(ctx);
  const name = ctx.provider?.name ?? 'the outside account';
  const root = `/v1/connections/${ctx.connectionSlug}`;
  const base = { resource: 'ProviderConnection', service: 'ConnectionService', stage: 2 } as const;
  const leaving = ctx.active.filter((r) => reads(r, 'disconnect') || (mentions(r, 'disconnect', 'disconnects', 'revoke', 'unlink') && connects.includes(r)));
  const entering = connects.filter((r) => !leaving.includes(r) || reads(r, 'connect', 'link'));
  call(ctx, gateway, 'connect', entering);
  call(ctx, gateway, 'refresh', []);
  const revoke = call(ctx, gateway, 'revoke', leaving);
  b.route({ ...base, method: 'POST', path: `${root}/authorizations`, rule: 'R9', action: 'authorize', purpose: `start the consent of the signed-in user at ${name}`, handler: 'startAuthorization', auth: 'session', rate: 'auth', success: 201 }, entering);
  b.route({ ...base, method: 'GET', path: `${root}/callback`, rule: 'R9', action: 'callback', purpose: `finish the consent at ${name} with encrypted tokens`, handler: 'completeAuthorization', auth: 'session + state', rate: 'auth', success: 302 }, entering);
  b.route({ ...base, method: 'DELETE', path: root, rule: 'R10', action: 'disconnect', purpose: `revoke the access at ${name} with a purge of its data`, handler: 'disconnect', auth: 'session', rate: 'write', success: 202, job: 'purge-provider-data' }, leaving);
  b.job({ id: 'purge-provider-data', kind: 'purge', purpose: `remove all rows of one user that came from ${name}, revoked there first`, service: 'ConnectionService', resource: 'ProviderConnection', schedule: null, rule: 'R10', calls: revoke, startedBy: [`DELETE ${root}`, ...(b.routes.has('DELETE /v1/me') ? ['DELETE /v1/me'] : [])] }, leaving);
}

/** The gateway calls a sync of this resource needs; empty without a provider. */
export function syncCalls(ctx: Context, by: readonly Requirement[]): string[] {
  if (ctx.provider === null) return [];
  const gateway = gatewayOf(ctx);
  call(ctx, gateway, 'refresh', []);
  return call(ctx, gateway, 'sync', by);
}

const ownNames = /^(?:The|A|An|This|Our|REST|HTTP|Web|Public|Backend|Internal|External|Third|SaaS|LLM|AI|OAuth|Open|JSON|GraphQL|Service|Application|System|All|Each|Via|Using)$/;

/** Another system's API that a sentence names, such as "Petstore API": a gateway, and one nightly job that keeps the copy current. */
export function namedApis(ctx: Context, nearest: (r: Requirement) => { name: string; noun: string; path: string } | null): void {
  const title = ctx.input.facts.specs.map((s) => s.title).join(' ');
  for (const r of ctx.active) {
    const name = /\b(?:via|from|through|using|by|to)\s+(?:the\s+)?([A-Z][A-Za-z0-9]+)\s+(?:REST\s+)?API\b/.exec(r.text)?.[1];
    const resource = nearest(r);
    if (name === undefined || resource === null || ownNames.test(name) || title.includes(`${name} API`) || (ctx.provider !== null && ctx.provider.name === name)) continue;
    const gateway = ctx.blueprint.gateway({ id: `${name}Gateway`, name: `${name} API`, provider: null, responsibility: `all calls to the ${name} API` }, [r]);
    const fetch = `list${pascal(resource.path)}`;
    gateway.calls.set(fetch, { purpose: `fetch one page of ${resource.path.replaceAll('-', ' ')}`, timeoutMs: 5000, retry: 'bounded', retryText: 'by the job runner', quota: false, errors: [] });
    ctx.blueprint.job({ id: `sync-${resource.path}`, kind: 'sync', purpose: `keep ${resource.path.replaceAll('-', ' ')} as the ${name} API has them`, service: `${resource.name}Service`, resource: resource.name, schedule: 'each night', rule: 'R6', startedBy: ['clock, each night'], calls: [`${name}Gateway.${fetch}`] }, [r]);
  }
}

/** "check with the policy administration system": a system of somebody else by its kind, without the words that only frame it. */
const elsewhere = caseless(String.raw`\b(?:with|from|in|against|to|via|through|by|into)\s+(?:the|our|an?|their)\s+((?:[\p{L}-]+\s+){1,3}?)(system|registry|register|directory|ledger|bureau|api|erp|crm)\b`);

/** What is asked of, or told to, a system that the spec names by its kind: a gateway, and one job behind the call that its sentence is about. */
export function otherSystems(ctx: Context, nearest: (r: Requirement) => { name: string; noun: string; path: string } | null): void {
  const { blueprint: b, lexicon } = ctx;
  for (const r of ctx.active) {
    const found = elsewhere.exec(r.text);
    const kind = (found?.[1] ?? '').trim().toLowerCase();
    const verb = r.readings.find((x) => x.verb !== null && lexicon.exchanges.includes(x.verb))?.verb ?? lexicon.exchanges.find((v) => namesVerb(ctx, r.text.slice(0, found?.index ?? 0), v));
    const resource = nearest(r);
    if (found === null || kind === '' || verb === undefined || verb === null || resource === null || kind.split(' ').some((w) => lexicon.adjectives.includes(w) || lexicon.people.includes(w) || lexicon.machines.includes(w)) || ctx.resources.has(pascal(`${kind} ${found[2] ?? ''}`))) continue;
    const id = `${pascal(kind)}Gateway`;
    const name = `${kind.slice(0, 1).toUpperCase()}${kind.slice(1)} ${(found[2] ?? '').toLowerCase()}`;
    const gateway = b.gateway({ id, name, provider: null, responsibility: `all calls to the ${name.toLowerCase()}` }, [r]);
    const call = camel(`${verb} ${resource.noun}`);
    gateway.calls.set(call, { purpose: `${verb} one ${resource.noun}`, timeoutMs: 5000, retry: 'bounded', retryText: 'by the job runner', quota: false, errors: [] });
    const told = lexicon.people.some((person) => holds(r.text, person) || holds(r.text, plural(person, lexicon)));
    for (const job of told ? [] : [...b.jobs.values()]) if (job.kind === 'notify' && job.requirements.has(r.id)) withoutNotice(ctx, job, r);
    const when = scheduleOf(r.text);
    const triggers = triggersOf(ctx, r);
    const starts = triggers.length > 0 ? triggers : [...b.routes.values()].filter((x) => x.resource === resource.name && (x.action === 'create' || x.action === 'upload'));
    b.job({ id: kebab(`${verb} ${resource.path} ${kind}`), kind: 'process', purpose: `${verb} one ${resource.noun} with the ${name.toLowerCase()}`, service: `${resource.name}Service`, resource: resource.name, schedule: when ?? (starts.length === 0 ? 'every 15 min' : null), rule: 'R6', startedBy: when !== null ? [`clock, ${when}`] : starts.length === 0 ? ['clock, every 15 min'] : starts.map((x) => `${x.method} ${x.path}`), calls: [`${id}.${call}`] }, [r]);
  }
}

/** Provider webhook (rule R11): when a requirement asks for events, or when synced rows must follow deletions upstream. */
export function webhookRoutes(ctx: Context): void {
  const { blueprint: b, provider, active } = ctx;
  const outgoing = /\bwebhook (?:endpoint|subscription|url)s?\b/i;
  const asked = active.filter((r) => !outgoing.test(r.text) && !sentencesOf(r.text).some((sentence) => toldDelivery(sentence, ctx.lexicon) !== null)).filter((r) => mentions(r, 'webhook', 'webhooks', 'deauthorisation', 'deauthorization', 'deauthorise', 'deauthorised', 'deauthorized') || (provider !== null && mentions(r, provider.name) && mentions(r, 'event', 'events', 'deletion', 'deletions', 'push')));
  const synced = [...b.jobs.values()].some((j) => j.kind === 'sync');
  if (provider === null || provider.webhook === null) {
    if (asked.length === 0) return;
    const base = { path: '/v1/webhooks/events', resource: null, service: 'EventService', stage: 7, auth: 'webhook', rate: 'webhook', rule: 'R11' } as const;
    b.route({ ...base, method: 'POST', action: 'webhook-receive', purpose: 'store one signed event and answer at once', handler: 'receiveEvent', success: 202, job: 'apply-event' }, asked);
    b.job({ id: 'apply-event', kind: 'apply-event', purpose: 'apply one stored event', service: 'EventService', resource: null, schedule: null, rule: 'R11', startedBy: ['POST /v1/webhooks/events'] }, asked);
    return;
  }
  if (asked.length === 0 && !(synced && provider.deletionHours !== null)) return;
  const gateway = gatewayOf(ctx);
  const calls = call(ctx, gateway, 'event', asked);
  const path = provider.webhook.path.startsWith('/v1') ? provider.webhook.path : `/v1/webhooks/${provider.id}`;
  const base = { path, resource: null, service: 'ProviderEventService', stage: 7, auth: 'webhook', rate: 'webhook', rule: 'R11' } as const;
  b.route({ ...base, method: 'GET', action: 'webhook-verify', purpose: `echo the challenge of ${provider.name} after the verify token matched`, handler: 'verifySubscription', success: 200 }, asked);
  b.route({ ...base, method: 'POST', action: 'webhook-receive', purpose: `store one event of ${provider.name} within ${provider.webhook.answerMs / 1000} s`, handler: 'receiveEvent', success: 200, job: 'apply-provider-event' }, asked);
  b.job({ id: 'apply-provider-event', kind: 'apply-event', purpose: `re-fetch or remove what one event of ${provider.name} points at`, service: 'ProviderEventService', resource: null, schedule: null, rule: 'R11', calls, startedBy: [`POST ${path}`] }, asked);
  b.job({ id: 'nightly-reconcile', kind: 'reconcile', purpose: 'find missed events, orphans and expired rows', service: 'ProviderEventService', resource: null, schedule: 'each night', rule: 'R12', startedBy: ['clock, each night'], calls: ctx.provider === null ? [] : call(ctx, gateway, 'sync', []) });
  if (b.jobs.has('purge-provider-data')) b.jobs.get('purge-provider-data')?.startedBy.add('deauthorisation event');
}
