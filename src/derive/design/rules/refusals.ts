import type { Lexicon } from '../../../model/knowledge.ts';
import type { Requirement } from '../../../model/plan/index.ts';
import { oncePer } from '../../../text/once.ts';
import { anyOf, caseless } from '../../../text/regex.ts';
import type { RouteDraft } from '../blueprint.ts';
import type { Context } from '../context.ts';
import { withoutDenials } from '../reading/asides.ts';
import { sentencesOf } from '../reading/counts.ts';
import { opener } from '../reading/predicates.ts';
import type { Resource } from '../resources.ts';
import { conditionsOf } from '../reading/schedule.ts';
import { nounsOf, verbsOf } from '../triggers.ts';
import { guardedIn } from '../reading/guarded.ts';
import { bag, holds, plural, singular, snake, verbBases } from '../reading/words.ts';

/** A case in which the software turns a call away: "must reject a rental when the bike is out", "prevent deletion of types that are in use". */
export interface Refusal {
  resource: string;
  /** What is turned away; null for whatever makes such a row. */
  verb: string | null;
  /** When it is, as the sentence says; null when it does not. */
  why: string | null;
  /** The body itself is wrong: 422, as for any bad body. */
  invalid: boolean;
  /** The row is in a state from which the move does not start. */
  illegal?: boolean;
  /** The sentence says what somebody tries, which is a case of its own. */
  tried?: boolean;
  requirement: Requirement;
}

/** `BikeRental` -> `BIKE_RENTAL_REFUSED`; of one verb `BIKE_DELETE_REFUSED`. */
export const refusalCode = ({ resource, verb }: Pick<Refusal, 'resource' | 'verb'>): string => `${snake(verb === null ? resource : `${resource} ${verb}`).toUpperCase()}_REFUSED`;

/** What a route answers by a rule of its own already: too many, the same again, overlapping, too late. */
const ruled = /_(?:LIMIT_REACHED|OVERLAPS|NOT_READY|TOO_LATE|BLOCKED|SUSPENDED|LOCKED|BANNED|BARRED|EXCLUDED)$|^CONFLICT_DUPLICATE$/;
/** Errors of one kind of call, told by the words of their code. */
const special = /^(?:AI_BUDGET_EXCEEDED|POLICY_BLOCKED_SOURCE|UNSUPPORTED_FILE|FILE_TOO_LARGE|LINK_INVALID|PROVIDER_QUOTA_EXHAUSTED)$/;
const told = /\b(?:already|same|twice|duplicates?|overlap\w*|more than|at most|maximum|limit)\b/i;

/** The code of a refusal among those a route answers with anyway; null when it needs one of its own. */
export function answeredBy(refusal: Refusal, codes: readonly string[]): string | null {
  if (refusal.invalid) return codes.includes('VALIDATION_FAILED') ? 'VALIDATION_FAILED' : null;
  if (refusal.illegal === true && codes.includes('ILLEGAL_TRANSITION')) return 'ILLEGAL_TRANSITION';
  const said = bag(refusal.requirement.text);
  const named = codes.filter((code) => special.test(code)).find((code) => [...bag(code.replaceAll('_', ' '))].some((word) => said.has(word)));
  return named ?? (refusal.tried !== true && told.test(refusal.requirement.text) ? (codes.find((code) => ruled.test(code)) ?? null) : null);
}

const patternsOf = oncePer((lexicon: Lexicon) => lexicon, (lexicon) => {
  const words = ['refuse', 'prevent', 'block', ...lexicon.refusals];
  return {
    rejects: caseless(`\\b(?:must|shall|should|will|to)\\s+(?:also\\s+)?(?:${anyOf(words)})\\s+(.+)|\\b(?:${anyOf(words.map((w) => (w.endsWith('y') ? `${w.slice(0, -1)}ies` : `${w}s`)))})\\s+(.+)`),
    rejected: /^(.{3,80}?)\s+(?:must|shall|should|will|is|are)\s+(?:be\s+)?(?:rejected|refused|denied|declined|prevented|blocked)\b(.*)$/i,
    deed: caseless(String.raw`^(?:(?:the|an?|any|all)\s+)?(?:\p{L}+\s+)?(\p{L}+ing)\s+`),
    attempt: caseless(String.raw`\battempts?\b(?:\s+(?:by|of|from)\s+(?<who>[^.;]*?))?\s+to\s+(?<deed>\p{L}+)\s+(?<rest>[^.;]*)`),
    being: caseless(String.raw`\bfrom\s+(?:being\s+)?(\p{L}+)\b`),
    noun: caseless(`\\b(${anyOf(Object.keys(lexicon.nominals))})\\b`),
  };
});

const listedVerb = (word: string, lexicon: Lexicon): string | null => verbBases(word.toLowerCase()).find((v) => lexicon.verbs[v] !== undefined || lexicon.acts[v] !== undefined) ?? null;

/** The first resource that a text names; the longest name where several start at one place. */
function firstIn(text: string, resources: readonly Resource[], ctx: Pick<Context, 'acts' | 'lexicon'>): Resource | null {
  const low = text.toLowerCase();
  const at = (r: Resource): number => Math.min(...[r.noun, ...r.aka].flatMap((n) => [n, plural(n, ctx.lexicon)]).filter((n) => holds(low, n)).map((n) => low.indexOf(n)), Infinity);
  const own = resources.filter((r) => at(r) < Infinity).toSorted((a, b) => at(a) - at(b) || b.noun.length - a.noun.length)[0];
  return own ?? resources.find((r) => nounsOf(ctx, r).some((n) => holds(low, n))) ?? null;
}

/** Why a call is turned away: its condition, else what narrows the thing ("types that are in use"). */
function reasonOf(sentence: string, rest: string): string | null {
  const narrowed = caseless(String.raw`^(?:(?:the\s+)?\p{L}+\s+of\s+|\p{L}+ing\s+)?(.{2,60}?)\s+(that|which|who)\s+((?:(?:already|currently|still|no\s+longer)\s+)?(?:is|are|has|have|was|were|would|could|does|do)\s[^.;,]+)`).exec(rest);
  const forbidden = /^(.{2,60}?)\s+from\s+being\s+([^.;,]+)/i.exec(rest);
  const during = caseless(String.raw`^while\s+(.{4,80}?)(?:,|\s+the\s+(?:[\p{L}-]+\s){1,3}(?:must|shall|should|will)\b)`).exec(sentence.trim())?.[1];
  const condition = during ?? conditionsOf(sentence)[0] ?? (narrowed === null ? undefined : (narrowed[1] ?? '').split(' ').length > 3 ? `${narrowed[1] ?? ''} ${narrowed[2] ?? ''} ${narrowed[3] ?? ''}` : `${narrowed[1] ?? ''} ${narrowed[3] ?? ''}`) ?? /\bif\s+([^.;,]+)/i.exec(sentence)?.[1] ?? (forbidden === null ? undefined : `${forbidden[1] ?? ''} would be ${forbidden[2] ?? ''}`);
  const clean = condition?.replace(/,?\s*\bthen\b.*$/i, '').trim() ?? '';
  return clean.length > 3 ? clean : null;
}

/** Why what somebody tries is turned away: the thing or else the person with what narrows it, else the thing as the sentence says it. */
function triedFor(who: string, rest: string): string | null {
  const narrowed = [rest, who].find((part) => /\s(?:that|which|who|whose)\s/i.test(part));
  return (narrowed ?? (rest.trim().split(/\s+/).length > 3 ? rest : null))?.trim() ?? null;
}

/** The refusals that the sentences of the active requirements tell, each with the thing whose call it turns away. */
export function refusalsOf(ctx: Pick<Context, 'active' | 'resources' | 'lexicon' | 'acts'>): Refusal[] {
  const { lexicon } = ctx;
  const p = patternsOf(lexicon);
  const resources = [...ctx.resources.values()].filter((r) => r.name !== 'User' && !lexicon.people.includes(r.noun));
  return ctx.active.flatMap((requirement) => sentencesOf(withoutDenials(requirement.text, lexicon)).flatMap((sentence): Refusal[] => {
    const guard = guardedIn(sentence);
    const kept = guard === null ? undefined : resources.find((r) => r.noun === singular(guard.thing, lexicon));
    const deed = guard === null ? null : listedVerb(guard.past, lexicon);
    if (guard !== null && kept !== undefined && deed !== null) return [{ resource: kept.name, verb: deed, why: /^(?:it|they)\b/i.test(guard.why) ? guard.why.replace(/^(?:it|they)\b/i, `a ${kept.noun}`) : `a ${kept.noun} ${/^(?:with|whose)\b/i.test(guard.why) ? guard.why : `that ${guard.why}`}`, invalid: false, requirement }];
    if (!/reject|refus|prevent|den(?:y|ie)|declin|disallow|block/i.test(sentence)) return [];
    // What a person rejects is a move, and what moves back later too.
    if (requirement.readings.some((x) => !x.negated && x.operation === 'transition' && x.verb !== null && ['refuse', 'block', ...lexicon.refusals].includes(x.verb))) return [];
    // "When an offer is declined, tell its sender": what happened, no call that is turned away.
    const happened = p.rejected.exec(sentence);
    const passive = happened !== null && opener.test(happened[1] ?? '') && !(happened[1] ?? '').includes(',') ? null : happened;
    if (happened !== null && passive === null && p.rejects.exec(sentence) === null) return [];
    const active = passive === null ? p.rejects.exec(sentence) : null;
    const rest = (passive?.[1] ?? active?.[1] ?? active?.[2] ?? '').replace(/,?\s+and\s+(?:must|shall|should|will)\s.*$/i, '');
    if (rest === '') return [];
    const named = p.noun.exec(rest)?.[1]?.toLowerCase();
    const tried = p.attempt.exec(rest)?.groups;
    const acting = tried?.['deed'] ?? p.deed.exec(rest)?.[1];
    const being = p.being.exec(rest)?.[1];
    const verb = named !== undefined ? (lexicon.nominals[named] ?? null) : acting !== undefined ? listedVerb(acting, lexicon) : being !== undefined ? listedVerb(being, lexicon) : null;
    // "reject the booking" where whoever books makes an appointment.
    const acted = verb === null ? undefined : resources.find((r) => ctx.acts.get(r.noun)?.verb === verb || (ctx.acts.has(r.noun) && lexicon.acts[verb]?.makes.includes(r.noun) === true));
    // "prevent deletion of item types" holds for parent item types and child item types alike.
    const alike = firstIn(rest, resources, ctx) !== null ? [] : resources.filter((r) => r.noun.split(' ').length > 2 && [r.noun, plural(r.noun, lexicon)].some((n) => holds(rest, n.split(' ').slice(1).join(' '))));
    if (alike.length > 0) return alike.map((r): Refusal => ({ resource: r.name, verb, why: reasonOf(sentence, rest), invalid: false, requirement }));
    const resource = (tried === undefined ? null : firstIn(tried['rest'] ?? '', resources, ctx)) ?? firstIn(rest, resources, ctx) ?? acted ?? firstIn(sentence, resources, ctx);
    if (resource === null) return [];
    const again = verb !== null && resource.uses.some((u) => u.operation === 'transition' && u.verb === verb) && lexicon.gates.again.some((words) => holds(rest, words));
    const makes = verb !== null && (ctx.acts.get(resource.noun)?.verb === verb || (ctx.acts.has(resource.noun) && lexicon.acts[verb]?.makes.includes(resource.noun) === true));
    // "refuses a claim without an amount": the body lacks a field.
    const lacking = caseless(String.raw`\bwithout\s+(?:an?|any|its|their|the)\s+\p{L}+(?:\s\p{L}+)?\s*$`).test(rest.trim().replace(/[.;]$/, ''));
    if (lacking) return [{ resource: resource.name, verb: makes ? null : verb, why: rest.trim().replace(/[.;]$/, ''), invalid: true, requirement }];
    const why = tried !== undefined ? triedFor(tried['who'] ?? '', tried['rest'] ?? '') : reasonOf(sentence, passive === null ? rest : `${passive[1] ?? ''} ${passive[2] ?? ''}`);
    return [{ resource: resource.name, verb: makes ? null : verb, why, invalid: /\bvalidation error|\binvalid\b|\b4(?:00|22)\b|\bmissing\b|\bmalformed\b/i.test(sentence), ...(again ? { illegal: true } : {}), ...(tried === undefined ? {} : { tried: true }), requirement }];
  }));
}

/** The routes whose calls a refusal turns away: those of its verb, else those that make the thing, else all that change it. */
export function refusedRoutes(ctx: Context, refusal: Refusal): RouteDraft[] {
  const writes = [...ctx.blueprint.routes.values()].filter((x) => x.stage === 3 && x.method !== 'GET' && x.resource === refusal.resource);
  const acted = [...ctx.blueprint.routes.values()].filter((x) => x.stage === 3 && x.method !== 'GET' && (ctx.acts.get(ctx.resources.get(x.resource ?? '')?.noun ?? '')?.things ?? []).includes(ctx.resources.get(refusal.resource)?.noun ?? ''));
  if (refusal.verb !== null) {
    const verb = refusal.verb;
    const kind = ctx.lexicon.verbs[verb];
    const moves = writes.filter((x) => x.action === 'transition' && x.verb === verb);
    if (moves.length > 0) return moves;
    const named = [...writes, ...acted].filter((x) => verbsOf(ctx, x).includes(verb) || (kind === 'delete' && x.action === 'delete') || (kind === 'create' && x.action === 'create' && ctx.lexicon.acts[verb] === undefined) || (kind === 'update' && x.action === 'update'));
    if (named.length > 0) return named;
    if (kind === 'delete') return [];
  }
  const makes = writes.filter((x) => ['create', 'upload', 'share', 'start-job', 'start-ai'].includes(x.action));
  return makes.length > 0 ? makes : writes.length > 0 ? writes.slice(0, 3) : acted.filter((x) => x.action === 'create');
}
