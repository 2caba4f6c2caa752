import type { Job } from '../../../model/plan/index.ts';
import type { Ground } from '../ground.ts';
import { print, round } from '../../../text/number.ts';
import type { Group } from './groups.ts';
import { jobHops, outsideCalls, routeHops, sumOf } from './budget.ts';

/** What gives way first in a group of routes, with its number: a provider quota, an outside call, else the database pool. */
export function bottleneckOf(group: Group, jobs: Job[], ground: Ground): string {
  const { routes } = group;
  const { pool } = ground.input.knowledge.judging.load;
  const cap = ground.input.providers[0]?.caps[0];
  if (cap !== undefined && group.kind === 'authentication' && routes.some((route) => route.path.endsWith('/callback'))) return `${cap.what}: ${cap.values.map((value) => print(value)).join(', then ')}.`;
  const quotaJob = jobs.find((job) => outsideCalls(job, ground).some((call) => call.call?.quota === true));
  const quota = ground.input.providers[0]?.quotas[0];
  if (quotaJob !== undefined && quota !== undefined) return `${quota.what}: ${print(quota.per15Min)} per 15 min and ${print(quota.perDay)} per day for the whole application (\`${quotaJob.id}\`).`;
  const outside = jobs.find((job) => outsideCalls(job, ground).length > 0);
  if (outside !== undefined) {
    const seconds = round(sumOf(jobHops(outside, ground)) / 1000, 1);
    const call = outsideCalls(outside, ground)[0];
    return `\`${call?.id ?? outside.id}\`: one worker process does 60 / ${print(seconds)} = ${print(Math.floor(60 / Math.max(0.1, seconds)))} runs of \`${outside.id}\` per minute.`;
  }
  const slowest = routes.toSorted((a, b) => sumOf(routeHops(b, ground)) - sumOf(routeHops(a, ground)))[0];
  if (slowest === undefined) return 'no route of this flow waits for anything.';
  const ms = sumOf(routeHops(slowest, ground));
  return `database pool: ${pool} connections / ${print(ms / 1000, 3)} s of \`${slowest.id}\` = ${print(Math.floor(pool / (ms / 1000)))} requests per second.`;
}
