import type { Context } from '../context.ts';
import { fileOf, groupingsOf } from '../rules/reports.ts';
import { plural, snake, spaced } from '../reading/words.ts';
import { gwt, type Subjects } from './case.ts';
import type { Told } from './stages.ts';

/** Figures of each group and length of time, none of them mixed, and a group without rows. */
export function reportCases(ctx: Context, { routes }: Subjects): Told[] {
  return ctx.active.flatMap((r) => groupingsOf(r, ctx.lexicon).flatMap((grouping): Told[] => {
    const route = routes.find((x) => x.requirements.includes(r.id) && x.path.endsWith('/summary'));
    if (route === undefined) return [];
    const row = spaced(route.resource ?? 'row');
    const bucket = grouping.bucket ?? 'month';
    const [group] = grouping.by;
    const query = `bucket=${bucket}${group === undefined ? '' : `&group_by=${snake(group)}`}`;
    const given = group === undefined ? `3 ${plural(row, ctx.lexicon)}, 2 of them in one ${bucket}` : `3 ${plural(row, ctx.lexicon)} of one ${bucket}, 2 of one ${group} and 1 of another`;
    const then = group === undefined ? `200, 2 buckets with 2 and 1 ${plural(row, ctx.lexicon)}; a ${bucket} without any holds 0` : `200, one line for each ${group} with 2 and 1 ${plural(row, ctx.lexicon)}; the lines add up to the 3 of the ${bucket}`;
    const [file] = fileOf(r.text, ctx.lexicon);
    return [
      { requirement: r.id, negative: false, text: gwt(given, `\`${route.id}\` runs with \`${query}\``, then) },
      ...(file === undefined ? [] : [{ requirement: r.id, negative: false, text: gwt(given, `\`${route.id}\` runs with \`${query}&format=${file}\``, `200 \`${file === 'csv' ? 'text/csv' : `application/${file}`}\`, a head and the 2 lines of the same call without \`format\``) }]),
    ];
  }));
}
