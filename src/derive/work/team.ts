import type { Answers } from '../../model/answers.ts';
import type { Facts } from '../../model/facts.ts';
import type { TaskRules } from '../../model/task-rules.ts';
import { promisedDay, saidStart, startDay } from '../promise.ts';
import { createCalendar, type Calendar } from './calendar.ts';
import { print } from '../../text/number.ts';

/** Who works, how much, from when, until which promise; every number with the line that says where it came from. */
export interface Capacity {
  people: number;
  hoursPerWeek: number;
  focus: number;
  pace: number;
  /** Hours of focused work a week, all people together. */
  perWeek: number;
  /** A person confirmed capacity and pace. */
  calibrated: boolean;
  start: string;
  promise: { date: string; source: string } | null;
  calendar: Calendar;
  sprintWeeks: number;
  assumptions: string[];
}

/** Reads capacity, start and promise from answers, then from the spec, then from the defaults of the rules. */
export function readCapacity(facts: Facts, answers: Answers['answers'], asOf: string, rules: TaskRules): Capacity {
  const assumptions: string[] = [];
  const said = (kind: string): { text: string; line: number; path: string }[] => facts.specs.flatMap((spec) => spec.facts.filter((fact) => fact.kind === kind).map((fact) => ({ text: fact.text, line: fact.line, path: spec.path })));
  const place = (fact: { line: number; path: string }): string => `${fact.path}:${fact.line}`;
  const note = (what: string, value: string, from: string): void => void assumptions.push(`${what} ${value} (${from})`);

  const team = said('team').find((fact) => /\d/.test(fact.text) && !/web|front|design/i.test(fact.text)) ?? said('team').find((fact) => /\d/.test(fact.text));
  const range = team === undefined ? null : /(\d+)(?:\s*(?:-|–|to)\s*(\d+))?/.exec(team.text);
  const fromTeam = range === null ? null : Math.max(1, Math.min(60, Number(range[2] ?? range[1])));
  const { people: askedPeople, 'hours-per-week': askedHours, focus: askedFocus, pace: askedPace, holidays, 'start-date': askedStart, 'promised-date': askedPromise, 'sprint-weeks': askedSprint } = answers;

  const people = askedPeople?.value ?? fromTeam ?? rules.forecast.people;
  note('people', String(people), askedPeople !== undefined ? `answer \`people\`, ${askedPeople.state}` : fromTeam !== null && team !== undefined ? `${place(team)}${range?.[2] === undefined ? '' : ', upper end of the range'}` : 'rule default');
  const fullTime = team !== undefined && /full[- ]time/i.test(team.text);
  const statedHours = team === undefined ? null : /(\d+)\s*(?:h|hours?)\s*(?:\/|per|a|each)\s*week/i.exec(team.text);
  const hoursPerWeek = askedHours?.value ?? (statedHours === null ? (fullTime ? rules.forecast.fullTimeHours : rules.forecast.hoursPerWeek) : Number(statedHours[1]));
  note('hours a week and person', print(hoursPerWeek), askedHours !== undefined ? `answer \`hours-per-week\`, ${askedHours.state}` : team !== undefined && (fullTime || statedHours !== null) ? `${place(team)}${fullTime ? ', full time' : ''}` : 'rule default');
  const focus = askedFocus?.value ?? rules.forecast.focus;
  note('focus', print(focus), askedFocus !== undefined ? `answer \`focus\`, ${askedFocus.state}` : 'rule default, the rest goes to meetings, review, support');
  const pace = askedPace?.value ?? 1;
  note('pace', `${print(pace)} of the estimate`, askedPace !== undefined ? `answer \`pace\`, ${askedPace.state}` : 'rule default');
  const start = startDay(answers, asOf, facts);
  const named = saidStart(facts, asOf);
  note('start', start, askedStart !== undefined ? `answer \`start-date\`, ${askedStart.state}` : named !== null ? place(named) : `next Monday after ${asOf}`);
  const free = (holidays?.value ?? []).filter((day) => /^\d{4}-\d{2}-\d{2}$/.test(day));
  note('holidays', free.length === 0 ? 'none' : free.join(', '), holidays !== undefined ? `answer \`holidays\`, ${holidays.state}` : 'rule default');

  const calendar = createCalendar(free);
  const first = calendar.from(start);
  const stated = promisedDay(facts, first);
  const promise = askedPromise === undefined ? (stated === null ? null : { date: stated.date, source: `${place(stated)}${stated.how === null ? '' : `, ${stated.how}`}` }) : askedPromise.value === null ? null : { date: askedPromise.value, source: 'answer `promised-date`' };
  if (promise !== null) note('promise', promise.date, promise.source);
  return {
    people, hoursPerWeek, focus, pace,
    perWeek: people * hoursPerWeek * focus,
    calibrated: (askedPeople?.state === 'answered' || askedHours?.state === 'answered') && askedPace?.state === 'answered',
    start: first, promise, calendar, assumptions,
    sprintWeeks: askedSprint?.value ?? rules.sprint.weeks,
  };
}
