import type { Event, Job, Method, Metric, Model, Route, Service } from '../../../model/plan/index.ts';
import type { Action, JobDraft } from '../blueprint.ts';
import type { Context } from '../context.ts';
import { runner } from '../errors/catalogue.ts';
import { errorsOfJob, unavailable } from '../errors/raise.ts';
import { effectsOf } from '../effects.ts';
import { inOrder, made } from '../node.ts';
import { paymentCalls } from '../rules/money.ts';
import { accountRows } from '../models/makers.ts';
import { signInCalls } from '../routes/identity.ts';
import { isSpecial } from '../routes/derived.ts';
import { serviceOf } from '../routes/resources.ts';
import { isNotice } from '../notices.ts';
import { bag, cosine, holds, pascal, plural, spaced, stateAfter } from '../reading/words.ts';

const responsibilities: Record<string, string> = {
  SessionService: 'sign-in and the session family', UserService: 'profile and erasure', ConnectionService: 'link to the outside account and its tokens', AnalyticsService: 'computed values, nothing stored',
  JobService: 'job states and the outbox relay', ProviderEventService: 'events of the provider', EventService: 'incoming events', HealthService: 'probes', NotificationService: 'messages to people',
};

const past: Record<string, string> = { create: 'created', update: 'updated', delete: 'deleted', upload: 'uploaded', share: 'shared', 'start-job': 'requested', 'start-ai': 'requested', 'start-export': 'requested', 'sign-in': 'started', refresh: 'renewed', 'sign-out': 'ended', 'update-me': 'updated', 'delete-me': 'erasure_requested', authorize: 'requested', callback: 'created', disconnect: 'revoked', 'webhook-receive': 'received' };

export interface Layer {
  services: Service[];
  methods: Method[];
  jobs: Job[];
  events: Event[];
  metrics: Metric[];
}

function eventOf(job: JobDraft): string {
  const moved = job.id.startsWith('mark-') && job.resource !== null ? job.id.slice(`mark-${spaced(job.resource).replaceAll(' ', '-')}-`.length).replaceAll('-', '_') : null;
  if (moved !== null && job.resource !== null) return `${spaced(job.resource).replaceAll(' ', '_')}.${moved}`;
  const [verb, ...rest] = job.id.split('-');
  const noun = spaced(job.resource ?? rest.join(' ')).replaceAll(' ', '_');
  return `${noun === '' ? 'job' : noun}.${verb === 'sync' ? 'synced' : verb === 'generate' ? 'generated' : verb === 'import' ? 'imported' : verb === 'purge' ? 'purged' : verb === 'erase' ? 'erased' : verb === 'apply' ? 'applied' : verb === 'notify' || verb === 'send' || verb === 'remind' ? 'notified' : verb === 'export' ? 'exported' : verb === 'offer' ? 'offered' : verb === 'rebuild' ? 'rebuilt' : verb === 'delete' ? 'deleted' : 'processed'}`;
}

/** What a job reads besides its own rows: the link whose tokens its calls need, whom it tells, what its sentences say a text is written from. */
function readBeside(ctx: Context, j: JobDraft, models: readonly Model[]): string[] {
  const linked = [...j.calls].some((c) => { const id = c.split('.')[0] ?? ''; return id === 'OAuthGateway' || (ctx.blueprint.gateways.get(id)?.provider ?? null) !== null; });
  const texts = ctx.requirements.filter((r) => j.requirements.has(r.id)).map((r) => r.text);
  const sources = j.kind !== 'ai' ? [] : models.filter((m) => (m.kind === 'core' || m.kind === 'embedded') && m.id !== 'ProviderConnection' && texts.some((text) => holds(text, spaced(m.id)) || holds(text, plural(spaced(m.id), ctx.lexicon)))).map((m) => m.id);
  return [...(linked ? ['ProviderConnection'] : []), ...(j.kind === 'notify' ? ['User'] : []), ...sources];
}

/** What a message writes besides its job: the notice itself where it is stored, and the row that its act moves, such as an offer. */
function told(ctx: Context, j: JobDraft, models: readonly Model[]): string[] {
  const texts = ctx.requirements.filter((r) => j.requirements.has(r.id)).map((r) => r.text);
  const notices = models.filter((m) => isNotice(ctx, spaced(m.id)) && m.kind !== 'deferred' && texts.some((text) => holds(text, spaced(m.id))));
  const moved = models.filter((m) => m.kind !== 'deferred' && m.states?.moves.some((move) => move.by === j.id.split('-')[0] && move.from !== move.to) === true);
  return [...new Set([...notices, ...moved].map((m) => m.id))];
}

/**
 * What makes two runs the same: one event, one due time of the clock, one request with its body, one row that a job before it made. A route
 * without a body starts the same work at each call, so a window takes its place.
 */
function dedupeKey(ctx: Context, j: JobDraft): string {
  if (j.kind === 'apply-event') return 'event key';
  if (j.schedule !== null) return /night|day|daily/i.test(j.schedule) ? 'type, run day' : 'type, due time';
  const starts = [...j.startedBy];
  if (starts.length > 0 && starts.every((s) => s.startsWith('job '))) return 'type, row';
  const starters = starts.flatMap((s) => ctx.blueprint.routes.get(s) ?? []);
  if (starters.some((r) => ['start-ai', 'start-export', 'upload'].includes(r.action) || r.verb === 'import')) return 'user, type, request hash';
  if (starters.length > 0 && starters.every((r) => r.job !== j.id)) return 'type, row';
  return 'user, type, window of 10 min';
}

/** Jobs with what they read, write, call, throw and emit. */
export function createJobs(ctx: Context, models: readonly Model[]): Job[] {
  const has = (name: string | null): name is string => name !== null && models.some((m) => m.id === name);
  const owned = models.filter((m) => m.kind !== 'deferred' && m.embeddedIn === null && (m.ownerScoped || m.id === 'User') && m.id !== ctx.platform.job).map((m) => m.id);
  const renewal = [...ctx.blueprint.gateways.values()].filter((g) => g.provider !== null && g.calls.has('refreshToken')).map((g) => `${g.id}.refreshToken`);
  const foreign = models.filter((m) => m.id === 'ProviderConnection' || ctx.vocabulary.providerNouns.get(spaced(m.id))?.model.storedAs === m.id).map((m) => m.id);
  return [...ctx.blueprint.jobs.values()].toSorted((a, b) => a.id.localeCompare(b.id, 'en')).map((j): Job => {
    const own = j.kind === 'erase' ? owned : j.kind === 'purge' || j.kind === 'reconcile' || (j.kind === 'apply-event' && !has(j.resource)) ? foreign : has(j.resource) ? [j.resource] : [];
    return {
      ...made(ctx, j.id, j.rule, j.requirements),
      purpose: j.purpose, service: j.service, startedBy: j.startedBy.size > 0 ? [...j.startedBy] : [...ctx.blueprint.routes.values()].filter((r) => r.method !== 'GET' && [...j.requirements].some((id) => r.requirements.has(id))).map((r) => `${r.method} ${r.path}`), schedule: j.schedule,
      reads: [...new Set([...own, ...readBeside(ctx, j, models)])].filter(has),
      writes: [...(j.kind === 'notify' ? told(ctx, j, models) : j.kind === 'export' ? [] : own), ctx.platform.job],
      calls: [...j.calls, ...(['sync', 'apply-event', 'reconcile'].includes(j.kind) ? renewal : [])].filter((c) => ctx.blueprint.gateways.get(c.split('.')[0] ?? '')?.calls.has(c.split('.')[1] ?? '')),
      throws: errorsOfJob(ctx, j), emits: j.kind !== 'reconcile' && [...ctx.blueprint.jobs.values()].some((other) => other.startedBy.has(`job ${j.id}`)) ? [eventOf(j)] : [],
      dedupeKey: dedupeKey(ctx, j),
      attempts: j.kind === 'ai' ? 2 : j.calls.size > 0 ? 5 : 3, ai: j.kind === 'ai', requirements: inOrder(ctx, j.requirements),
    };
  });
}

/** What has to hold so that none of these errors is thrown. */
const conditions: readonly (readonly [RegExp, string])[] = [
  [/^IDEMPOTENCY_/, 'the key is new or answered'],
  [/^PRECONDITION_/, '`If-Match` names the current version'],
  [/^ILLEGAL_TRANSITION$/, 'the move is legal in this state'],
  [/_LIMIT_REACHED$/, 'the owner is under the limit'],
  [/^CONFLICT_DUPLICATE$/, 'no other row holds the same unique value'],
  [/^CONNECTION_REVOKED$/, 'the connection is active'],
  [/_QUOTA_EXHAUSTED$/, 'quota is left'],
  [/^AI_BUDGET_EXCEEDED$/, 'budget of the day is left'],
  [/^POLICY_BLOCKED_SOURCE$/, 'every source allows it'],
  [/^NOT_READY$/, 'database and queue answer within 1 s'],
  [/^LINK_INVALID$/, 'the link is unused and in time'],
];

const conditionsOf = (codes: readonly string[]): string => {
  const said = conditions.flatMap(([code, text]) => (codes.some((one) => code.test(one)) ? [text] : []));
  return said.length === 0 ? 'what it needs is there' : said.join(', ');
};

/** Outside calls of a method in the order they are made: a token is renewed before it is used. */
function beforeTx(calls: readonly string[]): string {
  const ordered = calls.toSorted((a, b) => Number(b.endsWith('.refreshToken')) - Number(a.endsWith('.refreshToken')));
  return `${ordered.length > 1 ? `${ordered.slice(0, -1).join(', ')} and ${ordered.at(-1)} run` : `${ordered.join('')} runs`} before the transaction opens`;
}

function stepsOf(m: Pick<Method, 'throws' | 'tx' | 'audit' | 'emits' | 'returns' | 'writes' | 'calls'>, r: Route): Method['steps'] {
  const of = (...codes: string[]) => m.throws.filter((t) => codes.includes(t));
  const steps: Method['steps'] = [];
  if (r.auth !== 'public') steps.push({ kind: 'authorise', text: r.auth === 'role' ? `caller holds the role ${r.role ?? ''}` : r.auth === 'webhook' ? 'token or subscription id matches' : r.auth === 'service' ? 'caller key is known' : r.auth === 'session + state' ? 'state belongs to this session, is unused and younger than 10 min' : 'rows are looked up by the user of the session', throws: of('FORBIDDEN_ROLE', 'NOT_FOUND', 'WEBHOOK_UNVERIFIED', 'OAUTH_STATE_INVALID') });
  const invalid = of('VALIDATION_FAILED', 'MALFORMED_REQUEST', 'UNSUPPORTED_FILE', 'FILE_TOO_LARGE', 'OAUTH_SCOPE_MISSING');
  if (invalid.length > 0) steps.push({ kind: 'validate', text: (r.request.some((f) => f.in !== 'header') ? r.request.filter((f) => f.in !== 'header') : r.request).map((f) => f.name).slice(0, 6).join(', '), throws: invalid });
  const invariant = m.throws.filter((t) => !steps.some((s) => s.throws.includes(t)) && !['INTERNAL', 'RATE_LIMITED', 'UNAUTHENTICATED', 'SESSION_EXPIRED'].includes(t));
  if (invariant.length > 0 || m.calls.length > 0) steps.push({ kind: 'invariant', text: m.calls.length > 0 ? beforeTx(m.calls) : conditionsOf(invariant), throws: invariant });
  if (m.writes.length > 0) steps.push({ kind: 'write', text: `${r.job !== null && r.request.some((f) => f.type === 'bytes') ? 'the file under the job id, gone when the job ends; ' : ''}tx ${m.tx}: ${[...m.writes.filter((w) => w !== 'AuditEvent'), ...(m.audit === null ? [] : [`audit event ${m.audit}`])].join(', ')}`, throws: [] });
  if (m.emits.length > 0) steps.push({ kind: 'emit', text: m.emits.join(', '), throws: [] });
  steps.push({ kind: 'return', text: m.returns, throws: [] });
  return steps;
}

/** Token renewal is one compare-and-set per connection, because a renewed token kills the one before (rule R9). */
function freshToken(ctx: Context, jobs: readonly Job[]): Method[] {
  const gateway = [...ctx.blueprint.gateways.values()].find((g) => g.calls.has('refreshToken'));
  if (gateway === undefined || ctx.connects.length === 0) return [];
  const by = ctx.active.filter((r) => /\btokens?\b/i.test(r.text)).map((r) => r.id);
  const throws = ['CONNECTION_REVOKED', 'PROVIDER_UNAVAILABLE'].filter((e) => jobs.some((j) => j.throws.includes(e)));
  const call = `${gateway.id}.refreshToken`;
  return [{
    ...made(ctx, 'ConnectionService.freshToken', 'R9', by), service: 'ConnectionService', name: 'freshToken', params: [{ name: 'ctx', type: 'JobContext' }, { name: 'connection_id', type: 'Ksuid' }], returns: 'ProviderToken',
    purpose: 'give a token with >= 300 s left, renewed at most once at a time', throws, reads: ['ProviderConnection'], writes: ['ProviderConnection'], emits: [], audit: null, tx: 'single', calls: [call], call: null, requirements: inOrder(ctx, by),
    steps: [
      { kind: 'authorise', text: 'the connection belongs to the user of the job and is active', throws: throws.filter((e) => e === 'CONNECTION_REVOKED') },
      { kind: 'invariant', text: `${call} runs before the transaction opens, at most once per token version`, throws },
      { kind: 'write', text: 'tx single: compare-and-set on token_version; the loser reads the row of the winner', throws: [] },
      { kind: 'return', text: 'ProviderToken, never logged', throws: [] },
    ],
  }];
}

/** The three requirements whose words come closest to what a shared call does; the rest need it too, but say nothing of it. */
function nearest(ctx: Context, ids: Iterable<string>, purpose: string): string[] {
  const all = inOrder(ctx, ids);
  const words = bag(purpose);
  const score = (id: string) => cosine(words, bag(ctx.requirements.find((r) => r.id === id)?.text ?? ''));
  const chosen = new Set(all.toSorted((a, b) => score(b) - score(a)).slice(0, 3));
  return all.filter((id) => chosen.has(id));
}

/** A route that another job waits for enqueues it in its own transaction: a new connection its first sync, a freed slot its offer. */
const startsJob = (ctx: Context, r: Route, action: Action): boolean => [...ctx.blueprint.jobs.values()].some((j) => j.startedBy.has(r.id) || (action === 'callback' && j.startedBy.has('new connection')));

/** Rows a route writes by its action; the state of a consent or sign-in ceremony stands in a signed cookie, not in a row. */
function writesOf(ctx: Context, r: Route, action: Action, audited: boolean): string[] {
  if (r.job !== null) return [...(action === 'create' && r.resource !== null ? [r.resource] : []), ctx.platform.job, 'OutboxEvent', ...(action === 'webhook-receive' ? ['WebhookEvent'] : [])];
  if (action === 'sign-in' || action === 'refresh' || action === 'sign-out') return [ctx.platform.session, ...(action === 'sign-in' ? ['User', 'PasskeyCredential', 'ExternalIdentity', ...accountRows(ctx)] : [])];
  if (action === 'callback') return ['ProviderConnection'];
  if (action === 'authorize') return [];
  return audited && r.resource !== null && r.method !== 'GET' ? [r.resource] : [];
}

/** True for a list that shows how far each row has come. */
const progressOf = (ctx: Context, r: Route): boolean => [...ctx.blueprint.metrics.values()].some((m) => m.noun === 'progress' && m.resource === r.resource && r.requirements.some((id) => m.requirements.has(id)));

const inUnit = /_(?:m|km|s|min|h|kg|g|l|bpm)$/;

/** The stored models whose rows count towards a target: they measure in the same field, such as `distance_m`. */
function measured(models: readonly Model[], target: string): Model[] {
  const own = models.find((m) => m.id === target)?.keyAttributes.filter((name) => inUnit.test(name)) ?? [];
  return models.filter((m) => m.id !== target && m.kind === 'core' && m.keyAttributes.some((name) => own.includes(name)));
}

/** A progress says which field is measured against which, where both are known. */
function progressFormula(models: readonly Model[], metric: { noun: string; resource: string; formula: string }): string {
  const [source] = metric.noun === 'progress' ? measured(models, metric.resource) : [];
  const shared = source?.keyAttributes.find((name) => inUnit.test(name) && models.find((m) => m.id === metric.resource)?.keyAttributes.includes(name) === true);
  return source === undefined || shared === undefined ? metric.formula : `best \`${source.id}.${shared}\` of the rows it counts / \`${metric.resource}.${shared}\`, at most 1, null without a target`;
}

/** Services, gateways and their methods: one method a route, one a job, one an outside call. */
export function createServices(ctx: Context, routes: readonly Route[], jobs: readonly Job[], models: readonly Model[]): Layer {
  const jobService = `${ctx.platform.job}Service`;
  // A product with jobs of its own has a service of that name beside the plan's.
  const own = new Set([...ctx.resources.values()].filter((r) => !isSpecial(ctx, r.name)).map((r) => serviceOf(r)));
  const drafts = new Map([...ctx.blueprint.routes.values()].map((r) => [`${r.method} ${r.path}`, r]));
  const has = (name: string) => models.some((m) => m.id === name);
  const methods: Method[] = [];
  for (const r of routes) {
    const action = drafts.get(r.id)?.action ?? 'get';
    const subject = r.resource ?? r.service.replace(/Service$/, '');
    const verb = action === 'transition' || action === 'link-transition' ? stateAfter(drafts.get(r.id)?.verb ?? 'change', ctx.lexicon) : (past[action] ?? (ctx.auditedReads && r.resource !== null && ctx.resources.has(r.resource) && (action === 'list' || action === 'get') ? 'read' : undefined));
    const audit = verb === undefined || !has('AuditEvent') ? null : `${action === 'sign-in' || action === 'refresh' || action === 'sign-out' ? 'session' : spaced(subject).replaceAll(' ', '_')}.${verb}`;
    const writes = writesOf(ctx, r, action, audit !== null);
    const enqueued = r.job === null && startsJob(ctx, r, action) ? [ctx.platform.job, 'OutboxEvent'] : [];
    const beside = r.method === 'GET' || r.job !== null || writes.length === 0 ? [] : r.requirements.flatMap((id) => effectsOf(ctx, ctx.requirements.find((x) => x.id === id)?.text ?? '', r.resource).map((e) => e.resource));
    const exchange = action === 'sign-in' || action === 'challenge' ? signInCalls(ctx, { action, path: r.path, success: r.success }) 
      : action === 'create' ? paymentCalls(ctx, { action, resource: r.resource }) : action === 'callback' ? [...ctx.blueprint.gateways.values()].filter((g) => g.calls.has('exchangeCode')).map((g) => `${g.id}.exchangeCode`) : [...(drafts.get(r.id)?.calls ?? [])];
    const [name = 'handle'] = r.handledBy.split('.').slice(1);
    const none: string[] = [];
    const base = {
      throws: r.errors.filter((e) => !['INTERNAL', 'RATE_LIMITED', 'FORBIDDEN_ORIGIN', 'UNAUTHENTICATED', 'SESSION_EXPIRED'].includes(e) || (e === 'UNAUTHENTICATED' && action === 'sign-in') || (e === 'SESSION_EXPIRED' && action === 'refresh')),
      writes: [...new Set([...writes, ...beside, ...enqueued]), ...(audit === null ? [] : ['AuditEvent']), ...(r.idempotencyKey ? ['IdempotencyKey'] : [])].filter(has), tx: writes.length + enqueued.length === 0 && audit === null ? ('none' as const) : r.job !== null || enqueued.length > 0 ? ('outbox' as const) : ('single' as const),
      emits: none, audit, returns: r.responseType ?? 'void', calls: exchange,
    };
    methods.push({
      ...made(ctx, r.handledBy, r.rule.replace(/^rule:/, ''), r.requirements),
      service: r.service, name,
      params: [{ name: 'ctx', type: r.auth === 'public' || r.auth === 'webhook' ? 'RequestContext' : r.auth === 'service' ? 'ServiceContext' : 'SessionContext' }, ...(r.path.includes('_id}') ? [{ name: /\{(\w+)\}/.exec(r.path)?.[1] ?? 'id', type: 'Ksuid' }] : []), ...(r.requestType === null ? [] : [{ name: 'input', type: r.requestType }])],
      purpose: r.purpose, reads: r.resource === null || action === 'lookup' || r.method === 'POST' && !r.path.includes('{') ? [] : [r.resource, ...(action === 'list' && progressOf(ctx, r) ? measured(models, r.resource).map((m) => m.id) : [])], call: null, requirements: r.requirements,
      ...base, steps: stepsOf(base, r),
    });
  }
  for (const j of jobs) {
    const draft = ctx.blueprint.jobs.get(j.id);
    const told = draft === undefined || draft.kind === 'reconcile' ? null : eventOf(draft);
    const base = { throws: j.throws, writes: [...j.writes, ...(told === null ? [] : ['AuditEvent']), ...(j.emits.length > 0 ? ['OutboxEvent'] : [])].filter(has), tx: j.emits.length > 0 ? ('outbox' as const) : ('single' as const), emits: j.emits, audit: told, returns: 'JobResult', calls: j.calls };
    methods.push({
      ...made(ctx, `${j.service}.${runner(j.id)}`, 'R6', j.requirements),
      service: j.service, name: runner(j.id), params: [{ name: 'ctx', type: 'JobContext' }, { name: 'payload', type: `${pascal(j.id)}Payload` }], purpose: j.purpose, reads: j.reads.filter(has), call: null, requirements: j.requirements,
      ...base,
      steps: [
        { kind: 'authorise', text: 'the job row is claimed by this runner', throws: [] },
        ...(j.calls.length > 0 ? [{ kind: 'invariant' as const, text: beforeTx(j.calls), throws: j.throws }] : []),
        { kind: 'write', text: `tx ${base.tx}: ${base.writes.join(', ')}; a second run with the same dedupe key (${j.dedupeKey}) changes nothing`, throws: [] },
        ...(j.emits.length > 0 ? [{ kind: 'emit' as const, text: j.emits.join(', '), throws: [] }] : []),
        { kind: 'return', text: 'JobResult', throws: [] },
      ],
    });
  }
  methods.push(...freshToken(ctx, jobs));
  if (jobs.length > 0 && has(ctx.platform.job)) {
    methods.push({
      ...made(ctx, `${jobService}.enqueue`, 'R6'), service: jobService, name: 'enqueue', params: [{ name: 'ctx', type: 'RequestContext' }, { name: 'job', type: 'JobRequest' }], returns: 'JobView',
      purpose: 'write one job row and its outbox row in the transaction of the caller', throws: [], reads: [ctx.platform.job], writes: [ctx.platform.job, 'OutboxEvent'].filter(has), emits: [], audit: null, tx: 'outbox', calls: [], call: null, requirements: [],
      steps: [{ kind: 'invariant', text: 'a live job with the same dedupe key is returned instead of a second one', throws: [] }, { kind: 'write', text: 'tx of the caller: Job, OutboxEvent', throws: [] }, { kind: 'return', text: 'JobView', throws: [] }],
    });
  }
  const gateways = [...ctx.blueprint.gateways.values()].filter((g) => g.calls.size > 0).toSorted((a, b) => a.id.localeCompare(b.id, 'en'));
  for (const g of gateways) {
    for (const [name, c] of g.calls) {
      const id = `${g.id}.${name}`;
      const throws = c.errors.length > 0 ? c.errors : !jobs.some((j) => j.calls.includes(id)) && ![...drafts.values()].some((r) => r.calls.has(id)) ? [] : [unavailable(ctx, g.id), ...(g.id === 'LlmGateway' && jobs.some((j) => j.throws.includes('AI_OUTPUT_INVALID')) ? ['AI_OUTPUT_INVALID'] : [])];
      const callers = jobs.filter((j) => j.calls.includes(id)).flatMap((j) => j.requirements);
      const by = callers.length > 0 ? callers : g.requirements;
      methods.push({ ...made(ctx, id, 'gateway', nearest(ctx, by, `${c.purpose} ${spaced(name)}`)), service: g.id, name, params: [{ name: 'input', type: `${pascal(name)}Input` }], returns: `${pascal(name)}Result`, purpose: c.purpose, throws, reads: [], writes: [], emits: [], audit: null, tx: 'none', steps: [], calls: [], call: { system: g.name, timeoutMs: c.timeoutMs, retry: c.retry, retryText: c.retryText, quota: c.quota }, requirements: inOrder(ctx, by) });
    }
  }
  const ids = [...new Set([...routes.map((r) => r.service), ...jobs.map((j) => j.service), ...(jobs.length > 0 ? [jobService] : [])])];
  const services = ids.map((id): Service => {
    const mine = methods.filter((m) => m.service === id);
    const uses = new Set(mine.flatMap((m) => m.calls.map((c) => c.split('.')[0] ?? c)));
    if (id !== 'ConnectionService' && id !== 'UserService' && mine.some((m) => m.calls.some((c) => c.endsWith('.refreshToken'))) && methods.some((m) => m.id === 'ConnectionService.freshToken')) uses.add('ConnectionService');
    if (id !== jobService && (jobs.some((j) => j.service === id) || mine.some((m) => m.writes.includes(ctx.platform.job) || m.writes.includes('OutboxEvent'))) && ids.includes(jobService)) uses.add(jobService);
    const writes = [...new Set(mine.flatMap((m) => m.writes))].filter((w) => id === jobService || ![ctx.platform.job, 'OutboxEvent', 'AuditEvent', 'IdempotencyKey'].includes(w));
    const by = mine.flatMap((m) => m.requirements);
    return { ...made(ctx, id, 'aggregate', by), kind: 'service', responsibility: id === 'UserService' && !routes.some((r) => r.method === 'DELETE' && r.service === id) ? 'profile' : responsibilities[id === jobService ? 'JobService' : id === `${ctx.platform.session}Service` ? 'SessionService' : own.has(id) ? '' : id] ?? `life of one ${spaced(id.replace(/Service$/, ''))}`, reads: [...new Set(mine.flatMap((m) => m.reads))], writes: id === jobService ? [ctx.platform.job, 'OutboxEvent'].filter(has) : writes, uses: [...uses].toSorted(), requirements: inOrder(ctx, by) };
  });
  for (const g of gateways) services.push({ ...made(ctx, g.id, 'gateway', g.requirements), kind: 'gateway', responsibility: g.responsibility, reads: [], writes: [], uses: [], requirements: inOrder(ctx, g.requirements), ...(g.provider === null ? {} : { sources: [{ kind: 'provider' as const, id: g.provider }] }) });
  const events = new Map<string, Event>();
  for (const j of jobs) for (const e of j.emits) {
    const found = events.get(e) ?? { ...made(ctx, e, 'R6', j.requirements), emittedBy: [], consumedBy: [], payload: ['job_id', 'user_id'] };
    found.emittedBy = [...new Set([...found.emittedBy, j.id])];
    events.set(e, found);
  }
  for (const e of events.values()) e.consumedBy = jobs.filter((j) => j.startedBy.some((s) => e.emittedBy.some((by) => s === `job ${by}`))).map((j) => j.id);
  const metrics = [...ctx.blueprint.metrics.values()].toSorted((a, b) => a.id.localeCompare(b.id, 'en')).map((m): Metric => ({ ...made(ctx, m.id, 'R7', m.requirements), text: m.text, unit: m.unit, formula: progressFormula(models, m), service: 'AnalyticsService', requirements: inOrder(ctx, m.requirements) }));
  return { services, methods, jobs: [...jobs], events: [...events.values()], metrics };
}
