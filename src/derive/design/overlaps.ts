import type { Requirement } from '../../model/plan/index.ts';
import type { Context } from './context.ts';
import { countPattern } from './counts.ts';
import { escapeRegExp } from '../../text/regex.ts';
import { holds, plural, snake } from './words.ts';

/** One thing that two callers cannot have at the same time, though no sentence says so. */
export interface Overlap {
  resource: string;
  thing: string;
  /** A row says from when to when; without it the thing is taken until it is given back. */
  timed: boolean;
  requirement: Requirement;
}

/** `Booking` -> `BOOKING_OVERLAPS`. */
export const overlapCode = (overlap: Pick<Overlap, 'resource'>): string => `${snake(overlap.resource).toUpperCase()}_OVERLAPS`;

/** "book a court for one hour", "rent a van from a start date to an end date": single things that are taken for a time. */
export function overlapsOf(ctx: Pick<Context, 'active' | 'resources' | 'acts' | 'contested' | 'vocabulary' | 'lexicon'>): Overlap[] {
  const { lexicon } = ctx;
  const units = Object.keys(lexicon.windows.units).map(escapeRegExp).join('|');
  const period = new RegExp(`\\bfor\\s+(?:up to\\s+|at most\\s+|exactly\\s+)?(?:${countPattern(lexicon)})\\s+(?:${units})(?!\\p{L})|\\bfrom\\s.{2,40}?\\s(?:to|until|till)\\s|\\bstart(?:s|ing)?\\b.{2,40}?\\b(?:end|ending|ends|length|duration)\\b|\\bfor a (?:period|time|date range)\\b`, 'iu');
  const texts = ctx.active.map((r) => r.text);
  return [...ctx.resources.values()].flatMap((r): Overlap[] => {
    const act = ctx.acts.get(r.noun);
    const [thing, ...more] = (act?.things ?? []).filter((noun) => !lexicon.people.includes(noun) && ctx.vocabulary.meaning(noun).kind === 'resource');
    const make = r.uses.find((u) => u.operation === 'create' && !u.internal && u.actor !== null);
    if (act === undefined || thing === undefined || more.length > 0 || make === undefined || !lexicon.occupies.includes(act.verb) || ctx.contested.has(r.name)) return [];
    // Where a thing has places or copies, one row more takes no other's.
    const head = thing.split(' ').at(-1) ?? thing;
    const roomy = lexicon.shared.includes(head) || texts.some((text) => (holds(text, thing) || holds(text, plural(thing, lexicon))) && lexicon.room.some((word) => holds(text, word)));
    const attributes = ctx.vocabulary.entities.get(r.noun)?.entity.attributes.map((a) => a.toLowerCase()) ?? [];
    const timed = texts.some((text) => (text === make.requirement.text || holds(text, r.noun)) && period.test(text)) || (attributes.some((a) => /^(?:start|from|begin)/.test(a)) && attributes.some((a) => /^(?:end|to\b|until|duration|length)/.test(a)));
    return roomy || (!timed && lexicon.acts[act.verb]?.closes === undefined) ? [] : [{ resource: r.name, thing, timed, requirement: make.requirement }];
  });
}
