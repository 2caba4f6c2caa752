import type { Context } from '../context.ts';
import { banCode, consequenceJob, consequenceState, endingVerb, eventsText, type Threshold } from '../rules/thresholds.ts';
import { plural, snake, spaced } from '../reading/words.ts';
import { gwt, type Subjects } from './case.ts';
import type { Told } from './stages.ts';

const tell = (requirement: string, negative: boolean, given: string, when: string, then: string): Told => ({ requirement, negative, text: gwt(given, when, then) });

/** The numbers on both sides of each threshold, and on it. */
export function thresholdCases(ctx: Context, subjects: Subjects): Told[] {
  return ctx.thresholds.flatMap((t) => (t.kind === 'value' ? ofValue(ctx, t, subjects) : ofEvents(ctx, t, subjects)));
}

function ofValue(ctx: Context, t: Threshold & { kind: 'value' }, { jobs, routes, fields }: Subjects): Told[] {
  const requirement = t.requirement.id;
  const job = jobs.find((j) => j.requirements.includes(requirement));
  const change = routes.find((r) => r.resource === t.resource && r.method === 'PATCH') ?? routes.find((r) => r.resource === t.resource && r.method === 'POST' && r.success === 201);
  const name = fields.find((f) => f.model === t.resource && (f.name === snake(t.measure) || f.name.startsWith(`${snake(t.measure)}_`)))?.name;
  if (job === undefined || change === undefined || name === undefined || t.resource === null) return [];
  const step = t.whole && t.bound > 2 ? 1 : 0.1;
  const round = (value: number): number => Math.round(value * 100) / 100;
  const [before, across] = t.edge === 'under' ? [t.bound, round(t.bound - step)] : t.edge === 'over' ? [t.bound, round(t.bound + step)] : [round(t.bound - step), t.bound];
  const row = spaced(t.resource);
  const call = job.calls[0];
  const told = `job \`${job.id}\` ends \`succeeded\`${call === undefined ? '' : `, 1 call of \`${call}\``}`;
  const made = change.method === 'POST';
  return [
    tell(requirement, false, made ? `1 ${row} before it with \`${name}\` ${before}` : `1 ${row} with \`${name}\` ${before}`, `\`${change.id}\` ${made ? 'brings' : 'sets'} \`${name}\` ${made ? '' : 'to '}${across}`, `${told}; 0 further calls until it is back at ${before}`),
    tell(requirement, false, `1 ${row} with \`${name}\` ${round(before + (t.edge === 'under' ? step : -step))}`, `\`${change.id}\` ${made ? 'brings' : 'sets'} \`${name}\` ${made ? '' : 'to '}${before}`, `0 runs of \`${job.id}\``),
  ];
}

function ofEvents(ctx: Context, t: Threshold & { kind: 'events' }, { jobs, routes, models, errors }: Subjects): Told[] {
  const requirement = t.requirement.id;
  const events = (count: number): string => eventsText(t, count, ctx.lexicon);
  if (t.banned) {
    const route = routes.find((r) => r.resource === t.resource && r.success === 201 && r.method === 'POST');
    const code = banCode(t, ctx.lexicon);
    if (route === undefined || !errors.some((e) => e.id === code)) return [];
    const lasts = t.lasts === null ? null : { still: `, the last less than ${t.lasts} ago`, over: `, the last ${t.lasts} ago` };
    return [...(lasts === null ? [] : [tell(requirement, false, `${events(t.most + 1)}${lasts.over}`, `\`${route.id}\` is called`, '201')]), tell(requirement, true, `${events(t.most + 1)}${lasts?.still ?? ''}`, `\`${route.id}\` is called`, `409 \`${code}\` and 0 rows change`), tell(requirement, false, events(t.most), `\`${route.id}\` is called`, '201')];
  }
  const id = consequenceJob(t, ctx.lexicon);
  const job = jobs.find((j) => j.id === id);
  const states = models.find((m) => m.id === 'User')?.states;
  const state = consequenceState(t, ctx.lexicon);
  if (job === undefined) return [];
  const last = job.startedBy.find((by) => /^(?:POST|PATCH|DELETE) /.test(by));
  const when = last === undefined ? `\`${id}\` runs` : `\`${last}\` makes it ${t.most + 1}`;
  const field = states?.field ?? 'status';
  const ends = t.lasts === null ? undefined : jobs.find((j) => j.id === consequenceJob({ ...t, verb: endingVerb(t) }, ctx.lexicon));
  const signIn = last === 'POST /v1/sessions';
  return [
    ...(ends === undefined || t.lasts === null ? [] : [tell(requirement, false, `a ${t.who} \`${state}\` for ${t.lasts}`, `\`${ends.id}\` runs`, `\`${field}\` of the ${t.who} is \`active\` and 1 audit event is`)]),
    ...(signIn ? [tell(requirement, true, `a ${t.who} that is \`${state}\``, `\`${last}\` gets the right proof`, '401 `UNAUTHENTICATED`, as with a wrong one, and 0 sessions are')] : []),
    tell(requirement, false, events(last === undefined ? t.most + 1 : t.most), when, `\`${field}\` of the ${t.who} is \`${state}\` and 1 audit event is`),
    ...(t.span === null || t.most < 1 ? [] : [tell(requirement, false, `${t.most + 1} ${plural(t.event, ctx.lexicon)} of one ${t.who}, the first more than ${t.span} ago`, `\`${id}\` runs`, `\`${field}\` is unchanged`)]),
  ];
}
