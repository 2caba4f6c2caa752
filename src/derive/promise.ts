import type { Answers } from '../model/answers.ts';
import type { Facts } from '../model/facts.ts';
import { addDays, nextMonday } from './work/calendar.ts';

/** A day the spec promises, with the statement that does; `how` is set when the day was counted from weeks. */
export interface SpecPromise {
  date: string;
  path: string;
  line: number;
  how: string | null;
}

const begins = /\b(?:start|begin)(?:s|ning)?(?: of (?:the )?(?:work|project|development)| date)?\s*(?::|-|on|is)?\s*(\d{4}-\d{2}-\d{2})/i;

/** A first day of work that the spec names, when it is still to come; null else. */
export function saidStart(facts: Facts, asOf: string): { date: string; path: string; line: number } | null {
  for (const spec of facts.specs) for (const { text, line } of [...spec.facts.filter((fact) => fact.kind !== 'deadline'), ...spec.assumptions, ...spec.unread]) {
    const date = begins.exec(text)?.[1];
    if (date !== undefined && date >= asOf) return { date, path: spec.path, line };
  }
  return null;
}

/** First day of work: the answer, else the spec's, else the Monday after the day the plan speaks from. */
export function startDay(answers: Answers['answers'], asOf: string, facts: Facts): string {
  return answers['start-date']?.value ?? saidStart(facts, asOf)?.date ?? nextMonday(asOf);
}

/** A date in a deadline, else weeks in a deadline counted from `start` to their last Friday, else the last later date of the milestones. */
export function promisedDay(facts: Facts, start: string): SpecPromise | null {
  const said = (kind: string) => facts.specs.flatMap((spec) => spec.facts.filter((fact) => fact.kind === kind).map((fact) => ({ text: fact.text, line: fact.line, path: spec.path })));
  for (const { text, line, path } of said('deadline')) {
    const date = /\d{4}-\d{2}-\d{2}/.exec(text)?.[0];
    if (date !== undefined) return { date, path, line, how: null };
    const weeks = /(\d+)\s*(?:-\s*)?weeks?/i.exec(text)?.[1];
    if (weeks !== undefined) return { date: addDays(start, Number(weeks) * 7 - 3), path, line, how: `${weeks} weeks from ${start}` };
  }
  const dated = said('milestone').flatMap(({ text, line, path }) => (text.match(/\d{4}-\d{2}-\d{2}/g) ?? []).map((date) => ({ date, path, line, how: null })));
  return dated.filter((one) => one.date > start).toSorted((a, b) => (a.date < b.date ? -1 : a.date > b.date ? 1 : 0)).at(-1) ?? null;
}
