import { decimalOf } from '../../text/decimal.ts';
import { assumed, byRule, firstFact, fromSpec } from '../defaults.ts';
import type { Question } from '../question.ts';

/** Step 1, what there is to spend: dates, people, hours, money (SEED-002-12). */
export const capacity: readonly Question[] = [
  {
    key: 'promised-date',
    catalogue: 'Q1.4',
    step: 'Charter',
    core: true,
    roles: ['pm'],
    form: 'date',
    prompt: () => 'Which day has been promised, if any?',
    help: 'A day as YYYY-MM-DD, or "none". The forecast is held against it; it never changes the estimates.',
    example: '2027-03-01',
    why: 'The gap between promise and forecast is the first thing the plan shows.',
    feeds: ['charter', 'wbs'],
    weight: () => 100,
    default: situation => {
      const promise = situation.plan.schedule.promise;
      if (promise !== null) return fromSpec(promise.date, promise.source);
      const before = firstFact(situation, 'deadline');
      const date = /\d{4}-\d{2}-\d{2}/.exec(before?.text ?? '')?.[0];
      return before === null || date === undefined ? assumed(null, 'no date in the spec') : fromSpec(date, before.place);
    },
  },
  {
    key: 'real-users',
    catalogue: 'Q1.4',
    step: 'Charter',
    core: true,
    roles: ['pm'],
    form: 'number',
    prompt: () => 'How many real users must it serve on that day?',
    help: 'People who sign in, not page views.',
    example: '10',
    why: 'A provider may cap the users of a new application.',
    feeds: ['charter', 'add'],
    weight: ({ plan }) => (plan.risks.some(risk => /cap/.test(risk.id)) ? 75 : 26),
    default: () => assumed(10, 'a pitch or pilot group'),
  },
  {
    key: 'people',
    catalogue: 'Q1.5',
    step: 'Charter',
    core: true,
    roles: ['pm', 'engineer'],
    form: 'number',
    prompt: () => 'How many backend engineers work on it?',
    help: 'People, counted full; hours per week come next.',
    example: '2',
    why: 'Until capacity is confirmed the forecast stays one wide range.',
    feeds: ['wbs'],
    weight: () => 95,
    default: situation => {
      const team = firstFact(situation, 'team');
      const said = situation.facts.specs.some(spec => spec.facts.some(fact => fact.kind === 'team'));
      const count = said ? situation.plan.schedule.people : Number(/\d+/.exec(team?.text ?? '')?.[0] ?? Number.NaN);
      return team === null || Number.isNaN(count) ? assumed(situation.plan.schedule.people, 'nothing said') : fromSpec(count, team.place);
    },
  },
  {
    key: 'hours-per-week',
    catalogue: 'Q1.5',
    step: 'Charter',
    core: true,
    roles: ['pm', 'engineer'],
    form: 'number',
    prompt: () => 'How many hours a week does each of them have for it?',
    help: 'Working hours before meetings; what these take is asked or taken off by rule (a focus of 0.7).',
    example: '40',
    why: 'People x hours x focus is the capacity of every date.',
    feeds: ['wbs'],
    weight: () => 94,
    default: ({ plan }) => byRule(plan.schedule.hoursPerWeek, 'house default'),
  },
  {
    key: 'focus',
    catalogue: 'Q1.5',
    step: 'Charter',
    core: false,
    roles: ['engineer'],
    form: 'number',
    prompt: () => 'Which share of these hours is left for building, after meetings, reviews and support?',
    help: 'A number from 0.3 to 0.9; 0.7 is usual.',
    example: '0.6',
    why: 'It takes the same share off the capacity of every week.',
    feeds: ['wbs'],
    weight: () => 22,
    when: ({ answers }) => answers.answers['hours-per-week']?.state === 'answered',
    default: ({ plan }) => byRule(plan.schedule.focus, 'the rest goes to meetings, review, support'),
  },
  {
    key: 'pace',
    catalogue: 'Q1.5',
    step: 'Charter',
    core: true,
    roles: ['engineer'],
    form: 'number',
    prompt: () => 'How does this team usually do against such estimates? 1 = as estimated, 1.5 = half as long again.',
    help: 'Rule-default hours stand behind each task. A team new to the stack is often at 1.3 to 1.6.',
    example: '1.2',
    why: 'With capacity it turns the wide range into P50, P80 and P95.',
    feeds: ['wbs'],
    weight: () => 93,
    default: () => assumed(1, 'no history of this team'),
  },
  {
    key: 'holidays',
    catalogue: 'Q1.5',
    step: 'Charter',
    core: false,
    roles: ['pm', 'engineer'],
    form: 'list',
    prompt: () => 'On which days does nobody work? Public holidays, a week off.',
    help: 'Days as YYYY-MM-DD. No work is planned on them.',
    example: '2026-12-25; 2027-01-01',
    why: 'Every date counts working days.',
    feeds: ['wbs'],
    weight: () => 12,
    when: ({ answers }) => answers.answers.people?.state === 'answered',
    default: () => byRule([], 'Monday to Friday, no holiday known'),
  },
  {
    key: 'budget',
    catalogue: 'Q1.6',
    step: 'Charter',
    core: true,
    roles: ['pm'],
    form: 'number',
    prompt: ({ plan }) => {
      const cost = plan.arithmetic.find(each => each.id === 'CALC-cost');
      return `What may it cost per month, in USD?${cost === undefined ? '' : ` The plan comes to ${cost.value}.`}`;
    },
    help: 'Hosting, database, outside services, model calls.',
    example: '300',
    why: 'A profile above the budget is a finding with options.',
    feeds: ['charter', 'add'],
    weight: () => 60,
    default: situation => {
      const budget = firstFact(situation, 'budget');
      const amount = budget === null ? null : /(\d[\d,.]*)/.exec(budget.text)?.[1];
      return budget === null || amount === undefined || amount === null ? assumed(300, 'house default for a Pre-MVP') : fromSpec(decimalOf(amount.replace(/[.,]+$/, '')), budget.place);
    },
  },
  {
    key: 'milestones',
    catalogue: 'Q1.12',
    step: 'Charter',
    core: true,
    roles: ['pm'],
    form: 'list',
    prompt: () => 'Are there dates for single gates?',
    help: 'Write GATE-3=2027-02-01; leave it empty to take the forecast.',
    example: 'GATE-1=2027-01-15',
    why: 'A date before the forecast shows its gap.',
    feeds: ['charter', 'wbs'],
    weight: () => 15,
    default: () => byRule([], 'gates follow the forecast'),
  },
];
