import type { Context } from '../context.ts';
import { personName } from '../models/field.ts';
import { spaced } from '../reading/words.ts';
import { gwt, type Subjects } from './case.ts';
import type { Told } from './stages.ts';

/** A thing that gets another person is with that one from then on, and with nobody else. */
export function handOverCases(ctx: Context, { routes, fields }: Subjects): Told[] {
  return ctx.active.flatMap((r) => r.readings.filter((x) => x.verb === 'reassign' && !x.negated).flatMap((x): Told[] => {
    const route = routes.find((each) => each.method === 'PATCH' && each.resource === x.resource && each.requirements.includes(r.id));
    const person = (ctx.assigned.get(x.noun ?? '') ?? [])[0];
    const field = person === undefined ? undefined : fields.find((f) => f.model === x.resource && (f.name === personName(person) || f.name === `${person.replaceAll(' ', '_')}_id`));
    if (route === undefined || field === undefined || person === undefined || x.resource === null) return [];
    return [{ requirement: r.id, negative: false, text: gwt(`1 ${spaced(x.resource)} of ${person} A`, `\`${route.id}\` sets \`${field.name}\` to ${person} B`, `200, \`${field.name}\` is B, \`version\` grows by 1 and 1 audit event names A and B`) }];
  }));
}
