import { describe, expect, it } from 'vitest';
import type { Design } from '../../../src/model/plan/index.ts';
import { designOf } from './fixtures.ts';

const told = (d: Design, id: string): string[] => d.criteria.filter((c) => c.requirement === id).map((c) => `${c.given} | ${c.when} | ${c.then}`);

describe('a time after something happened, within which people may act', () => {
  const d = designOf([
    'Landlords MUST be able to add a bill, issue a bill and deny a repair.',
    'Tenants MUST be able to contest a bill within 21 days after it was issued.',
    'Tenants MUST be able to request a repair.',
    'Tenants can edit a repair for 30 minutes after it was requested.',
    'Tenants MUST be able to appeal a denial within two weeks.',
    'Tenants MUST be able to block a parking bay for 2 hours.',
    'Landlords MUST answer a repair within 3 days.',
    'The system MUST answer within 2 minutes.',
  ]);

  it('refuses the call a minute later, with a time in the row that says when', () => {
    const late = told(d, 'FR-002').find((c) => c.includes('TOO_LATE')) ?? '';
    expect(late).toContain('`issued_at` 21 days and 1 minute ago');
    expect(late).toContain('409');
    expect(d.fields.some((f) => f.model === 'Bill' && f.name === 'issued_at')).toBe(true);
    const code = /`(\w+_TOO_LATE)`/.exec(late)?.[1] ?? '';
    expect(d.errors.find((e) => e.id === code)?.userMessage).toBe('This was possible for 21 days.');
    expect(d.routes.some((r) => r.requirements.includes('FR-002') && r.ownErrors.includes(code))).toBe(true);
  });

  it('counts a change from the creation, and a deed from the thing that it is done to', () => {
    expect(told(d, 'FR-004').some((c) => c.includes('`PATCH /v1/repairs/{repair_id}`') && c.includes('30 minutes and 1 minute ago') && c.includes('409'))).toBe(true);
    expect(d.routes.filter((r) => r.requirements.includes('FR-005') && r.method === 'POST').map((r) => r.id)).toEqual(['POST /v1/repairs/{repair_id}/appeal']);
    expect(told(d, 'FR-005').some((c) => c.includes('2 weeks and 1 minute ago'))).toBe(true);
  });

  it('is neither how long something lasts nor a promise', () => {
    for (const id of ['FR-006', 'FR-007', 'FR-008']) expect(told(d, id).some((c) => c.includes('TOO_LATE'))).toBe(false);
  });
});
