import type { ApiError } from '../../../model/plan/index.ts';

/** An error of the catalogue without its node fields (RFC 9457). `status` null: only a job can meet it. */
export type ErrorText = Pick<ApiError, 'status' | 'title' | 'userMessage' | 'callerAction' | 'showAs' | 'retry' | 'log' | 'alert' | 'detail'>;

const e = (status: number | null, title: string, userMessage: string, callerAction: string, showAs: string, retry: string, log: ApiError['log'] = 'info', alert = false, detail = ''): ErrorText => ({ status, title, userMessage, callerAction, showAs, retry, log, alert, detail });

/** The base set. `{provider}` is replaced by the provider's name. Only what some route, job or gateway can raise reaches a plan. */
export const baseErrors: Readonly<Record<string, ErrorText>> = {
  VALIDATION_FAILED: e(422, 'Request is not valid', 'Please check the marked fields.', 'fix the fields named in `errors`', 'inline', 'no', 'info', false, '`errors` holds pointer, code and message of each field'),
  MALFORMED_REQUEST: e(400, 'Request cannot be read', 'Something went wrong with this request.', 'send a readable body, cursor or key', 'toast', 'no', 'warning', false, 'also a missing Idempotency-Key'),
  UNAUTHENTICATED: e(401, 'Not signed in', 'Please sign in.', 'sign in', 'redirect', 'no'),
  SESSION_EXPIRED: e(401, 'Session has expired', 'Please sign in again.', 'renew the session once, then sign in', 'redirect', 'no'),
  FORBIDDEN_ROLE: e(403, 'Role does not allow this', 'You may not do this.', 'nothing: the role is missing', 'toast', 'no', 'warning'),
  FORBIDDEN_ORIGIN: e(403, 'Origin is not allowed', 'Please open the application again.', 'call from the allowed origin', 'toast', 'no', 'warning'),
  NOT_FOUND: e(404, 'Not found', 'This does not exist any more.', 'nothing: absent, or not yours', 'page', 'no'),
  CONFLICT_DUPLICATE: e(409, 'Exists already', 'This exists already.', 'use the one that exists', 'inline', 'no'),
  ILLEGAL_TRANSITION: e(409, 'Not possible in this state', 'This is not possible any more.', 'read again, then choose a legal move', 'toast', 'no'),
  IDEMPOTENCY_IN_PROGRESS: e(409, 'First request still runs', 'Still working on it.', 'wait for the first request', 'none', 'yes'),
  IDEMPOTENCY_MISMATCH: e(422, 'Key was used for another request', 'Please try again.', 'send a new key', 'toast', 'no', 'warning'),
  PRECONDITION_FAILED: e(412, 'Changed in the meantime', 'Someone changed this; please look again.', 'read again, then change', 'inline', 'no'),
  PRECONDITION_REQUIRED: e(428, 'If-Match is missing', 'Please reload and try again.', 'send `If-Match`', 'toast', 'no', 'warning'),
  UNSUPPORTED_FILE: e(415, 'File type is not supported', 'This kind of file cannot be read.', 'send one of the listed file types', 'inline', 'no'),
  FILE_TOO_LARGE: e(413, 'File is too large', 'This file is too large.', 'send a file within the limit', 'inline', 'no'),
  RATE_LIMITED: e(429, 'Too many requests', 'Please wait a moment.', 'wait for `Retry-After`', 'toast', 'yes'),
  OAUTH_STATE_INVALID: e(400, 'Consent cannot be matched', 'Please connect again.', 'start the authorisation again', 'redirect', 'no', 'warning'),
  OAUTH_SCOPE_MISSING: e(403, 'A needed permission was not given', 'Please allow access to continue.', 'consent again with the needed scope', 'redirect', 'no'),
  CONNECTION_REVOKED: e(409, '{provider} connection was revoked', 'Please connect {provider} again.', 'start the authorisation again', 'inline', 'no', 'warning'),
  PROVIDER_ATHLETE_LIMIT: e(503, '{provider} accepts no further account', 'New connections are not possible right now.', 'wait; the operator files the limit request', 'inline', 'no', 'error', true),
  PROVIDER_QUOTA_EXHAUSTED: e(503, 'Quota of {provider} is used up', 'Please try again later.', 'wait for `Retry-After`', 'toast', 'by the job runner', 'warning', true, '`Retry-After` is the start of the next window'),
  PROVIDER_UNAVAILABLE: e(502, '{provider} does not answer', 'Please try again later.', 'try again later', 'toast', 'by the job runner', 'warning', true),
  ACTIVITY_STILL_PROCESSING: e(null, '{provider} is still working on it', 'Still working on it.', 'nothing: the job tries again', 'none', 'by the job runner', 'info', false, '5 attempts, 60 s apart'),
  POLICY_BLOCKED_SOURCE: e(409, 'Source may not be used here', 'Some of this data may not be used for that.', 'choose data that allows it', 'inline', 'no', 'warning', false, 'metric `policy_blocked_total`'),
  AI_BUDGET_EXCEEDED: e(429, 'Budget of the day is used up', 'Please try again tomorrow.', 'wait for midnight UTC', 'inline', 'yes', 'info', false, '`Retry-After` ends at midnight UTC'),
  AI_OUTPUT_INVALID: e(null, 'Text model gave no usable text', 'The text could not be written.', 'nothing: 1 more attempt, then failed', 'inline', 'by the job runner', 'warning'),
  WEBHOOK_UNVERIFIED: e(403, 'Sender is not verified', '', 'operator checks the subscription', 'none', 'no', 'warning', true),
  LINK_INVALID: e(403, 'Link is used or too old', 'This link does not work any more.', 'sign in and do it there', 'page', 'no', 'info', false, 'single use, ends when its subject starts'),
  NOT_READY: e(503, 'Not ready', '', 'nothing: the probe asks again', 'none', 'yes', 'warning', true),
  INTERNAL: e(500, 'Something failed', 'Something went wrong.', 'report `instance`', 'toast', 'no', 'error', true, 'no internals leave the server'),
};
