import { anyOf, caseless } from '../../../text/regex.ts';
import type { Context } from '../context.ts';
import { countIn, countPattern, sentencesOf } from '../reading/counts.ts';
import type { Resource } from '../resources.ts';
import { namesDeed, nounsOf } from '../triggers.ts';
import type { Window } from './windows.ts';
import { holds, snake, verbBases } from '../reading/words.ts';

/** What a deadline counts from: a time of the thing itself or of what it refers to. */
export interface Since {
  /** Name of the resource that has the time. */
  of: string;
  /** Column of that time. */
  field: string;
}

/** Somebody may do something; "must answer within 2 hours" is a promise to others, which nobody refuses when it is late. */
const may = /\b(?:can|may|(?:is|are|be) (?:able|allowed) to|has|have|had)\b/i;

/** "dispute a bill within 14 days after it was sent": for how long, after something happened, people may do what they do. */
export function deadlinesOf(ctx: Omit<Context, 'windows'>): Window[] {
  const { lexicon } = ctx;
  const { units } = lexicon.windows;
  const pattern = caseless(`\\b(?:within|for(?: up to| at most)?|up to|until|no later than)\\s+(?<count>${countPattern(lexicon)})\\s+(?<unit>${anyOf(Object.keys(units))})(?:\\s+(?:after|of|from|since)\\s+(?<since>[^,.;]+))?(?!\\p{L}|\\s+(?:${anyOf(lexicon.windows.ahead)})(?!\\p{L}))`);
  return ctx.active.flatMap((requirement) =>
    sentencesOf(requirement.text).flatMap((text): Window[] => {
      const found = pattern.exec(text);
      const count = countIn(found?.groups?.['count'] ?? '', lexicon);
      const unit = found?.groups?.['unit']?.toLowerCase() ?? '';
      const size = units[unit];
      if (found === null || count === null || size === undefined || !may.test(text) || /^\s*(?:if|when|whenever|once)\b/i.test(text)) return [];
      // "block a seat for 10 minutes" is how long it lasts, unless that time follows something: "edit a comment for 10 minutes after it was posted".
      const lasting = /^for\b/i.test(found[0]) && found.groups?.['since'] === undefined;
      const act = actOf(ctx, text.slice(0, found.index), requirement.readings.filter((x) => !x.negated && x.actor !== null && x.actor !== 'system' && ['create', 'transition', 'update', 'delete'].includes(x.operation)), lasting);
      if (act === null) return [];
      const thing = act.verb === null ? referred(ctx, act.resource, text) : ctx.resources.get(act.resource);
      if (thing === undefined) return [];
      // "accept or decline an offer within 10 days": both.
      const before = text.slice(0, found.index);
      const beside = act.verb === null || !/\bor\b/i.test(before) ? [] : requirement.readings.filter((x) => x.operation === 'transition' && !x.negated && x.resource === act.resource && x.verb !== null && x.verb !== act.verb && x.actor !== null && x.actor !== 'system' && (before.toLowerCase().match(/\p{L}+/gu) ?? []).some((word) => verbBases(word).includes(x.verb?.split(' ')[0] ?? ''))).map((x) => x.verb);
      return [act.verb, ...new Set(beside)].map((verb): Window => ({ resource: act.resource, starts: thing.name, verb, edge: 'least', minutes: count * size, span: `${count} ${count === 1 ? unit.replace(/(?<=\p{L}{3})s$/u, '') : unit}`, outcome: null, requirement, since: { of: thing.name, field: timeOf(ctx, found.groups?.['since'] ?? '') } }));
    }),
  );
}

function actOf(ctx: Omit<Context, 'windows'>, text: string, readings: readonly Context['active'][number]['readings'][number][], lasting: boolean): { resource: string; verb: string | null } | null {
  for (const x of readings.toReversed()) {
    const resource = ctx.resources.get(x.resource ?? '');
    if (resource === undefined || !resource.stored || ctx.lexicon.people.includes(resource.noun)) continue;
    if (x.operation === 'transition' && nounsOf(ctx, resource).some((noun) => namesDeed(ctx, text, x.verb ?? '', noun))) return lasting ? null : { resource: resource.name, verb: x.verb };
    if (x.operation === 'update' || x.operation === 'delete') return { resource: resource.name, verb: x.operation };
    if (x.operation === 'create' && !lasting && (ctx.acts.get(resource.noun)?.things.length ?? 0) + x.of.length > 0) return { resource: resource.name, verb: null };
  }
  return null;
}

/** The thing that a row is about: the bill of a dispute. */
function referred(ctx: Omit<Context, 'windows'>, name: string, text: string): Resource | undefined {
  const noun = ctx.resources.get(name)?.noun ?? '';
  const things = ctx.acts.get(noun)?.things ?? [];
  return [...ctx.resources.values()].find((r) => r.stored && r.name !== name && things.includes(r.noun) && holds(text, r.noun)) ?? [...ctx.resources.values()].find((r) => r.stored && things.includes(r.noun));
}

/** "it was sent" -> `sent_at`, "delivery" -> `delivered_at`; what does not say it counts from its creation. */
function timeOf(ctx: Omit<Context, 'windows'>, since: string): string {
  const told = caseless(String.raw`\b(?:was|were|is|are|has been|have been|being)\s+(?:\p{L}+ly\s+)?(\p{L}+)\s*$`).exec(since.trim())?.[1]?.toLowerCase() ?? caseless(String.raw`^(?:the\s+)?(\p{L}+(?:ing|y|al|ion|ment|t))$`).exec(since.trim())?.[1]?.toLowerCase();
  if (told === undefined) return 'created_at';
  const participles = Object.values(ctx.lexicon.participles);
  if (participles.includes(told) || told.endsWith('ed')) return /^(?:created|made|placed|booked|submitted|filed)$/.test(told) ? 'created_at' : `${snake(told)}_at`;
  const verbs = [...Object.keys(ctx.lexicon.participles), ...Object.keys(ctx.lexicon.states)].filter((v) => /^[a-z]{4,}$/.test(v));
  const stem = told.replace(/(?:ing|y|al|ion|ment)$/, '');
  const verb = verbs.find((v) => v === stem || v.startsWith(stem) || verbBases(told).includes(v));
  return verb === undefined ? 'created_at' : `${snake(ctx.lexicon.participles[verb] ?? ctx.lexicon.states[verb] ?? verb)}_at`;
}
