import type { ApiError, Requirement, Route } from '../../../model/plan/index.ts';
import type { SpecScenario, SpecSource } from '../../../model/spec.ts';
import type { Context } from '../context.ts';
import { countIn } from '../reading/counts.ts';
import { limitCode } from '../errors/raise.ts';
import { readsJob } from '../platform.ts';
import { banCode } from '../rules/thresholds.ts';
import { namesVerb } from '../triggers.ts';
import { bag, cosine, holds, jaccard, plural, stateAfter } from '../reading/words.ts';
import type { Subjects } from './case.ts';

/** What routes and jobs have to serve now. */
export const live = (r: Requirement): boolean => r.rejected === null && r.deferred === null && r.kind === 'functional';

/** "Strava reports it": the provider acts, so the requirement that takes its events is proved. */
function byProvider(ctx: Context, s: SpecScenario, r: Requirement): boolean {
  const acts = s.when.join(' ').replace(/^(?:when|and)\s+/i, '').toLowerCase();
  return ctx.input.providers.some((p) => acts.startsWith(`${p.name.toLowerCase()} `) && !ctx.cases(acts, 'consents')) && ctx.cases(r.text, 'events');
}

/** The one requirement below the heading that a scenario stands under; none where several do. */
function headedBy(ctx: Context, s: SpecScenario, spec: SpecSource): Requirement[] {
  const own = s.requirement === null ? [] : ctx.requirements.filter((r) => r.group === s.requirement && r.sources.some((x) => x.kind === 'spec' && x.path === spec.path && x.id === null && x.line <= s.line));
  return own.length === 1 ? own : [];
}

/**
 * The requirement a scenario proves: the one that holds it, the one it names, else the one most like it and its story. A scenario of a
 * requirement that is not served by routes or jobs (a target, a rejected or waiting one) proves no other.
 */
export function home(ctx: Context, s: SpecScenario, spec: SpecSource): Requirement | undefined {
  const able = ctx.requirements.filter(live);
  const said = ctx.requirements.find((r) => r.sources.some((x) => x.kind === 'spec' && x.path === spec.path && x.line === s.line)) ?? ctx.requirements.find((r) => s.requirement !== null && (r.id === s.requirement || r.text === s.requirement)) ?? headedBy(ctx, s, spec)[0];
  if (said !== undefined && !live(said)) return undefined;
  const deeds = doers(ctx, s, able);
  const own =
    able.find((r) => r.sources.some((x) => x.kind === 'spec' && x.path === spec.path && x.line <= s.line && s.line <= x.endLine && (x.line === s.line || (r.id !== s.story && r.group !== s.story) || shares(ctx, s, r)))) ??
    able.find((r) => s.requirement !== null && (r.id === s.requirement || r.text === s.requirement)) ??
    (deeds.length === 1 ? deeds[0] : undefined) ??
    able.find((r) => s.story !== null && r.id === s.story && (able.length === 1 || shares(ctx, s, r))) ??
    headedBy(ctx, s, spec).find((r) => able.includes(r));
  if (own !== undefined) return own;
  const story = spec.stories.find((x) => x.id === s.story || x.title === s.story);
  const words = bag([...s.given, ...s.when, ...s.then, s.text].join(' '));
  const told = story === undefined ? new Set<string>() : bag(`${story.title} ${story.want ?? ''}`);
  const asked = bag(s.when.join(' '));
  const verbs = (r: Requirement) => bag(r.readings.map((x) => x.verb ?? '').join(' '));
  const others = able.filter((r) => (r.id !== s.story && r.group !== s.story) || shares(ctx, s, r));
  return (others.length > 0 ? others : able).map((r) => ({ r, score: cosine(words, bag(r.text)) + 0.6 * cosine(told, bag(`${r.text} ${r.group ?? ''}`)) + ([...verbs(r)].some((v) => asked.has(v)) ? 0.12 : 0) + (byProvider(ctx, s, r) ? 0.6 : 0) })).toSorted((a, b) => b.score - a.score)[0]?.r;
}

/** A story that keeps some deeds of its own is meant by the cases below it that tell of those. */
const shares = (ctx: Context, s: SpecScenario, r: Requirement): boolean => r.readings.length === 0 || r.readings.some((x) => x.verb !== null && namesVerb(ctx, s.when.join(' '), x.verb));

/** The requirements that ask for what somebody does in a scenario: its verb, on a thing that the scenario speaks of. */
function doers(ctx: Context, s: SpecScenario, able: readonly Requirement[]): Requirement[] {
  const asked = s.when.join(' ');
  const all = `${s.given.join(' ')} ${asked}`.toLowerCase();
  return able.filter((r) => r.readings.some((x) => x.operation === 'transition' && !x.negated && x.actor !== 'system' && x.verb !== null && x.noun !== null && namesVerb(ctx, asked, x.verb) && (holds(all, x.noun) || holds(all, plural(x.noun, ctx.lexicon)))));
}

/** True when the outcome is a bad end: words say so, or a status does. */
export const endsBadly = (ctx: Context, outcome: string): boolean => /\b[45]\d\d\b/.test(outcome) || ctx.cases(outcome, 'refused');

/** What bars people after too many events is meant by a case that speaks of those. */
const isForeignBan = (ctx: Context, text: string, code: string): boolean => ctx.thresholds.some((t) => t.kind === 'events' && t.banned && banCode(t, ctx.lexicon) === code && ![t.event, plural(t.event, ctx.lexicon), ...(t.move === null ? [] : [stateAfter(t.move, ctx.lexicon)])].some((word) => holds(text, word)));

/** The error of a route that its words come closest to; null when none shares a word. */
export function errorFor(ctx: Context, text: string, route: Route, errors: readonly ApiError[]): ApiError | null {
  return errorMatch(ctx, text, route, errors).error;
}

/** What says that somebody was first. */
const takenWords = /\b(?:somebody|someone|anybody|anyone) else\b|\balready (?:taken|booked|reserved|used|sold|rented|exists?)\b|\bthe same\b|\btwice\b|\bat the same time\b|\boverlap/i;

/** What tells of the same call sent again; no other refusal is one of its key. */
const repeated = /\b(?:idempoten|keys?\b|twice\b|again\b|retr(?:y|ies|ied)|repeat|resubmit|re-?sent\b|double|duplicate|replay)/i;

/** Whether a text tells of a number of rows: the one of the limit, in digits or as a word, or one more than there may be. */
function counts({ limits, lexicon }: Context, error: ApiError, text: string): boolean {
  const bounds = [...limits].filter(([name]) => limitCode(name) === error.id).map(([, limit]) => limit.most);
  const numbers = (text.match(/[\p{L}]+|\d+/gu) ?? []).map((word) => countIn(word, lexicon));
  return bounds.some((most) => numbers.includes(most) || numbers.includes(most + 1)) || /\b(?:limit|maximum|at most|too many|another|one more)\b/i.test(text) || (bounds.length === 0 && /\b\d+\b/.test(text));
}

function errorMatch(ctx: Context, text: string, route: Route, errors: readonly ApiError[]): { error: ApiError | null; score: number } {
  const { cases, lexicon } = ctx;
  const status = /\b([45]\d\d)\b/.exec(text)?.[1];
  const mine = errors.filter((e) => (status !== undefined || !e.id.startsWith('IDEMPOTENCY_') || repeated.test(text)) && !isForeignBan(ctx, text, e.id) && (e.id !== 'FORBIDDEN_ORIGIN' || lexicon.crossOrigin.some((w) => holds(text, w))) && route.errors.includes(e.id) && e.status !== null && e.id !== 'INTERNAL' && (status !== undefined || e.status !== 401 || lexicon.unsigned.some((w) => holds(text, w))));
  if (status !== undefined) {
    const error = mine.find((e) => e.status === Number(status)) ?? null;
    return { error, score: error === null ? 0 : 1 };
  }
  // A row of somebody else is not there for the caller; a role that is missing is told.
  const isForeign = lexicon.foreign.some((w) => holds(text, w));
  const own = bag(route.resource ?? '');
  const words = new Set([...bag(text)].filter((w) => !own.has(w)));
  const scored = mine.map((e) => ({ e, score: jaccard(words, bag(`${e.id.replaceAll('_', ' ')} ${e.title}`)) + (e.id === 'RATE_LIMITED' && !cases(text, 'rates') ? -1 : 0) + (cases(text, 'conflicts') && e.status === 409 && !e.id.startsWith('IDEMPOTENCY') ? 0.08 : 0) + (cases(text, 'invalid') && e.id === 'VALIDATION_FAILED' ? 0.06 : 0) + (e.id.endsWith('_LIMIT_REACHED') ? (counts(ctx, e, text) ? 0.3 : -1) : 0) + (/^CONFLICT_DUPLICATE$|_OVERLAPS$|_TAKEN$/.test(e.id) && takenWords.test(text) ? 0.2 : 0) + (cases(text, 'states') && e.id === 'ILLEGAL_TRANSITION' ? 0.08 : 0) + (isForeign && e.id === 'NOT_FOUND' && !route.errors.includes('FORBIDDEN_ROLE') ? 0.15 : 0) + (e.id.endsWith('_REFUSED') && cases(text, 'refused') ? 0.15 : 0) }));
  const [best] = scored.toSorted((a, b) => b.score - a.score);
  return best !== undefined && best.score > 0.05 ? { error: best.e, score: best.score } : { error: null, score: 0 };
}

/** Whether a text says that somebody does what a route is for: "when they withdraw it" is `/withdraw`. */
function namesMove(ctx: Context, route: Route, acts: string): boolean {
  const last = route.path.split('/').at(-1) ?? '';
  return route.method === 'POST' && route.path.includes('_id}/') && !last.startsWith('{') && namesVerb(ctx, acts, last.replaceAll('-', ' '));
}

/** The route of a requirement that a text is most about; the job reader only when nothing else is there. */
export function routeFor(ctx: Context, text: string, r: Requirement, routes: readonly Route[], acts = ''): Route | undefined {
  const mine = routes.filter((x) => x.requirements.includes(r.id));
  const main = mine.filter((x) => !readsJob(x) && !(x.auth === 'webhook' && x.method === 'GET' && !ctx.cases(text, 'handshake')));
  const words = bag(text);
  const reading = ctx.cases(text, 'reads');
  // Who changes a thing has to find it first; that it is found proves nothing.
  const changes = r.readings.some((x) => ['update', 'delete', 'transition'].includes(x.operation) && !x.negated) && !r.readings.some((x) => ['list', 'search', 'derive'].includes(x.operation));
  const method = /\b(GET|POST|PUT|PATCH|DELETE)\b/u.exec(text)?.[1]?.replace('PUT', 'PATCH');
  return (main.length > 0 ? main : mine).map((x) => ({ x, score: jaccard(words, bag(`${x.purpose} ${x.path}`)) + (x.method === method ? 1 : 0) + (reading && x.method === 'GET' ? 0.05 : 0) - (changes && x.pagination !== null ? 0.5 : 0) + (acts !== '' && namesMove(ctx, x, acts) ? 0.3 : 0) + (ctx.cases(acts, 'writes') && x.method !== 'GET' ? 0.2 : 0) + (ctx.cases(acts, 'shows') && !ctx.cases(acts, 'writes') && x.method === 'GET' ? 0.2 : 0) + (x.success === 302 && ctx.cases(acts, 'consents') ? 0.5 : 0) })).toSorted((a, b) => b.score - a.score)[0]?.x;
}

/** The route of a requirement that most likely refuses what a text tells; undefined when none of its errors is like it. */
export function refusing(ctx: Context, text: string, r: Requirement, { routes, errors }: Subjects): Route | undefined {
  const able = routes.filter((x) => x.requirements.includes(r.id) && !readsJob(x));
  return able.map((x) => ({ x, score: errorMatch(ctx, text, x, errors).score })).filter((m) => m.score > 0.1).toSorted((a, b) => b.score - a.score)[0]?.x;
}

const moved = /\b(?:again|already|(?:cannot|can['’]?t|can not)\b[^.;]*\bany ?more|second time|twice|expired|too late)\b/i;

/** The error a route refuses a text with: the one its words come closest to, else, where `outcome` speaks of refusing, its error for bad input or an absent row. */
export function refusalOf(ctx: Context, text: string, outcome: string, route: Route, errors: readonly ApiError[]): ApiError | null {
  const own = errorFor(ctx, text, route, errors);
  // A move that cannot be made any more, or again, is none from that state.
  const late = route.rule === 'rule:R8' && route.errors.includes('ILLEGAL_TRANSITION') && (own === null || own.id === 'VALIDATION_FAILED') && !ctx.cases(text, 'invalid') && moved.test(text) ? errors.find((e) => e.id === 'ILLEGAL_TRANSITION') : undefined;
  const after = late !== undefined && /\b(?:expired|too late|deadline|late)\b/i.test(text) ? errors.find((e) => route.errors.includes(e.id) && e.id.endsWith('_TOO_LATE')) : undefined;
  if (after !== undefined) return after;
  if (late !== undefined) return late;
  if (own !== null || !ctx.cases(outcome, 'refuses')) return own;
  return errors.find((e) => route.ownErrors.includes(e.id) && (e.id === 'VALIDATION_FAILED' || e.id === 'NOT_FOUND') && e.status !== null) ?? null;
}
