import { counted } from '../../text/count.ts';
import { byRule } from '../defaults.ts';
import type { Question } from '../question.ts';

/** Steps 4 to 8: estimates, promise, strategy, final word (SEED-002-16, -17, -20). */
export const work: readonly Question[] = [
  {
    key: 'estimate-unit',
    catalogue: 'Q4.1',
    step: 'WBS',
    core: false,
    // The WBS prints sizes and hours side by side, so there is nothing to choose; an answer from a file is kept.
    when: () => false,
    roles: ['engineer'],
    form: 'one',
    prompt: () => 'Estimates by T-shirt size or in hours?',
    help: 'Sizes map to hours 0.5/1/2, 1/2/5 and 2/4/10.',
    example: 't-shirt',
    why: 'Both come from the same three points.',
    feeds: ['wbs'],
    weight: () => 10,
    choices: () => [
      { value: 't-shirt', text: 'T-shirt sizes' },
      { value: 'hours', text: 'hours' },
    ],
    default: () => byRule('t-shirt', 'house default'),
  },
  {
    key: 'promise-gap',
    catalogue: 'Q4.2',
    step: 'WBS',
    core: true,
    roles: ['pm'],
    form: 'one',
    prompt: ({ plan }) => {
      const { promise, totalHours } = plan.schedule;
      return promise === null ? 'What gives if time runs short?' : `The promise leaves ${promise.capacityHours} h, the work is ${totalHours} h. What gives?`;
    },
    help: 'Scope, date or people. Numbers are never stretched to fit.',
    example: 'B',
    why: 'The plan stays a DRAFT until a person answers.',
    feeds: ['wbs', 'charter'],
    weight: () => 98,
    when: ({ plan }) => plan.decisions.some(each => each.id === 'DEC-promise-gap'),
    choices: ({ plan }) => (plan.decisions.find(each => each.id === 'DEC-promise-gap')?.options ?? []).map(option => ({ value: option.key, text: option.text })),
    default: ({ plan }) => {
      const recommended = plan.decisions.find(each => each.id === 'DEC-promise-gap');
      return recommended === undefined || recommended.recommended === '' ? null : byRule(recommended.recommended, 'its hours fit up to the date with the least loss');
    },
  },
  {
    key: 'start-date',
    catalogue: 'Q4.3',
    step: 'WBS',
    core: false,
    roles: ['pm', 'engineer'],
    form: 'date',
    prompt: () => 'On which day does the work start?',
    help: 'A Monday, YYYY-MM-DD.',
    example: '2027-01-04',
    why: 'All dates count from it.',
    feeds: ['wbs'],
    weight: () => 29,
    when: () => false,
    default: ({ plan }) => byRule(plan.schedule.start, 'the Monday after the plan was made, or the date of the spec'),
  },
  {
    key: 'diagrams-ok',
    catalogue: 'Q5.1',
    step: 'Workflows',
    core: false,
    roles: ['engineer'],
    form: 'yes-no',
    prompt: ({ plan }) => `${plan.workflows.filter(each => each.flow !== null).length} diagrams are drawn from routes, services and errors. Right so far?`,
    help: 'A correction changes the plan, never the picture.',
    example: 'yes',
    why: 'They show every error path and its recovery.',
    feeds: ['workflows'],
    weight: () => 8,
    when: () => false,
    default: () => byRule(true, 'built from the plan'),
  },
  {
    key: 'strategy',
    catalogue: 'Q6.1',
    step: 'Execution',
    core: true,
    roles: ['engineer'],
    form: 'one',
    prompt: () => 'Which strategy?',
    help: 'Scored by time to demo, reliability, cost, reversibility, team skill and scale path.',
    example: '1',
    why: 'It sets deployment, processes and packages.',
    feeds: ['execution'],
    weight: () => 39,
    choices: ({ plan }) => (plan.strategies.find(each => each.scope === 'plan')?.options ?? []).map(option => ({ value: option.title, text: `${option.title}: ${option.total.toFixed(2)}` })),
    default: ({ plan }) => {
      const best = plan.strategies.find(each => each.scope === 'plan')?.options.find(each => each.recommended);
      return best === undefined ? null : byRule(best.title, `highest weighted score, ${best.total.toFixed(2)}`);
    },
  },
  {
    key: 'code-policy',
    catalogue: 'Q7.1',
    step: 'Execution',
    core: false,
    roles: ['engineer'],
    form: 'one',
    prompt: () => 'How much code may stand in the documents?',
    help: 'Contracts are routes, signatures, JSON examples, folder trees. Implementation code is never printed (SEED-003-7).',
    example: 'contracts-only',
    why: 'Copied code goes out of date (SEED-004-4).',
    feeds: ['add', 'execution'],
    weight: () => 5,
    when: () => false,
    choices: () => [
      { value: 'contracts-only', text: 'contracts only' },
      { value: 'none', text: 'none' },
    ],
    default: () => byRule('contracts-only', 'house rule'),
  },
  {
    key: 'save-as-ready',
    catalogue: 'Q8.1',
    step: 'Final',
    core: true,
    roles: ['pm', 'engineer'],
    form: 'yes-no',
    prompt: ({ plan }) => {
      const open = plan.decisions.filter(each => each.open).length;
      const unmet = plan.exitCriteria.filter(each => !each.met).length;
      if (plan.ready) return `Every exit criterion is met${open === 0 ? '' : `; ${counted(open, 'decision that blocks nothing stays', 'decisions that block nothing stay')} open`}. Save as MVP READY?`;
      const why = open + unmet === 0 ? 'Nobody has confirmed an answer' : `${counted(open, 'decision')} open, ${counted(unmet, 'exit criterion', 'exit criteria')} unmet`;
      return `${why}: it will be saved as MVP DRAFT. Write it?`;
    },
    help: 'READY is earned: every exit criterion holds and every blocking decision was answered by a person.',
    example: 'yes',
    why: 'CI fails on a false READY.',
    feeds: ['execution'],
    weight: () => 90,
    default: () => byRule(true, 'the documents say which of the two it is'),
  },
];
