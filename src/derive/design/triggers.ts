import { caseless, escapeRegExp } from '../../text/regex.ts';
import type { Requirement } from '../../model/plan/index.ts';
import type { RouteDraft } from './blueprint.ts';
import type { Context } from './context.ts';
import type { Resource } from './resources.ts';
import { byClock, conditionsOf, distant } from './reading/schedule.ts';
import { holds, plural, stateAfter, verbBases } from './reading/words.ts';

/** Whether a text names the act itself: "a confirmed appointment is 48 hours away" speaks of a state, not of the call that led to it. */
export function namesDeed(ctx: Pick<Context, 'acts' | 'lexicon'>, text: string, verb: string, noun: string): boolean {
  const states = [stateAfter(verb, ctx.lexicon).replaceAll('_', ' '), ctx.lexicon.acts[verb]?.state ?? ''].filter((x) => x !== '');
  return namesVerb(ctx, states.reduce((left, state) => left.replace(caseless(`\\b${escapeRegExp(state)}\\s+${escapeRegExp(noun)}\\b`, 'g'), noun), text), verb);
}


/** Words that name a resource: its noun, and the things an act of people ties together in it. */
export function nounsOf(ctx: Pick<Context, 'acts' | 'lexicon'>, resource: Resource): string[] {
  return [resource.noun, ...resource.aka, ...(ctx.acts.get(resource.noun)?.things ?? [])].flatMap((n) => [n, plural(n, ctx.lexicon)]);
}

const undone = caseless(String.raw`\b(?:not|never)\s+(?:yet\s+)?(?:been\s+)?\p{L}+`, 'g');

/** What callers do by an action of a route, as their requirement is read. */
const operations: Readonly<Record<string, string>> = { create: 'create', upload: 'upload', update: 'update', delete: 'delete', list: 'list', get: 'list', share: 'access', 'start-job': 'job', 'start-ai': 'ai-job', 'start-export': 'export' };

/** The verbs by which callers reach a route: that of its move, else those its requirements use. */
export function verbsOf(ctx: Context, route: RouteDraft): string[] {
  const resource = ctx.resources.get(route.resource ?? '');
  if (route.verb !== null && route.action !== 'start-job') return [route.verb];
  const operation = operations[route.action];
  const row = resource === undefined ? undefined : ctx.acts.get(resource.noun);
  const own = (resource?.uses ?? []).filter((u) => u.operation === operation || (route.action === 'upload' && u.operation === 'create') || (operation === 'list' && u.operation === 'search')).map((u) => u.verb);
  return [...new Set([...own, ...(route.action === 'create' && row !== undefined ? [row.verb] : []), ...(['upload', 'update', 'delete'].includes(route.action) ? [route.action === 'update' ? 'change' : route.action] : [])])].filter((v) => v !== '');
}

/** Whether a text names the act: the verb in any form, or the state it leads to. */
export function namesVerb(ctx: Pick<Context, 'lexicon'>, text: string, verb: string): boolean {
  const [first = '', ...rest] = verb.split(' ');
  const state = stateAfter(verb, ctx.lexicon).replaceAll('_', ' ');
  if (holds(text, state)) return true;
  const words = text.toLowerCase().match(/\p{L}+/gu) ?? [];
  return words.some((w) => verbBases(w).includes(first) || ctx.lexicon.participles[first] === w || ctx.lexicon.nominals[w] === first) && rest.every((w) => holds(text, w));
}

/**
 * The routes whose call is what a requirement waits for: "when the restaurant accepts the order" is `POST /v1/orders/{order_id}/accept`, "to
 * an accepted order" too. A condition on the data of a thing ("when a reading exceeds the limit") comes true when the thing is written.
 */
export function triggersOf(ctx: Context, requirement: Requirement): RouteDraft[] {
  // "After the due date of a loan that is not returned": what has not happened starts nothing.
  const conditions = conditionsOf(requirement.text).map((c) => c.replace(undone, ''));
  const writes = [...ctx.blueprint.routes.values()].filter((route) => route.method !== 'GET' && route.stage === 3 && ctx.resources.has(route.resource ?? ''));
  const nouns = (route: RouteDraft): string[] => {
    const resource = ctx.resources.get(route.resource ?? '');
    return resource === undefined ? [] : nounsOf(ctx, resource);
  };
  // "If it is cancelled less than 4 hours before it starts": the clock draws the line, the call crosses it.
  const line = ctx.windows.find((w) => w.requirement.id === requirement.id && w.outcome !== null && w.verb !== null);
  const crossing = line === undefined ? [] : writes.filter((route) => route.resource === line.resource && route.verb === line.verb);
  if (crossing.length > 0) return crossing;
  const named = writes.filter((route) => conditions.some((c) => !distant.test(c) && nouns(route).some((n) => holds(c, n) && verbsOf(ctx, route).some((v) => namesDeed(ctx, c, v, n)))));
  if (named.length > 0) return named;
  const moved = writes.filter((route) => route.verb !== null && route.action === 'transition' && nouns(route).some((n) => holds(requirement.text, `${stateAfter(route.verb ?? '', ctx.lexicon).replaceAll('_', ' ')} ${n}`)) && requirement.readings.some((x) => x.actor === 'system'));
  if ((moved.length > 0 && !byClock(requirement.text)) || conditions.length === 0) return byClock(requirement.text) ? [] : moved;
  const about = writes.filter((route) => ['create', 'upload', 'update'].includes(route.action) && conditions.some((c) => !byClock(c) && nouns(route).slice(0, 2).some((n) => caseless(`^(?:an?|the|any|one)\\s+(?:\\p{L}+\\s+)?${escapeRegExp(n)}\\b`).test(c))));
  // What a thing becomes, it was not when it was made.
  const changed = conditions.some((c) => ctx.lexicon.becomes.some((word) => holds(c, word))) ? about.filter((route) => route.action === 'update') : [];
  return changed.length > 0 ? changed : about;
}
