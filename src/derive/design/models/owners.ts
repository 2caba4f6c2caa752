import type { Field } from '../../../model/plan/index.ts';
import { isEndUser, type Context } from '../context.ts';
import type { Resource } from '../resources.ts';
import { isOwnScope, type Scope } from '../rules/scopes.ts';
import { pascal, snake } from '../reading/words.ts';
import { field } from './field.ts';

/** A row belongs to a person when an end user makes it, or when it is a person; what only staff or the system writes is shared. */
export function isOwned(ctx: Context, r: Resource): boolean {
  if (ctx.lexicon.people.includes(r.noun)) return true;
  const makers = r.uses.filter((u) => ['create', 'upload', 'ai-job', 'job'].includes(u.operation) && !u.internal);
  if (ctx.vocabulary.providerNouns.has(r.noun)) return true;
  if (makers.length > 0 && isOwnScope(ctx, r.name)) return true;
  if (makers.length === 0) return (ctx.vocabulary.entities.get(r.noun)?.entity.implied ?? true) && r.uses.some((u) => u.actor !== null && isEndUser(u.actor, ctx.lexicon) && u.operation !== 'list' && u.operation !== 'search');
  const row = ctx.acts.get(r.noun);
  if (row !== undefined && (row.verb === 'report' || ctx.lexicon.acts[row.verb]?.towards === true)) return true;
  if (makers.every((u) => u.actor === null && ctx.lexicon.keeps.includes(u.verb))) return false;
  // People whom no list calls staff own what they make, unless it is made for others to read: an organiser's events are for the buyers.
  const owns = (a: string | null): boolean => a === null || isEndUser(a, ctx.lexicon) || (!ctx.input.knowledge.lexicon.people.includes(a) && !ctx.lexicon.devices.includes(a));
  const shown = makers.every((u) => u.actor !== null && !isEndUser(u.actor, ctx.lexicon)) && r.uses.some((u) => (u.operation === 'list' || u.operation === 'search') && u.actor !== null && !makers.some((m) => m.actor === u.actor));
  return !shown && makers.some((u) => owns(u.actor)) && makers.some((u) => u.verb !== 'rebuild');
}

/** How long rows are kept, as routes and requirements say it; what nobody deletes is said to stay. */
export function keptHow(ctx: Context, r: Resource): string {
  if ([...ctx.blueprint.jobs.values()].some((j) => j.id === `delete-expired-${r.path}`)) return `as long as \`delete-expired-${r.path}\` lets it`;
  const routes = [...ctx.blueprint.routes.values()];
  if (routes.some((x) => x.action === 'delete-me') && ctx.keepsakes.some((each) => each.resource === r.name)) return 'stays when the account is erased, `user_id` replaced by a pseudonym';
  if (routes.some((x) => x.resource === r.name && x.action === 'delete')) return 'until the owner deletes it';
  return routes.some((x) => x.action === 'delete-me') && isOwned(ctx, r) ? 'until the user erases the account' : 'without end: 0 requirements delete it';
}

/** Rows of one tenant are told apart by its id, which comes from the session and never from a body. */
export function tenantField(ctx: Context, model: string, scope: Scope): Field {
  return field(ctx, model, `${snake(scope.of)}_id`, { type: 'Ksuid', class: 'id', key: ctx.resources.has(pascal(scope.of)) ? 'reference' : 'none', note: `set from the session; every read is scoped by it` }, 'tenant-scope', [scope.requirement.id]);
}
