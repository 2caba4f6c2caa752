import { impliedMoves } from '../effects.ts';
import type { Context } from '../context.ts';
import { camel, kebab, pascal } from '../words.ts';
import { idParam, serviceOf } from './resources.ts';

/** Routes no sentence asks for but one counts on: an offer that is "not accepted within 2 hours" needs a way to accept it (rule R8). */
export function impliedRoutes(ctx: Context): void {
  for (const move of impliedMoves(ctx)) {
    const { resource, verb, object } = move;
    const name = object === '' ? verb : `${verb} ${object}`;
    const auth = ctx.identity.signIn === 'api-key' ? 'service' : ctx.identity.signIn === 'none' ? 'public' : 'session';
    ctx.blueprint.route({
      resource: resource.name, service: serviceOf(resource), stage: 3, auth, method: 'POST', path: `/v1/${resource.path}/${idParam(resource)}/${kebab(name)}`, rule: 'R8', action: 'transition',
      purpose: `${verb} ${object === '' ? `one ${resource.noun}` : `the ${object} of one ${resource.noun}`}, ${move.text}`, handler: `${camel(verb)}${resource.name}${pascal(object)}`, rate: 'write', success: 200, verb: name,
    }, [move.requirement]);
    resource.uses.push({ requirement: move.requirement, operation: 'transition', verb: name, actor: null, qualifiers: [], state: null, internal: false });
  }
}
