import { withArticle } from '../../../text/article.ts';
import type { OpenQuestion, Requirement } from '../../../model/plan/index.ts';
import type { RouteDraft } from '../blueprint.ts';
import { countedOn, impliedMoves } from '../effects.ts';
import { made } from '../node.ts';
import type { Context } from '../context.ts';
import { isOverseer } from '../settling/persons.ts';
import type { Resource } from '../resources.ts';
import { camel, kebab, pascal, plural, thirdPerson } from '../reading/words.ts';
import { isSpecial } from './derived.ts';
import { idParam, serviceOf } from './resources.ts';

/**
 * Routes no sentence asks for but one counts on: an offer that is "not accepted within 2 hours" needs a way to accept it, an order that "is
 * shipped" somebody who ships it (rule R8). Who that is, the questions ask.
 */
export function impliedRoutes(ctx: Context): OpenQuestion[] {
  const offered = new Set<string>();
  const questions: OpenQuestion[] = [];
  for (const { resource, verb, requirement } of countedOn(ctx)) {
    const role = ctx.lexicon.finals.includes(verb) || ctx.roles.length === 0 || ctx.identity.signIn === 'api-key' || ctx.identity.signIn === 'none' ? null : ctx.roles.join(', ');
    move(ctx, resource, { verb, object: '', text: 'as a condition counts on it', requirement }, role);
    questions.push({ ...made(ctx, `Q-mover-${kebab(resource.noun)}-${kebab(verb)}`, 'unsaid-actor', [requirement.id], 0.5), text: `Who ${thirdPerson(verb)} ${withArticle(resource.noun)}? No requirement says.`, owner: 'Product owner', needed: 'GATE-1', assumed: role ?? `the caller who owns the ${resource.noun}` });
  }
  for (const { resource, ...each } of impliedMoves(ctx)) offered.add(move(ctx, resource, each, null));
  for (const resource of ctx.resources.values()) chosen(ctx, resource, offered);
  return questions;
}


/** The route of one move; its id. */
function move(ctx: Context, resource: Resource, each: { verb: string; object: string; text: string; requirement: Requirement }, role: string | null): string {
  const { verb, object } = each;
  const name = object === '' ? verb : `${verb} ${object}`;
  const auth = role !== null ? 'role' : ctx.identity.signIn === 'api-key' ? 'service' : ctx.identity.signIn === 'none' ? 'public' : 'session';
  const path = `/v1/${resource.path}/${idParam(resource)}/${kebab(name)}`;
  ctx.blueprint.route({
    resource: resource.name, service: serviceOf(resource), stage: 3, auth, role, method: 'POST', path, rule: 'R8', action: 'transition',
    purpose: `${verb} ${object === '' ? `one ${resource.noun}` : `the ${object} of one ${resource.noun}`}, ${each.text}`, handler: `${camel(verb)}${resource.name}${pascal(object)}`, rate: 'write', success: 200, verb: name,
  }, [each.requirement]);
  resource.uses.push({ requirement: each.requirement, operation: 'transition', verb: name, actor: null, qualifiers: [], state: null, internal: false });
  return `POST ${path}`;
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
