import { expect, it } from 'vitest';
import { deriveJudgement } from '../../../src/derive/judgement/judgement.ts';
import { deriveReview } from '../../../src/derive/review/review.ts';
import { Judgement, Review } from '../../../src/model/plan/index.ts';
import { design, emptyDesign, input, work } from '../judgement/fixture.ts';

it('is valid for a full design and an empty one', () => {
  for (const one of [design(), emptyDesign]) {
    const result = deriveReview(input(), one, deriveJudgement(input(), one), work());
    expect(() => Review.parse(result.review)).not.toThrow();
    expect(() => Judgement.parse(result.judgement)).not.toThrow();
    expect(result.review.ready).toBe(false);
  }
});
