import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { isAsked, type Situation } from '../../src/interview/question.ts';
import { questions } from '../../src/interview/questions/index.ts';
import { AnswerSet, type AnswerKey, type Answers, type AnswerValue } from '../../src/model/answers.ts';
import type { Facts } from '../../src/model/facts.ts';
import type { Plan } from '../../src/model/plan/index.ts';
import { derivePlan } from '../../src/derive/plan.ts';
import { renderPlan } from '../../src/render/render.ts';
import { factsOf } from '../ai/support.ts';
import { projectRoot } from '../support/cli.ts';
import { knowledge } from '../support/knowledge.ts';

const read = (...path: string[]): string => readFileSync(join(projectRoot, ...path), 'utf8');
const samples = Object.fromEntries(readdirSync(join(projectRoot, 'requirements/strava-data')).map(name => [`requirements/strava-data/${name}`, read('requirements/strava-data', name)]));
const strava = await factsOf(read('specs/stravaai/spec.md'), samples);
const contradictory = await factsOf(read('test/cases/contradictory/specs/contradictory/spec.md'));
const unread = await factsOf('# Notes\n\nA line about the weather that asks for nothing.\n\n## Requirements\n\n- **FR-001**: Users MUST be able to create a note.\n');
const unplaced = await factsOf('# Vitals\n\n## Requirements\n\n- **FR-001**: Patients MUST be able to create a reading.\n- **FR-002**: Nurses MUST be able to list vitals.\n- **FR-003**: Nurses MUST be able to delete the vitals of a patient.\n\n### Key Entities\n\n- **Reading**: pulse, measured at\n- **Patient**: name\n');
const at = { plan: '3MMf8oHiS0idqRaigtYxGUA4M77', asOf: '2026-11-21', runs: 20 };

const answered = (values: Partial<Record<AnswerKey, AnswerValue>>): Answers => ({
  schemaVersion: 1,
  feature: 'demo',
  answers: AnswerSet.parse(Object.fromEntries(Object.entries(values).map(([key, value]) => [key, { value, state: 'answered', by: 'pm', at: '2026-11-21', owner: null, due: null, evidence: null }]))),
});
const plans = new Map<string, Plan>();
const planOf = (facts: Facts, values: Partial<Record<AnswerKey, AnswerValue>>): Plan => {
  const key = `${facts.specs[0]?.path} ${facts.specs[0]?.title} ${JSON.stringify(values)}`;
  const plan = plans.get(key) ?? derivePlan(facts, answered(values), knowledge(), at);
  plans.set(key, plan);
  return plan;
};
/** Documents without the register of answers, which repeats every answer. */
const documents = (plan: Plan): string => [...renderPlan({ ...plan, answered: [] }, knowledge(), { depth: 'full' }).values()].join('\n');

/** One answer per question that differs from its default, beside what it is asked in. */
const moving: Partial<Record<AnswerKey, [AnswerValue, Partial<Record<AnswerKey, AnswerValue>>?, Facts?]>> = {
  profile: ['typescript'],
  'why-now': ['Three pilot clubs start in March.'],
  conflicts: [[`${planOf(contradictory, {}).decisions.find(each => each.asks === 'conflicts')?.id ?? ''}=B`], {}, contradictory],
  'single-service': [false],
  'value-proposition': ['See a week of training at a glance.'],
  consumers: [['Coach mobile app', 'Reminder job']],
  'success-metrics': [['p95 <= 120 ms', '99.9 % availability']],
  'promised-date': ['2026-12-31'],
  'real-users': [5000],
  people: [5],
  'hours-per-week': [12],
  focus: [0.5],
  holidays: [['2026-12-24', '2026-12-25'], { people: 2, 'hours-per-week': 30, pace: 1 }],
  ci: ['gitlab'],
  pace: [1.7],
  budget: [5],
  hipaa: ['yes'],
  'eu-users': ['yes'],
  minors: ['yes'],
  constraints: [['data stays in the EU']],
  'top-risks': [[planOf(strava, {}).risks.at(-1)?.id ?? '']],
  'provider-policy': [['B']],
  milestones: [['GATE-1=2027-02-01']],
  integrations: [['StravaGateway', 'Mailjet']],
  workflows: [['WF-events']],
  priorities: [['FR-001=wont']],
  'core-models': [['User']],
  'field-purposes': [[`${planOf(strava, {}).fields.find(each => each.class === 'location')?.id ?? ''}: shows the start on the map of its owner`]],
  'null-fields': [[`${planOf(strava, {}).fields.find(each => each.nullable && each.class === 'health')?.id ?? ''}=zero`]],
  'date-formats': ['utc-and-local'],
  targets: [['NFR-quick-p95=120']],
  criteria: [['FR-001: Given a new person, When they ask for an account, Then 201 and one row stand']],
  'out-of-scope': [['coach view']],
  nouns: [['vitals=Reading'], {}, unplaced],
  'sign-in': ['email-link'],
  roles: [['patient', 'nurse', 'auditor'], {}, contradictory],
  'users-12-months': [90_000],
  hosting: ['two-hosts'],
  retention: [['health=30']],
  'audit-chain': [true],
  'job-queue': ['B'],
  'promise-gap': ['B', { 'promised-date': '2026-12-31' }],
  'sprint-weeks': [1],
  'start-date': ['2027-03-01'],
  'definition-of-done': [['tests pass', 'reviewed by one person']],
  strategy: [planOf(strava, {}).strategies.find(each => each.scope === 'plan')?.options.at(-1)?.title ?? ''],
  'criteria-weights': [['cost=90']],
  'unused-lines': [['3=ignore'], {}, unread],
};

/** Answers about the run itself, the files or the form of the documents. */
const aboutTheRun = new Set<string>(['inputs', 'depth', 'save-as-ready']);
/** Entries of the catalogue that no rule raises: an answer from a file is kept, nobody is asked. */
const never = new Set<string>(['estimate-unit', 'slow-work', 'diagrams-ok', 'code-policy']);

describe('an answer moves the plan or its documents', () => {
  test('every question that is ever asked is tried here', () => {
    const missing = questions.map(each => each.key).filter(key => moving[key] === undefined && !aboutTheRun.has(key) && !never.has(key));
    expect(missing).toEqual([]);
  });

  test.each(Object.entries(moving))('%s', (key, [value, beside = {}, facts = strava]) => {
    const before = documents(planOf(facts, beside));
    const after = documents(derivePlan(facts, answered({ ...beside, [key]: value }), knowledge(), at));
    expect(after === before, `${key}=${JSON.stringify(value)} changes no line`).toBe(false);
  });

  test('a settled conflict drops the line that loses and stays in the register with who decided', () => {
    const open = planOf(contradictory, {}).decisions.filter(each => each.asks === 'conflicts');
    const [first] = open.filter(each => /FR-002.*FR-003|FR-003.*FR-002/.test(each.question));
    expect(open.every(each => each.open)).toBe(true);
    if (first === undefined) throw new Error('the fixture has no such conflict');
    for (const [kept, side] of [['A', 0], ['B', 1]] as const) {
      const plan = planOf(contradictory, { conflicts: [`${first.id.toLowerCase()}=${kept.toLowerCase()}`] });
      const [winner, loser] = [side, 1 - side].map(index => /`([^`]+)`/.exec(first.options[index]?.text ?? '')?.[1] ?? '');
      expect(plan.requirements.find(each => each.id === loser)?.rejected).toBe(`\`${first.id}\`: \`${winner}\` holds`);
      expect(plan.requirements.find(each => each.id === winner)?.rejected).toBeNull();
      expect(plan.decisions.find(each => each.id === first.id)).toMatchObject({ open: false, answer: kept, decidedBy: 'pm' });
      expect(plan.decisions.filter(each => each.asks === 'conflicts' && each.open).length).toBeLessThan(open.length);
    }
  });
});

describe.each<[string, Facts]>([['StravaAI', strava], ['a contradictory spec', contradictory], ['notes', unread], ['vitals', unplaced]])('taking every default of %s', (_name, facts) => {
  test('plans what the draft planned: Enter never adds or drops work', () => {
    const draft = planOf(facts, {});
    const situation: Situation = { facts, plan: draft, answers: answered({}), profiles: knowledge().profiles, role: null };
    const shape = (plan: Plan): object => ({ routes: plan.routes.map(each => each.id), jobs: plan.jobs.map(each => each.id), models: plan.models.map(each => each.id), fields: plan.fields.map(each => each.id), nfrs: plan.nfrs.map(each => `${each.id} ${each.target}`).sort() });
    const moved: string[] = [];
    for (const question of questions) {
      const fallback = question.default(situation);
      if (fallback === null || !isAsked(question, situation) || question.key === 'save-as-ready') continue;
      const after = derivePlan(facts, answered({ [question.key]: fallback.value }), knowledge(), at);
      // An answered decision needs no task of its own any more, and one that stays unsure gets one.
      if (JSON.stringify(shape(after)) !== JSON.stringify(shape(draft)) || Math.abs(after.tasks.length - draft.tasks.length) > 3) moved.push(`${question.key}=${JSON.stringify(fallback.value)}`);
    }
    expect(moved).toEqual([]);
  });
});
