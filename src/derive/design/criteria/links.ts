import type { Context } from '../context.ts';
import { pascal } from '../reading/words.ts';
import { gwt, type Subjects } from './case.ts';
import type { Told } from './stages.ts';

/** A person is tied to a thing once. */
export function linkCases(ctx: Context, { routes }: Subjects): Told[] {
  return [...ctx.vocabulary.links.values()].flatMap((link): Told[] => {
    const route = routes.find((r) => r.resource === pascal(link.noun) && r.method === 'POST' && r.success === 201);
    const [requirement] = route?.requirements ?? [];
    if (route === undefined || requirement === undefined || link.thing === null) return [];
    return [{ requirement, negative: true, text: gwt(`1 ${link.noun} to one ${link.thing}`, `\`${route.id}\` gets the same ${link.person} and ${link.thing} again`, '409 `CONFLICT_DUPLICATE` and 0 rows change') }];
  });
}
