import { attributesOf } from '../attributes.ts';
import type { Context } from '../context.ts';
import type { Resource } from '../resources.ts';
import { plural, singular } from '../reading/words.ts';

const several = /^(?:(?:an?|the|its|their|all|one or more|several|many|multiple|lists?\s+of|sets?\s+of|collections?\s+of|assigned|linked|related)\s+)+/u;

/** "its machines", "list of lessons": the thing of which an attribute names many; null for a value or for one of it. */
export function manyOf(ctx: Context, noun: string, of: string): Resource | null {
  const bare = noun.replace(several, '');
  const one = singular(bare, ctx.lexicon);
  if (one === of || plural(one, ctx.lexicon) !== bare || one === bare) return null;
  return [...ctx.resources.values()].find((r) => r.stored && r.noun === one && r.name !== 'User') ?? null;
}

/** The things whose rows lie in others, as the attributes of those say: houses of machines. Each with whether one row lies in several. */
export function wholesOf(ctx: Context, resource: Resource): { whole: Resource; shared: boolean }[] {
  return [...ctx.vocabulary.entities].flatMap(([noun, { entity }]) => {
    const whole = noun === resource.noun ? undefined : [...ctx.resources.values()].find((r) => r.noun === noun && r.stored);
    if (whole === undefined || !attributesOf(entity).some((a) => manyOf(ctx, a.noun, noun)?.name === resource.name)) return [];
    return [{ whole, shared: isShared(ctx, whole, resource) }];
  });
}

/** A song is on many playlists, a person in many teams, and things that name many of each other are. */
function isShared(ctx: Context, whole: Resource, part: Resource): boolean {
  const back = ctx.vocabulary.entities.get(part.noun)?.entity;
  return ctx.lexicon.containers.includes(whole.noun) || ctx.lexicon.people.includes(part.noun) || (back !== undefined && attributesOf(back).some((a) => manyOf(ctx, a.noun, part.noun)?.name === whole.name));
}

/** What the many of an attribute are to the row: ids it holds where rows are shared, else nothing, since the other side names it. */
export function idsOf(ctx: Context, resource: Resource, part: Resource): boolean {
  if (!isShared(ctx, resource, part)) return false;
  const order = [...ctx.vocabulary.entities.keys()];
  const mutual = wholesOf(ctx, resource).some((w) => w.whole.name === part.name);
  const single = attributesOf(ctx.vocabulary.entities.get(part.noun)?.entity ?? { name: '', description: '', attributes: [], persisted: null, line: 1, endLine: 1 }).some((a) => a.noun === resource.noun);
  // An act that ties both, such as an enrolment, has a row of its own.
  const tied = [...ctx.acts.values()].some((row) => row.things.includes(resource.noun) && (row.things.includes(part.noun) || ctx.lexicon.people.includes(part.noun)));
  return !tied && !single && (!mutual || order.indexOf(resource.noun) < order.indexOf(part.noun));
}
