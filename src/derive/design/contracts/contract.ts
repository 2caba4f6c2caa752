import type { ContractField, Route } from '../../../model/plan/index.ts';
import type { RouteDraft } from '../blueprint.ts';
import type { Context } from '../context.ts';
import { keptByMove } from '../models/fields.ts';
import { ofSession, produced, setLater } from '../models/field.ts';
import { takesReason } from '../rules/reasons.ts';
import { makerOf } from '../models/makers.ts';
import { needsKey } from '../models/support.ts';
import { listParts } from './list.ts';
import { throughOf } from '../models/computed-fields.ts';
import { fileOf, groupingsOf } from '../rules/reports.ts';
import { paymentCalls, paymentOf } from '../rules/money.ts';
import { ofField, part } from './part.ts';
import { signInBody, signInChallenge } from './sign-in.ts';
import type { Schema } from '../models/models.ts';
import { holds, pascal, snake } from '../reading/words.ts';
import { exampleNumber, sampleKsuid } from './example.ts';
import type { JsonValue } from './json.ts';

type Contract = Pick<Route, 'requestType' | 'request' | 'responseType' | 'response' | 'successHeaders' | 'example' | 'pagination' | 'preconditions' | 'idempotencyKey'>;

const system = new Set(['id', 'user_id', 'created_at', 'updated_at', 'version', 'provider', 'external_id', 'ai_allowed', 'source_expires_at', 'status']);


const body = (fields: readonly ContractField[]): JsonValue => Object.fromEntries(fields.filter((f) => f.in === 'body').map((f) => [f.name, f.example]));

function viewFields(ctx: Context, model: string, schema: Schema): ContractField[] {
  const resource = ctx.resources.get(model);
  const who = resource !== undefined && makerOf(ctx, resource) !== null ? [] : ['user_id'];
  return schema.fields.filter((f) => f.model === model && f.class !== 'secret' && ![...who, 'version', 'source_expires_at', 'ai_allowed'].includes(f.name)).map((f) => ofField(ctx, f, 'body', true));
}

const jobFields: ContractField[] = [
  part('id', 'Ksuid', 'body', sampleKsuid('Job.id')),
  part('type', 'enum', 'body', 'job'),
  part('state', 'enum', 'body', 'queued', { constraint: 'queued, running, succeeded, failed' }),
  part('progress', 'double', 'body', 0, { constraint: '0-1' }),
  part('error', 'text', 'body', null, { nullable: true }),
];

/** Kinds and size of a file: as its sentences say them, else 25 MB. */
function fileLimit(ctx: Context, r: RouteDraft): string {
  const words = ctx.requirements.filter((x) => r.requirements.has(x.id)).map((x) => x.text).join(' ');
  const kinds = /\b[A-Z][A-Z0-9]{1,4}(?:(?:, | or | and |, or )[A-Z][A-Z0-9]{1,4})+\b/.exec(words)?.[0];
  const size = /\b(\d+)\s?(MB|GB)\b/.exec(words);
  return `${kinds === undefined ? '' : `${kinds}; `}at most ${size === null ? '25 MB' : `${size[1]} ${size[2]}`}`;
}

/** Request, response, headers, paging and synthetic examples of one route. */
export function contractOf(ctx: Context, r: RouteDraft, schema: Schema): Contract {
  const name = r.resource ?? '';
  const model = schema.models.find((m) => m.name === name);
  const path = [...r.path.matchAll(/\{(\w+)\}/g)].map((m) => part(m[1] ?? 'id', m[1] === 'provider' ? 'text' : 'Ksuid', 'path', m[1] === 'provider' ? 'example' : sampleKsuid(m[1] ?? 'id')));
  const keyed = needsKey(r);
  const key = keyed ? [part('Idempotency-Key', 'text', 'header', sampleKsuid('key'), { constraint: '1-64 characters, kept 24 h' })] : [];
  const ifMatch = [part('If-Match', 'text', 'header', '"1"')];
  const written = r.action === 'start-ai' || [...ctx.blueprint.routes.values()].some((x) => x.resource === name && x.action === 'start-ai');
  const moved = model?.states?.field;
  // What is paid is what the thing costs: no caller names the amount.
  const priced = paymentOf(ctx)?.name === name && schema.fields.some((f) => f.model === name && f.key === 'reference' && f.name !== 'user_id');
  const writable = schema.fields.filter((f) => f.model === name && !(priced && (f.name === 'amount' || f.name === 'currency')) && f.name !== moved && f.origin !== 'rule:tenant-scope' && !(f.type === 'int' && /^(?:position|order|rank|revision)$/.test(f.name)) && !setLater(f) && !ofSession(f) && f.name !== 'zone_times_s' && !(written && produced.has(f.name)) && !system.has(f.name) && f.class !== 'secret' && f.disposition !== 'encrypt' && f.disposition !== 'derive' && f.origin !== 'rule:said-reason' && f.origin !== keptByMove && f.key !== 'external').map((f) => ofField(ctx, f, 'body', r.action === 'create' || r.action === 'start-ai'));
  const view = viewFields(ctx, name, schema);
  const out: Contract = { requestType: null, request: [...path, ...key], responseType: null, response: [], successHeaders: [], example: { request: null, response: null }, pagination: null, preconditions: 'none', idempotencyKey: keyed };
  const answer = (type: string, fields: ContractField[]) => {
    out.responseType = type;
    out.response = fields;
    out.example.response = { data: body(fields) };
  };
  const ask = (type: string, fields: ContractField[]) => {
    out.requestType = type;
    out.request = [...path, ...key, ...fields];
    const sent = body(fields);
    out.example.request = fields.some((f) => f.in === 'body') ? sent : null;
  };
  const started = [...new Set([...ctx.blueprint.routes.values()].flatMap((x) => (x.job === null || x.method === 'GET' ? [] : [x.job])))];
  // Where a quota can run out, a job says when it goes on.
  const viewOfJob = (ctx.provider?.quotas.length ?? 0) > 0 ? [...jobFields, part('retry_at', 'timestamp', 'body', null, { nullable: true, constraint: 'when it goes on, while it waits' })] : jobFields;
  const job = () => {
    const fields = viewOfJob.map((f) => (f.name === 'type' ? { ...f, example: r.job ?? 'job', constraint: r.job } : f));
    answer(`${ctx.platform.job}View`, fields);
    out.successHeaders = [`Location: ${ctx.platform.jobItem}`];
  };
  switch (r.action) {
    case 'list': {
      const l = listParts(ctx, r, model, schema);
      out.pagination = l.pagination;
      ask(`${pascal(r.handler)}Query`, l.request);
      out.responseType = `Page<${name}View>`;
      const beside = [...ctx.blueprint.metrics.values()].filter((m) => m.resource === name && [...m.requirements].some((id) => r.requirements.has(id))).map((m) => part(`${snake(m.noun)}_ratio`, 'double', 'body', 0.5, { nullable: true, constraint: '0-1, computed' }));
      out.response = [...view, ...beside];
      out.example.response = { data: [body(out.response)], page: { next_cursor: null, has_more: false } };
      break;
    }
    case 'lookup':
      ask(`${pascal(r.handler)}Query`, [part('query', 'text', 'query', 'example', { constraint: '1-100 characters' }), part('limit', 'int', 'query', 25, { required: false, constraint: '1-100, default 25' })]);
      out.responseType = `${pascal(r.handler)}Result`;
      out.response = [part('external_id', 'text', 'body', 'example-1'), part('title', 'text', 'body', 'Example title'), part('details', 'json', 'body', {}, { constraint: 'as the other system names them' })];
      out.example.response = { data: [body(out.response)] };
      break;
    case 'stream': out.responseType = `${name}Events`; out.response = [part('event', 'enum', 'body', 'token', { constraint: 'token, done, error' }), part('data', 'text', 'body', 'example')]; out.example.response = { event: 'token', data: 'example' }; out.successHeaders = ['Content-Type: text/event-stream']; break;
    case 'get': answer(`${name}View`, view); out.successHeaders = ['ETag']; break;
    case 'create': case 'upload': case 'share':
      ask(`${pascal(r.handler)}Request`, r.action === 'upload' ? [part('file', 'bytes', 'body', 'binary', { constraint: fileLimit(ctx, r) }), ...writable.filter((f) => f.name.endsWith('_id'))] : r.action === 'share' ? [part('user_id', 'Ksuid', 'body', sampleKsuid('share')), part('expires_at', 'timestamp', 'body', '2030-01-15T09:00:00Z', { required: false })] : writable);
      answer(`${name}View`, paymentCalls(ctx, r).length > 0 ? [...view, part('checkout_url', 'text', 'body', 'https://pay.example.test/checkout', { constraint: 'https, of the payment service' })] : view); out.successHeaders = [`Location: ${r.path}/{${snake(name)}_id}`]; break;
    case 'update': case 'update-me':
      out.preconditions = 'if-match';
      ask(`${pascal(r.handler)}Request`, [...ifMatch, ...writable.map((f) => ({ ...f, required: false }))]);
      answer(`${name}View`, view); out.successHeaders = ['ETag']; break;
    case 'transition': ask(`${pascal(r.handler)}Request`, [...schema.fields.filter((f) => f.model === name && f.origin === keptByMove && f.note === `taken by \`${r.verb ?? ''}\``).map((f) => ({ ...ofField(ctx, f, 'body', true), required: true, nullable: false })), takesReason(ctx, r) ? part('reason', 'text', 'body', 'Example reason', { constraint: '1-500 characters' }) : part('reason', 'text', 'body', 'Example reason', { required: false, nullable: true, constraint: 'at most 500 characters' })]); answer(`${name}View`, view); break;
    case 'summary': {
      const grouped = ctx.active.filter((x) => r.requirements.has(x.id)).flatMap((x) => groupingsOf(x, ctx.lexicon));
      const groups = [...new Set(grouped.flatMap((g) => g.by.map(snake)))];
      const own = schema.fields.filter((f) => f.model === name);
      const narrowed = groups.flatMap((by) => {
        const noun = by.replaceAll('_', ' ');
        const through = throughOf(ctx, own, noun);
        return [...ctx.resources.values()].some((x) => x.noun === noun && x.stored && x.name !== name) ? [part(`${by}_id`, 'Ksuid', 'query', sampleKsuid(by), { required: false, constraint: through === null ? null : `\`${by}_id\` of the ${through}` })] : [];
      });
      const files = [...new Set(ctx.active.filter((x) => r.requirements.has(x.id) && (groupingsOf(x, ctx.lexicon).length > 0 || ctx.lexicon.reports.files.some((format) => holds(x.text, format)))).flatMap((x) => fileOf(x.text, ctx.lexicon)))];
      const file = files.length === 0 ? [] : [part('format', 'enum', 'query', files[0] ?? 'csv', { required: false, constraint: ['json', ...files].join(', ') })];
      ask(`${pascal(r.handler)}Query`, [part('from', 'date', 'query', '2030-01-01'), part('to', 'date', 'query', '2030-01-31', { constraint: 'at most 366 days after `from`' }), part('bucket', 'enum', 'query', 'week', { constraint: [...new Set(['day', 'week', 'month', ...grouped.flatMap((g) => g.bucket ?? [])])].join(', ') }), part('timezone', 'text', 'query', 'Europe/Berlin', { required: false, constraint: 'IANA name, default the user\'s' }), ...(groups.length === 0 ? [] : [part('group_by', 'enum', 'query', groups[0] ?? '', { required: false, constraint: groups.join(', ') })]), ...narrowed, ...file]);
      const sums = schema.fields.filter((f) => f.model === name && ['int', 'double', 'money'].includes(f.type) && f.unit !== null && !/^(?:average|max|min|elevation)_/.test(f.name)).map((f) => ({ ...ofField(ctx, f, 'body', true), nullable: false, constraint: 'sum of the bucket' }));
      const metrics = [...ctx.blueprint.metrics.values()].filter((m) => m.resource === name).flatMap((m) => (m.noun === 'totals' ? [...sums, part('count', 'int', 'body', 3)] : m.noun === 'zones' ? [part('zone_times_s', 'list<int>', 'body', [600, 540, 360, 240, 60], { nullable: true, unit: 's', constraint: 'one number per zone' }), part('zones_missing', 'int', 'body', 0)] : [part(m.noun === 'trend' ? 'change_ratio' : m.unit === null ? snake(m.noun) : `${snake(m.noun)}_${m.unit === 'm/s' ? 'mps' : m.unit.replace(/[^a-z]+/gi, '_per_')}`, 'double', 'body', m.noun === 'trend' ? 0.12 : exampleNumber(m.noun, m.unit, false), { nullable: true, unit: m.unit })]));
      out.responseType = `list<${name}Summary>`;
      out.response = [part('bucket_start', 'date', 'body', '2030-01-01'), ...(groups.length === 0 ? [] : [part('group', 'text', 'body', 'example', { nullable: true, constraint: 'null without `group_by`' })]), ...metrics];
      out.example.response = { data: [body(out.response)] };
      out.successHeaders = ['ETag', 'Cache-Control: private'];
      break;
    }
    case 'link-transition': ask(`${pascal(r.handler)}Request`, [part('token', 'text', 'body', 'example-token', { constraint: 'signed, names one row, single use' }), ...(r.stage === 0 ? [part('password', 'text', 'body', 'example password', { constraint: '12-128 characters' })] : [])]); break;
    case 'start-job': if (r.verb === 'import') ask(`${pascal(r.handler)}Request`, [part('file', 'bytes', 'body', 'binary', { constraint: fileLimit(ctx, r) })]); job(); break;
    case 'start-ai': ask(`${pascal(r.handler)}Request`, writable.some((f) => f.type !== 'bool') ? writable.filter((f) => f.type !== 'bool').slice(0, 6) : [part('period', 'text', 'body', '2030-01-01/2030-01-31')]); job(); break;
    case 'start-export': {
      const words = [...r.requirements].map((id) => ctx.requirements.find((x) => x.id === id)?.text ?? '').join(' ');
      const span = ctx.cases(words, 'months') ? [part('month', 'text', 'body', '2030-01', { constraint: 'YYYY-MM' })] : ctx.cases(words, 'periods') ? [part('from', 'date', 'body', '2030-01-01'), part('to', 'date', 'body', '2030-01-31')] : [];
      if (span.length > 0) ask(`${pascal(r.handler)}Request`, span);
      job(); break;
    }
    case 'delete-me': case 'disconnect': job(); break;
    case 'get-job': answer('JobView', [...viewOfJob.map((f) => (f.name === 'type' && started.length > 0 ? { ...f, example: started[0] ?? 'job', constraint: started.join(', ') } : f)), ...([...ctx.blueprint.jobs.values()].some((j) => j.kind === 'export') ? [part('result_url', 'text', 'body', null, { nullable: true, constraint: 'signed, ends after 15 min; null until an export succeeded' })] : [])]); out.successHeaders = ['Retry-After']; break;
    case 'challenge':
      signInChallenge(ctx, r.path, ask, answer);
      if (r.path === '/v1/passkey-challenges') out.successHeaders = ['Set-Cookie: __Host-challenge'];
      break;
    case 'sign-in':
      ask(r.path === '/v1/saml-assertions' ? 'SamlAssertionForm' : `Create${ctx.platform.session}Request`, signInBody(ctx, r.path));
      if (r.success === 302) { out.successHeaders = ['Location: the return path', 'Set-Cookie: __Host-session, __Host-refresh']; break; }
      answer(`${ctx.platform.session}View`, [part('user_id', 'Ksuid', 'body', sampleKsuid('User.id')), part('expires_at', 'timestamp', 'body', '2030-01-15T09:15:00Z')]); out.successHeaders = ['Set-Cookie: __Host-session, __Host-refresh']; break;
    case 'refresh': answer(`${ctx.platform.session}View`, [part('user_id', 'Ksuid', 'body', sampleKsuid('User.id')), part('expires_at', 'timestamp', 'body', '2030-01-15T09:15:00Z')]); out.successHeaders = ['Set-Cookie: __Host-session, __Host-refresh']; break;
    case 'get-me': answer('UserView', view); out.successHeaders = ['ETag']; break;
    case 'authorize': ask('StartAuthorizationRequest', [part('return_path', 'text', 'body', '/settings', { constraint: 'starts with "/", at most 200 characters' })]); answer('AuthorizationView', [part('authorization_url', 'text', 'body', 'https://provider.example.test/authorize?state=example'), part('expires_at', 'timestamp', 'body', '2030-01-15T09:10:00Z')]); out.successHeaders = ['Location: the same URL', 'Set-Cookie: __Host-consent']; break;
    case 'callback': ask('CallbackQuery', [part('code', 'text', 'query', 'example-code', { required: false }), part('state', 'text', 'query', 'example-state'), part('scope', 'text', 'query', 'read', { required: false }), part('error', 'text', 'query', 'access_denied', { required: false })]); out.successHeaders = ['Location: the return path, with `code` on failure']; break;
    case 'webhook-verify': ask('ChallengeQuery', [part('hub.mode', 'text', 'query', 'subscribe'), part('hub.verify_token', 'text', 'query', 'example-token'), part('hub.challenge', 'text', 'query', 'example')]); out.responseType = 'ChallengeEcho'; out.response = [part('hub.challenge', 'text', 'body', 'example')]; out.example.response = { 'hub.challenge': 'example' }; break;
    case 'webhook-receive': ask('ProviderEvent', [part('object_type', 'text', 'body', 'example'), part('object_id', 'text', 'body', '1001'), part('event_time', 'int', 'body', 1893456000, { unit: 's' })]); answer('EventReceipt', [part('status', 'enum', 'body', 'stored', { constraint: 'stored' })]); break;
    case 'health': out.responseType = 'Liveness'; out.response = [part('status', 'enum', 'body', 'ok', { constraint: 'ok' })]; out.example.response = { status: 'ok' }; break;
    case 'ready': out.responseType = 'Readiness'; out.response = [part('status', 'enum', 'body', 'ok', { constraint: 'ok, not ready' }), part('checks', 'json', 'body', { database: 'ok' })]; out.example.response = { status: 'ok', checks: { database: 'ok' } }; break;
    case 'metrics': out.responseType = 'MetricsText'; out.response = [part('text', 'text', 'body', 'requests_total 1')]; out.example.response = 'requests_total 1'; break;
    default: break;
  }
  return out;
}
