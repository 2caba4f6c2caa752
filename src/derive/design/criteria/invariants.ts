import type { Context } from '../context.ts';
import { routesOf } from '../rules/invariants.ts';
import { holds, plural, spaced } from '../reading/words.ts';
import { gwt, type Subjects } from './case.ts';
import type { Told } from './stages.ts';

/** What stays as it was is read before and after the call that must leave it alone. */
export function invariantCases(ctx: Context, { routes, models, fields }: Subjects): Told[] {
  return ctx.invariants.flatMap((invariant): Told[] => {
    const ids = routesOf(ctx, invariant).map((route) => `${route.method} ${route.path}`);
    const route = routes.find((each) => ids.includes(each.id));
    if (route === undefined) return [];
    const { left } = invariant;
    const kept = models.filter((m) => [spaced(m.id), plural(spaced(m.id), ctx.lexicon)].some((noun) => holds(left, noun)) && m.kind !== 'deferred');
    const named = fields.filter((f) => kept.some((m) => m.id === f.model) && [f.name, f.name.replaceAll('_', ' ')].some((name) => holds(left.replaceAll('.', ' '), name)) && f.key === 'none');
    const other = kept.find((m) => m.id !== route.resource);
    const row = spaced(route.resource ?? 'row');
    const given = /^(?:its|their)\s/i.test(left) && other !== undefined ? `1 ${row} and ${left}` : other === undefined ? `1 ${row}` : `1 ${row}, and 1 ${spaced(other.id)} that belongs to it`;
    const stays = named.length > 0 ? `${named.slice(0, 3).map((f) => `\`${f.id}\``).join(', ')} ${named.length > 1 ? 'are' : 'is'} as before` : other !== undefined ? `every field of the \`${other.id}\` is as before` : `as before: ${left}`;
    return [{ requirement: invariant.requirement.id, negative: false, text: gwt(given, `\`${route.id}\` is called`, `${route.success}; ${stays}`) }];
  });
}
