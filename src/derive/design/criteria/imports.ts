import type { Context } from '../context.ts';
import { plural, spaced } from '../reading/words.ts';
import { tellsRows } from '../rules/row-errors.ts';
import { gwt, type Subjects } from './case.ts';
import { live } from './matching.ts';
import type { Told } from './stages.ts';

/** A file with a row that cannot be read: the others are written, and the report names it. */
export function importCases(ctx: Context, { jobs }: Subjects): Told[] {
  return ctx.active.filter((r) => live(r) && tellsRows(r.text)).flatMap((r) => jobs.filter((j) => ctx.blueprint.jobs.get(j.id)?.kind === 'import' && j.requirements.includes(r.id)).slice(0, 1).map((job): Told => {
    const rows = plural(spaced(ctx.blueprint.jobs.get(job.id)?.resource ?? 'row'), ctx.lexicon);
    return { requirement: r.id, negative: true, text: gwt(`a file with 3 ${rows}, the second of them unreadable`, `\`${job.id}\` runs`, `the first and the third are written, the job ends \`succeeded\`, and its \`row_errors\` name row 2 with the reason`) };
  }));
}
