import { describe, expect, it } from 'vitest';
import { measuredReadings } from '../../../../src/derive/judgement/nfr/spec.ts';
import { knowledge } from '../../../support/knowledge.ts';
import type { Requirement } from '../../../../src/model/plan/index.ts';

const requirement = (text: string): Requirement => ({
  id: 'NFR-1', sources: [], origin: 'spec', confidence: 0.9, status: 'new', text, title: text, kind: 'non-functional', priority: 'must', priorityFrom: 'author', group: null, workflow: null, readings: [], rejected: null, deferred: null, question: null,
});
const read = (text: string) => measuredReadings(requirement(text), '5 rps, 10 min', knowledge().judging).map(({ slug, statistic, comparator, value, unit, load, window }) => ({ slug, target: `${statistic} ${comparator} ${value} ${unit}`.trim(), load, window }));

describe('a measured requirement', () => {
  it('takes the rate behind its target as load and the time behind that as window', () => {
    expect(read('Response time of slot search, p95: <= 250 ms, 20 requests per second, 10 min')).toEqual([{ slug: 'quick-p95', target: 'p95 <= 250 ms', load: '20 rps', window: '10 min' }]);
    expect(read('Searches answer within 300 ms at 50 rps')).toMatchObject([{ slug: 'quick-p95', target: 'p95 <= 300 ms', load: '50 rps' }]);
  });

  it('keeps a rate that is asked for by its own words as a target of its own', () => {
    expect(read('The API answers within 300 ms and sustains at least 50 rps').map(({ slug }) => slug)).toEqual(['quick-p95', 'throughput']);
  });

  it('does not take a number in the name of the metric for the target', () => {
    expect(read('Reminders sent within 5 minutes of their due time: >= 99 %, 400 reminders per hour')).toMatchObject([{ target: 'share >= 99 %' }]);
  });

  it('does not take a time no caller waits for as a response time', () => {
    expect(read('Data lost after a failure: <= 1 h')).toMatchObject([{ slug: 'recovery-point', target: 'max <= 1 h' }]);
    expect(read('A new customer sees a first invoice within 5 minutes').map(({ slug }) => slug)).not.toContain('quick-p95');
  });

  it('reads a bare count with its load', () => {
    expect(read('Double bookings: 0, 50 parallel bookings of one slot, test run')).toMatchObject([{ slug: 'double-bookings', target: 'count = 0', load: '50 parallel bookings of one slot' }]);
  });

  it('reads nothing from a sentence without a number', () => {
    expect(read('The system responds fast under load')).toEqual([]);
  });
});
