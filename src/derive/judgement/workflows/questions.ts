import type { ApiError, Job, Method, Route } from '../../../model/plan/index.ts';
import type { Ground } from '../ground.ts';
import { label } from './draft.ts';

/** A check as a question with the branch that goes on and the branch that ends in the error. */
export type Question = { text: string; on: string; off: string };

const known: Record<string, Question> = {
  UNAUTHENTICATED: { text: 'session valid?', on: 'yes', off: 'no' },
  SESSION_EXPIRED: { text: 'session still alive?', on: 'yes', off: 'no' },
  FORBIDDEN_ROLE: { text: 'role allowed?', on: 'yes', off: 'no' },
  NOT_FOUND: { text: 'row exists and is yours?', on: 'yes', off: 'no' },
  VALIDATION_FAILED: { text: 'body valid?', on: 'yes', off: 'no' },
  MALFORMED_REQUEST: { text: 'request readable?', on: 'yes', off: 'no' },
  UNSUPPORTED_MEDIA: { text: 'content type known?', on: 'yes', off: 'no' },
  UNSUPPORTED_FILE: { text: 'file type known?', on: 'yes', off: 'no' },
  CONFLICT_DUPLICATE: { text: 'is there one already?', on: 'no', off: 'yes' },
  ILLEGAL_TRANSITION: { text: 'move legal in this state?', on: 'yes', off: 'no' },
  IDEMPOTENCY_IN_PROGRESS: { text: 'same key still running?', on: 'no', off: 'yes' },
  IDEMPOTENCY_MISMATCH: { text: 'same key, other body?', on: 'no', off: 'yes' },
  PRECONDITION_FAILED: { text: 'version still current?', on: 'yes', off: 'no' },
  PRECONDITION_REQUIRED: { text: 'If-Match sent?', on: 'yes', off: 'no' },
  RATE_LIMITED: { text: 'under the rate limit?', on: 'yes', off: 'no' },
  CONNECTION_REVOKED: { text: 'connection active?', on: 'yes', off: 'no' },
  OAUTH_STATE_INVALID: { text: 'state valid?', on: 'yes', off: 'no' },
  OAUTH_SCOPE_MISSING: { text: 'scope granted?', on: 'yes', off: 'no' },
  POLICY_BLOCKED_SOURCE: { text: 'AI allowed for every row?', on: 'yes', off: 'no' },
  AI_BUDGET_EXCEEDED: { text: 'AI budget left today?', on: 'yes', off: 'no' },
  AI_OUTPUT_INVALID: { text: 'output valid?', on: 'yes', off: 'no' },
  LINK_INVALID: { text: 'link unused and in time?', on: 'yes', off: 'no' },
  WEBHOOK_UNVERIFIED: { text: 'sender known?', on: 'yes', off: 'no' },
};

/** Who calls a route tells what a check of the caller looks at: a credential on an open one, a key without owners on one for services. */
const checked: Readonly<Partial<Record<Route['auth'], Readonly<Record<string, string>>>>> = {
  public: { UNAUTHENTICATED: 'credential valid?' },
  service: { UNAUTHENTICATED: 'key known?', NOT_FOUND: 'row exists?' },
};

/** The check behind an error: known codes by name, others in the words of their code. */
export function questionOf(error: ApiError, route: Pick<Route, 'auth' | 'method'> | null = null): Question {
  const hit = known[error.id];
  if (hit !== undefined && error.id === 'VALIDATION_FAILED' && route?.method === 'GET') return { ...hit, text: 'query valid?' };
  if (hit !== undefined) return { ...hit, text: checked[route?.auth ?? 'session']?.[error.id] ?? hit.text };
  return { text: label(`${error.id.toLowerCase().replaceAll('_', ' ')}?`), on: 'no', off: 'yes' };
}

/** What becomes of a job that meets an error: it waits for a quota, is tried again, or ends. */
function jobEnd(error: ApiError, job: Job): string {
  if (/QUOTA|RATE_LIMIT/.test(error.id)) return 'the job waits for the next window';
  return /^(no|never)\b/i.test(error.retry) ? 'the job ends failed' : `${job.attempts} attempts, then the job fails`;
}

/**
 * `401 UNAUTHENTICATED: sign in`: status, code and what the caller does. Nobody waits for a job, so its error names what becomes of the job; a
 * browser that came by redirect gets the code with a redirect.
 */
export function errorLabel(error: ApiError, job: Job | null = null, route: Pick<Route, 'success'> | null = null): string {
  if (job !== null && error.status !== null) return label(`${error.id}: ${jobEnd(error, job)}`);
  if (route?.success === 302) return label(`302, code ${error.id}: ${(error.callerAction.split(';')[0] ?? '').replace(/\.$/, '')}`);
  return label(`${error.status === null ? '' : `${error.status} `}${error.id}: ${error.callerAction.replace(/\.$/, '')}`);
}

/** What a caller does after an error, and whether it may try again. */
export function recoveryOf(error: ApiError, job: Job | null | 'either' = 'either'): string {
  if (job !== null && job !== 'either' && error.status !== null) return `\`${error.id}\` -> ${jobEnd(error, job)}`;
  // A request is not tried again behind the caller's back; only a job is.
  const retry = /^(no|never)\b/i.test(error.retry) || (job === null && /job/.test(error.retry)) ? '' : ` (retry: ${error.retry.replace(/\.$/, '')})`;
  return `\`${error.id}\` -> ${error.callerAction.replace(/\.$/, '')}${retry}`;
}

/** Errors any route can meet; drawn only when a flow has room left after the ones a reader does not guess. */
const shared = ['UNAUTHENTICATED', 'VALIDATION_FAILED', 'NOT_FOUND', 'CONFLICT_DUPLICATE', 'FORBIDDEN_ROLE'];
const never = new Set(['IDEMPOTENCY_MISMATCH', 'MALFORMED_REQUEST', 'RATE_LIMITED', 'UNSUPPORTED_MEDIA', 'INTERNAL', 'IDEMPOTENCY_IN_PROGRESS', 'ORIGIN_REFUSED', 'FORBIDDEN_ORIGIN']);

/** The `limit` most telling errors of a route in the order its steps meet them; those of an outside call are drawn at the call. */
export function routeErrors(route: Route, method: Method | undefined, ground: Ground, limit: number): ApiError[] {
  const stepOrder = (method?.steps ?? []).flatMap((step) => step.throws);
  const place = (id: string) => {
    const at = stepOrder.indexOf(id);
    return at >= 0 ? at : id === 'UNAUTHENTICATED' ? -1 : stepOrder.length;
  };
  const outside = new Set((method?.calls ?? []).flatMap((id) => ground.methods.get(id)?.throws ?? []));
  const rank = (id: string) => (id.includes('POLICY') ? -1 : shared.includes(id) ? 1 + shared.indexOf(id) : 0);
  const candidates = [...new Set([...route.ownErrors, ...route.errors.filter((id) => shared.includes(id))])].filter((id) => !never.has(id) && !(outside.has(id) && !stepOrder.includes(id)));
  const chosen = candidates.toSorted((a, b) => rank(a) - rank(b)).slice(0, Math.max(0, limit));
  return errorsById(ground, chosen.toSorted((a, b) => place(a) - place(b)));
}

/** The errors of these ids, in their order. */
export function errorsById(ground: Ground, ids: string[]): ApiError[] {
  return ids.flatMap((id) => ground.design.errors.filter((error) => error.id === id));
}

/** Short branch text of an error after an outside answer: its code in words. */
export function branchOf(error: ApiError): string {
  return label(error.id.toLowerCase().replaceAll('_', ' '));
}
