import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { flipWeight, scored, sensitivityOf, weightsOf } from '../../../../src/derive/judgement/strategies/score.ts';
import { deriveJudgement } from '../../../../src/derive/judgement/judgement.ts';
import { knowledge } from '../../../support/knowledge.ts';
import { answered, design, input } from '../fixture.ts';

const criteria = knowledge().strategies.criteria;
const score = fc.integer({ min: 1, max: 5 });
const option = fc.record({ scores: fc.tuple(score, score, score, score, score, score) });
const candidate = (title: string, scores: number[]) => ({ title, approach: '', pros: [], cons: [], technologyStack: null, scores: Object.fromEntries(criteria.map((one, index) => [one.name, scores[index] ?? 3])) });

describe('strategy scores', () => {
  it('sum weights to 100 whatever the answer says', () => {
    fc.assert(fc.property(fc.integer({ min: 0, max: 500 }), (weight) => {
      const weights = weightsOf(criteria, { schemaVersion: 1, feature: 'x', answers: { 'criteria-weights': answered([`cost=${weight}`]) } });
      expect(weights.reduce((sum, one) => sum + one.weight, 0)).toBeCloseTo(100, 0);
    }));
  });

  it('recommend exactly one option, the one with the highest total', () => {
    fc.assert(fc.property(fc.array(option, { minLength: 2, maxLength: 4 }), (options) => {
      const result = scored(options.map((one, index) => candidate(`S${index}`, one.scores)), weightsOf(criteria, input().answers));
      const best = result.filter((one) => one.recommended);
      expect(best).toHaveLength(1);
      expect(Math.max(...result.map((one) => one.total))).toBe(best[0]?.total);
    }));
  });

  it('name a flip weight at which the two totals meet', () => {
    fc.assert(fc.property(option, option, fc.constantFrom(...criteria.map((one) => one.name)), (a, b, criterion) => {
      const [first, second] = scored([candidate('A', a.scores), candidate('B', b.scores)], weightsOf(criteria, input().answers));
      if (first === undefined || second === undefined || !first.recommended) return;
      const flip = flipWeight(first, second, criterion);
      if (flip === null || flip === 0) return;
      const at = (one: typeof first) => {
        const rest = one.scores.filter((score) => score.criterion !== criterion);
        const restWeight = rest.reduce((sum, score) => sum + score.weight, 0);
        const own = one.scores.find((score) => score.criterion === criterion)?.score ?? 0;
        return (own * flip + (100 - flip) * rest.reduce((sum, score) => sum + score.weight * score.score, 0) / restWeight) / 100;
      };
      expect(at(first)).toBeCloseTo(at(second), 1);
    }));
  });

  it('follow the plan: no second host to pay for when the budget leaves none', () => {
    const cost = (budget: number) => deriveJudgement(input({ answers: { budget: answered(budget) } }), design()).strategies[0]?.options[1]?.scores.find((one) => one.criterion === 'cost')?.score ?? 0;
    expect(cost(120)).toBeLessThan(cost(2000));
  });

  it('let an answer about weights change the winner as the sensitivity line says', () => {
    const strategy = deriveJudgement(input(), design()).strategies[0];
    const weight = Number(/Strategy 2 wins only if scale path weighs more than ([\d.]+)/.exec(sensitivityOf(strategy?.options ?? []) ?? '')?.[1]);
    const others = 90;
    const heavier = Math.ceil((weight + 1) * others / (100 - weight - 1));
    const changed = deriveJudgement(input({ answers: { 'criteria-weights': answered([`scale path=${heavier}`]) } }), design());
    expect(changed.strategies[0]?.options.findIndex((one) => one.recommended)).toBe(1);
    expect(changed.decisions.find((one) => one.id === 'DEC-architecture')?.recommended).toBe('B');
  });
});
