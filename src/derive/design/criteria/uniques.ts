import type { Context } from '../context.ts';
import { sentencesOf } from '../reading/counts.ts';
import { snake } from '../reading/words.ts';
import { uniqueIn } from '../rules/uniques.ts';
import { gwt, type Subjects } from './case.ts';
import { live } from './matching.ts';
import type { Told } from './stages.ts';

/** "Bin codes must be unique": the second row with the value is refused, by the call that makes it. */
export function uniqueCases(ctx: Context, { routes, fields }: Subjects): Told[] {
  return ctx.active.filter((r) => live(r) && r.readings.every((x) => x.operation === 'none')).flatMap((r): Told[] => {
    const value = sentencesOf(r.text).map(uniqueIn).find((x) => x !== null) ?? null;
    const route = value === null ? undefined : routes.find((x) => x.requirements.includes(r.id) && x.method === 'POST' && x.errors.includes('CONFLICT_DUPLICATE'));
    const noun = ctx.resources.get(route?.resource ?? '')?.noun;
    if (value === null || route === undefined || noun === undefined) return [];
    const names = [value, value.startsWith(`${noun} `) ? value.slice(noun.length + 1) : value].map(snake);
    const field = fields.find((f) => f.model === route.resource && names.some((name) => f.name === name || f.name.startsWith(`${name}_`)));
    return field === undefined ? [] : [{ requirement: r.id, negative: true, text: gwt(`1 ${noun} and a body with its \`${field.name}\``, `\`${route.id}\` is called, by 2 callers at once`, '409 `CONFLICT_DUPLICATE` for both and still 1 row with it') }];
  });
}
