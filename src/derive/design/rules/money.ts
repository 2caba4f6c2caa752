import type { Lexicon } from '../../../model/knowledge.ts';
import type { Requirement } from '../../../model/plan/index.ts';
import type { RouteDraft } from '../blueprint.ts';
import type { Context } from '../context.ts';
import { moneyMoves } from '../reading/money-words.ts';
import type { MoneyMove as Move } from '../reading/money-words.ts';
import type { Resource } from '../resources.ts';
import { isSpecial, nearestResource, topResource } from '../routes/derived.ts';
import { serviceOf } from '../routes/resources.ts';
import { byClock, conditionsOf, scheduleOf } from '../reading/schedule.ts';
import { namesVerb, triggersOf, verbsOf } from '../triggers.ts';
import { holds, kebab, plural } from '../reading/words.ts';
import { idOf } from '../blueprint.ts';
import { caseless } from '../../../text/regex.ts';

const paymentSystem = ({ lexicon }: Pick<Context, 'lexicon'>): Lexicon['systems'][number] | undefined => lexicon.systems.find((s) => s.id === 'payment');

/** The rows that are paid for; null where nobody pays by a row of its own, and where people only write down what was paid elsewhere. */
export function paymentOf(ctx: Pick<Context, 'resources' | 'lexicon'>): Resource | null {
  const written = paymentSystem(ctx)?.entries ?? [];
  return [...ctx.resources.values()].find((r) => ctx.lexicon.payments.includes(r.noun) && !(r.uses.some((u) => written.includes(u.verb)) && r.uses.every((u) => u.operation !== 'create' || written.includes(u.verb)))) ?? null;
}

function gateway(ctx: Context, by: readonly Requirement[]): string | null {
  const system = paymentSystem(ctx);
  if (system === undefined) return null;
  ctx.blueprint.gateway({ id: system.gateway, name: system.name, provider: null, responsibility: `all calls to the ${system.name.toLowerCase()}` }, by);
  return system.gateway;
}

function callOf(ctx: Context, call: Move['call'], by: readonly Requirement[]): string[] {
  const id = gateway(ctx, by);
  if (id === null) return [];
  ctx.blueprint.gateways.get(id)?.calls.set(call.name, { ...call, quota: false, errors: [] });
  return [`${id}.${call.name}`];
}

/** Routes by which a person moves the money: "a manager refunds an order". */
const byHand = (ctx: Context, r: Requirement, move: Move): RouteDraft[] => [...ctx.blueprint.routes.values()].filter((x) => x.action === 'transition' && x.verb !== null && move.verbs.includes(x.verb) && x.requirements.has(r.id));

/** Who moves what state of what for a sentence without a `when`: "later cancellations are charged". */
function namedMoves(ctx: Context, r: Requirement): RouteDraft[] {
  const nouns = caseless(String.raw`\b(\p{L}{4,})(?:lations?|ations?|als?)\b`, 'g');
  const stems = [...r.text.matchAll(nouns)].map((m) => (m[1] ?? '').toLowerCase());
  return [...ctx.blueprint.routes.values()].filter((x) => x.action === 'transition' && x.verb !== null && stems.some((s) => x.verb?.startsWith(s.slice(0, 5)) === true));
}

/** The stored thing that stands closest before the word for the money: "a pledge is charged", "a fine of 0.20 EUR is charged". */
function named(ctx: Context, r: Requirement, move: Move): Resource | null {
  // What comes along is not what the money is for: "reports it with a photo and gets a refund".
  const text = r.text.replace(caseless(String.raw`\b(?:with|by)\s+(?:an?|the|their|his|her)\s+\p{L}+`, 'g'), (along) => ' '.repeat(along.length));
  const low = text.toLowerCase();
  const word = Math.max(...move.words.map((w) => low.indexOf(w)));
  const at = (x: Resource): number => Math.max(...[x.noun, plural(x.noun, ctx.lexicon)].map((n) => (holds(text.slice(0, word), n) ? low.slice(0, word).lastIndexOf(n) : -1)));
  const acting = new Set(ctx.active.flatMap((q) => q.readings.map((x) => x.actor)));
  const found = [...ctx.resources.values()].filter((x) => x.stored && !acting.has(x.noun) && !isSpecial(ctx, x.name) && !ctx.lexicon.people.includes(x.noun) && !ctx.lexicon.payments.includes(x.noun) && at(x) >= 0);
  return found.toSorted((a, b) => at(b) - at(a))[0] ?? null;
}

/** What a call of the payment service is started by: the act that the sentence waits for, else the clock. */
function startsOf(ctx: Context, r: Requirement, move: Move): { routes: RouteDraft[]; schedule: string | null } {
  const own = byHand(ctx, r, move);
  if (own.length > 0) return { routes: own, schedule: null };
  const schedule = scheduleOf(r.text);
  if (schedule !== null) return { routes: [], schedule };
  const condition = triggersOf(ctx, r).filter((x) => x.action === 'transition' || x.action === 'delete' || conditionsOf(r.text).some((c) => verbsOf(ctx, x).some((v) => namesVerb(ctx, c, v))));
  if (condition.length > 0) return { routes: condition, schedule: null };
  const mine = [...ctx.blueprint.routes.values()].filter((x) => x.requirements.has(r.id) && x.method !== 'GET' && x.stage === 3 && (x.action === 'transition' || x.action === 'delete'));
  const named = mine.length > 0 ? mine : namedMoves(ctx, r);
  return named.length > 0 && !(byClock(r.text) && mine.length === 0 && namedMoves(ctx, r).length === 0) ? { routes: named, schedule: null } : { routes: [], schedule: 'every 5 min' };
}

/**
 * Money that moves by itself or by a person's decision: one job a kind, started by the call that the sentence waits for, that asks the payment
 * service and writes the row it is about (rule R6). A payment that a person makes is confirmed by an event of that service (rule R11).
 */
export function moneyJobs(ctx: Context): void {
  const { blueprint: b } = ctx;
  const payment = paymentOf(ctx);
  for (const r of ctx.active) {
    for (const move of moneyMoves(r.text, ctx.lexicon)) {
      if (r.readings.some((x) => x.negated) && !r.readings.some((x) => !x.negated && x.operation !== 'none')) continue;
      const { routes, schedule } = startsOf(ctx, r, move);
      const moved = named(ctx, r, move) ?? ctx.resources.get(routes[0]?.resource ?? '') ?? nearestResource(ctx, r) ?? (byClock(r.text) ? topResource(ctx) : null);
      // A fine or a fee is a row that somebody pays later: to charge it is to write it.
      const due = moved !== null && ctx.lexicon.dues.includes(moved.noun) && move.id === 'charge';
      const subject = move.onPayment && !due ? (payment ?? moved) : moved;
      if (subject === null || isSpecial(ctx, subject.name)) continue;
      for (const route of routes) route.requirements.add(r.id);
      const before = routes.length > 0 ? undefined : [...b.jobs.values()].find((j) => j.rule === 'R8' && j.requirements.has(r.id));
      b.job({ id: `${kebab(move.id)}-${subject.path}`, kind: 'process', purpose: `${move.purpose} of one ${moved?.noun ?? subject.noun}`, service: serviceOf(subject), resource: subject.name, schedule: routes.length > 0 || before !== undefined ? null : schedule, rule: 'R6', startedBy: routes.length > 0 ? routes.map(idOf) : before !== undefined ? [`job ${before.id}`] : [`clock, ${schedule ?? 'every 5 min'}`], calls: due ? [] : callOf(ctx, move.call, [r]) }, [r]);
    }
  }
  confirmations(ctx, payment);
}

/** Whoever pays asks the payment service; its event says whether the money came. */
function confirmations(ctx: Context, payment: Resource | null): void {
  const { blueprint: b } = ctx;
  const made = payment === null ? undefined : b.routes.get(`POST /v1/${payment.path}`);
  const jobs = [...b.jobs.values()].filter((j) => [...j.calls].some((c) => c.startsWith('PaymentGateway.')));
  if (payment === null || (made === undefined && jobs.length === 0)) return;
  const by = ctx.active.filter((r) => (made === undefined ? jobs.some((j) => j.resource === payment.name && j.requirements.has(r.id)) : made.requirements.has(r.id)));
  const start = paymentSystem(ctx)?.calls[0];
  if (made !== undefined && start !== undefined) callOf(ctx, start, by);
  const path = '/v1/webhooks/payments';
  b.route({ path, resource: null, service: 'PaymentEventService', stage: 7, auth: 'webhook', rate: 'webhook', rule: 'R11', method: 'POST', action: 'webhook-receive', purpose: 'store one signed event of the payment service and answer at once', handler: 'receivePaymentEvent', success: 202, job: 'apply-payment-event' }, by);
  b.job({ id: 'apply-payment-event', kind: 'apply-event', purpose: `set one ${payment.noun} as the event of the payment service says`, service: 'PaymentEventService', resource: payment.name, schedule: null, rule: 'R11', startedBy: [`POST ${path}`] }, by);
}

/** The call that a payment's creation makes before anything is written. */
export function paymentCalls(ctx: Context, route: { action: string; resource: string | null }): string[] {
  const payment = paymentOf(ctx);
  if (route.action !== 'create' || payment === null || route.resource !== payment.name) return [];
  const start = paymentSystem(ctx);
  const call = start?.calls[0];
  return start === undefined || call === undefined || ctx.blueprint.gateways.get(start.gateway)?.calls.has(call.name) !== true ? [] : [`${start.gateway}.${call.name}`];
}
