import type { Job, Requirement } from '../../../model/plan/index.ts';
import type { Context } from '../context.ts';
import { countIn, countPattern, inDigits } from '../reading/counts.ts';
import { spaced } from '../reading/words.ts';
import { gwt, type Subjects, type Text } from './case.ts';
import { ran } from './outcomes.ts';
import { reminderCase } from './reminders.ts';
import { caseless } from '../../../text/regex.ts';

/** A length of time that a sentence names, "12 months", and what it counts from, "the slot"; null for none. */
function spanIn(text: string, { lexicon }: Context): { span: string; from: string | null } | null {
  const found = caseless(`(?<![\\p{L}\\p{N}])(?<count>${countPattern(lexicon)})\\s+(?<unit>(?:minute|hour|day|week|month|quarter|year)s?)(?!\\p{L})(?:\\s+(?:after|from|past|of)\\s+(?<from>(?:the\\s+|its\\s+|their\\s+)?[\\p{L}-]+(?:\\s[\\p{L}-]+)?)(?=$|[.,;]))?`).exec(inDigits(text, lexicon))?.groups;
  const count = countIn(found?.['count'] ?? '', lexicon);
  return found === undefined || count === null ? null : { span: `${count} ${(found['unit'] ?? '').toLowerCase().replace(/s$/, '')}${count === 1 ? '' : 's'}`, from: found['from']?.toLowerCase() ?? null };
}

/** What is deleted when its time is over: a row on each side of the line. */
function retentionCase(ctx: Context, r: Requirement, job: Job, noun: string): Text | null {
  const told = spanIn(r.text, ctx);
  if (told === null || ctx.blueprint.jobs.get(job.id)?.rule !== 'retention') return null;
  if (job.id === 'erase-leavers') return gwt(`2 users who left, the one ${told.span} and 1 day ago, the other ${told.span} less 1 day ago`, `\`${job.id}\` runs twice`, 'every personal field of the first is empty, the second is as before, and the second run changes 0 rows');
  const [lead, behind] = told.from === null ? ['kept for ', ''] : ['', ` after ${told.from.replace(/^(?:its|their)\s/, 'the ')}`];
  return gwt(`2 ${noun} rows, the one ${lead}${told.span} and 1 day${behind}, the other ${lead}${told.span} less 1 day${behind}`, `\`${job.id}\` runs twice`, 'the first is gone, the second is there, and the second run changes 0 rows');
}

/** What the clock moves on: a row that is due and one that is not. */
function dueCase(ctx: Context, r: Requirement, job: Job, noun: string, subjects: Subjects): Text | null {
  const draft = ctx.blueprint.jobs.get(job.id);
  const states = subjects.models.find((m) => m.id === draft?.resource)?.states ?? null;
  const [verb = ''] = job.id.split('-');
  const move = states?.moves.find((m) => m.by === verb || (verb === 'mark' && job.id.endsWith(`-${m.to.replaceAll('_', '-')}`)));
  if (move === undefined || states === null || !job.startedBy.some((by) => by.startsWith('clock'))) return null;
  const span = spanIn(r.text, ctx)?.span;
  const [due, early] = span === undefined ? ['that is due', 'that is not'] : [`after ${span} and 1 minute`, `after ${span} less 1 minute`];
  return gwt(`2 ${noun} rows in state \`${move.from}\`, 1 ${due} and 1 ${early}`, `\`${job.id}\` runs twice`, `\`${states.field}\` of the first is \`${move.to}\`, of the second still \`${move.from}\`, and the second run changes 0 rows`);
}

/** What follows an act is proved by the act: the job that it starts, the state it leads to, the call it makes. Null for a job that no route starts. */
export function followingCase(ctx: Context, r: Requirement, job: Job, subjects: Subjects): Text | null {
  const byRoute = (by: string): boolean => /^(?:POST|PATCH|DELETE) /.test(by);
  const start = job.startedBy.find((by) => subjects.routes.some((x) => x.id === by && x.requirements.includes(r.id))) ?? job.startedBy.find(byRoute);
  if (start === undefined || job.calls.length === 0 || subjects.routes.some((x) => x.id === start && x.job === job.id)) return null;
  const model = subjects.models.find((m) => m.id === (ctx.blueprint.jobs.get(job.id)?.resource ?? ''));
  const noun = model === undefined ? 'row' : spaced(model.id);
  const move = model?.states?.moves.find((m) => m.by === job.id.split('-')[0]);
  return gwt(`1 ${noun}${move === undefined ? '' : ` in state \`${move.from}\``}`, `\`${start}\` returns 2xx`, `${ran(ctx, job, false, subjects)}${move === undefined ? '' : `, \`${model?.states?.field ?? 'status'}\` is \`${move.to}\``}; the same event twice makes 0 further calls`);
}

/** What proves a job that serves a requirement without a route of its own; null where only its second run can be told from the first. */
export function jobCase(ctx: Context, r: Requirement, job: Job, subjects: Subjects): Text | null {
  const noun = spaced(ctx.blueprint.jobs.get(job.id)?.resource ?? 'row');
  if (job.calls.some((c) => c.startsWith('PaymentGateway.'))) return gwt(`1 due ${noun} and 1 that is not due`, `\`${job.id}\` runs twice`, `${ran(ctx, job, false, subjects)} in all, for the due one`);
  return retentionCase(ctx, r, job, noun) ?? reminderCase(ctx, r, job, subjects) ?? dueCase(ctx, r, job, noun, subjects) ?? (job.startedBy.some((by) => by.startsWith('clock')) ? null : followingCase(ctx, r, job, subjects));
}
