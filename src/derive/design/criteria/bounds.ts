import type { Field } from '../../../model/plan/index.ts';
import type { Context } from '../context.ts';
import { boundOf, type Bound } from '../models/said-bounds.ts';
import { sentencesOf } from '../reading/counts.ts';
import { gwt, type Subjects } from './case.ts';
import { live } from './matching.ts';
import type { Told } from './stages.ts';

/** The first values that a bound refuses, in words behind the field. */
function beyond(field: Field, { least, most, kind }: Bound): string[] {
  const step = field.type === 'double' ? 0.1 : 1;
  const values = [...(least === null || (kind === 'number' && least <= 0 && field.type !== 'int') ? [] : [least - step]), ...(most === null ? [] : [most + step])].map((value) => Math.round(value * 10) / 10);
  return values.filter((value) => kind === 'number' || value >= 0).map((value) => (kind === 'length' ? `with ${value} characters` : `of ${value}`));
}

/** What a sentence lets a field be, as the call that writes it refuses anything else. */
export function boundCases(ctx: Context, subjects: Subjects): Told[] {
  return ctx.active.filter(live).flatMap((r) => {
    const routes = subjects.routes.filter((x) => x.requirements.includes(r.id) && x.method !== 'GET' && x.errors.includes('VALIDATION_FAILED'));
    return routes.slice(0, 1).length === 0 ? [] : sentencesOf(r.text).flatMap((sentence) => subjects.fields.flatMap((field): Told[] => {
      const route = routes.find((x) => x.resource === field.model && x.request.some((part) => part.name === field.name));
      const bound = route === undefined ? null : boundOf(sentence, field, ctx.lexicon);
      if (route === undefined || bound === null || bound.constraint !== field.constraint) return [];
      const bad = beyond(field, bound);
      if (bad.length === 0) return [];
      return [{ requirement: r.id, text: gwt(`a body with a \`${field.name}\` ${bad.join(', and 1 ')}`, `\`${route.id}\` gets ${bad.length > 1 ? 'each' : 'it'}`, `422 \`VALIDATION_FAILED\` names \`${field.name}\` and 0 rows change`), negative: true }];
    }));
  });
}
