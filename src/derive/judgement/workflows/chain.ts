import type { ApiError, Job, Method, Route } from '../../../model/plan/index.ts';
import { runner } from '../../design/errors/catalogue.ts';
import type { Ground } from '../ground.ts';
import { outsideCalls } from './budget.ts';
import type { FlowDraft } from './draft.ts';
import { branchOf, errorLabel, errorsById, questionOf, recoveryOf, routeErrors } from './questions.ts';

/**
 * Draws a route from trigger to answer: checkpoint, one decision per error in the order of the steps, outside call, write, audit, job.
 * `allowance` is the number of nodes it should stay within. Returns its last node.
 */
export function drawRoute(draft: FlowDraft, route: Route, ground: Ground, after: string | null, allowance: number): string {
  const method = ground.methods.get(route.handledBy);
  const job = jobOf(route, method, ground);
  let cursor = after === null ? draft.node('step', route.id, [route.id]) : draft.next(after, 'step', route.id, [route.id]);
  cursor = draft.next(cursor, 'sec', checkpoint(route), [route.id]);

  const outside = (method?.calls ?? []).flatMap((id) => callOf(ground, id)).slice(0, 2);
  // A callback has most to check; of the job it starts only the start is drawn.
  const redirected = route.success === 302;
  const perCall = redirected ? 3 : 4;
  const jobNodes = job === null ? 0 : redirected ? 1 : 3 + (drawnCalls(job, ground).length > 0 ? 3 : 2);
  const consent = route.path.endsWith('/authorizations');
  const tail = (job === null ? 3 : 2) + jobNodes + (consent ? 1 : 0);
  const checks = Math.floor((Math.min(allowance, draft.room() + 2) - 2 - tail - outside.length * perCall) / 2);
  const met = routeErrors(route, method, ground, Math.max(outside.length > 0 || after !== null ? 0 : 1, checks));
  // Beside a call that can fail, the session check says least: its checkpoint is drawn already.
  const told = job !== null && drawnCalls(job, ground).length > 0 && met.length > 1 ? met.filter((error) => error.id !== 'UNAUTHENTICATED') : met;
  for (const error of told) {
    if (draft.room() < tail + outside.length * perCall + 2) break;
    cursor = drawCheck(draft, cursor, error, whyOf(route, method, error), route);
  }
  for (const call of outside) if (draft.room() >= tail + perCall) cursor = drawCall(draft, cursor, call, ground, null, route);
  cursor = drawStore(draft, cursor, route, method, ground, job !== null);
  if (method !== undefined && method.audit !== null) cursor = draft.next(cursor, 'audit', `audit ${method.audit}`, [method.id]);
  if (job !== null) {
    if (draft.room() >= 1) drawJob(draft, cursor, job, ground);
    return cursor;
  }
  if (draft.room() === 0) return cursor;
  const answer = draft.next(cursor, 'step', answerText(route), [route.id]);
  // The browser goes there with the address it was given.
  return consent && draft.room() > 0 ? draft.next(answer, 'ext', `${ground.input.providers[0]?.name ?? 'provider'} consent page`) : answer;
}

/** Draws a job after the node that enqueues it: worker, outside calls with their answers, result and audit. */
export function drawJob(draft: FlowDraft, from: string, job: Job, ground: Ground): void {
  const present = draft.nodes.find((node) => node.shape === 'async' && node.refs.includes(job.id));
  if (present !== undefined) {
    draft.edge(from, present.id, null, true);
    return;
  }
  let cursor = draft.next(from, 'async', job.id, [job.id], null, true);
  const calls = drawnCalls(job, ground).slice(0, 2);
  for (const call of calls) if (draft.room() >= 4) cursor = drawCall(draft, cursor, call, ground, job);
  if (calls.length === 0) {
    for (const error of errorsById(ground, job.throws).slice(0, 1)) {
      if (draft.room() >= 4) cursor = drawCheck(draft, cursor, error, `\`${job.id}\` is tried ${job.attempts} times, then dead-lettered`, null, job);
    }
  }
  if (job.writes.length > 0 && draft.room() >= 1) cursor = draft.next(cursor, 'store', storesOf(job.writes, ground), job.writes);
  if (draft.room() >= 1) draft.next(cursor, 'audit', `audit ${[...ground.methods.values()].find((method) => method.audit !== null && method.service === job.service && method.name === runner(job.id))?.audit ?? `${job.id} finished`}`, [job.id]);
}

/** Outside calls of a job without the renewal of its token, which the authentication flow draws. */
function drawnCalls(job: Job, ground: Ground): Method[] {
  const calls = outsideCalls(job, ground);
  const own = calls.filter((call) => call.call?.retry !== 'before-send');
  return own.length > 0 ? own : calls;
}

/** The job a route starts: its own, else the first one that an event of its method wakes. */
function jobOf(route: Route, method: Method | undefined, ground: Ground): Job | null {
  if (route.job !== null) return ground.jobs.get(route.job) ?? null;
  const started = ground.design.jobs.find((job) => job.startedBy.includes(route.id) || (route.path.endsWith('/callback') && job.startedBy.includes('new connection')));
  if (started !== undefined) return started;
  for (const id of method?.emits ?? []) {
    const event = ground.design.events.find((one) => one.id === id);
    const job = event?.consumedBy.map((consumer) => ground.jobs.get(consumer)).find((one) => one !== undefined);
    if (job !== undefined) return job;
  }
  return null;
}

function callOf(ground: Ground, id: string): Method[] {
  const method = ground.methods.get(id);
  return method === undefined || method.call === null ? [] : [method];
}

function drawCheck(draft: FlowDraft, from: string, error: ApiError, why: string, route: Route | null, job: Job | null = null): string {
  const question = questionOf(error, route);
  const decision = draft.decision(from, question.text, question.on, [error.id]);
  draft.next(decision, 'err', errorLabel(error, job, route), [error.id], question.off);
  draft.tell({ question: question.text, branches: [question.on, question.off], why, recovery: recoveryOf(error, job) });
  return decision;
}

const retryWords = { never: 'sent once', 'before-send': 'retried only before sending', bounded: 'bounded retry' };

function drawCall(draft: FlowDraft, from: string, call: Method, ground: Ground, job: Job | null = null, route: Route | null = null): string {
  const retry = retryWords[call.call?.retry ?? 'bounded'];
  const ext = draft.next(from, 'ext', `${call.id}, ${retry}, ${(call.call?.timeoutMs ?? 0) / 1000} s`, [call.id]);
  const ids = [...new Set([...call.throws, ...(job?.throws ?? [])])];
  const rank = (id: string) => (/UNAVAILABLE|QUOTA|TIMEOUT/.test(id) ? 0 : /PROCESSING|REVOKED|LIMIT|INVALID_OUTPUT|OUTPUT/.test(id) ? 1 : 2);
  const errors = errorsById(ground, ids.toSorted((a, b) => rank(a) - rank(b))).slice(0, Math.max(1, Math.min(2, draft.room() - (job === null ? 5 : 14))));
  if (errors.length === 0) return ext;
  const question = `${call.call?.system ?? call.service} answer?`;
  const decision = draft.decision(ext, question, 'ok', [call.id]);
  for (const error of errors) draft.next(decision, 'err', errorLabel(error, job, route), [error.id], branchOf(error));
  draft.tell({ question, branches: ['ok', ...errors.map(branchOf)], why: `\`${call.id}\`: ${(call.call?.retryText ?? retry).replace(/\.$/, '')}`, recovery: errors.map((error) => recoveryOf(error, job)).join('; ') });
  return decision;
}

function drawStore(draft: FlowDraft, from: string, route: Route, method: Method | undefined, ground: Ground, answers: boolean): string {
  const writes = method?.writes ?? [];
  const reads = method?.reads ?? (route.resource === null ? [] : [route.resource]);
  if (writes.length > 0) return draft.next(from, 'store', `tx: ${storesOf(writes, ground)}${method?.tx === 'outbox' && !/outbox/i.test(writes.join()) ? ', outbox' : ''}${answers ? `, then ${route.success}` : ''}`, writes);
  if (reads.length > 0) return draft.next(from, 'store', `read ${storesOf(reads, ground)}`, reads);
  return draft.next(from, 'step', route.handledBy.split('.').at(-1) ?? 'handler', [route.handledBy]);
}

function storesOf(ids: string[], ground: Ground): string {
  const own = ids.filter((id) => !/audit|idempotency/i.test(id));
  const stores = (own.length > 0 ? own : ids).map((id) => ground.design.models.find((model) => model.id === id)?.store ?? id);
  return stores.length > 3 ? `${stores.slice(0, 3).join(', ')} and ${stores.length - 3} more` : stores.join(', ');
}

function checkpoint(route: Route): string {
  const guard = { public: `rate class ${route.rate.class}, ${route.rate.limit}`, session: 'session, owner filter', 'session + state': 'session, state bound to it, single use', role: `session, role ${route.role ?? 'checked'}`, service: 'service credential', webhook: 'sender of the event verified' };
  return guard[route.auth];
}

function answerText(route: Route): string {
  const extra = route.successHeaders.filter((header) => /location|retry-after|etag/i.test(header)).slice(0, 1).map((header) => header.replace(/, with .*$/, ''));
  return `${route.success}${extra.length === 0 ? '' : ` with ${extra.join(', ')}`}`;
}

function whyOf(route: Route, method: Method | undefined, error: ApiError): string {
  const step = method?.steps.find((one) => one.throws.includes(error.id));
  if (step === undefined) return `rule of \`${route.id}\``;
  const text = step.text.replace(/\.$/, '');
  return step.kind === 'validate' ? `checked: ${text}` : text;
}
