import { describe, expect, it } from 'vitest';
import { designOf } from './fixtures.ts';

const d = designOf([
  'Shift leads MUST be able to register storage bins with a code, a zone and a maximum weight.',
  'Bin codes MUST be unique within a warehouse.',
  'Receivers MUST be able to book in a delivery with a supplier and a delivery note number.',
  'Receivers MUST be able to put away received goods by scanning the article and the bin.',
  'The system MUST NOT allow goods to be put into a bin whose maximum weight would be exceeded.',
  'Orders MUST be imported from the shop every 10 minutes.',
  'Shift leads MUST be able to release orders for picking; the system then creates a pick list per zone.',
  'When all lines of an order are picked, the order becomes ready for packing.',
  'Packers MUST be able to pack an order with a carton size.',
  'An order that has been packed can no longer be cancelled.',
  'Shift leads MUST be able to see the picks per picker and hour.',
], `
### Key Entities

- **Bin**: a place in the warehouse: code, zone, maximum weight.
- **Delivery**: supplier, delivery note number, status (expected, booked in, put away).
- **Order**: number, status (new, released, picking, ready for packing, packed, shipped).
- **Pick list**: picker, zone, status (open, in progress, done).
`);
const routes = (id: string): string[] => d.routes.filter((x) => x.requirements.includes(id)).map((x) => x.id);
const jobs = (id: string): string[] => d.jobs.filter((x) => x.requirements.includes(id)).map((x) => x.id);
const told = (id: string): string => d.criteria.filter((c) => c.requirement === id).map((c) => `${c.negative ? '-' : '+'} ${c.given} | ${c.when} | ${c.then}`).join('\n');

describe('the floor of a warehouse', () => {
  it('lets a code be there once, where the thing is made', () => {
    expect(routes('FR-002')).toEqual(['POST /v1/bins']);
    expect(d.routes.find((x) => x.id === 'POST /v1/bins')?.errors).toContain('CONFLICT_DUPLICATE');
    expect(told('FR-002')).toMatch(/^- .*`CONFLICT_DUPLICATE`/);
  });

  it('reads verbs of two words with the states they lead to', () => {
    expect(routes('FR-003')).toEqual(['POST /v1/deliveries']);
    expect(routes('FR-004')).toContain('POST /v1/deliveries/{delivery_id}/put-away');
  });

  it('imports by the clock what nobody uploads', () => {
    expect([routes('FR-006'), jobs('FR-006').length]).toEqual([[], 1]);
  });

  it('makes by a call what the software makes then', () => {
    expect(routes('FR-007').filter((x) => x.startsWith('POST'))).toEqual(['POST /v1/orders/{order_id}/release']);
    expect(told('FR-007')).toContain('one for each zone');
  });

  it('marks what becomes ready, and counts rows by who and when', () => {
    expect(jobs('FR-008')).toEqual(['mark-order-ready-for-packing']);
    expect(routes('FR-011')).toEqual(['GET /v1/pick-lists/summary']);
  });

  it('asks about a ban on what nobody can do', () => {
    for (const id of ['FR-005', 'FR-010']) {
      expect(routes(id)).toEqual([]);
      expect(d.openQuestions.some((q) => q.id === `Q-meaning-${id.toLowerCase()}`)).toBe(true);
    }
  });
});
