import type { Context } from '../context.ts';
import { fileOf, groupingsOf, summedIn } from '../rules/reports.ts';
import { plural, snake, spaced } from '../reading/words.ts';
import { gwt, type Subjects } from './case.ts';
import type { Told } from './stages.ts';

/** Figures of each group and length of time, none of them mixed, and a group without rows. */
export function reportCases(ctx: Context, { routes }: Subjects): Told[] {
  return [...fileCases(ctx, routes), ...ctx.active.flatMap((r) => groupingsOf(r, ctx.lexicon).flatMap((grouping): Told[] => {
    const route = routes.find((x) => x.requirements.includes(r.id) && x.path.endsWith('/summary'));
    if (route === undefined) return [];
    const row = spaced(route.resource ?? 'row');
    const bucket = grouping.bucket ?? 'month';
    const [group] = grouping.by;
    const query = `bucket=${bucket}${group === undefined ? '' : `&group_by=${snake(group)}`}`;
    const given = group === undefined ? `3 ${plural(row, ctx.lexicon)}, 2 of them in one ${bucket}` : `3 ${plural(row, ctx.lexicon)} of one ${bucket}, 2 of one ${group} and 1 of another`;
    const then = group === undefined ? `200, 2 buckets with 2 and 1 ${plural(row, ctx.lexicon)}; a ${bucket} without any holds 0` : `200, one line for each ${group} with 2 and 1 ${plural(row, ctx.lexicon)}; the lines add up to the 3 of the ${bucket}`;
    const isRow = (noun: string): boolean => [...ctx.resources.values()].some((x) => x.stored && (x.noun === noun || plural(x.noun, ctx.lexicon) === noun));
    const summed = summedIn(grouping, isRow, ctx.lexicon);
    const [file] = fileOf(r.text, ctx.lexicon);
    const mean = summed !== null && /\baverage\b/i.test(grouping.figure);
    // Rows are told apart by their number, sums by what is summed up.
    const sum = summed === null ? null : group === undefined ? gwt(`3 ${plural(row, ctx.lexicon)} with 10, 20 and 40 as ${summed}, the first 2 in one ${bucket}`, `\`${route.id}\` runs with \`${query}\``, `200, 2 buckets with ${mean ? 15 : 30} and 40; a ${bucket} without any holds ${mean ? '`null`' : 0}`) : gwt(`3 ${plural(row, ctx.lexicon)} of one ${bucket} with 10, 20 and 40 as ${summed}, the first 2 of one ${group}`, `\`${route.id}\` runs with \`${query}\``, `200, one line for each ${group} with ${mean ? 15 : 30} and 40${mean ? '' : `; the lines add up to the 70 of the ${bucket}`}`);
    return [
      { requirement: r.id, negative: false, text: sum ?? gwt(given, `\`${route.id}\` runs with \`${query}\``, then) },
      ...(file === undefined ? [] : [{ requirement: r.id, negative: false, text: gwt(given, `\`${route.id}\` runs with \`${query}&format=${file}\``, `200 \`${file === 'csv' ? 'text/csv' : `application/${file}`}\`, a head and the 2 lines of the same call without \`format\``) }]),
    ];
  }))];
}

/** A report that another requirement asks for, as a file. */
function fileCases(ctx: Context, routes: Subjects['routes']): Told[] {
  return ctx.active.flatMap((r): Told[] => {
    const [file] = groupingsOf(r, ctx.lexicon).length > 0 ? [] : fileOf(r.text, ctx.lexicon);
    const route = file === undefined ? undefined : routes.find((x) => x.requirements.includes(r.id) && x.path.endsWith('/summary') && x.request.some((part) => part.name === 'format'));
    return route === undefined || file === undefined ? [] : [{ requirement: r.id, negative: false, text: gwt(`3 ${plural(spaced(route.resource ?? 'row'), ctx.lexicon)} in one bucket`, `\`${route.id}\` runs with \`format=${file}\``, `200 \`${file === 'csv' ? 'text/csv' : `application/${file}`}\`, a head and the lines of the same call without \`format\``) }];
  });
}
