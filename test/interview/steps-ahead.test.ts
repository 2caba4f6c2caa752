import { expect, test } from 'vitest';
import { createEffects } from '../../src/commands/effects.ts';
import { withAnswer } from '../../src/commands/session.ts';
import { rememberDrafts, stepsAhead } from '../../src/commands/steps-ahead.ts';
import { figuresOf } from '../../src/derive/figures.ts';
import { questions } from '../../src/interview/questions/index.ts';
import type { Question, Situation } from '../../src/interview/question.ts';
import type { Answers, AnswerValue } from '../../src/model/answers.ts';
import { clinicPlan } from '../support/plan.ts';

const facts: Situation['facts'] = { feature: 'clinic', specs: [], samples: { models: [], files: [] }, existing: { statements: [], routes: [], models: [], missingSections: [] }, repo: { stackHints: [] }, findings: [] };
const empty: Answers = { schemaVersion: 1, feature: 'clinic', answers: {} };

function question(key: Question['key']): Question {
  const found = questions.find(each => each.key === key);
  if (found === undefined) throw new Error(`no question ${key}`);
  return found;
}

test.each(['hipaa', 'single-service'] as const)('while %s is read, what comes next is made for each of its answers, the default first, and not made again', key => {
  const situation: Situation = { facts, plan: clinicPlan(), answers: empty, profiles: [] };
  const drafts: AnswerValue[] = [];
  let counted = 0;
  const draftOf = rememberDrafts(answers => {
    drafts.push(answers.answers[key]?.value ?? null);
    return clinicPlan();
  });
  const effects = createEffects(() => {
    counted++;
    return figuresOf(clinicPlan());
  });
  const [asked, coming] = [question(key), question('eu-users')];
  const answered = (value: AnswerValue): Answers => withAnswer(empty, key, value, { state: 'answered', by: 'test', at: '2026-11-21' });
  const fallback = asked.default(situation);
  for (const step of stepsAhead({ question: asked, fallback }, { situation, draftOf, effects, answered, next: () => coming })) step();

  const values = effects.values(asked, situation);
  expect(values.length).toBeGreaterThan(1);
  expect(drafts[0]).toEqual(fallback?.value);
  expect(new Set(drafts)).toEqual(new Set(values));
  const [made, figures] = [drafts.length, counted];
  for (const value of values) {
    const answers = answered(value);
    effects.of(coming, { ...situation, plan: draftOf(answers), answers });
  }
  expect([drafts.length, counted]).toEqual([made, figures]);
  expect(made).toBe(values.length);
});

test('the oldest draft goes when many are kept', () => {
  let made = 0;
  const draftOf = rememberDrafts(() => {
    made++;
    return clinicPlan();
  });
  const people = (count: number): Answers => withAnswer(empty, 'people', count, { state: 'answered', by: 'test', at: null });
  for (let count = 1; count <= 40; count++) draftOf(people(count));
  expect(made).toBe(40);
  draftOf(people(40));
  expect(made).toBe(40);
  draftOf(people(1));
  expect(made).toBe(41);
});
