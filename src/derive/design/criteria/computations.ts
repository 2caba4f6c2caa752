import type { Field, Route } from '../../../model/plan/index.ts';
import type { Computation } from '../rules/computations.ts';
import type { Context } from '../context.ts';
import { baseOf, computedName } from '../models/computed-fields.ts';
import { plural, singular, snake, spaced } from '../reading/words.ts';
import { gwt, type Subjects } from './case.ts';
import type { Told } from './stages.ts';

const day = 86_400_000;
const start = '2030-01-15';

/** A day some units later, or before; working days skip the weekend. */
function shifted(from: string, span: { count: number; unit: string; before: boolean }): string {
  const date = new Date(Date.parse(from));
  const sign = span.before ? -1 : 1;
  if (span.unit.startsWith('month')) date.setUTCMonth(date.getUTCMonth() + sign * span.count);
  else if (span.unit.startsWith('year')) date.setUTCFullYear(date.getUTCFullYear() + sign * span.count);
  else if (/^(?:working|business)/.test(span.unit)) {
    for (let left = span.count; left > 0;) {
      date.setTime(date.getTime() + sign * day);
      if (date.getUTCDay() % 6 !== 0) left--;
    }
  } else date.setTime(date.getTime() + sign * span.count * (span.unit.startsWith('week') ? 7 * day : /^day|^calendar/.test(span.unit) ? day : span.unit.startsWith('hour') ? 3_600_000 : 60_000));
  return date.toISOString().replace('.000', '');
}

/** `0.2 percent` -> 0.002, `19 %` -> 0.19, `3` -> 3; null for what is no number. */
function constant(text: string): number | null {
  const found = /^(\d+(?:\.\d+)?)\s*(%|percent)?/u.exec(text);
  return found === null ? null : Number(found[1]) / (found[2] === undefined ? 1 : 100);
}

/** Given and outcome of a computed value, in numbers. */
function numbers(ctx: Context, c: Computation, own: Field, fields: readonly Field[]): { given: string; value: string; edge: { given: string; value: string } | null } | null {
  const resource = ctx.resources.get(c.resource);
  const row = spaced(c.resource);
  const cents = own.type === 'money';
  const [one, two, three] = cents ? [1000, 550, 450] : [3, 4, 5];
  const input = (at: number): string => {
    const name = c.inputs[at] ?? '';
    const known = fields.find((f) => f.name === snake(name) || f.name === snake(singular(name, ctx.lexicon)) || f.name.startsWith(`${snake(name)}_`));
    return known === undefined ? name : `\`${known.name}\``;
  };
  const rows = c.rows === null ? plural(singular((c.inputs[0] ?? 'row').replace(/^(?:last|first)\s+\d+\s+/u, ''), ctx.lexicon), ctx.lexicon) : plural(spaced(c.rows), ctx.lexicon);
  const three_ = (values: readonly number[]): string => `3 ${rows} with ${values[0]}, ${values[1]} and ${values[2]}`;
  switch (c.way) {
    case 'offset': {
      if (c.span === null || resource === undefined) return null;
      const base = baseOf(ctx, c, resource, fields);
      const exact = own.type === 'timestamp';
      const from = exact || base.endsWith('_at') ? `${start}T09:00:00Z` : start;
      const to = shifted(from, c.span);
      return { given: `1 ${row} with \`${base}\` ${from}`, value: exact ? to : to.slice(0, 10), edge: null };
    }
    case 'sum': return { given: three_([one, two, three]), value: String(one + two + three), edge: { given: `0 ${rows}`, value: '0' } };
    case 'average': return { given: three_([3, 4, 5]), value: '4', edge: { given: `0 ${rows}`, value: 'null' } };
    case 'count': return { given: `3 ${rows} of 1 ${row} and 2 of another`, value: '3', edge: { given: `0 ${rows}`, value: '0' } };
    case 'most': return { given: three_([3, 9, 5]), value: '9', edge: { given: `0 ${rows}`, value: 'null' } };
    case 'least': return { given: three_([3, 9, 5]), value: '3', edge: { given: `0 ${rows}`, value: 'null' } };
    case 'times': {
      const rate = constant(c.inputs[1] ?? '') ?? constant(c.inputs[0] ?? '');
      const by = constant(c.inputs[0] ?? '') === null ? 0 : 1;
      if (rate !== null) return { given: `1 ${row} with ${input(by)} 10000`, value: String(Math.round(10_000 * rate * 100) / 100), edge: { given: `1 ${row} with ${input(by)} 0`, value: '0' } };
      return { given: `1 ${row} with ${input(0)} 3 and ${input(1)} 400`, value: '1200', edge: { given: `1 ${row} with ${input(0)} 0 and ${input(1)} 400`, value: '0' } };
    }
    case 'plus': return { given: `1 ${row} with ${input(0)} 700 and ${input(1)} 300`, value: '1000', edge: null };
    case 'minus': return own.unit === 'd' ? { given: `1 ${row} with ${input(0)} ${start} and ${input(1)} 2030-01-18`, value: '3', edge: null } : { given: `1 ${row} with ${input(0)} 1000 and ${input(1)} 300`, value: '700', edge: null };
    case 'ratio': return { given: `1 ${row} with ${input(0)} 3 and ${input(1)} 4`, value: '0.75', edge: { given: `1 ${row} with ${input(1)} 0`, value: 'null' } };
    default: return own.unit === 'year' ? { given: `1 ${row} with ${input(0)} 1990-06-15`, value: '39 on 2030-06-14 and 40 on 2030-06-15', edge: null } : null;
  }
}

/** What each computed value is for rows that a test can make; a value that only its inputs are told of is never taken from a caller. */
export function computationCases(ctx: Context, { routes, fields }: Subjects): Told[] {
  return ctx.computations.flatMap((c): Told[] => {
    const mine = fields.filter((f) => f.model === c.resource);
    const own = mine.find((f) => f.name === computedName(c, mine));
    const reads = (r: Route): boolean => r.method === 'GET' && !r.path.endsWith('/summary') && r.job === null;
    const about = routes.filter((r) => r.resource === c.resource);
    const route = about.find((r) => reads(r) && r.requirements.includes(c.requirement.id)) ?? about.find(reads) ?? about.find((r) => r.success === 201);
    if (own === undefined || route === undefined) return [];
    const requirement = c.requirement.id;
    const when = `\`${route.id}\` is called`;
    const shown = numbers(ctx, c, own, mine);
    const writes = about.find((r) => r.success === 201 && r.method === 'POST') ?? about.find((r) => r.method === 'PATCH');
    const refused = writes === undefined ? [] : [{ requirement, negative: true, text: gwt(`a body that names \`${own.name}\``, `\`${writes.id}\` is called`, `422 \`VALIDATION_FAILED\` names \`${own.name}\` and 0 rows change`) }];
    if (shown === null) return [{ requirement, negative: false, text: gwt(`2 rows that differ in ${c.inputs.map((i) => `\`${snake(i)}\``).join(' and ')} alone`, when, `\`${own.name}\` of each is ${c.rule}, and both differ`) }, ...refused];
    return [{ requirement, negative: false, text: gwt(shown.given, when, `\`${own.name}\` is ${shown.value}`) }, ...(shown.edge === null ? refused : [{ requirement, negative: false, text: gwt(shown.edge.given, when, `\`${own.name}\` is ${shown.edge.value}`) }])];
  });
}
