import type { Context } from '../context.ts';
import { numberingOf } from '../rules/numbering.ts';
import { snake } from '../reading/words.ts';
import { gwt, type Subjects } from './case.ts';
import { live } from './matching.ts';
import type { Told } from './stages.ts';

/** A number that the software gives is another one for each row, also for two at once. */
export function numberingCases(ctx: Context, { routes, fields }: Subjects): Told[] {
  return ctx.active.filter(live).flatMap((r) => numberingOf(ctx, r).flatMap((told): Told[] => {
    const route = routes.find((x) => x.resource === told.resource && x.requirements.includes(r.id) && x.method === 'POST');
    const field = fields.find((f) => f.model === told.resource && f.name === snake(told.name));
    return route === undefined || field === undefined ? [] : [{ requirement: r.id, negative: false, text: gwt('2 callers at once', `both call \`${route.id}\``, `${route.success} for both, and \`${field.name}\` is another one for each${told.within === null ? '' : ` within the ${told.within}`}; one that a body names is not taken`) }];
  }));
}
