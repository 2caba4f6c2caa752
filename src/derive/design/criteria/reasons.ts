import type { Context } from '../context.ts';
import { reasonsOf } from '../rules/reasons.ts';
import { gwt, type Subjects } from './case.ts';
import { live } from './matching.ts';
import type { Told } from './stages.ts';

/** Without its reason the move is refused; with it the row keeps it. */
export function reasonCases(ctx: Context, { routes }: Subjects): Told[] {
  return reasonsOf(ctx).filter(({ requirement }) => live(requirement)).flatMap(({ requirement, resource }): Told[] => {
    const route = routes.find((x) => x.resource === resource && x.requirements.includes(requirement.id) && x.request.some((part) => part.name === 'reason' && part.required));
    return route === undefined ? [] : [{ requirement: requirement.id, negative: true, text: gwt('a body without `reason`, and 1 whose `reason` is empty', `\`${route.id}\` gets each, then 1 with a \`reason\``, `422 \`VALIDATION_FAILED\` names \`reason\` twice and 0 rows change, then ${route.success} and the row holds it`) }];
  });
}
