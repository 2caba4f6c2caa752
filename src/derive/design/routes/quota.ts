import type { Job, Route } from '../../../model/plan/index.ts';
import type { Context } from '../context.ts';

const share = 0.7;
/** Calls one connected person causes beside the routes: a 6 h token is renewed 4 times a day, 20 events a month are fetched, each night compares once. */
export const beside = { renewalsPerDay: 4, eventsPerMonth: 20, nightly: 1 };
const besidePerPerson = beside.nightly + beside.renewalsPerDay + beside.eventsPerMonth / 30;

/** People the quota has to serve: the answer, at most the provider's first cap above one, else ten. */
function people(ctx: Context): number {
  const caps = ctx.provider?.caps[0]?.values ?? [];
  const cap = caps.find((v) => v > 1) ?? 10;
  const asked = ctx.input.answers.answers['real-users']?.value;
  return asked === undefined || asked === 0 ? cap : Math.min(asked, cap);
}

/**
 * Lowers a job rate class that would use up the provider's daily quota: sum(route calls x provider calls) <= 70 % of the reads of the
 * default tier. 6 an hour becomes 6 a day; `lowered` shows the arithmetic.
 */
export function checkQuota(ctx: Context, routes: readonly Route[], jobs: readonly Job[]): Route[] {
  const quota = ctx.provider?.quotas[0];
  if (ctx.provider === null || quota === undefined) return [...routes];
  const metered = new Map(ctx.provider.calls.map((c) => [`${ctx.provider?.gateway}.${c.name}`, c.needs]));
  const limit = Math.floor(quota.perDay * share);
  const n = people(ctx);
  return routes.map((r) => {
    const job = jobs.find((j) => j.id === r.job);
    const calls = job?.calls.filter((c) => metered.get(c) === 'sync').length ?? 0;
    if (r.rate.class !== 'job' || calls === 0) return r;
    const perDay = n * 6 * 24 * calls;
    const rest = Math.ceil(n * besidePerPerson);
    if (perDay + rest <= limit) return r;
    const format = (v: number) => v.toLocaleString('en-GB');
    return { ...r, rate: { class: r.rate.class, limit: '6/day', lowered: `6/h gave ${n} x 6 x 24 x ${calls} = ${format(perDay)} > ${format(limit)} (${share * 100} % of ${format(quota.perDay)} ${quota.what} per day); 6/day gives ${n} x 6 x ${calls} = ${format(n * 6 * calls)}` } };
  });
}
