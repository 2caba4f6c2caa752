import type { Requirement } from '../../../model/plan/index.ts';
import type { Vocabulary } from '../vocabulary.ts';
import type { Context } from '../context.ts';
import { countPattern } from '../reading/counts.ts';
import { caseless, escapeRegExp } from '../../../text/regex.ts';
import { givenBy, namesOf } from '../resources.ts';
import { holds, plural, snake } from '../reading/words.ts';

/** One thing that two callers cannot have at the same time, though no sentence says so. */
export interface Overlap {
  resource: string;
  thing: string;
  /** A row says from when to when; without it the thing is taken until it is given back. */
  timed: boolean;
  /** The move that takes the thing, such as assign; null when the new row does. */
  verb: string | null;
  requirement: Requirement;
}

/** `Booking` -> `BOOKING_OVERLAPS`; a drill that somebody has until they bring it back -> `DRILL_TAKEN`. */
export const overlapCode = (overlap: Pick<Overlap, 'resource' | 'thing' | 'timed'>): string => (overlap.timed ? `${snake(overlap.resource).toUpperCase()}_OVERLAPS` : `${snake(overlap.thing).toUpperCase()}_TAKEN`);

/** What has a start and an end, as its entity says. */
const timedBy = (attributes: readonly string[]): boolean => attributes.some((a) => /^(?:start|from|begin)/.test(a)) && attributes.some((a) => /^(?:end|to\b|until|duration|length)/.test(a));

/** The row that holds the times of another: "a booking: resident, slot", where a slot has a start and an end. */
export function slotOf(noun: string, vocabulary: Vocabulary): string | null {
  const own = (of: string): string[] => vocabulary.entities.get(of)?.entity.attributes.map((a) => a.toLowerCase()) ?? [];
  return timedBy(own(noun)) ? null : (own(noun).find((a) => vocabulary.entities.has(a) && own(a).some((x) => x.split(/\sand\s|,\s*/u).some((part) => /^(?:start|from|begin)/.test(part))) && own(a).some((x) => /\b(?:end|until|duration|length)/.test(x))) ?? null);
}

/** "the bay is already taken in that period": what is taken for a time; null where no sentence says so. */
function takenIn(text: string, lexicon: Context['lexicon']): string | null {
  const found = caseless(`\\b(?:the|an?|that|this)\\s+(?<noun>[\\p{L}-]+)\\s+(?:is|are|was)\\s+(?:already\\s+)?(?:${lexicon.taken.join('|')})\\s+(?:in|for|at|during|within)\\s+(?:that|this|the(?: same| given| chosen)?)\\s+(?:period|time|slot|day|interval|window|date)s?\\b`).exec(text);
  return found?.groups?.['noun']?.toLowerCase() ?? null;
}

/** "book a court for one hour", "rent a van from a start date to an end date", "no two bookings of a court may overlap": single things that are taken for a time. */
export function overlapsOf(ctx: Pick<Context, 'active' | 'resources' | 'acts' | 'contested' | 'vocabulary' | 'lexicon'>): Overlap[] {
  const { lexicon } = ctx;
  const units = Object.keys(lexicon.windows.units).map(escapeRegExp).join('|');
  const length = caseless(`\\bfor\\s+(?:up to\\s+|at most\\s+|exactly\\s+)?(?:${countPattern(lexicon)})\\s+(?:${units})(?!\\p{L})`);
  const period = caseless(`\\bfrom\\s.{2,40}?\\s(?:to|until|till)\\s|\\bstart(?:s|ing)?\\b.{2,40}?\\b(?:end|ending|ends|length|duration)\\b|\\bfor a (?:period|time|date range)\\b`);
  const texts = ctx.active.map((r) => r.text);
  return [...ctx.resources.values()].flatMap((r): Overlap[] => {
    const act = ctx.acts.get(r.noun);
    const [thing, ...more] = (act?.things ?? []).filter((noun) => !lexicon.people.includes(noun) && ctx.vocabulary.meaning(noun).kind === 'resource');
    const make = r.uses.find((u) => u.operation === 'create' && !u.internal && u.actor !== null);
    const names = namesOf(r, ctx.resources, lexicon);
    const told = slotOf(r.noun, ctx.vocabulary) !== null ? undefined : ctx.active.find((x) => lexicon.overlapping.some((word) => holds(x.text, word)) && names.some((noun) => holds(x.text, noun)));
    const same = told === undefined || act !== undefined ? undefined : caseless(String.raw`\b(?:the same|one|an?|each|any)\s+([\p{L}-]+)`).exec(told.text)?.[1]?.toLowerCase();
    // "two orders of the same technician": who assigns one to a technician takes their time.
    const taking = same === undefined ? undefined : givenBy(r, same);
    // "IF the bay is already taken in that period", below the call that says which bay.
    const busy = make === undefined ? undefined : ctx.active.flatMap((x) => (x !== make.requirement && x.group !== null && x.group === make.requirement.group ? [{ x, noun: takenIn(x.text, lexicon) }] : [])).find(({ noun }) => noun !== null && holds(make.requirement.text, noun));
    if (busy?.noun != null && act === undefined) return [{ resource: r.name, thing: busy.noun, timed: true, verb: null, requirement: busy.x }];
    if (told !== undefined && same !== undefined && (taking !== undefined || r.uses.some((u) => u.operation === 'create')) && (lexicon.people.includes(same) || ctx.vocabulary.meaning(same).kind === 'resource')) return [{ resource: r.name, thing: same, timed: true, verb: taking?.verb ?? null, requirement: told }];
    if (act === undefined || thing === undefined || more.length > 0 || make === undefined) return [];
    if (told !== undefined) return [{ resource: r.name, thing, timed: true, verb: null, requirement: told }];
    if (!lexicon.occupies.includes(act.verb) || ctx.contested.has(r.name)) return [];
    // Where a thing has places or copies, one row more takes no other's.
    const last = thing.split(' ').at(-1) ?? thing;
    const roomy = lexicon.shared.includes(last) || texts.some((text) => (holds(text, thing) || holds(text, plural(thing, lexicon))) && lexicon.room.some((word) => holds(text, word)));
    const attributes = ctx.vocabulary.entities.get(r.noun)?.entity.attributes.map((a) => a.toLowerCase()) ?? [];
    // What is brought back is lent from now on, for however long.
    const closes = lexicon.acts[act.verb]?.closes !== undefined;
    const timed = texts.some((text) => (text === make.requirement.text || holds(text, r.noun)) && (period.test(text) || (!closes && length.test(text)))) || timedBy(attributes);
    return roomy || (!timed && !closes) ? [] : [{ resource: r.name, thing, timed, verb: null, requirement: make.requirement }];
  });
}
