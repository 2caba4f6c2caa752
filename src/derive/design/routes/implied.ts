import { impliedMoves } from '../effects.ts';
import type { RouteDraft } from '../blueprint.ts';
import type { Context } from '../context.ts';
import { isOverseer } from '../persons.ts';
import type { Resource } from '../resources.ts';
import { camel, kebab, pascal, plural } from '../words.ts';
import { isSpecial } from './derived.ts';
import { idParam, serviceOf } from './resources.ts';

/** Routes no sentence asks for but one counts on: an offer that is "not accepted within 2 hours" needs a way to accept it (rule R8). */
export function impliedRoutes(ctx: Context): void {
  const offered = new Set<string>();
  for (const move of impliedMoves(ctx)) {
    const { resource, verb, object } = move;
    const name = object === '' ? verb : `${verb} ${object}`;
    const auth = ctx.identity.signIn === 'api-key' ? 'service' : ctx.identity.signIn === 'none' ? 'public' : 'session';
    offered.add(`POST /v1/${resource.path}/${idParam(resource)}/${kebab(name)}`);
    ctx.blueprint.route({
      resource: resource.name, service: serviceOf(resource), stage: 3, auth, method: 'POST', path: `/v1/${resource.path}/${idParam(resource)}/${kebab(name)}`, rule: 'R8', action: 'transition',
      purpose: `${verb} ${object === '' ? `one ${resource.noun}` : `the ${object} of one ${resource.noun}`}, ${move.text}`, handler: `${camel(verb)}${resource.name}${pascal(object)}`, rate: 'write', success: 200, verb: name,
    }, [move.requirement]);
    resource.uses.push({ requirement: move.requirement, operation: 'transition', verb: name, actor: null, qualifiers: [], state: null, internal: false });
  }
  for (const resource of ctx.resources.values()) chosen(ctx, resource, offered);
}

/** What people write is read by somebody: messages by those who may see them, reports by the staff (rule R1). */
function readBack(ctx: Context, resource: Resource, mine: readonly RouteDraft[]): void {
  const create = mine.find((r) => r.action === 'create');
  if (create === undefined || mine.some((r) => r.method === 'GET' && (r.action === 'list' || r.action === 'get'))) return;
  const staff = resource.noun === 'abuse report' ? ctx.roles.filter((r) => isOverseer(r, ctx.lexicon)) : [];
  const role = staff.length > 0 ? staff.join(', ') : create.role;
  ctx.blueprint.route({
    resource: resource.name, service: serviceOf(resource), stage: 3, auth: staff.length > 0 ? 'role' : create.auth, role, method: 'GET', path: `/v1/${resource.path}`, rule: 'R1', action: 'list',
    purpose: `list ${plural(resource.noun, ctx.lexicon)} page by page, to read what was written`, handler: `list${pascal(plural(resource.noun, ctx.lexicon))}`, rate: 'read', success: 200,
  }, ctx.active.filter((r) => create.requirements.has(r.id)));
}

/**
 * Who approves a request has to see it first: rows that people change by their id are read too (rule R1), though no sentence says so. An offer
 * brings its id with it.
 */
function chosen(ctx: Context, resource: Resource, offered: ReadonlySet<string>): void {
  if (isSpecial(ctx, resource.name)) return;
  const { routes } = ctx.blueprint;
  const mine = [...routes.values()].filter((r) => r.resource === resource.name);
  const item = `/v1/${resource.path}/${idParam(resource)}`;
  if (ctx.lexicon.readBack.includes(resource.noun)) readBack(ctx, resource, mine);
  const moved = mine.filter((r) => r.method !== 'GET' && !offered.has(`${r.method} ${r.path}`) && r.path.startsWith(item) && (r.action === 'transition' || r.action === 'update' || r.action === 'delete'));
  if (moved.length === 0 || mine.some((r) => r.method === 'GET' && (r.action === 'list' || r.action === 'get'))) return;
  const open = moved.some((r) => r.auth !== 'role') || mine.some((r) => r.action === 'create' && r.auth !== 'role');
  const [first] = moved;
  if (first === undefined) return;
  const role = open ? null : [...new Set(moved.flatMap((r) => (r.role ?? '').split(', ')))].toSorted((a, b) => a.localeCompare(b, 'en')).join(', ');
  const by = ctx.active.filter((r) => moved.some((m) => m.requirements.has(r.id)));
  ctx.blueprint.route({
    resource: resource.name, service: serviceOf(resource), stage: 3, auth: open ? (first.auth === 'role' ? 'session' : first.auth) : 'role', role, method: 'GET', path: `/v1/${resource.path}`, rule: 'R1', action: 'list',
    purpose: `list ${plural(resource.noun, ctx.lexicon)} page by page, to choose the one to ${first.verb ?? first.action}`, handler: `list${pascal(plural(resource.noun, ctx.lexicon))}`, rate: 'read', success: 200,
  }, by);
}
