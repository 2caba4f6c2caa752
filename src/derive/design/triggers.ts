import { escapeRegExp } from '../../text/regex.ts';
import type { Requirement } from '../../model/plan/index.ts';
import type { RouteDraft } from './blueprint.ts';
import type { Context } from './context.ts';
import type { Resource } from './resources.ts';
import { holds, plural, stateAfter, verbBases } from './words.ts';

const distant = /(?:\d|\b(?:one|two|three|four|five|six|seven|eight|nine|ten|twelve|fourteen|twenty|thirty))\s*(?:seconds?|minutes?|hours?|days?|weeks?|months?|years?)\s+(?:away|past|before|after|old|late|early)\b|\bnot\s+\p{L}+\s+within\b/iu;
const clause = /\b(?:when|whenever|once|after|if|as soon as|until|cuando|al|wenn|sobald|nachdem)\s+([^.;]+?)(?=,|\.|;|$|\bthen\b|\bthe (?:system|service)\b|\band (?:the system|refund|send)\b)/giu;

/** What has to happen first, as the sentence says: "when the bike is returned". */
export const conditionsOf = (text: string): string[] => [...text.matchAll(clause)].map((m) => m[1] ?? '').filter((c) => c.length > 3);

const hour = String.raw`(?:\d{1,2}(?::\d{2}|\s?(?:am|pm))|midnight|noon)`;
const days = 'monday|tuesday|wednesday|thursday|friday|saturday|sunday';
const units = 'night|day|morning|evening|hour|week|weekday|month|quarter|year';
const names = new RegExp(`\\b(?:${days}|january|february|march|april|june|july|august|september|october|november|december)`, 'g');
const written = (text: string): string => text.toLowerCase().replace(names, (d) => d.slice(0, 1).toUpperCase() + d.slice(1));

/** When a job runs, as its sentence says it: "each night at 02:00", "each Monday at 07:00", "every 15 minutes"; null when it names no clock. */
export function scheduleOf(text: string): string | null {
  const at = new RegExp(`\\bat\\s+(${hour})`, 'iu').exec(text)?.[1]?.toLowerCase();
  const every = new RegExp(`\\b(?:every|each)\\s+((?:${days})|(?:(?:first|last|second)\\s+(?:day of the\\s+)?)?(?:${units})|\\d+\\s+(?:minutes?|min|hours?|days?|weeks?|months?))\\b`, 'iu').exec(text)?.[1];
  const adverb = /\b(nightly|daily|hourly|weekly|monthly|yearly)\b(?!\s+(?!(?:jobs?|runs?|sync|batch|summar(?:y|ies)|reports?|digests?|e-?mails?|reminders?|backups?|imports?|exports?|at|and|by|to|from|for|after|before|in|on)\b)\p{L})/iu.exec(text)?.[1]?.toLowerCase();
  const named = adverb === undefined ? undefined : ({ nightly: 'night', daily: 'day', hourly: 'hour', weekly: 'week', monthly: 'month', yearly: 'year' } as Record<string, string>)[adverb];
  const date = /\bon\s+(?:the\s+)?((?:\d{1,2}(?:st|nd|rd|th)?|first|second|third|fourth|fifth|tenth|fifteenth|twentieth|last)\s+(?:(?:working\s+|business\s+)?day\s+)?(?:of\s+)?(?:(?:every|each|the)\s+)?(?:january|february|march|april|may|june|july|august|september|october|november|december|month|quarter|year))\b/iu.exec(text)?.[1];
  const end = /\bat the end of (?:each|every|the|an?) (day|week|month|quarter|year)\b/iu.exec(text)?.[1]?.toLowerCase();
  const over = new RegExp(`\\b(?:an?|the|each|every)\\s+(day|week|month|quarter|year)\\s+(?:ends|closes|is over)\\b`, 'iu').exec(text)?.[1]?.toLowerCase();
  const one = /\bonce (?:an?|per|each|every) (hour|day|week|month|quarter|year)\b/iu.exec(text)?.[1]?.toLowerCase();
  const weekly = new RegExp(`\\bon\\s+(${days})s\\b`, 'iu').exec(text)?.[1];
  const often = date !== undefined ? `on ${written(date)}` : end !== undefined ? `at the end of each ${end}` : every !== undefined ? `${/^\d/.test(every) ? 'every' : 'each'} ${written(every)}` : named !== undefined ? `each ${named}` : over !== undefined ? `at the end of each ${over}` : one !== undefined ? `each ${one}` : weekly !== undefined ? `each ${written(weekly)}` : at === undefined ? null : 'each day';
  return often === null ? null : at === undefined ? often : `${often} at ${at}`;
}

/** The first clock that one of the requirements names. */
export const scheduleIn = (by: readonly Pick<Requirement, 'text'>[]): string | null => by.map((r) => scheduleOf(r.text)).find((s) => s !== null) ?? null;

/** A moment that no caller makes: a time of day, a period that is over, a limit that is passed. */
export const byClock = (text: string): boolean => distant.test(text) || scheduleOf(text) !== null || /\b(?:every (?:\d+ )?(?:night|day|hour|minute|week|month|hours|minutes)|nightly|daily|hourly|weekly|monthly|per day|periodically|on a schedule|automatically|overdue|silent|expired?s?|(?:is|are) over|at \d{1,2}:\d{2}|(?:for|within|longer than|more than|older than|after|before|in)\s+(?:(?:an?|one|two|three|four|five|six|seven|eight|nine|ten|twelve|fourteen|twenty|thirty|sixty|ninety)\s+)?[\d.]*\s*(?:seconds?|minutes?|hours?|days?|weeks?|months?|years?))\b/iu.test(text);

/** Whether a text names the act itself: "a confirmed appointment is 48 hours away" speaks of a state, not of the call that led to it. */
export function namesDeed(ctx: Pick<Context, 'acts' | 'lexicon'>, text: string, verb: string, noun: string): boolean {
  const states = [stateAfter(verb, ctx.lexicon).replaceAll('_', ' '), ctx.lexicon.acts[verb]?.state ?? ''].filter((x) => x !== '');
  return namesVerb(ctx, states.reduce((left, state) => left.replace(new RegExp(`\\b${escapeRegExp(state)}\\s+${escapeRegExp(noun)}\\b`, 'giu'), noun), text), verb);
}


/** Words that name a resource: its noun, and the things an act of people ties together in it. */
export function nounsOf(ctx: Pick<Context, 'acts' | 'lexicon'>, resource: Resource): string[] {
  return [resource.noun, ...(ctx.acts.get(resource.noun)?.things ?? [])].flatMap((n) => [n, plural(n, ctx.lexicon)]);
}

/** The verbs by which callers reach a route: that of its move, else those its requirements use. */
export function verbsOf(ctx: Context, route: RouteDraft): string[] {
  const resource = ctx.resources.get(route.resource ?? '');
  if (route.verb !== null && route.action !== 'start-job') return [route.verb];
  const operation = ({ create: 'create', upload: 'upload', update: 'update', delete: 'delete', list: 'list', get: 'list', share: 'access', 'start-job': 'job', 'start-ai': 'ai-job', 'start-export': 'export' } as Record<string, string>)[route.action];
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
  const conditions = conditionsOf(requirement.text);
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
  const about = writes.filter((route) => ['create', 'upload', 'update'].includes(route.action) && conditions.some((c) => !byClock(c) && nouns(route).slice(0, 2).some((n) => new RegExp(`^(?:an?|the|any|one)\\s+(?:\\p{L}+\\s+)?${escapeRegExp(n)}\\b`, 'iu').test(c))));
  // What a thing becomes, it was not when it was made.
  const changed = conditions.some((c) => ctx.lexicon.becomes.some((word) => holds(c, word))) ? about.filter((route) => route.action === 'update') : [];
  return changed.length > 0 ? changed : about;
}
