import { describe, expect, it } from 'vitest';
import type { Design } from '../../../src/model/plan/index.ts';
import { designOf, routeIds } from './fixtures.ts';

const served = (d: Design, requirement: string): string[] => d.routes.filter((r) => r.requirements.includes(requirement)).map((r) => r.id);
const said = (d: Design, requirement: string): string[] => d.criteria.filter((c) => c.requirement === requirement).map((c) => `${c.given} | ${c.when} | ${c.then}`);

describe('numbers that the software gives', () => {
  it.each([
    ['The system must automatically generate a unique, readable Defect ID (format: D-0001).', 'defect_number', 'unique, at most 40 characters'],
    ['The system shall assign a unique job number to each defect.', 'job_number', 'unique, at most 40 characters'],
    ['The system must give each defect a case number that is unique within the month.', 'case_number', 'unique within the month, at most 40 characters'],
  ])('%s', (text, name, constraint) => {
    const d = designOf(['Tenants can report a defect with a title.', text]);
    expect(served(d, 'FR-002')).toEqual(['POST /v1/defects']);
    expect(d.fields.find((f) => f.id === `Defect.${name}`)).toMatchObject({ constraint, note: 'given by the server, never taken from the caller' });
    expect(said(d, 'FR-002')[0]).toContain(`\`${name}\` is another one for each`);
    expect(d.models.map((m) => m.id)).not.toContain('Unique');
  });

  it('are given by the move that the sentence names', () => {
    const d = designOf(['Citizens can save a petition as a draft with a subject.', 'Citizens can file a draft.', 'The system must give each filed petition a docket number that is unique within the year.'], '\n## Key Entities\n\n- **Petition**: subject, status (draft, filed, closed)\n');
    expect(served(d, 'FR-003')).toEqual(['POST /v1/petitions/{petition_id}/file']);
    expect(d.fields.find((f) => f.id === 'Petition.docket_number')?.nullable).toBe(true);
  });

  it('that people enter are theirs', () => {
    const d = designOf(['Clerks can register a van with a plate number and a colour.']);
    expect(d.fields.find((f) => f.id === 'Van.plate_number')?.note).toBeNull();
  });
});

describe('what somebody decides before something else is done', () => {
  const d = designOf(['Buyers can place an order with a total amount.', 'Packers can ship an order.', 'Orders over 2,500 EUR must be approved by the head of purchasing before they are shipped.']);

  it('is a move of that person, and the other call refuses what was not decided', () => {
    expect(d.routes.find((r) => r.id === 'POST /v1/orders/{order_id}/approve')).toMatchObject({ auth: 'role', role: 'head of purchasing' });
    expect(d.routes.find((r) => r.id === 'POST /v1/orders/{order_id}/ship')?.errors).toContain('ORDER_NOT_APPROVED');
    expect(d.routes.find((r) => r.id === 'POST /v1/orders/{order_id}/approve')?.errors).not.toContain('ORDER_NOT_APPROVED');
    expect(said(d, 'FR-003')).toContain('not yet: somebody has approved it: orders over 2,500 EUR | `POST /v1/orders/{order_id}/ship` is called | 409 `ORDER_NOT_APPROVED` and 0 rows change');
  });

  it('starts where the other move starts, which follows it too', () => {
    expect(d.models.find((m) => m.id === 'Order')?.states?.moves.map((m) => `${m.from} ${m.by} ${m.to}`).toSorted()).toEqual(['approved ship shipped', 'placed approve approved', 'placed ship shipped']);
    expect(routeIds(d)).not.toContain('POST /v1/theys');
  });

  it('adds its state to those that an entity lists', () => {
    const e = designOf(['Guests can request a stay with a number of nights.', 'Wardens can confirm a stay.', 'Stays of more than 14 nights must be approved by the head of housing before they can be confirmed.'], '\n## Key Entities\n\n- **Stay**: number of nights, status (requested, confirmed, ended)\n');
    expect(e.fields.find((f) => f.id === 'Stay.status')?.values).toContain('approved');
  });
});
