import { describe, expect, it } from 'vitest';
import type { Design } from '../../../src/model/plan/index.ts';
import { designOf } from './fixtures.ts';

const codes = (d: Design): string[] => d.errors.map((e) => e.id).filter((id) => /_OVERLAPS$|_TAKEN$/.test(id));

describe('a thing that only one can have at a time, though no sentence says so', () => {
  it('is refused to the second who takes it for the same time', () => {
    const d = designOf(['Owners MUST be able to add a mooring.', 'Sailors MUST be able to book a mooring from an arrival date to a departure date.']);
    expect(codes(d)).toHaveLength(1);
    const [negative] = d.criteria.filter((c) => c.requirement === 'FR-002' && c.then.includes('_OVERLAPS'));
    expect(negative).toMatchObject({ negative: true });
    expect(`${negative?.when} ${negative?.then}`).toMatch(/10:30 to 11:30.*409/);
    expect(d.errors.find((e) => e.id === codes(d)[0])?.userMessage).toBe('This mooring is taken at that time.');
  });

  it('until it is brought back where people borrow it', () => {
    const d = designOf(['Staff MUST be able to add a drill.', 'Neighbours MUST be able to borrow a drill and bring it back.']);
    expect(codes(d)).toEqual(['DRILL_TAKEN']);
    expect(d.errors.find((e) => e.id === 'DRILL_TAKEN')?.userMessage).toBe('This drill is taken.');
  });

  it.each([
    ['a thing with places', ['Coaches MUST be able to add a boat with a capacity.', 'Members MUST be able to book a boat for 2 hours.']],
    ['what many attend', ['Members MUST be able to book a yoga class for 1 hour.']],
    ['what has no time', ['Members MUST be able to book a fitting.']],
    ['what is bought', ['Members MUST be able to buy a lamp for 2 days.']],
  ])('but not %s', (_, lines) => {
    expect(codes(designOf(lines))).toEqual([]);
  });

  it('nor where the spec says it itself', () => {
    expect(codes(designOf(['Members MUST be able to book a court for 1 hour.', 'Two members MUST NOT be able to book the same court at the same time.'], '\n### Key Entities\n\n- **Court**: name\n- **Booking**: member, court, start\n')).length).toBeLessThanOrEqual(1);
  });
});
