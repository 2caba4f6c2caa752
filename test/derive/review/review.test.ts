import { describe, expect, it } from 'vitest';
import { deriveJudgement } from '../../../src/derive/judgement/judgement.ts';
import { withJudgedCriteria } from '../../../src/derive/judgement/target-criteria.ts';
import { deriveReview } from '../../../src/derive/review/review.ts';
import { deriveWork } from '../../../src/derive/work/work.ts';
import type { AnswerSet } from '../../../src/model/answers.ts';
import { Judgement, Review } from '../../../src/model/plan/index.ts';
import { answered, assumed, design, emptyDesign, input, work } from '../judgement/fixture.ts';

function reviewed(answers: AnswerSet = {}, one = design()) {
  const at = input({ answers, providers: ['strava'] });
  const judged = deriveJudgement(at, one);
  const full = withJudgedCriteria(one, judged);
  const made = deriveWork({ ...at, at: { ...at.at, runs: 200 } }, full, judged);
  return { ...deriveReview(at, full, judged, made), work: made };
}

const late = { 'promised-date': answered('2026-12-01') };

describe('deriveReview', () => {
  it('is valid for a full design and an empty one', () => {
    for (const one of [design(), emptyDesign]) {
      const result = deriveReview(input(), one, deriveJudgement(input(), one), work());
      expect(() => Review.parse(result.review)).not.toThrow();
      expect(() => Judgement.parse(result.judgement)).not.toThrow();
    }
  });

  it('links a risk and an open decision to the task that works on it', () => {
    const { judgement, work: made } = reviewed();
    for (const risk of judgement.risks.filter((one) => one.task !== null)) expect(made.tasks.find((task) => task.id === risk.task)?.for).toContain(risk.id);
    expect(judgement.risks.some((risk) => risk.task !== null)).toBe(true);
  });

  it('names only gates that exist', () => {
    const { judgement, work: made } = reviewed();
    const gates = made.gates.map((gate) => gate.id);
    for (const id of [...judgement.decisions.map((one) => one.needed), ...judgement.screens.map((one) => one.gate)]) expect(gates).toContain(id);
  });

  it('puts hours into the promise gap and is not ready while it is open', () => {
    const { judgement, review, work: made } = reviewed(late);
    const gap = judgement.decisions.find((one) => one.id === 'DEC-promise-gap');
    expect(gap?.reason).toContain(`${made.schedule.totalHours} h`);
    expect(gap?.question).not.toMatch(/\d/);
    expect(gap?.options.map((option) => option.key)).toEqual(made.schedule.options.map((option) => option.key));
    expect(gap?.options[0]?.effect).toContain(`${made.schedule.totalHours} h`);
    expect(review.ready).toBe(false);
  });

  it('does not take a default for an answer to a blocking decision', () => {
    expect(reviewed({ ...late, 'promise-gap': assumed('A') }).judgement.decisions.find((one) => one.id === 'DEC-promise-gap')?.open).toBe(true);
    expect(reviewed({ ...late, 'promise-gap': answered('A') }).judgement.decisions.find((one) => one.id === 'DEC-promise-gap')).toMatchObject({ open: false, answer: 'A' });
  });

  it('closes a promise that holds', () => {
    const gap = reviewed({ 'promised-date': answered('2029-01-01') }).judgement.decisions.find((one) => one.id === 'DEC-promise-gap');
    expect(gap).toMatchObject({ open: false, blocking: false, answer: 'keep scope' });
  });

  it('is ready only when every exit criterion of SEED-002-20 is met', () => {
    const { review } = reviewed({ people: answered(2) });
    expect(review.exitCriteria.map((check) => check.id)).toEqual(['exit-a', 'exit-b', 'exit-c', 'exit-d', 'exit-e', 'exit-f', 'exit-g']);
    expect(review.exitCriteria.filter((check) => !check.met)).toEqual([]);
    expect(review.ready).toBe(true);
    const none = deriveReview(input(), emptyDesign, deriveJudgement(input(), emptyDesign), work()).review;
    expect(none.exitCriteria.find((check) => check.id === 'exit-c')?.met).toBe(false);
    expect(none.ready).toBe(false);
  });

  it('prints the seven points of seed 003 and fails the one that fails', () => {
    const one = design();
    const broken = { ...one, routes: one.routes.map((route, index) => (index === 2 ? { ...route, path: '/v1/getLoans' } : route)) };
    expect(reviewed().review.checklist).toHaveLength(7);
    expect(reviewed({}, broken).review.checklist.find((check) => check.id === 'check-2')).toMatchObject({ met: false });
  });

  it('shows uncertainty as arithmetic and names the full flow over 20 %', () => {
    const { review } = reviewed();
    const api = review.uncertainty.find((one) => one.area === 'API');
    expect(api).toMatchObject({ nodes: '6 x 0.7', mean: 0.7, percent: 30, fullFlow: 'PREDEV03' });
    expect(review.branchTriggers.some((trigger) => trigger.command === 'PREDEV03')).toBe(true);
  });

  it('sends HIPAA to the full flow (SEED-002-21)', () => {
    expect(reviewed({ hipaa: answered('unsure') }).review.branchTriggers.map((one) => one.trigger)).toContain('HIPAA needs a security analysis');
    expect(reviewed().review.branchTriggers.map((one) => one.trigger)).not.toContain('HIPAA needs a security analysis');
  });

  it('gives each package a scored choice, or what settles it and what was refused', () => {
    const { judgement, work: made } = reviewed();
    for (const one of made.packages) {
      const strategy = judgement.strategies.find((each) => each.scope === one.id);
      if (strategy === undefined) throw new Error(`${one.id} has no strategy`);
      if (strategy.options.length > 0) expect(strategy.options.filter((option) => option.recommended)).toHaveLength(1);
      else expect([strategy.settledBy, strategy.refused].every((text) => text !== null && text !== '' && !text.includes('{'))).toBe(true);
    }
  });

  it('reads a choice off the nodes of a package, so that two packages never share the text of a settled one', () => {
    const { judgement } = reviewed();
    const own = judgement.strategies.filter((one) => one.options.length === 0 && /`WP-/.test(one.settledBy ?? ''));
    const texts = own.map((one) => one.settledBy);
    expect(new Set(texts).size).toBe(texts.length);
    for (const one of own) expect(one.refused).toMatch(/\d\.\d\d against \d\.\d\d: ./);
  });

  it('makes a choice once, where most of it is built', () => {
    const chosen = reviewed().judgement.strategies.filter((one) => one.scope !== 'plan' && one.options.length > 0);
    const titles = chosen.map((one) => one.options[0]?.title ?? '');
    expect(new Set(titles).size).toBe(titles.length);
    expect(chosen.filter((one) => one.options[0]?.approach.includes('ShopGateway') === true)).toHaveLength(1);
    for (const one of chosen) {
      expect(one.options).toHaveLength(3);
      expect(one.sensitivity).toMatch(/weighs more than|No single weight/);
    }
  });
});
