import type { Reading, Requirement } from '../../../model/plan/index.ts';
import type { JobDraft } from '../blueprint.ts';
import type { Context } from '../context.ts';
import { camel, kebab, pascal, plural } from '../reading/words.ts';
import { withoutNotice } from '../notices.ts';
import { readsOnly, systemIn } from '../outsiders.ts';
import { nearestResource } from './derived.ts';
import { serviceOf } from './resources.ts';

const systems = (ctx: Context): { requirement: Requirement; name: string }[] => ctx.active.flatMap((requirement) => {
  const name = systemIn(ctx, requirement.text);
  const called = [...ctx.blueprint.routes.values(), ...ctx.blueprint.jobs.values()].some((x) => x.requirements.has(requirement.id) && [...x.calls].some((c) => c.startsWith(`${name}Gateway.`)));
  return name === null || ctx.connects.includes(requirement) || called ? [] : [{ requirement, name }];
});

/** The gateway of a system with one call, named by what the sentence does there. */
function callTo(ctx: Context, name: string, requirement: Requirement, reading: Reading | undefined): string {
  const gateway = ctx.blueprint.gateway({ id: `${name}Gateway`, name, provider: null, responsibility: `all calls to ${name}` }, [requirement]);
  const verb = reading?.verb ?? 'send';
  const noun = reading?.noun ?? 'record';
  const reads = reading !== undefined && readsOnly.has(reading.operation);
  const call = camel(`${verb} ${noun}`);
  gateway.calls.set(call, { purpose: `${verb} one ${noun} at ${name}`, timeoutMs: 5000, retry: reads ? 'bounded' : 'before-send', retryText: reads ? '3 attempts, exponential wait' : 'once, only before the request left', quota: false, errors: [] });
  return `${name}Gateway.${call}`;
}

const person = (x: Reading): boolean => x.actor !== null && x.actor !== 'system' && !x.negated;

/** "The fixer looks the part up at PartsHub": a route that asks the other system and keeps nothing, where the plan stores no such thing. */
export function lookUps(ctx: Context): void {
  for (const { requirement, name } of systems(ctx)) {
    const asked = requirement.readings.find((x) => person(x) && readsOnly.has(x.operation) && x.noun !== null && x.resource === null);
    const home = nearestResource(ctx, requirement);
    if (asked === undefined || asked.noun === null || home === null) continue;
    const call = callTo(ctx, name, requirement, asked);
    const role = ctx.roles.includes(asked.actor ?? '') ? asked.actor : null;
    const route = ctx.blueprint.route({
      resource: home.name, service: serviceOf(home), stage: 3, auth: ctx.identity.signIn === 'none' ? 'public' : ctx.identity.signIn === 'api-key' ? 'service' : role === null ? 'session' : 'role', role, method: 'GET', path: `/v1/${kebab(name)}/${kebab(plural(asked.noun, ctx.lexicon))}`,
      rule: 'R1', action: 'lookup', purpose: `${asked.verb ?? 'find'} ${plural(asked.noun, ctx.lexicon)} at ${name}, kept nowhere`, handler: `find${name}${pascal(plural(asked.noun, ctx.lexicon))}`, rate: 'read', success: 200,
    }, [requirement]);
    route.calls.add(call);
  }
}

/** What the jobs, else the writing routes of a sentence that names another system do there: "sends the invoice to QuickBooks" is no e-mail. */
export function outsideCalls(ctx: Context): void {
  for (const { requirement, name } of systems(ctx)) {
    const jobs = [...ctx.blueprint.jobs.values()].filter((j) => j.requirements.has(requirement.id));
    const routes = [...ctx.blueprint.routes.values()].filter((r) => r.requirements.has(requirement.id) && r.stage === 3);
    if (jobs.length + routes.length === 0) continue;
    const call = callTo(ctx, name, requirement, requirement.readings.find((x) => x.verb !== null && x.operation !== 'none' && !x.negated));
    for (const job of jobs) redirect(ctx, job, { requirement, name, call });
    if (jobs.length === 0) (routes.find((r) => r.method !== 'GET') ?? routes[0])?.calls.add(call);
  }
}

/** A message about a thing to a person becomes the thing itself, sent to the other system; any other job calls it besides. */
function redirect(ctx: Context, job: JobDraft, { requirement, name, call }: { requirement: Requirement; name: string; call: string }): void {
  const { blueprint: b } = ctx;
  const noun = ctx.resources.get(job.resource ?? '')?.noun;
  if (job.kind !== 'notify' || noun === undefined) {
    job.calls.add(call);
    return;
  }
  withoutNotice(ctx, job, requirement);
  b.job({ ...job, id: `send-${kebab(noun)}-to-${kebab(name)}`, kind: 'process', purpose: `send one ${noun} to ${name}`, startedBy: [...job.startedBy], calls: [call] }, [requirement]);
}
