import type { Context } from '../context.ts';
import { routesOfRoles } from '../rules/told-roles.ts';
import { gwt, type Subjects } from './case.ts';
import type { Told } from './stages.ts';

/** A role is seen by what it may call and the others may not. */
export function roleCases(ctx: Context, { routes }: Subjects): Told[] {
  return ctx.toldRoles.flatMap((told) => routesOfRoles(ctx, told).slice(0, 2).flatMap((draft): Told[] => {
    const route = routes.find((each) => each.id === `${draft.method} ${draft.path}`);
    const able = (route?.role ?? '').split(', ');
    const other = told.roles.find((role) => !able.includes(role));
    return route === undefined || other === undefined ? [] : [{ requirement: told.requirement.id, negative: true, text: gwt(`a signed-in ${able[0] ?? ''} and a signed-in ${other}`, `each calls \`${route.id}\``, `not 403 for the first, 403 \`FORBIDDEN_ROLE\` for the second and 0 rows ${route.method === 'GET' ? 'come back' : 'change'}`) }];
  }));
}
