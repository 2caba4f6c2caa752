import { describe, expect, it } from 'vitest';
import { designOf } from './fixtures.ts';

const d = designOf([
  'Tenants can report a damage with a text.',
  'When a tenant reports a damage, the system must compute its urgency from the text.',
  'The system must count the words of a document when it is uploaded.',
  'Authors can upload a document.',
  'When a lease is signed, the system must create one invoice per month of the lease.',
  'Landlords can create a lease with a start and an end.',
  'Tenants can sign a lease.',
  'On acceptance of an offer, the system must create one contract per room.',
  'Landlords can write an offer with a price.',
  'Tenants can accept an offer.',
]);
const routes = (id: string): string[] => d.routes.filter((x) => x.requirements.includes(id)).map((x) => x.id);
const told = (id: string): string[] => d.criteria.filter((c) => c.requirement === id).map((c) => `${c.given} | ${c.when} | ${c.then}`);

describe('what follows a call', () => {
  it('is a value of the row that the call brings, no report', () => {
    expect(routes('FR-002')).toEqual(['POST /v1/damages']);
    expect(routes('FR-003')).toEqual(['POST /v1/documents']);
    expect(d.fields.filter((f) => f.model === 'Document').map((f) => f.name)).toContain('number_of_words');
    expect(told('FR-003')[0]).toContain('`number_of_words` is 12');
  });

  it('is rows of another thing, as many as the sentence says, once', () => {
    expect(routes('FR-005')).toEqual(['POST /v1/leases/{lease_id}/sign']);
    expect(told('FR-005')[0]).toContain('2 invoices of it are there, one for each month, and the second call adds 0');
    expect(routes('FR-008')).toEqual(['POST /v1/offers/{offer_id}/accept']);
    expect(told('FR-008')[0]).toContain('one for each room');
  });

  it('tells a deed once, whatever its verb makes', () => {
    expect(d.routes.some((x) => x.path.endsWith('/report'))).toBe(false);
  });
});
