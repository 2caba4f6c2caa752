import { describe, expect, it } from 'vitest';
import { deriveJudgement } from '../../../../src/derive/judgement/judgement.ts';
import type { AnswerSet } from '../../../../src/model/answers.ts';
import { answered, assumed, design, input, requirement } from '../fixture.ts';

const fact = (kind: 'budget' | 'deadline' | 'team' | 'constraint', text: string) => ({ kind, text, line: 5, endLine: 5 });
const decided = (parts: Parameters<typeof input>[0], one = design()) => new Map(deriveJudgement(input(parts), one).decisions.map((decision) => [decision.id, decision]));
const ai = design({ jobs: design().jobs.map((job) => ({ ...job, ai: true })) });

describe('decisions', () => {
  it('ask about a provider that forbids AI only when the plan uses AI, and block', () => {
    expect(decided({ providers: ['strava'] }).has('DEC-provider-policy')).toBe(false);
    expect(decided({ providers: ['strava'] }, ai).get('DEC-provider-policy')).toMatchObject({ open: true, blocking: true, answer: null });
    expect(decided({ providers: ['open-meteo'] }, ai).has('DEC-provider-policy')).toBe(false);
  });

  it('stay open on a default, close on an answer', () => {
    const of = (answers: AnswerSet) => decided({ providers: ['strava'], answers }, ai).get('DEC-provider-policy');
    expect(of({ 'provider-policy': assumed(['A', 'C']) })).toMatchObject({ open: true });
    expect(of({ 'provider-policy': answered(['A', 'C']) })).toMatchObject({ open: false, answer: 'A + C', decidedBy: 'pm', confidence: 1 });
  });

  it('face a promised date, from the spec or an answer, and none without', () => {
    expect(decided({}).has('DEC-promise-gap')).toBe(false);
    expect(decided({ facts: [fact('deadline', 'Live on 2027-02-15')] }).get('DEC-promise-gap')).toMatchObject({ blocking: true, open: true });
    expect(decided({ answers: { 'promised-date': answered('2027-03-01') } }).get('DEC-promise-gap')?.reason).toContain('2027-03-01');
  });

  it('name HIPAA on a small budget and a cost above the budget', () => {
    const both = decided({ profile: 'fastapi-supabase', facts: [fact('budget', 'Budget: 60 USD per month')], answers: { hipaa: answered('yes') } });
    expect(both.get('DEC-hipaa')).toMatchObject({ open: true });
    expect(both.get('DEC-hipaa')?.options[0]?.cost).toContain('over the budget of 60');
    expect(both.get('DEC-budget')?.question).toMatch(/costs [\d.]+ USD per month, the budget is 60/);
    expect(decided({ profile: 'fastapi-supabase' }).has('DEC-budget')).toBe(false);
  });

  it('replace what the stack cannot have, such as SQL injection in a store without SQL', () => {
    const lines = [fact('constraint', 'Prevent SQL injection')];
    expect(decided({ facts: lines, profile: 'fastapi-mongodb' }).get('DEC-stack-fit')?.answer).toContain('operator-object');
    expect(decided({ facts: lines, profile: 'fastapi-supabase' }).has('DEC-stack-fit')).toBe(false);
  });

  it('choose the full queue only from the job types at which the profile needs it', () => {
    const jobs = (count: number) => design({ jobs: design().jobs.flatMap((job) => Array.from({ length: count }, (_, index) => ({ ...job, id: `job-${index}` }))) });
    expect(decided({}, jobs(1)).get('DEC-job-queue')?.recommended).toBe('A');
    expect(decided({}, jobs(5)).get('DEC-job-queue')).toMatchObject({ recommended: 'B', answer: 'Celery with Redis' });
  });

  it('ask which of two requirements holds when one forbids what the other allows', () => {
    const reading = { actor: 'member', verb: 'change', operation: 'update' as const, noun: 'loan', resource: 'Loan', of: [], state: null, qualifiers: [] };
    const pair = design({ requirements: [requirement('FR-1', 'Members must not change a loan', { readings: [{ ...reading, negated: true }] }), requirement('FR-2', 'Members must be able to correct a loan', { readings: [{ ...reading, negated: false }] })] });
    expect(decided({}, pair).get('DEC-conflict-fr-1-fr-2')).toMatchObject({ open: true, blocking: false });
    expect([...decided({}).keys()].filter((id) => id.startsWith('DEC-conflict'))).toEqual([]);
  });

  it.each(['A member cannot change a loan before it is confirmed', 'A member who has a fine cannot change a loan'])('see a bound, no contradiction, in: %s', (text) => {
    const reading = { actor: 'member', verb: 'change', operation: 'update' as const, noun: 'loan', resource: 'Loan', of: [], state: null, qualifiers: [] };
    const pair = design({ requirements: [requirement('FR-1', text, { readings: [{ ...reading, negated: true }] }), requirement('FR-2', 'Members must be able to correct a loan', { readings: [{ ...reading, negated: false }] })] });
    expect([...decided({}, pair).keys()].filter((id) => id.startsWith('DEC-conflict'))).toEqual([]);
  });
});
