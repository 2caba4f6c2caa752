import type { ApiError, Job, Route } from '../../../model/plan/index.ts';
import type { Context } from '../context.ts';
import { made } from '../node.ts';
import { baseErrors } from './base.ts';
import { limitCode } from './raise.ts';
import { barCode } from '../rules/bars.ts';
import { refusalCode } from '../rules/refusals.ts';
import { overlapCode } from '../rules/overlaps.ts';
import { windowCode, windowText } from '../rules/windows.ts';
import type { ErrorText } from './base.ts';

function textOf(ctx: Context, code: string): ErrorText {
  const base = baseErrors[code];
  const name = ctx.provider?.name ?? 'the outside service';
  if (base !== undefined) return { ...base, title: base.title.replaceAll('{provider}', name), userMessage: base.userMessage.replaceAll('{provider}', name) };
  const words = code.toLowerCase().replaceAll('_', ' ');
  const title = words.slice(0, 1).toUpperCase() + words.slice(1);
  if (code.endsWith('_UNAVAILABLE')) return { status: 502, title, userMessage: 'Please try again later.', callerAction: 'try again later', showAs: 'toast', retry: 'by the job runner', log: 'warning', alert: true, detail: '' };
  const limit = [...ctx.limits].find(([resource]) => limitCode(resource) === code);
  if (limit !== undefined) return { status: 409, title, userMessage: limit[1].per === 'owner' ? `You have ${limit[1].most} already.` : `This ${limit[1].per} has ${limit[1].most} already.`, callerAction: limit[1].which === null ? `delete one of the ${limit[1].most}, then try again` : `wait until one is no longer ${limit[1].which}, then try again`, showAs: 'inline', retry: 'no', log: 'info', alert: false, detail: `at most ${limit[1].most}${limit[1].which === null ? '' : ` ${limit[1].which}`} per ${limit[1].per}` };
  const window = ctx.windows.find((w) => w.outcome === null && (w.verb !== null || w.since !== undefined) && windowCode(w) === code);
  if (window?.since !== undefined) return { status: 409, title, userMessage: `This was possible for ${window.span}.`, callerAction: 'offer it only within that time', showAs: 'inline', retry: 'no', log: 'info', alert: false, detail: `${window.verb ?? 'create'} needs ${windowText(window)}` };
  if (window !== undefined) return { status: 409, title, userMessage: `This is possible ${window.edge === 'least' ? `until ${window.span} before the start` : `from ${window.span} before the start`}.`, callerAction: 'offer it only within that time', showAs: 'inline', retry: 'no', log: 'info', alert: false, detail: `${window.verb} needs ${windowText(window)}` };
  const overlap = ctx.overlaps.find((o) => overlapCode(o) === code);
  if (overlap !== undefined) return { status: 409, title, userMessage: `This ${overlap.thing} is taken${overlap.timed ? ' at that time' : ''}.`, callerAction: overlap.timed ? 'offer another time' : `offer another ${overlap.thing}`, showAs: 'inline', retry: 'no', log: 'info', alert: false, detail: `one ${overlap.thing} serves one at a time` };
  const bar = ctx.bars.find((b) => barCode(b) === code);
  if (bar?.why !== undefined) return { status: 409, title, userMessage: bar.lasts == null ? 'This is not possible for you.' : `This is not possible for you for ${bar.lasts}.`, callerAction: bar.lasts == null ? 'say why, offer nothing in its place' : 'say from when it is possible again', showAs: 'inline', retry: 'no', log: 'info', alert: false, detail: `${bar.why}${bar.lasts == null ? '' : `, until ${bar.lasts} after the last`}` };
  if (bar !== undefined) return { status: 409, title, userMessage: `This is possible once ${bar.needs}.`, callerAction: 'offer it only then', showAs: 'inline', retry: 'no', log: 'info', alert: false, detail: `needs: ${bar.needs}` };
  const refused = ctx.refusals.filter((x) => x.why !== null && refusalCode(x) === code).map((x) => `when ${x.why ?? ''}`);
  if (refused.length > 0) return { status: 409, title, userMessage: 'This is not possible right now.', callerAction: 'show why, then offer another choice', showAs: 'inline', retry: 'no', log: 'info', alert: false, detail: [...new Set(refused)].join('; ') };
  return { status: 409, title, userMessage: `${title}.`, callerAction: 'read again, then decide', showAs: 'inline', retry: 'no', log: 'info', alert: false, detail: '' };
}

/** What every request passes before and after its service; these errors have one place, not one per method. */
export const middleware: Readonly<Record<string, string>> = {
  INTERNAL: 'edge mapper', RATE_LIMITED: 'rate limiter', MALFORMED_REQUEST: 'request parser', VALIDATION_FAILED: 'request parser', UNAUTHENTICATED: 'session check', SESSION_EXPIRED: 'session check',
  FORBIDDEN_ROLE: 'role check', FORBIDDEN_ORIGIN: 'origin check', IDEMPOTENCY_IN_PROGRESS: 'idempotency middleware', IDEMPOTENCY_MISMATCH: 'idempotency middleware', PRECONDITION_REQUIRED: 'precondition check',
};

/** Where only services call, nobody can sign in. */
const forServices = { title: 'Key is not known', userMessage: 'This service is not set up yet.', callerAction: 'send a known key', showAs: 'page' };

/** Every error that a route, job or gateway of this design can raise, each owned by the check that raises it for all routes, else by the first method that does. */
export function createErrors(ctx: Context, routes: readonly Route[], jobs: readonly Job[]): ApiError[] {
  const codes = [...new Set([...Object.keys(baseErrors), ...routes.flatMap((r) => r.errors), ...jobs.flatMap((j) => j.throws)])];
  const keyed = routes.some((r) => r.auth === 'service') && !routes.some((r) => r.auth === 'session' || r.auth === 'session + state' || r.auth === 'role');
  return codes.flatMap((code): ApiError[] => {
    const route = routes.find((r) => r.ownErrors.includes(code)) ?? routes.find((r) => r.errors.includes(code));
    const job = jobs.find((j) => j.throws.includes(code));
    const owner = middleware[code] ?? route?.handledBy ?? (job === undefined ? undefined : `${job.service}.${runner(job.id)}`);
    if (owner === undefined || (route === undefined && job === undefined)) return [];
    return [{ ...made(ctx, code, 'errors', code in middleware ? [] : [...(route?.requirements ?? []), ...(job?.requirements ?? [])]), ...textOf(ctx, code), ...(code === 'UNAUTHENTICATED' && keyed ? forServices : {}), owner: code === 'UNAUTHENTICATED' && keyed ? 'key check' : owner }];
  });
}

/** Method that runs a job: `sync-activities` -> `runSyncActivities`. */
export const runner = (job: string): string => `run${job.split('-').map((w) => w.slice(0, 1).toUpperCase() + w.slice(1)).join('')}`;
