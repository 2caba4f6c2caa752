import type { Requirement } from '../../../model/plan/index.ts';
import { anyOf, caseless } from '../../../text/regex.ts';
import type { Context } from '../context.ts';
import type { Since } from './deadlines.ts';
import { countIn, countPattern, sentencesOf } from '../reading/counts.ts';
import type { Resource } from '../resources.ts';
import { moneyMoves } from '../reading/money-words.ts';
import { namesDeed, namesVerb, nounsOf } from '../triggers.ts';
import { holds, snake } from '../reading/words.ts';

/**
 * How long before the start of a thing an act is allowed (`verb` null: its creation), or, with `outcome`, what follows beyond that line. `edge`
 * `most`: not earlier than `span` before; `least`: not later.
 */
export interface Window {
  resource: string;
  /** The resource whose start counts: its own, or that of what it refers to ("register a device until 2 days before the event"). */
  starts: string;
  verb: string | null;
  edge: 'most' | 'least';
  minutes: number;
  span: string;
  outcome: string | null;
  requirement: Requirement;
  /** The time is counted from something that happened, not towards a start. */
  since?: Since;
}

/** `Booking` -> `BOOKING_TOO_LATE`. */
export const windowCode = (window: Pick<Window, 'resource' | 'edge'>): string => `${snake(window.resource).toUpperCase()}_${window.edge === 'least' ? 'TOO_LATE' : 'TOO_EARLY'}`;

/** The bound as a constraint of the time it is about. */
export const windowText = ({ edge, span, since }: Window): string => (since === undefined ? `at ${edge} ${span} ahead` : `at most ${span} after \`${since.field}\``);

/** One minute on the wrong side of the line. */
export function beyond({ edge, minutes, span }: Window): string {
  if (edge === 'most') return `${span} and 1 minute ahead`;
  const left = minutes - 1;
  const parts = [[Math.floor(left / 1440), left >= 2880 ? 'days' : 'day'], [Math.floor((left % 1440) / 60), 'h'], [left % 60, 'min']] as const;
  return `${parts.filter(([count]) => count > 0).map(([count, unit]) => `${count} ${unit}`).join(' ')} ahead`;
}

/** "up to 7 days ahead", "until 24 hours before it starts", "less than 4 hours before the start". */
export function windowsOf(ctx: Omit<Context, 'windows'>): Window[] {
  const { lexicon } = ctx;
  const { most, least, under, over, ahead, units } = lexicon.windows;
  const word = '(?<![\\p{L}])';
  const pattern = caseless(`${word}(?:(?<most>${anyOf(most)})|(?<least>${anyOf(least)})|(?<under>${anyOf(under)})|(?<over>${anyOf(over)}))\\s+(?<count>${countPattern(lexicon)})\\s+(?<unit>${anyOf(Object.keys(units))})\\s+(?<ahead>${anyOf(ahead)})(?!\\p{L})`);
  return ctx.active.flatMap((requirement) =>
    sentencesOf(requirement.text).flatMap((text): Window[] => {
      const found = pattern.exec(text);
      const groups = found?.groups;
      const count = countIn(groups?.['count'] ?? '', lexicon);
      const unit = groups?.['unit']?.toLowerCase() ?? '';
      const size = units[unit];
      const act = found === null ? null : actOf(ctx, text, requirement);
      // "the last donation was less than 56 days before the slot": a time between two things, no line for an act.
      if (found !== null && /\b(?:last|latest|previous|most recent|earlier|former)\s[^,;]*?\b(?:was|were|is|are|lies|took place|happened|ended)\s*$/i.test(text.slice(0, found.index))) return [];
      if (found === null || groups === undefined || count === null || size === undefined || act === null) return [];
      const condition = conditionAround(text, found.index);
      const refused = condition === null ? lexicon.limits.negated.some((one) => holds(text, one)) : ctx.cases(condition.outcome, 'refused');
      const bound = groups['most'] ?? groups['least'];
      if (bound === undefined && condition === null && !refused) return [];
      const before = /^(?:before|antes|vor)/i.test(groups['ahead'] ?? '');
      // "Cancel up to 24 hours before": the latest moment of a change, though the earliest of a booking.
      const edge = groups['under'] !== undefined || groups['least'] !== undefined || (groups['most'] !== undefined && act.verb !== null && before) ? 'least' : 'most';
      const plain = `${count} ${count === 1 ? unit.replace(/(?<=\p{L}{3})s$/u, '') : unit}`;
      return [{ ...act, starts: namedStart(ctx, text.slice(found.index + found[0].length)) ?? act.resource, edge, minutes: count * size, span: plain, outcome: condition === null || refused ? priceOf(ctx, text, act.verb) : condition.outcome, requirement }];
    }),
  );
}

/** "24 hours before the event": the thing that the time is counted from; null for "the start" and "it starts". */
function namedStart(ctx: Omit<Context, 'windows'>, after: string): string | null {
  const said = /^\s+(?:the|its|their|an?|each)\s+((?:[\p{L}-]+\s?){1,2})/u.exec(after.toLowerCase())?.[1] ?? '';
  return [...ctx.resources.values()].find((r) => r.stored && !ctx.lexicon.people.includes(r.noun) && said.startsWith(r.noun))?.name ?? null;
}

/** What it costs beyond the line, where it is possible still: "free of charge until 24 hours before", "later cancellations are charged half the price". */
function priceOf(ctx: Omit<Context, 'windows'>, text: string, verb: string | null): string | null {
  if (verb === null) return null;
  const free = ctx.lexicon.windows.free.find((word) => holds(text, word));
  const later = ctx.active.flatMap((r) => sentencesOf(r.text)).find((each) => each !== text && ctx.lexicon.windows.later.some((word) => holds(each, word)) && each.toLowerCase().includes(verb.slice(0, 5)) && moneyMoves(each, ctx.lexicon).length > 0);
  return later === undefined ? (free === undefined ? null : `it is no longer ${free}`) : later.replace(/[.;]$/, '');
}

/** "If A, B" and "B if A", where A holds the line: what follows from it. */
function conditionAround(text: string, at: number): { outcome: string } | null {
  const first = /^(?:if|when|whenever|where|si|wenn)\s+(.+?),\s*(?:then\s+)?(.+?)[.;]?$/isu.exec(text.trim());
  if (first !== null) return { outcome: (first[2] ?? '').trim() };
  const last = /^(.+?),?\s+(?:if|when|whenever|si|wenn)\s+(.+?)[.;]?$/isu.exec(text.trim());
  return last !== null && at > (last[1] ?? '').length ? { outcome: (last[1] ?? '').trim() } : null;
}

/** The act of people that a sentence sets a line for: a move of a thing that it names, else its creation. */
function actOf(ctx: Omit<Context, 'windows'>, text: string, requirement: Requirement): { resource: string; verb: string | null } | null {
  const about = (r: Resource): boolean => nounsOf(ctx, r).some((noun) => holds(text, noun)) || r.uses.some((u) => u.requirement === requirement && !u.internal);
  const named = [...ctx.resources.values()].filter((r) => r.stored && !ctx.lexicon.people.includes(r.noun) && about(r));
  for (const r of named) {
    const move = r.uses.find((u) => u.operation === 'transition' && nounsOf(ctx, r).every((noun) => namesDeed(ctx, text, u.verb, noun)));
    if (move !== undefined) return { resource: r.name, verb: move.verb };
  }
  // A change of something else than the state: its own criterion tells it.
  if (requirement.readings.some((x) => x.operation === 'update' || x.operation === 'delete')) return null;
  const made = named.find((r) => r.uses.some((u) => u.operation === 'create' && u.actor !== 'system' && (u.requirement === requirement || ctx.cases(text, 'made') || namesVerb(ctx, text, u.verb))));
  return made === undefined ? null : { resource: made.name, verb: null };
}

/** How long a thing lasts, and who says so. */
export interface Length {
  count: number;
  unit: string;
  /** `14 days` */
  span: string;
  requirement: Requirement;
}

/** "book a court for one hour": how long a thing lasts from its start; null when no creator says so. */
export function lengthOf(ctx: Pick<Context, 'lexicon'>, resource: Resource): Length | null {
  const { units } = ctx.lexicon.windows;
  const pattern = caseless(`\\bfor\\s+(?:exactly\\s+)?(${countPattern(ctx.lexicon)})\\s+(${anyOf(Object.keys(units))})(?!\\p{L}|\\s+(?:after|before|ago|old))`);
  for (const use of resource.uses.filter((u) => u.operation === 'create' && u.actor !== null && u.actor !== 'system')) {
    const found = pattern.exec(use.requirement.text);
    const count = countIn(found?.[1] ?? '', ctx.lexicon);
    const unit = (found?.[2] ?? '').toLowerCase();
    if (count !== null) return { count, unit, span: `${count} ${count === 1 ? unit.replace(/s$/, '') : unit}`, requirement: use.requirement };
  }
  return null;
}
