import type { Method, Workflow } from '../../../model/plan/index.ts';
import { made, type Ground } from '../ground.ts';
import { count, list, some } from '../numbers.ts';
import { print } from '../../../text/number.ts';
import { FlowDraft, label, missing } from './draft.ts';
import { errorLabel, errorsById, recoveryOf } from './questions.ts';

/** The four supporting flows of SEED-002-17; one that the feature does not need holds no picture but a line that says why. */
export function supportingWorkflows(ground: Ground): Workflow[] {
  return [authDetail(ground), dataFlow(ground), errorFlow(ground), integrationFlow(ground)];
}

function workflow(id: string, kind: Workflow['kind'], title: string, description: string, draft: FlowDraft | null, absent: string | null, bottleneck: string): Workflow {
  return { ...made(id, 'supporting-flow'), title, primary: false, kind, description, requirements: [], routes: [], flow: draft?.flow('LR') ?? null, absent: draft === null ? absent : missing(draft), decisions: draft?.decisions ?? [], budgets: [], bottleneck };
}

function authDetail(ground: Ground): Workflow {
  const { routes } = ground.design;
  const guarded = routes.filter((route) => route.auth === 'session' || route.auth === 'role' || route.auth === 'session + state');
  if (guarded.length === 0) {
    const others = routes.filter((route) => route.auth === 'service' || route.auth === 'webhook');
    return workflow('WF-auth-detail', 'auth-detail', 'Authentication flow', 'How a request proves who sent it.', null, `no route needs a session; ${others.length === 0 ? 'every route is public' : `${some(others.map((route) => route.id))} check a credential of their own`}.`, 'none');
  }
  const draft = new FlowDraft();
  const request = ceremony(draft, ground);
  const check = draft.next(request, 'sec', 'verify token');
  const refresh = routes.find((route) => /refresh/.test(route.path));
  const [unauthenticated] = errorsById(ground, ['UNAUTHENTICATED']);
  const [expired] = errorsById(ground, ['SESSION_EXPIRED']);
  const [forbidden] = errorsById(ground, ['FORBIDDEN_ROLE']);
  const decision = draft.decision(check, 'token?', 'valid');
  const branches = ['valid'];
  const refused: string[] = [];
  if (unauthenticated !== undefined) { refused.push(draft.next(decision, 'err', errorLabel(unauthenticated), [unauthenticated.id], 'absent')); branches.push('absent'); }
  let handler = '';
  if (forbidden !== undefined && guarded.some((route) => route.auth === 'role')) {
    const role = draft.decision(decision, 'role allowed?', 'yes');
    draft.next(role, 'err', errorLabel(forbidden), [forbidden.id], 'no');
    draft.tell({ question: 'role allowed?', branches: ['yes', 'no'], why: count(guarded.filter((route) => route.auth === 'role').length, 'route needs a role', 'routes need a role'), recovery: recoveryOf(forbidden) });
    handler = draft.next(role, 'step', `handler of ${count(guarded.length, 'route')}, owner filter`);
  } else handler = draft.next(decision, 'step', `handler of ${count(guarded.length, 'route')}, owner filter`);
  if (expired !== undefined) {
    branches.push('expired');
    const renew = refresh === undefined ? draft.next(decision, 'err', errorLabel(expired), [expired.id], 'expired') : draft.next(decision, 'step', refresh.id, [refresh.id], 'expired');
    if (refresh !== undefined) {
      const used = draft.decision(renew, 'refresh token used before?', 'no');
      refused.push(draft.next(used, 'err', label(`${expired.status ?? 401} ${expired.id}: family revoked, sign in`), [expired.id], 'yes'));
      const session = draft.next(used, 'store', 'sessions, next generation');
      const audit = draft.next(session, 'audit', `audit ${ground.methods.get(refresh.handledBy)?.audit ?? 'session.renewed'}`);
      draft.edge(audit, handler);
      draft.tell({ question: 'refresh token used before?', branches: ['no', 'yes'], why: 'a rotated token is good once; a second use ends the family', recovery: `\`${expired.id}\` -> sign in; every device of the family has to` });
    }
  }
  draft.tell({ question: 'token?', branches, why: 'each guarded route asks first', recovery: [unauthenticated, expired].filter((error) => error !== undefined).map((error) => recoveryOf(error)).join('; ') });
  const [first, ...others] = refused;
  if (first !== undefined) {
    const counter = draft.next(first, 'async', 'counter of refused tokens, alert', [], null, true);
    for (const other of others) draft.edge(other, counter, null, true);
  }
  const linked = ground.outside.find((method) => method.call?.retry === 'before-send');
  const renewing = linked === undefined ? [] : ground.design.jobs.filter((job) => job.calls.includes(linked.id));
  if (linked !== undefined && renewing.length > 0) draft.next(draft.next(handler, 'async', names(renewing.map((job) => job.id), 2), renewing.map((job) => job.id), null, true), 'ext', `${linked.id}, when the provider token ends soon`, [linked.id]);
  return workflow('WF-auth-detail', 'auth-detail', 'Authentication flow', `${count(guarded.length, 'guarded route')} of ${routes.length}; ${count(new Set(guarded.flatMap((route) => route.role?.split(', ') ?? [])).size, 'role')} besides the owner.`, draft, null, 'token check in process, 0 database reads while the token is valid');
}

/** How a session begins: the challenge or link, what proves the person, the check, the cookies; the request that carries them is the last node. */
function ceremony(draft: FlowDraft, ground: Ground): string {
  const { routes } = ground.design;
  const enter = routes.find((route) => route.id === 'POST /v1/sessions');
  const challenge = routes.find((route) => route.path === '/v1/passkey-challenges');
  const link = routes.find((route) => route.path === '/v1/sign-in-links');
  if (enter === undefined || (challenge === undefined && link === undefined)) return draft.node('step', 'request with a session cookie');
  const proofs = [
    ...(challenge === undefined ? [] : [draft.next(draft.node('step', challenge.id, [challenge.id]), 'ext', 'authenticator of the person signs the challenge')]),
    ...(link === undefined ? [] : [draft.next(draft.node('step', link.id, [link.id]), 'ext', 'mailbox of the person')]),
  ];
  const guard = draft.node('sec', `${enter.id}: ${challenge === undefined ? 'token used once' : 'challenge, origin, counter'}`, [enter.id]);
  for (const proof of proofs) draft.edge(proof, guard);
  const method = ground.methods.get(enter.handledBy);
  const [refused] = errorsById(ground, ['UNAUTHENTICATED']);
  const valid = draft.decision(guard, 'credential valid?', 'yes');
  if (refused !== undefined) {
    draft.next(valid, 'err', errorLabel(refused), [refused.id], 'no');
    draft.tell({ question: 'credential valid?', branches: ['yes', 'no'], why: challenge === undefined ? 'a link is good once and ends' : 'the signed challenge is the one of the cookie, at most 5 min old', recovery: recoveryOf(refused) });
  }
  const family = draft.next(valid, 'store', 'session family, two cookies');
  const audit = method?.audit === null || method === undefined ? family : draft.next(family, 'audit', `audit ${method.audit}`);
  return draft.next(audit, 'step', 'request with a session cookie');
}

function dataFlow(ground: Ground): Workflow {
  const { routes, services, models, jobs } = ground.design;
  const api = routes.filter((route) => route.rate.class !== 'ops');
  if (api.length === 0 || models.length === 0) return workflow('WF-data-flow', 'data-flow', 'Data flow', 'How rows move between routes, services and stores.', null, 'nothing is stored.', 'none');
  const draft = new FlowDraft();
  const sessions = api.some((route) => route.auth === 'session' || route.auth === 'session + state' || route.auth === 'role');
  const asked = sessions ? 'row owned?' : 'row exists?';
  const own = services.filter((service) => service.kind === 'service');
  const guard = draft.node('sec', sessions ? 'session, owner filter' : api.some((route) => route.auth === 'service') ? 'key of the service' : 'rate limit per IP');
  const serving = own.map((service) => ({ id: service.id, routes: api.filter((route) => route.service === service.id) })).filter((one) => one.routes.length > 0).toSorted((a, b) => b.routes.length - a.routes.length);
  for (const { id, routes: served } of serving.slice(0, 4)) draft.edge(draft.node('step', served.length === 1 ? (served[0]?.id ?? id) : `${served.length} routes of ${id}`, served.map((route) => route.id)), guard);
  const rest = serving.slice(4).flatMap((one) => one.routes.map((route) => route.id));
  if (rest.length > 0) draft.edge(draft.node('step', `${rest.length} routes of ${serving.length - 4} more services`, rest), guard);
  const [notFound] = errorsById(ground, ['NOT_FOUND']);
  let cursor = guard;
  if (notFound !== undefined) {
    cursor = draft.decision(guard, asked, 'yes');
    draft.next(cursor, 'err', errorLabel(notFound), [notFound.id], 'no');
    draft.tell({ question: asked, branches: ['yes', 'no'], why: sessions ? 'a row of another person answers like an absent one' : 'an unknown id is no error of the service', recovery: recoveryOf(notFound) });
  }
  const serviceNode = draft.next(cursor, 'step', names(own.map((service) => service.id)), own.map((service) => service.id));
  const repositories = draft.next(serviceNode, 'step', 'repositories');
  const stored = models.filter((model) => model.kind === 'core' || model.kind === 'supporting');
  draft.next(repositories, 'store', names(stored.map((model) => model.store), 4), stored.map((model) => model.id));
  if (jobs.length > 0) {
    const outbox = draft.next(serviceNode, 'store', 'tx: aggregate, outbox row');
    const worker = draft.next(outbox, 'async', names(jobs.map((job) => job.id), 3), jobs.map((job) => job.id), null, true);
    draft.edge(worker, repositories);
    const gateways = [...new Set(ground.outside.map((method) => method.service))];
    if (gateways.length > 0) draft.next(worker, 'ext', names(gateways), gateways);
  }
  const audited = ground.design.methods.filter((method) => method.audit !== null);
  if (audited.length > 0) draft.next(serviceNode, 'audit', `audit of ${count(audited.length, 'change')}`, audited.slice(0, 5).map((method) => method.id));
  return workflow('WF-data-flow', 'data-flow', 'Data flow', `${count(api.length, 'route')} -> ${count(own.length, 'service')} -> ${count(stored.length, 'store')}; one transaction holds one aggregate${jobs.length > 0 ? ' and its outbox row' : ''}, no call leaves the process inside it.`, draft, null, 'database pool: 20 connections');
}

function errorFlow(ground: Ground): Workflow {
  const { errors, jobs } = ground.design;
  if (errors.length === 0) return workflow('WF-error-flow', 'error-flow', 'Error handling flow', 'Where an error is caught.', null, 'no route of this plan defines an error.', 'none');
  const draft = new FlowDraft();
  const systems = [...new Set(ground.outside.map((method) => method.service))];
  const checks = draft.node('sec', 'session, rate and body checks');
  const typed = draft.next(checks, 'step', 'service throws a typed error');
  const caught = draft.next(typed, 'decision', 'raised where?');
  if (systems.length > 0) {
    const fails = draft.node('ext', `call of ${names(systems)} fails`, systems);
    const gateway = draft.next(fails, 'step', 'gateway: typed error with its cause');
    draft.edge(gateway, caught);
  }
  const edge = draft.next(caught, 'step', 'edge mapper, once', [], 'HTTP request');
  const http = errors.filter((error) => error.status !== null);
  draft.next(edge, 'err', `problem+json: code and request id, ${http.length} codes`, http.slice(0, 6).map((error) => error.id));
  const audit = draft.next(edge, 'audit', 'audit request.failed');
  if (jobs.length > 0) {
    const runner = draft.next(caught, 'async', 'job runner', jobs.map((job) => job.id), 'job');
    const attempts = Math.max(...jobs.map((job) => job.attempts));
    const again = draft.decision(runner, 'retryable?', `yes, attempt under ${attempts}`);
    const wait = draft.next(again, 'step', 'wait with jitter');
    draft.edge(wait, runner, null, true);
    const dead = draft.next(again, 'err', 'job failed: dead letter, alert, operator replays', [], 'no');
    draft.edge(dead, audit);
    draft.tell({ question: 'retryable?', branches: [`yes, attempt under ${attempts}`, 'no'], why: `at most ${attempts} attempts, then a person looks`, recovery: 'dead letter -> operator replays the job' });
  } else {
    const bug = draft.next(caught, 'err', 'unknown error: 500 INTERNAL, process goes on', [], 'start-up');
    draft.edge(bug, audit);
  }
  draft.tell({ question: 'raised where?', branches: jobs.length > 0 ? ['HTTP request', 'job'] : ['HTTP request', 'start-up'], why: 'only the gateway, the edge mapper and the job runner catch; everything else throws', recovery: 'by the code of the error, see the catalogue' });
  return workflow('WF-error-flow', 'error-flow', 'Error handling flow', `${count(errors.length, 'error')}; ${jobs.length > 0 ? 'gateway, edge mapper and job runner' : 'gateway and edge mapper'} catch, everything else throws.`, draft, null, jobs.length > 0 ? `retries: 1 worker process runs first tries and up to ${Math.max(...jobs.map((job) => job.attempts))} attempts of ${count(jobs.length, 'job type')}` : 'edge mapper in process, 0 calls leave it');
}

function integrationFlow(ground: Ground): Workflow {
  const { jobs, routes } = ground.design;
  const hooks = routes.filter((route) => route.auth === 'webhook');
  if (ground.outside.length === 0 && hooks.length === 0) return workflow('WF-integration', 'integration-flow', 'Integration flow', 'How outside systems are called.', null, 'no outside system is called and none calls in.', 'none');
  const draft = new FlowDraft();
  const systems = [...new Set(ground.outside.map((method) => method.call?.system ?? method.service))];
  const quota = ground.input.providers[0]?.quotas[0];
  let audit: string | null = null;
  if (hooks.length > 0) {
    const caller = draft.node('ext', `${ground.input.providers.find((one) => hooks.some((route) => route.path.endsWith(`/${one.id}`)))?.name ?? systems[0] ?? 'provider'} event`);
    const verify = draft.next(caller, 'sec', 'sender of the event verified', hooks.map((route) => route.id));
    const stored = draft.next(verify, 'store', 'event row by event key, then 200');
    const job = jobs.find((one) => one.startedBy.some((id) => hooks.some((route) => route.id === id)));
    if (job !== undefined) draft.next(stored, 'async', job.id, [job.id], null, true);
  }
  for (const service of [...new Set(ground.outside.map((method) => method.service))].slice(0, 3)) {
    const calls = ground.outside.filter((method) => method.service === service);
    const callers = jobs.filter((job) => job.calls.some((id) => calls.some((call) => call.id === id)));
    const start = callers.length === 0 ? draft.node('step', `routes that call ${service}`) : (draft.nodes.find((node) => node.shape === 'async' && callers.some((job) => node.refs.includes(job.id)))?.id ?? draft.node('async', names(callers.map((job) => job.id), 2), callers.map((job) => job.id)));
    const known = draft.nodes.find((node) => node.id === start)?.refs ?? [];
    const late = callers.filter((job) => !known.includes(job.id));
    // Where only jobs call, nobody is answered: the error says what becomes of the job.
    const asking = routes.filter((route) => (ground.methods.get(route.handledBy)?.calls ?? []).some((id) => calls.some((call) => call.id === id)));
    const answering = asking.length === 0 ? (callers.toSorted((a, b) => b.attempts - a.attempts)[0] ?? null) : null;
    const guard = draft.next(start, 'sec', calls.some((call) => call.call?.quota === true) ? 'quota meter' : 'key from settings, never logged');
    if (late.length > 0 && draft.room() > 8) draft.edge(draft.node('async', names(late.map((job) => job.id), 2), late.map((job) => job.id)), guard);
    if (asking.length > 0 && callers.length > 0 && draft.room() > 7) draft.edge(draft.node('step', asking.length === 1 ? (asking[0]?.id ?? '') : `${asking.length} routes`, asking.map((route) => route.id)), guard);
    const failures = errorsById(ground, [...new Set(calls.flatMap((call) => call.throws))]);
    const quotaError = failures.find((error) => /QUOTA|RATE/.test(error.id));
    let cursor = guard;
    if (quotaError !== undefined && calls.some((call) => call.call?.quota === true) && draft.room() > 7) {
      cursor = draft.decision(guard, `${service}: quota under 70 %?`, 'yes');
      draft.next(cursor, 'err', errorLabel(quotaError, answering), [quotaError.id], 'no');
      draft.tell({ question: `${service}: quota under 70 %?`, branches: ['yes', 'no'], why: quota === undefined ? 'the quota is shared by all people' : `${print(quota.perDay)} ${quota.what} per day are shared by all people`, recovery: recoveryOf(quotaError, answering ?? 'either') });
    }
    const ext = draft.next(cursor, 'ext', `${service}: ${names(calls.map((call) => call.name), 3)}`, calls.map((call) => call.id));
    const other = failures.find((error) => /UNAVAILABLE/.test(error.id)) ?? failures.find((error) => error !== quotaError);
    let done = ext;
    if (other !== undefined && draft.room() > 4) {
      const answer = draft.decision(ext, `${service} answers?`, 'yes');
      draft.next(answer, 'err', errorLabel(other, answering), [other.id], 'no');
      draft.tell({ question: `${service} answers?`, branches: ['yes', 'no'], why: retriesOf(calls), recovery: recoveryOf(other, answering ?? 'either') });
      done = answer;
    }
    if (audit === null) audit = draft.next(done, 'audit', 'audit of each outside call');
    else draft.edge(done, audit);
  }
  return workflow('WF-integration', 'integration-flow', 'Integration flow', `${count(systems.length, 'outside system')}, ${count(ground.outside.length, 'call')}${hooks.length > 0 ? `, ${count(hooks.length, 'webhook route')}` : ''}.`, draft, null, quota === undefined ? `${ground.outside.toSorted((a, b) => (b.call?.timeoutMs ?? 0) - (a.call?.timeoutMs ?? 0))[0]?.id ?? 'outside call'}: slowest call` : `${quota.what}: ${print(quota.per15Min)} per 15 min, ${print(quota.perDay)} per day`);
}

const retried = { never: 'sent once', 'before-send': 'retried before sending only', bounded: 'retried up to the bound' };

/** `exchangeCode sent once; revokeAccess and getActivity retried up to the bound`. */
function retriesOf(calls: readonly Method[]): string {
  const groups = new Map<string, string[]>();
  for (const call of calls) {
    const words = retried[call.call?.retry ?? 'bounded'];
    groups.set(words, [...(groups.get(words) ?? []), call.name]);
  }
  return [...groups].map(([words, called]) => `${list(called)} ${words}`).join('; ');
}

function names(ids: string[], limit = 3): string {
  return ids.length > limit ? `${ids.slice(0, limit).join(', ')} and ${ids.length - limit} more` : ids.join(', ');
}
