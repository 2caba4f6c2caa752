import { describe, expect, test } from 'vitest';
import { rememberDesigns } from '../../src/derive/designs.ts';
import { createFigures, figuresOf } from '../../src/derive/figures.ts';
import { derivePlan } from '../../src/derive/plan.ts';
import { effectBetween } from '../../src/interview/effects.ts';
import { AnswerSet, type AnswerKey, type Answers, type AnswerValue } from '../../src/model/answers.ts';
import { factsOf } from '../support/documents.ts';
import { knowledge } from '../support/knowledge.ts';

const at = { plan: '3MMf8oHiS0idqRaigtYxGUA4M77', asOf: '2026-11-21', runs: 40 };
const facts = await factsOf('clinic-bookings');
const given = (values: Partial<Record<AnswerKey, AnswerValue>>): Answers => ({
  schemaVersion: 1, feature: 'clinic-bookings',
  answers: AnswerSet.parse(Object.fromEntries(Object.entries(values).map(([key, value]) => [key, { value, state: 'answered', by: 'test', at: '2026-11-21', owner: null, due: null, evidence: null }]))),
});

describe('the figures of a set of answers', () => {
  const designed = rememberDesigns();
  const figures = createFigures(facts, knowledge(), designed);

  // In this order: a design made for other answers must not be taken for these.
  test.each<[string, Partial<Record<AnswerKey, AnswerValue>>]>([
    ['no answer', {}],
    ['a host more', { hosting: 'two-hosts' }],
    ['another sign-in', { 'sign-in': 'none' }],
    ['another profile', { profile: 'typescript' }],
    ['another service for the checks', { ci: 'gitlab' }],
    ['confirmed capacity', { people: 3, 'hours-per-week': 40, pace: 1.2 }],
    ['a law', { hipaa: 'yes', 'eu-users': 'no' }],
    ['no answer again', {}],
  ])('%s: are those of the whole plan, which is the same from a design that is remembered', (_what, values) => {
    const plan = derivePlan(facts, given(values), knowledge(), at);
    expect(derivePlan(facts, given(values), knowledge(), at, designed)).toEqual(plan);
    expect(figures(given(values), at)).toEqual(figuresOf(plan));
  });

  test('an effect says numbers first, then rules that come or go; nothing when nothing changes', () => {
    const yes = figures(given({ 'eu-users': 'yes' }), at);
    expect(effectBetween(yes, figures(given({ 'eu-users': 'no' }), at))).toBe('without the rule: People in the EU or UK use it');
    expect(effectBetween(yes, figures(given({ 'eu-users': 'yes', 'sign-in': 'none' }), at))).toMatch(/^-\d+ routes, -\d+ tasks, -\d+ h/);
    expect(effectBetween(yes, yes)).toBe('');
  });
});
