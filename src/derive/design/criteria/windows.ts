import type { Field } from '../../../model/plan/index.ts';
import type { Context } from '../context.ts';
import { isStart } from '../models/times.ts';
import type { Since } from '../rules/deadlines.ts';
import { beyond, windowCode, type Window } from '../rules/windows.ts';
import { snake, spaced } from '../reading/words.ts';
import type { Subjects } from './case.ts';

/** What a test sets up, calls and sees on each side of a line in time. */
export interface WindowCase {
  requirement: string;
  negative: boolean;
  given: string;
  when: string;
  outcome: string;
}

/** Both sides of each line that requirements draw before the start of a thing: on the line, and a minute beyond. */
export function windowCases(ctx: Context, subjects: Subjects): WindowCase[] {
  return ctx.windows.flatMap((window) => casesOf(window, subjects));
}

function casesOf(window: Window, { routes, models, fields }: Subjects): WindowCase[] {
  const model = models.find((m) => m.id === window.resource);
  if (window.since !== undefined && model !== undefined) return sinceCases(window, window.since, { routes, models });
  const start = startOf(window, fields);
  const route = routes.find((r) => r.resource === window.resource && (window.verb === null ? r.method === 'POST' && r.success === 201 : r.rule === 'rule:R8' && r.path.endsWith(`/${window.verb.replaceAll(' ', '-')}`)));
  if (model === undefined || start === null || route === undefined) return [];
  const requirement = window.requirement.id;
  const when = `\`${route.id}\` is called`;
  const edge = `${window.span} ahead`;
  if (window.verb === null) {
    const given = (at: string): string => `a \`${start}\` ${at}`;
    return [
      { requirement, negative: false, given: given(edge), when, outcome: '201' },
      { requirement, negative: true, given: given(beyond(window)), when, outcome: `422 \`VALIDATION_FAILED\` names \`${start}\` and 0 rows change` },
    ];
  }
  const move = model.states?.moves.find((m) => m.by === window.verb);
  const done = `${route.success}${move === undefined ? '' : ` and \`${model.states?.field ?? 'status'}\` is \`${move.to}\``}`;
  const given = (at: string): string => `1 ${spaced(model.id)} with \`${start}\` ${at}`;
  if (window.outcome !== null) {
    return [
      { requirement, negative: false, given: given(beyond(window)), when, outcome: `${done}; ${window.outcome}` },
      { requirement, negative: false, given: given(edge), when, outcome: `${done}; without the consequence: ${window.outcome}` },
    ];
  }
  return [
    { requirement, negative: false, given: given(edge), when, outcome: done },
    { requirement, negative: true, given: given(beyond(window)), when, outcome: `409 \`${windowCode(window)}\` and the state is still \`${move?.from ?? 'the same'}\`` },
  ];
}

/** A deadline is kept on its last minute and missed a minute later. */
function sinceCases(window: Window, since: Since, { routes, models }: Pick<Subjects, 'routes' | 'models'>): WindowCase[] {
  const model = models.find((m) => m.id === window.resource);
  const route = routes.find((r) => r.resource === window.resource && (window.verb === null ? r.method === 'POST' && r.success === 201 : window.verb === 'update' ? r.method === 'PATCH' : window.verb === 'delete' ? r.method === 'DELETE' : r.rule === 'rule:R8' && r.path.endsWith(`/${window.verb.replaceAll(' ', '-')}`)));
  if (route === undefined) return [];
  const move = model?.states?.moves.find((m) => m.by === window.verb);
  const given = (more: string): string => `1 ${spaced(since.of)} with \`${since.field}\` ${window.span}${more} ago`;
  const when = `\`${route.id}\` is called`;
  const base = { requirement: window.requirement.id, when };
  return [
    { ...base, negative: false, given: given(''), outcome: `${route.success}${move === undefined ? '' : ` and \`${model?.states?.field ?? 'status'}\` is \`${move.to}\``}` },
    { ...base, negative: true, given: given(' and 1 minute'), outcome: `409 \`${windowCode(window)}\` and 0 rows change` },
  ];
}

/** The time a row starts at: its own, else that of the thing it refers to, as `slot.starts_at`. */
function startOf({ resource, starts }: Window, fields: readonly Field[]): string | null {
  const own = fields.find((f) => f.model === resource && isStart(f));
  if (own !== undefined && starts === resource) return own.name;
  const references = fields.filter((f) => f.model === resource && f.key === 'reference');
  for (const reference of references.toSorted((a, b) => Number(b.name.includes(snake(starts))) - Number(a.name.includes(snake(starts))))) {
    const name = reference.name.replace(/_id$/, '');
    const far = fields.find((f) => spaced(f.model) === spaced(name) && isStart(f));
    if (far !== undefined) return `${name}.${far.name}`;
  }
  return own?.name ?? null;
}
