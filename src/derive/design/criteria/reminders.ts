import type { Field, Job, Requirement } from '../../../model/plan/index.ts';
import { caseless } from '../../../text/regex.ts';
import type { Context } from '../context.ts';
import { isStart } from '../models/times.ts';
import { countIn, countPattern, inDigits } from '../reading/counts.ts';
import { spaced, verbBases } from '../reading/words.ts';
import { gwt, type Subjects, type Text } from './case.ts';

/** Where a sentence puts a message: "2 days" `before` "a loan is due". */
interface Distance {
  count: number;
  unit: string;
  before: boolean;
  from: string;
}

function distanceIn(text: string, { lexicon }: Context): Distance | null {
  const units = 'minute|hour|day|week|month|year';
  const found = [...inDigits(text, lexicon).matchAll(caseless(`(?<![\\p{L}\\p{N}])(?<count>${countPattern(lexicon)})\\s+(?:(?:working|business|calendar)\\s+)?(?<unit>${units})s?\\s+(?<side>before|prior to|ahead of|after|past)\\s+(?<from>(?!and\\b)(?:(?!\\sand\\s)[^.;,])+)`, 'g'))];
  const groups = found.length === 1 ? found[0]?.groups : undefined;
  const count = countIn(groups?.['count'] ?? '', lexicon);
  const unit = (groups?.['unit'] ?? '').toLowerCase();
  return groups === undefined || count === null ? null : { ...(unit === 'week' ? { count: 7 * count, unit: 'day' } : { count, unit }), before: /^(?:before|prior|ahead)/i.test(groups['side'] ?? ''), from: (groups['from'] ?? '').toLowerCase() };
}

/** The time of the row that a distance is counted from: "is due" -> `due_date`, "the appointment" -> its start; undefined where the row has none. */
function timeIn(from: string, noun: string, fields: readonly Field[]): Field | undefined {
  const times = fields.filter((f) => ['date', 'timestamp', 'local-timestamp'].includes(f.type) && f.name !== 'updated_at');
  const words: readonly string[] = from.match(/\p{L}+/gu) ?? [];
  const named = times.find((f) => words.some((word) => f.name.split('_').some((part) => part.length > 2 && part !== 'date' && (part === word || verbBases(word).includes(part) || word.startsWith(part.slice(0, 5)) && part.length > 4))));
  return named ?? (words.includes(noun.split(' ').at(-1) ?? '') || /\bit\b|\bstart|\bbegin/.test(from) ? times.find(isStart) : undefined);
}

const several = (count: number, unit: string): string => `${count} ${unit}${count === 1 ? '' : 's'}`;

/** A message that the clock sends: the row whose time has come, and one whose has not. Null for a job that no clock starts, that sends nothing, or whose sentence names no time. */
export function reminderCase(ctx: Context, r: Requirement, job: Job, subjects: Subjects): Text | null {
  const call = job.calls.find((each) => /^(?:Email|Sms|Push|Message|Messaging|Notification)Gateway\./.test(each));
  const told = distanceIn(r.text, ctx);
  const resource = ctx.blueprint.jobs.get(job.id)?.resource ?? null;
  if (call === undefined || told === null || resource === null || !job.startedBy.some((by) => by.startsWith('clock'))) return null;
  const noun = spaced(resource);
  const own = timeIn(told.from, noun, subjects.fields.filter((f) => f.model === resource));
  const { count, unit, before } = told;
  const [due, early] = before ? [count, count + 1] : [count, count - 1];
  const at = (n: number): string => (n === 0 ? 'now' : before ? `in ${several(n, unit)}` : `${several(n, unit)} ago`);
  const given = own === undefined ? `2 ${noun} rows, 1 that is ${several(due, unit)} ${before ? 'before' : 'after'} its time and 1 that is ${several(early, unit)} ${before ? 'before' : 'after'} it` : `2 ${noun} rows, 1 with \`${own.name}\` ${at(due)} and 1 with it ${at(early)}`;
  return gwt(given, `\`${job.id}\` runs twice`, `1 call of \`${call}\` in all, for the first`);
}
