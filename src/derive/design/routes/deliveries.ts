import { sentencesOf } from '../reading/counts.ts';
import type { Context } from '../context.ts';
import { attemptsOf, toldDelivery } from '../rules/deliveries.ts';
import { scheduleOf } from '../reading/schedule.ts';
import { triggersOf } from '../triggers.ts';
import { holds, kebab, stateAfter } from '../reading/words.ts';
import { nearestResource } from './derived.ts';
import { serviceOf } from './resources.ts';
import { idOf } from '../blueprint.ts';

/** Calls that the software makes to the URL of somebody else (rule R6): one signed event a call, tried again by the job runner until the other side takes it. */
export function deliveryJobs(ctx: Context): void {
  const { blueprint: b } = ctx;
  const told = ctx.active.filter((r) => sentencesOf(r.text).some((sentence) => toldDelivery(sentence, ctx.lexicon)?.sends === true));
  if (told.length === 0) return;
  const system = ctx.lexicon.systems.find((s) => s.id === 'webhook');
  if (system === undefined) return;
  // How often is said once, wherever that is.
  const attempts = attemptsOf(ctx.active.filter((r) => told.includes(r) || ctx.lexicon.webhooks.targets.some((word) => r.text.toLowerCase().includes(word))).map((r) => r.text).join(' '), ctx.lexicon);
  const gateway = b.gateway({ id: system.gateway, name: system.name, provider: null, responsibility: 'all calls to the endpoints of others, each signed' }, told);
  for (const call of system.calls) gateway.calls.set(call.name, { ...call, retryText: `${attempts} attempts by the job runner, each wait longer than the one before`, quota: false, errors: [] });
  for (const r of told) {
    const endpoint = [...ctx.resources.values()].find((x) => x.noun === 'webhook endpoint');
    const found = nearestResource(ctx, { ...r, readings: r.readings.filter((x) => x.resource !== endpoint?.name) }, true);
    const subject = found === endpoint ? ([...ctx.resources.values()].filter((x) => x !== endpoint && x.stored).toSorted((x, y) => y.score - x.score)[0] ?? null) : found;
    if (subject === null) continue;
    const writes = [...b.routes.values()].filter((route) => route.resource === subject.name && route.method !== 'GET' && route.stage === 3);
    const triggers = triggersOf(ctx, r).filter((route) => route.resource !== endpoint?.name);
    const moves = /\b(?:status|state)\b/i.test(r.text) ? writes.filter((route) => route.action === 'transition') : [];
    const when = scheduleOf(r.text);
    const shown = writes.filter((route) => route.verb !== null && route.action === 'transition' && holds(r.text, `${stateAfter(route.verb, ctx.lexicon).replaceAll('_', ' ')} ${subject.noun}`));
    const starts = moves.length > 0 && triggers.every((route) => route.action === 'update') ? moves : triggers.length > 0 ? triggers : shown.length > 0 ? shown : moves.length > 0 ? moves : writes;
    for (const route of triggers) route.requirements.add(r.id);
    b.job({ id: `deliver-${kebab(subject.noun)}-event`, kind: 'notify', purpose: `post one signed event about one ${subject.noun} to each endpoint, at most ${attempts} attempts`, service: serviceOf(subject), resource: subject.name, schedule: starts.length === 0 ? (when ?? 'every 5 min') : null, rule: 'R6', startedBy: starts.length === 0 ? [`clock, ${when ?? 'every 5 min'}`] : starts.map(idOf), calls: system.calls.map((call) => `${system.gateway}.${call.name}`) }, [r]);
  }
}
