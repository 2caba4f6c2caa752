import { tellsRows } from '../rules/row-errors.ts';
import type { Field, Model } from '../../../model/plan/index.ts';
import type { Context } from '../context.ts';
import { snake } from '../reading/words.ts';
import { field, keyFields, stampFields } from './field.ts';
import { model } from './model.ts';

/** The link of a user to the provider, with its encrypted tokens. */
export function connectionModel(ctx: Context): { model: Model; fields: Field[] } {
  const by = [...ctx.blueprint.routes.values()].filter((r) => r.resource === 'ProviderConnection').flatMap((r) => [...r.requirements]);
  const person = ctx.provider?.person ?? 'account';
  const m = 'ProviderConnection';
  const fields = [
    ...keyFields(ctx, m, true),
    field(ctx, m, 'provider', { type: 'enum', values: ctx.provider === null ? null : [ctx.provider.id] }, 'R9'),
    field(ctx, m, `provider_${snake(person)}_id`, { type: 'text', class: 'id', key: 'external' }, 'R9'),
    field(ctx, m, 'scopes', { type: 'list<text>' }, 'R9'),
    field(ctx, m, 'status', { type: 'enum', values: ['active', 'revoked'] }, 'R9'),
    field(ctx, m, 'access_token_ct', { type: 'bytes', class: 'secret', disposition: 'encrypt' }, 'R9'),
    field(ctx, m, 'refresh_token_ct', { type: 'bytes', class: 'secret', disposition: 'encrypt' }, 'R9'),
    field(ctx, m, 'key_id', { type: 'text', class: 'id', note: 'key that encrypted the tokens of this row' }, 'R9'),
    field(ctx, m, 'token_version', { type: 'int', constraint: '>= 1', note: 'compare-and-set on renewal' }, 'R9'),
    field(ctx, m, 'token_expires_at', { type: 'timestamp' }, 'R9'),
    field(ctx, m, 'last_synced_at', { type: 'timestamp', nullable: true }, 'R9'),
    ...stampFields(ctx, m, false),
  ];
  return { model: model(ctx, m, { purpose: `link of one user to ${ctx.provider?.name ?? 'an outside account'}, with its encrypted tokens`, keyAttributes: ['user_id', 'provider', `provider_${snake(person)}_id`, 'scopes', 'status'], retention: 'until disconnected, then purged' }, 'R9', by), fields };
}

/** A relational database can hold no value inside a list unique: what people sign in with has rows of its own. */
export const ownCredentials = (ctx: Context): boolean => ctx.identity.routes && ctx.input.profile.dataKind === 'postgres';

/** A store of the platform, made where `when` holds. */
interface SupportSpec { name: string; when: boolean; purpose: string; retention: string; owned: boolean; rule: string; fields: (m: string) => Field[] }

/** The stores of the platform itself: sessions, jobs, outbox, audit, idempotency keys, events received. */
export function supporting(ctx: Context): SupportSpec[] {
  const b = ctx.blueprint;
  const routes = [...b.routes.values()];
  const jobs = b.jobs.size > 0;
  const f = (m: string, name: string, over: Partial<Field>, r: string) => field(ctx, m, name, over, r);
  return [
    { name: ctx.platform.session, when: ctx.identity.routes, purpose: 'session family with its rotating refresh token', retention: '30 days after the last use', owned: true, rule: 'R9', fields: (m) => [f(m, 'family_id', { type: 'Ksuid', class: 'id' }, 'R9'), f(m, 'refresh_token_hash', { type: 'text', class: 'secret' }, 'R9'), f(m, 'expires_at', { type: 'timestamp' }, 'R9'), f(m, 'revoked_at', { type: 'timestamp', nullable: true }, 'R9')] },
    { name: 'PasskeyCredential', when: ownCredentials(ctx) && ctx.identity.ways.includes('passkey'), purpose: 'public key of one passkey of a user', retention: 'until removed, else as the account', owned: true, rule: 'R9', fields: (m) => [f(m, 'credential_id', { type: 'text', class: 'id', constraint: 'unique' }, 'R9'), f(m, 'public_key', { type: 'bytes', class: 'secret' }, 'R9'), f(m, 'sign_count', { type: 'int', constraint: '>= 0' }, 'R9')] },
    { name: 'ExternalIdentity', when: ownCredentials(ctx) && (ctx.identity.ways.includes('openid') || ctx.identity.ways.includes('saml')), purpose: 'who the identity provider says a user is; e-mail is never the key', retention: 'as the account', owned: true, rule: 'R9', fields: (m) => [f(m, 'issuer', { type: 'text', class: 'id' }, 'R9'), f(m, 'subject', { type: 'text', class: 'id', constraint: 'unique with issuer' }, 'R9')] },
    { name: ctx.platform.job, when: jobs, purpose: 'state, progress and error of one job', retention: '30 days after it ended', owned: true, rule: 'R6', fields: (m) => [f(m, 'type', { type: 'enum', values: [...b.jobs.keys()] }, 'R6'), f(m, 'state', { type: 'enum', values: ['queued', 'running', 'succeeded', 'failed'] }, 'R6'), f(m, 'progress', { type: 'double', constraint: '0-1' }, 'R6'), f(m, 'error_code', { type: 'text', nullable: true }, 'R6'), ...([...b.jobs.values()].some((j) => j.kind === 'export') ? [f(m, 'result_key', { type: 'text', nullable: true, note: 'object in the file store' }, 'R10'), f(m, 'result_expires_at', { type: 'timestamp', nullable: true, note: 'the file is deleted then' }, 'R10')] : []), ...(ctx.active.some((r) => tellsRows(r.text) && [...b.jobs.values()].some((j) => j.kind === 'import' && j.requirements.has(r.id))) ? [f(m, 'row_errors', { type: 'list<json>', nullable: true, note: 'number and reason of each row of a file that was not read' }, 'R6')] : []), f(m, 'attempt', { type: 'int', constraint: '>= 0' }, 'R6'), f(m, 'run_at', { type: 'timestamp' }, 'R6'), f(m, 'dedupe_key', { type: 'text', constraint: 'unique' }, 'R6')] },
    { name: 'OutboxEvent', when: jobs, purpose: 'event written with its cause, relayed once to the queue', retention: '7 days after relay', owned: false, rule: 'R6', fields: (m) => [f(m, 'type', { type: 'text' }, 'R6'), f(m, 'payload', { type: 'json' }, 'R6'), f(m, 'relayed_at', { type: 'timestamp', nullable: true }, 'R6')] },
    { name: 'AuditEvent', when: routes.some((r) => (r.method !== 'GET' && r.stage < 7) || r.resource === 'AuditEvent'), purpose: 'who did what to which row', retention: '365 days', owned: false, rule: 'audit', fields: (m) => [f(m, 'actor_id', { type: 'Ksuid', class: 'id', nullable: true }, 'audit'), f(m, 'action', { type: 'text' }, 'audit'), f(m, 'subject', { type: 'text', class: 'id' }, 'audit'), f(m, 'request_id', { type: 'text', class: 'id' }, 'audit'), f(m, 'before_hash', { type: 'text', nullable: true }, 'audit'), f(m, 'after_hash', { type: 'text', nullable: true }, 'audit')] },
    { name: 'IdempotencyKey', when: routes.some(needsKey), purpose: 'answer of a keyed request, replayed on repeat', retention: '24 hours', owned: true, rule: 'R3', fields: (m) => [f(m, 'key', { type: 'text', constraint: 'unique with user_id, at most 64 characters' }, 'R3'), f(m, 'request_hash', { type: 'text' }, 'R3'), f(m, 'response', { type: 'json', nullable: true }, 'R3'), f(m, 'expires_at', { type: 'timestamp' }, 'R3')] },
    { name: 'WebhookEvent', when: routes.some((r) => r.action === 'webhook-receive'), purpose: 'event as received, before it is applied', retention: '30 days', owned: false, rule: 'R11', fields: (m) => [f(m, 'provider', { type: 'text' }, 'R11'), f(m, 'event_key', { type: 'text', class: 'id', constraint: 'unique' }, 'R11'), f(m, 'payload', { type: 'json', class: 'id' }, 'R11'), f(m, 'received_at', { type: 'timestamp' }, 'R11'), f(m, 'applied_at', { type: 'timestamp', nullable: true }, 'R11')] },
  ];
}

/** Routes with side effects beyond one row of the caller take an Idempotency-Key (rule R3). */
export const needsKey = (r: { method: string; action: string }): boolean => ['create', 'upload', 'share', 'start-job', 'start-ai', 'start-export', 'authorize', 'disconnect', 'delete-me'].includes(r.action);
