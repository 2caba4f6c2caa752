import type { Context } from '../context.ts';
import { overlapCode } from '../rules/overlaps.ts';
import { kebab, spaced } from '../reading/words.ts';
import { gwt, type Subjects } from './case.ts';
import type { Told } from './stages.ts';

/** Two who want the same at once: one gets it, the other is refused. */
export function contestCases(ctx: Context, { routes, models }: Subjects): Told[] {
  return ctx.contests.flatMap((contest): Told[] => {
    const row = spaced(contest.resource);
    const requirement = contest.requirement.id;
    const route = routes.find((r) => r.resource === contest.resource && (contest.by === 'create' ? r.success === 201 && r.method === 'POST' : r.rule === 'rule:R8' && r.path.endsWith(`/${kebab(contest.verb)}`)));
    if (route === undefined) return [];
    const thing = contest.thing ?? row;
    const overlap = ctx.overlaps.find((o) => o.resource === contest.resource);
    const code = contest.by === 'transition' ? 'ILLEGAL_TRANSITION' : overlap === undefined ? 'CONFLICT_DUPLICATE' : overlapCode(overlap);
    const states = models.find((m) => m.id === contest.resource)?.states;
    const to = states?.moves.find((m) => m.by === contest.verb)?.to;
    const after = contest.by === 'create' ? `and 1 ${row} of the ${thing} is there` : `and the ${row} is \`${to ?? 'moved'}\` once`;
    return [{ requirement, negative: true, text: gwt(`1 ${thing}${overlap?.timed === true ? ' from 10:00 to 11:00' : ''} and 2 callers who want it`, `both call \`${route.id}\` for it at once`, `${route.success} for one, 409 \`${code}\` for the other, ${after}`) }];
  });
}
