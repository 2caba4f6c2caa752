import { expect, test } from 'vitest';
import { AnswerSet } from '../../src/model/answers.ts';
import { questions } from '../../src/interview/questions/index.ts';

test('SEED-002-12: eight charter questions: value, consumers, measures, constraints, risks, integration, milestones, what is not negotiable', () => {
  const keys = questions.map(question => question.key);
  expect(keys).toEqual(expect.arrayContaining(['value-proposition', 'consumers', 'success-metrics', 'constraints', 'top-risks', 'integrations', 'milestones', 'hipaa', 'audit-chain', 'sign-in']));
});

test('every answer that derivation reads has a question, but the folder, which a flag names', () => {
  const keys = new Set(questions.map(question => question.key));
  expect(AnswerSet.keyof().options.filter(key => !keys.has(key))).toEqual(['out']);
});
