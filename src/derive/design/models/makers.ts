import { oncePer } from '../../../text/once.ts';
import { attributesOf } from '../attributes.ts';
import { isEndUser, type Context } from '../context.ts';
import type { Resource } from '../resources.ts';
import { personName } from './field.ts';
import { isOwned } from './owners.ts';
import { singular, snake, stateAfter } from '../reading/words.ts';

/** Who does what a verb says: report, reporter; create, creator; submit, submitter; and "reported by". */
function doers(verb: string, ctx: Context): string[] {
  const stem = verb.replace(/e$/u, '');
  const last = stem.slice(-1);
  return [`${stem}er`, `${stem}or`, `${stem}${last}er`, `${stateAfter(verb, ctx.lexicon).replaceAll('_', ' ')} by`];
}

/**
 * The attribute of its entity under which a row lists whoever made it, the caller: "Booking: resident, machine" where residents book, "Fault:
 * reporter" whoever reports. Null where staff makes it for others too, or no entity lists them.
 */
export function makerOf(ctx: Context, resource: Resource): string | null {
  return known(ctx).get(resource.name) ?? null;
}

const known = oncePer((ctx: Context) => ctx, (ctx) => new Map([...ctx.resources.values()].flatMap((r) => {
  const maker = found(ctx, r);
  return maker === null ? [] : [[r.name, maker] as const];
})));

function found(ctx: Context, resource: Resource): string | null {
  const { lexicon } = ctx;
  const entity = ctx.vocabulary.entities.get(resource.noun)?.entity;
  if (entity === undefined || lexicon.people.includes(resource.noun) || ctx.identity.signIn === 'api-key' || ctx.identity.signIn === 'none') return null;
  const made = resource.uses.filter((u) => (u.operation === 'create' || u.operation === 'upload') && !u.internal && u.actor !== null);
  if (made.length === 0 || !isOwned(ctx, resource)) return null;
  const listed = attributesOf(entity).filter((a) => a.values === null).map((a) => singular(a.noun, lexicon));
  const told = [...made.map((u) => u.verb), ctx.acts.get(resource.noun)?.verb ?? ''].filter((verb) => verb !== '' && !verb.includes(' '));
  const names = new Set([...lexicon.makers, ...told.flatMap((verb) => doers(verb, ctx))]);
  const doer = listed.find((noun) => names.has(noun));
  if (doer !== undefined) return doer;
  const actors = [...new Set(made.map((u) => u.actor ?? ''))];
  // Staff that makes it too says for whom.
  const alone = listed.find((noun) => actors.includes(noun) && actors.every((actor) => actor === noun || isEndUser(actor, lexicon)));
  if (alone !== undefined) return alone;
  const people = listed.filter((noun) => lexicon.people.includes(noun) || isEndUser(noun, lexicon));
  return people.length === 1 && actors.every((actor) => ctx.vocabulary.meaning(actor).kind === 'user') && isEndUser(people[0] ?? '', lexicon) ? people[0] ?? null : null;
}

/** Names that a field for whoever made the row would have: the owner of the row says it already. */
export function makerFields(ctx: Context, resource: Resource): string[] {
  const maker = makerOf(ctx, resource);
  return maker === null ? [] : [snake(maker), `${snake(maker)}_id`, personName(maker)];
}

/** People who sign in and are an entity of the spec too: their row comes with their account. */
export const withAccount = (ctx: Context, resource: Resource): boolean => ctx.identity.signIn !== 'api-key' && ctx.identity.signIn !== 'none' && isEndUser(resource.noun, ctx.lexicon) && ctx.active.some((r) => r.readings.some((x) => x.actor === resource.noun && !x.negated));

/** Rows that a first sign-in makes beside the account, where nobody else creates them. */
export const accountRows = (ctx: Context): string[] => [...ctx.resources.values()].filter((r) => r.stored && withAccount(ctx, r) && !r.uses.some((u) => u.operation === 'create' && !u.internal)).map((r) => r.name);
