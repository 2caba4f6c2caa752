import { describe, expect, it } from 'vitest';
import { deriveJudgement } from '../../src/derive/judgement/judgement.ts';
import { withJudgedCriteria } from '../../src/derive/judgement/target-criteria.ts';
import { traceOf } from '../../src/derive/trace.ts';
import { deriveWork } from '../../src/derive/work/work.ts';
import { design, emptyDesign, input, requirement, work } from './judgement/fixture.ts';

function traced(one = design()) {
  const judgement = deriveJudgement(input(), one);
  const full = withJudgedCriteria(one, judgement);
  return traceOf({ feature: 'loans', ...full, ...judgement, ...deriveWork({ ...input(), at: { ...input().at, runs: 200 } }, full, judgement) });
}

describe('traceOf', () => {
  it('follows a requirement to route, service, model, error, criterion, task and test', () => {
    const trace = traced();
    const one = trace.requirements.find((each) => each.id === 'FR-001');
    expect(one).toMatchObject({ source: { path: 'specs/loans/spec.md', line: 10 }, priority: 'must', services: ['LoanService'], rejected: null });
    expect(one?.routes).toEqual(['GET /v1/loans', 'POST /v1/loans', 'POST /v1/loans/{loan_id}/return']);
    expect(one?.models).toContain('Loan');
    expect(one?.errors).toContain('BOOK_LENT');
    expect(one?.criteria).toEqual(expect.arrayContaining(['FR-001/AC-1', 'FR-001/AC-2']));
    expect(one?.tasks.length).toBeGreaterThan(0);
    expect(one?.tests.length).toBeGreaterThan(0);
  });

  it('follows a non-functional requirement to its target', () => {
    expect(traced().requirements.find((each) => each.id === 'NFR-001')?.nfrs).toEqual(['NFR-quick-p95']);
  });

  it('counts coverage as a share, rejected requirements on neither side, and null where there is none', () => {
    const one = design();
    const with_ = traced({ ...one, requirements: [...one.requirements, requirement('FR-008', 'Paint the door', { rejected: 'no backend work' }), requirement('FR-009', 'Nothing serves this')] });
    const musts = with_.requirements.filter((each) => each.priority === 'must' && each.rejected === null);
    expect(with_.coverage.must).toBeCloseTo(musts.filter((each) => each.id !== 'FR-009' && each.criteria.length > 0 && each.tasks.length > 0).length / musts.length);
    expect(with_.coverage.must).toBeLessThan(1);
    expect(with_.coverage.could).toBeNull();
    const judgement = deriveJudgement(input(), emptyDesign);
    expect(traceOf({ feature: 'loans', ...emptyDesign, ...judgement, ...work() }).coverage).toEqual({ must: null, should: null, could: null, all: null, open: 0 });
  });
});
