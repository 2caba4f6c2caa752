import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { deriveJudgement } from '../../../../src/derive/judgement/judgement.ts';
import { measuresOf, withoutMeasures } from '../../../../src/derive/judgement/nfr/measure.ts';
import { withJudgedCriteria } from '../../../../src/derive/judgement/target-criteria.ts';
import { answered, design, input, requirement } from '../fixture.ts';

const nfrsFor = (text: string, answers = {}) => deriveJudgement(input({ answers }), design({ requirements: [requirement('NFR-1', text, { kind: 'non-functional' })] })).nfrs.filter((nfr) => nfr.requirements.includes('NFR-1'));

const { measures } = input().knowledge.judging;

describe('measured numbers', () => {
  it.each([
    ['API p95 < 200 ms', '<', 200, 'ms', 'p95'],
    ['95% of requests complete within 2 seconds', '<=', 2, 's', 'p95'],
    ['at least 99.9% uptime', '>=', 99.9, '%', null],
    ['レスポンスは3秒以内', '<=', 3, 's', null],
    ['supports 1,000 concurrent users', '>=', 1000, 'users', null],
    ['Disponibilidad de al menos 99,5 %', '>=', 99.5, '%', null],
    ['Verfügbarkeit mindestens 99,95 %', '>=', 99.95, '%', null],
    ['cost under $0.05 per call', '<', 0.05, 'USD', null],
  ])('%s', (text, comparator, value, unit, statistic) => {
    expect(measuresOf(text, measures)[0]).toMatchObject({ comparator, value, unit, statistic });
  });

  it.each(['95 % of requests are answered under 300 ms', 'Booking feels instant: under 300 ms for 95 % of requests'])('is one, with its percentile, in either order: %s', (text) => {
    expect(measuresOf(text, measures)).toMatchObject([{ value: 300, unit: 'ms', statistic: 'p95' }]);
  });

  it('leaves the sentence without them, and without what stood around them', () => {
    expect(withoutMeasures('The packing list loads in under 1 second (p95)', measures)).toBe('The packing list loads');
    expect(withoutMeasures('Complete retrieval within 2 seconds for p95', measures)).toBe('Complete retrieval');
  });

  it('finds none where there is none', () => {
    expect(measuresOf('The API MUST be fast and follow RFC 9457 in version 2', measures)).toEqual([]);
  });
});

describe('a time of one thing', () => {
  it.each([
    ['The service MUST respond to health check requests within 100 ms', 'NFR-probe-p95', 'p95 <= 100 ms'],
    ['The service MUST start streaming the answer within 3 seconds', 'NFR-first-part-p95', 'p95 <= 3 s'],
    ['The service MUST complete document retrieval within 2 seconds for p95', /^NFR-(?!quick).*complete.*-p95$/, 'p95 <= 2 s'],
    ['95 % of API requests MUST be answered within 300 ms', 'NFR-quick-p95', 'p95 <= 300 ms'],
  ])('%s', (text, id, target) => {
    const [nfr] = nfrsFor(text);
    expect(nfr).toMatchObject({ id: typeof id === 'string' ? id : expect.stringMatching(id), target, asked: null });
  });

  it('leaves the general target alone', () => {
    const both = deriveJudgement(input(), design({ requirements: [requirement('NFR-1', 'The service MUST respond to health check requests within 100 ms', { kind: 'non-functional' }), requirement('NFR-2', 'The service MUST answer requests within 300 ms', { kind: 'non-functional' })] })).nfrs;
    expect(both.find((nfr) => nfr.id === 'NFR-quick-p95')?.requirements).toEqual(['NFR-2']);
  });
});

describe('a number of its own', () => {
  it('names the thing it measures without the number, in every language', () => {
    expect(nfrsFor('The service MUST complete document retrieval within 2 seconds for p95')[0]?.metric).toMatch(/complete document retrieval$/);
    expect(nfrsFor('ドキュメント検索をp95パーセンタイルで2秒以内に完了すること')[0]?.metric).toBe('ドキュメント検索を完了すること');
  });

  it('stays beside the general target: a latency of one named part is no response time', () => {
    expect(nfrsFor('Proxy Latency: < 50 ms')[0]).toMatchObject({ id: 'NFR-proxy-latency-p95', target: 'p95 < 50 ms' });
    expect(nfrsFor('Response latency: < 300 ms')[0]).toMatchObject({ id: 'NFR-quick-p95' });
  });

  it('bounds the calls of one caller from above', () => {
    expect(nfrsFor('Rate limiting: 30 messages/minute per user')[0]).toMatchObject({ id: 'NFR-rate-limit', comparator: '<=', value: 30, asked: null });
  });

  it('is not asked for again: only sentences without one are', () => {
    const judged = deriveJudgement(input(), design({ requirements: [requirement('NFR-1', 'Availability: 99.5% uptime', { kind: 'non-functional' }), requirement('NFR-2', 'Availability of the service', { kind: 'non-functional' }), requirement('NFR-3', 'Support 500 simultaneous conversations', { kind: 'non-functional' })] }));
    expect(judged.decisions.find((one) => one.id === 'DEC-measures')).toBeUndefined();
    expect(judged.nfrs.find((nfr) => nfr.id === 'NFR-availability')).toMatchObject({ asked: null, requirements: ['NFR-1', 'NFR-2'] });
    expect(judged.nfrs.find((nfr) => nfr.requirements.includes('NFR-3'))).toMatchObject({ id: 'NFR-concurrent-users', value: 500 });
  });

  it('that the plan cannot hold is shown at its strictest', () => {
    const judged = deriveJudgement(input(), design({ requirements: [40, 90].map((ms, index) => requirement(`NFR-${index}`, `The API MUST answer within ${ms} ms`, { kind: 'non-functional' })) }));
    expect(judged.nfrs.find((nfr) => nfr.id === 'NFR-quick-p95')?.asked?.text).toContain('40 ms');
  });

  it('has a reading of its own for a system that is down', () => {
    for (const text of ['Graceful degradation if the API is unavailable', 'Fallback responses for unhandled queries']) expect(nfrsFor(text)[0]?.id).toBe('NFR-degraded-share');
  });
});

describe('any text', () => {
  it('is measured without a throw, each number where it stands', () => {
    fc.assert(fc.property(fc.string({ maxLength: 80 }), fc.integer({ min: 0, max: 99_999 }), (text, number) => {
      for (const measure of measuresOf(`${text} ${number} ms`, measures)) {
        expect(measure.value).toBeGreaterThanOrEqual(0);
        expect(measure.to).toBeGreaterThan(measure.from);
      }
    }));
  });

  it('keeps the stricter of two numbers, in either order', () => {
    fc.assert(fc.property(fc.integer({ min: 260, max: 500 }), fc.integer({ min: 260, max: 500 }), (a, b) => {
      const value = (first: number, second: number) => deriveJudgement(input(), design({ requirements: [first, second].map((ms, index) => requirement(`NFR-${index}`, `The API MUST answer within ${ms} ms`, { kind: 'non-functional' })) })).nfrs.find((nfr) => nfr.id === 'NFR-quick-p95')?.value;
      expect(value(a, b)).toBe(Math.min(a, b));
      expect(value(b, a)).toBe(Math.min(a, b));
    }), { numRuns: 8 });
  });
});

describe('targets', () => {
  it('have every part, and each live non-functional requirement reaches one', () => {
    const { nfrs } = deriveJudgement(input(), design());
    for (const nfr of nfrs) for (const part of [nfr.metric, nfr.statistic, nfr.unit, nfr.load, nfr.window, nfr.class, nfr.measuredBy, nfr.target]) expect(part).not.toBe('');
    for (const one of design().requirements.filter((each) => each.kind === 'non-functional')) expect(nfrs.some((nfr) => nfr.requirements.includes(one.id)), one.id).toBe(true);
  });

  it('take the number of the spec when the hops fit in it', () => {
    expect(nfrsFor('The API MUST answer within 400 ms')[0]).toMatchObject({ id: 'NFR-quick-p95', value: 400, asked: null });
  });

  it('show what was asked when the hops do not fit in it', () => {
    const [nfr] = nfrsFor('The API MUST answer within 50 ms');
    expect(nfr).toMatchObject({ id: 'NFR-quick-p95', value: 250 });
    expect(nfr?.asked?.text).toContain('50 ms');
  });

  it('plan 99.5 % on one host when 99.9 % is asked, and ask', () => {
    const judgement = deriveJudgement(input(), design());
    expect(judgement.nfrs.find((nfr) => nfr.id === 'NFR-availability')).toMatchObject({ value: 99.5, asked: { text: 'share >= 99.9 %' } });
    const decision = judgement.decisions.find((one) => one.id === 'DEC-availability');
    expect(decision).toMatchObject({ open: true, blocking: false });
    expect(decision?.options.map((option) => option.effect)).toEqual(['216 min of downtime in 30 days', '43.2 min of downtime in 30 days']);
  });

  it('plan what is asked when the answer names two hosts', () => {
    const judgement = deriveJudgement(input({ answers: { hosting: answered('two-hosts') } }), design());
    expect(judgement.nfrs.find((nfr) => nfr.id === 'NFR-availability')).toMatchObject({ value: 99.9, asked: null });
    expect(judgement.decisions.map((one) => one.id)).not.toContain('DEC-availability');
  });

  it('propose a reading for a sentence without a number, and ask for all of them once', () => {
    const judgement = deriveJudgement(input(), design());
    expect(judgement.nfrs.find((nfr) => nfr.requirements.includes('NFR-003'))?.asked?.text).toBe('no number');
    expect(judgement.decisions.filter((one) => one.id === 'DEC-measures')).toHaveLength(1);
  });

  it('obey an answer over spec and profile', () => {
    expect(nfrsFor('The API MUST answer within 400 ms', { targets: answered(['NFR-quick-p95=150']) })[0]).toMatchObject({ value: 150, target: 'p95 <= 150 ms', confidence: 1 });
  });

  it('become criteria of their requirements, numbered behind the design\'s own', () => {
    const base = design();
    const full = withJudgedCriteria(base, deriveJudgement(input(), base));
    const added = full.criteria.filter((criterion) => criterion.requirement === 'NFR-002');
    expect(added.map((criterion) => criterion.id)).toEqual(['NFR-002/AC-1']);
    expect(added[0]?.then).toContain('`NFR-availability: share >= 99.5 %`');
    expect(new Set(full.criteria.map((criterion) => criterion.id)).size).toBe(full.criteria.length);
  });
});
