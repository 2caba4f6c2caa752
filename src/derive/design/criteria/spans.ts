import type { Context } from '../context.ts';
import { sentencesOf } from '../reading/counts.ts';
import { periodOf, spanText, toldSpan } from '../rules/spans.ts';
import { gwt, type Subjects } from './case.ts';
import { live } from './matching.ts';
import type { Told } from './stages.ts';

/** The longest time that a thing may last is taken, one unit more is refused. */
export function spanCases(ctx: Context, { routes, fields }: Subjects): Told[] {
  return ctx.active.filter(live).flatMap((r) => sentencesOf(r.text).flatMap((sentence): Told[] => {
    const span = toldSpan(sentence, ctx.lexicon);
    const resource = span === null ? undefined : [...ctx.resources.values()].find((x) => x.noun === span.thing);
    if (span === null || resource === undefined) return [];
    const period = periodOf(fields.filter((f) => f.model === resource.name));
    const route = period === null ? undefined : routes.find((x) => x.method === 'POST' && x.resource === resource.name && x.requirements.includes(r.id) && [period.from, period.to].every((name) => x.request.some((part) => part.name === name)));
    return period === null || route === undefined ? [] : [{ requirement: r.id, negative: true, text: gwt(`a body whose \`${period.to}\` is ${spanText(span, ctx.lexicon)} after \`${period.from}\`, and 1 with ${spanText(span, ctx.lexicon, 1)}`, `\`${route.id}\` gets each`, `${route.success} for the first; 422 \`VALIDATION_FAILED\` names \`${period.to}\` for the second, and 1 row is there`) }];
  }));
}
