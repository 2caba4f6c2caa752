import type { Context } from '../context.ts';
import { kebab, plural } from '../reading/words.ts';
import { gwt, type Subjects } from './case.ts';
import type { Told } from './stages.ts';

/** Both sides of the time after which something ends: a minute beyond it, and a minute before. */
export function lapseCases(ctx: Context, { jobs, models }: Subjects): Told[] {
  return ctx.lapses.flatMap((lapse): Told[] => {
    const model = models.find((m) => m.id === [...ctx.resources.values()].find((r) => r.noun === lapse.noun)?.name);
    const job = jobs.find((j) => j.requirements.includes(lapse.requirement.id) && (j.id === `mark-${kebab(lapse.noun)}-${kebab(lapse.to)}` || (lapse.to === 'delete' && j.id.startsWith('delete-expired-'))));
    if (job === undefined || model === undefined) return [];
    const what = `${plural(lapse.noun, ctx.lexicon)}${lapse.missing === null ? '' : ` not ${lapse.missing}`}`;
    const ended = lapse.to === 'delete' ? 'the first is gone' : `\`${model.states?.field ?? 'status'}\` is \`${lapse.to}\` for the first`;
    return [{ requirement: lapse.requirement.id, negative: false, text: gwt(`2 ${what}, one for ${lapse.span} and 1 minute, one for 1 minute less than ${lapse.span}`, `\`${job.id}\` runs twice`, `${ended}, the second is as before; the second run changes 0 rows`) }];
  });
}
