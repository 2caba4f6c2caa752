import type { Reading, Requirement } from '../../../model/plan/index.ts';
import type { JobDraft } from '../blueprint.ts';
import type { Context } from '../context.ts';
import type { Resource } from '../resources.ts';
import { byClock, conditionsOf, passed, scheduleOf } from '../reading/schedule.ts';
import { namesVerb, triggersOf } from '../triggers.ts';
import { holds, kebab, plural } from '../reading/words.ts';
import { isBatch, isSpecial, nearestResource } from './derived.ts';
import { serviceOf } from './resources.ts';
import { idOf } from '../blueprint.ts';

/** The resource that a system's own act is about: its noun's, else the first one its sentence names. */
function subjectOf(ctx: Context, r: Requirement, x: Reading): Resource | null {
  const own = ctx.resources.get(x.resource ?? '');
  if (own !== undefined && !isSpecial(ctx, own.name)) return own;
  const at = (n: Resource): number => r.text.toLowerCase().indexOf(n.noun);
  return [...ctx.resources.values()].filter((n) => !isSpecial(ctx, n.name) && !ctx.lexicon.people.includes(n.noun) && (holds(r.text, n.noun) || holds(r.text, plural(n.noun, ctx.lexicon)))).toSorted((a, b) => at(a) - at(b))[0] ?? null;
}

/** Calls of the payment service for a job that moves money. */
function payments(ctx: Context, r: Requirement): string[] {
  const system = ctx.lexicon.systems.find((s) => s.id === 'payment');
  if (system === undefined || !system.words.some((w) => holds(r.text, w))) return [];
  const gateway = ctx.blueprint.gateway({ id: system.gateway, name: system.name, provider: null, responsibility: `all calls to the ${system.name.toLowerCase()}` }, [r]);
  return system.calls.map((c) => {
    gateway.calls.set(c.name, { ...c, quota: false, errors: [] });
    return `${system.gateway}.${c.name}`;
  });
}

/**
 * What the software does by itself and no caller asks for (rule R6): a value computed when a call arrives belongs to that call; anything
 * else is a job, started by the call its condition names, by the clock, or by the job before it in a batch.
 */
/** What a service fetches or loads on a schedule, though nothing of it is a resource: the first step of a batch. */
export function scheduledRuns(ctx: Context): void {
  for (const r of ctx.active) {
    const x = r.readings.find((y) => y.operation === 'job' && (y.actor === 'system' || y.actor === null) && y.noun !== null && y.resource === null && !y.negated);
    if (x === undefined || !/\b(?:nightly|daily|hourly|weekly|every (?:night|day|hour|week|month)|each (?:night|day|hour))\b/i.test(r.text)) continue;
    const noun = plural(x.noun ?? '', ctx.lexicon);
    ctx.blueprint.job({ id: kebab(`${x.verb ?? 'run'} ${noun}`), kind: 'sync', purpose: `${x.verb ?? 'run'} ${noun}`, service: 'BatchService', resource: null, schedule: scheduleOf(r.text) ?? 'as the requirement says', rule: 'R6', startedBy: [`clock, ${scheduleOf(r.text) ?? 'as the requirement says'}`] }, [r]);
  }
}

/** Moves that the software makes start when the call arrives that their condition names, else by the clock. */
export function startMoves(ctx: Context): void {
  for (const job of ctx.blueprint.jobs.values()) {
    if (job.rule !== 'R8') continue;
    const by = ctx.active.filter((r) => job.requirements.has(r.id));
    const triggers = [...new Set(by.flatMap((r) => triggersOf(ctx, r)).map(idOf))];
    const event = [...ctx.blueprint.jobs.values()].find((j) => j.kind === 'apply-event' && by.some((r) => j.requirements.has(r.id)));
    // "The client accepts one proposal. All others are declined": by that call.
    const beside = triggers.length > 0 || by.some((r) => byClock(r.text) || conditionsOf(r.text).length > 0) ? [] : [...ctx.blueprint.routes.values()].filter((route) => route.action === 'transition' && by.some((r) => route.requirements.has(r.id) && r.readings.some((x) => x.verb === route.verb && x.actor !== null && x.actor !== 'system' && !x.negated))).map(idOf);
    const starts = event !== undefined ? [`job ${event.id}`] : triggers.length > 0 ? triggers : beside;
    if (starts.length === 0) continue;
    // A date that passes is seen by the clock, whatever else leads there.
    const clocked = by.some((r) => passed.test(r.text) && triggersOf(ctx, r).length === 0);
    job.startedBy = new Set([...starts, ...(clocked ? [`clock, ${job.schedule ?? 'each day'}`] : [])]);
    if (!clocked) job.schedule = null;
  }
}

/** "When a node is lost": the job whose move the condition names. */
function moveBefore(ctx: Context, r: Requirement): string | null {
  const conditions = conditionsOf(r.text);
  const named = (job: JobDraft): boolean => {
    const resource = ctx.resources.get(job.resource ?? '');
    const state = resource === undefined ? '' : job.id.slice(`mark-${kebab(resource.noun)}-`.length).replaceAll('-', ' ');
    return resource !== undefined && conditions.some((c) => holds(c, resource.noun) && holds(c, state));
  };
  const event = [...ctx.blueprint.jobs.values()].find((job) => {
    const resource = job.kind === 'apply-event' ? ctx.resources.get(job.resource ?? '') : undefined;
    return resource !== undefined && conditions.some((c) => holds(c, resource.noun) && (ctx.lexicon.lifecycles[resource.noun]?.moves ?? []).some((m) => m.always === true && namesVerb(ctx, c, m.by)));
  });
  if (event !== undefined) return event.id;
  return [...ctx.blueprint.jobs.values()].find((job) => job.rule === 'R8' && job.id.startsWith('mark-') && named(job))?.id ?? null;
}

/** Jobs for what the system does by itself and no route or job serves yet. */
export function systemJobs(ctx: Context): void {
  const { blueprint: b, lexicon } = ctx;
  const batch = isBatch(ctx) ? ([...b.jobs.values()].find((j) => j.schedule !== null && j.kind === 'sync')?.id ?? null) : null;
  let previous = batch;
  for (const r of ctx.active) {
    if ([...b.routes.values(), ...b.jobs.values()].some((x) => x.requirements.has(r.id))) continue;
    // "IF the last donation was less than 56 days ago THEN reject the booking and name the first possible date": the answer of the call that is turned away.
    if (ctx.refusals.some((x) => x.requirement === r) && r.readings.every((x) => x.operation === 'none')) continue;
    const after = moveBefore(ctx, r);
    const triggers = after !== null ? [] : triggersOf(ctx, r);
    for (const x of r.readings) {
      if (x.negated || x.verb === null || x.noun === null || (x.actor !== 'system' && x.actor !== null)) continue;
      const money = x.operation === 'derive';
      const own = x.operation === 'none' && (lexicon.verbs[x.verb] === undefined || batch !== null) && (!lexicon.effects.includes(x.verb) || r.readings.length === 1) && (ctx.vocabulary.meaning(x.noun).kind !== 'none' || batch !== null || byClock(r.text));
      const kept = ['create', 'update'].includes(x.operation) && (x.resource !== null || triggers.length > 0 || batch !== null);
      if (!money && !own && !kept) continue;
      if ((money || kept) && triggers.length > 0) {
        for (const route of triggers) route.requirements.add(r.id);
        const holder = ctx.resources.get(triggers[0]?.resource ?? '');
        if (money && holder !== undefined) holder.computed.push({ noun: x.noun, requirement: r });
        continue;
      }
      // "On 1 January carry over at most 5 unused days" names an hour and no row: it is about what its neighbours are about.
      const subject = subjectOf(ctx, r, x) ?? (scheduleOf(r.text) === null ? null : nearestResource(ctx, r));
      const clock = byClock(r.text);
      const run = lexicon.runs.includes(x.verb);
      if (triggers.length === 0 && after === null && !clock && !run && previous === null) continue;
      if (subject === null && previous === null) continue;
      const when = scheduleOf(r.text) ?? (run && !clock ? 'every minute' : 'every 5 min');
      const startedBy = triggers.length > 0 ? triggers.map(idOf) : after !== null ? [`job ${after}`] : previous !== null ? [`job ${previous}`] : [`clock, ${when}`];
      const job = b.job({ id: kebab(`${x.verb} ${plural(x.noun, lexicon)}`), kind: 'process', purpose: `${x.verb} ${plural(x.noun, lexicon)}`, service: subject === null ? 'BatchService' : serviceOf(subject), resource: subject?.name ?? null, schedule: triggers.length === 0 && after === null && previous === null ? when : null, rule: 'R6', startedBy, calls: after !== null && ctx.blueprint.jobs.get(after)?.kind === 'apply-event' ? [] : payments(ctx, r) }, [r]);
      if (previous !== null && triggers.length === 0) previous = job.id;
    }
  }
}
