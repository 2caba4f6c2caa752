import { describe, expect, it } from 'vitest';
import { designOf } from './fixtures.ts';

const rows = 'Walkers must be able to reserve a kennel. Walkers can see their reservations.';
const moves = 'Volunteers can see all patrols. Volunteers must be able to claim a patrol.';

describe('what only one can have', () => {
  it.each([
    'Two walkers must not reserve the same kennel.',
    'No two walkers may reserve the same kennel.',
    'A kennel cannot be reserved twice.',
    'The same kennel must never be reserved by two people.',
    'Double reservations are not possible.',
  ])('is one row of the thing, and a conflict for the second: %s', (text) => {
    const design = designOf([rows, text]);
    expect(design.requirements[1]?.deferred).toBeNull();
    expect(design.routes.find((r) => r.id === 'POST /v1/reservations')?.errors).toContain('CONFLICT_DUPLICATE');
    expect(design.indexes.filter((i) => i.kind === 'unique' && i.model === 'Reservation').flatMap((i) => i.fields.map((f) => f.name))).toContain('kennel_id');
    expect(design.criteria.filter((c) => c.requirement === 'FR-002').map((c) => c.then)).toContain('201 for one, 409 `CONFLICT_DUPLICATE` for the other, and 1 reservation of the kennel is there');
  });

  it.each(['Only one volunteer can claim a patrol.', 'A patrol can be claimed by one person only.', 'A patrol cannot be claimed twice.'])('is moved once: %s', (text) => {
    const design = designOf([moves, text]);
    expect(design.criteria.filter((c) => c.requirement === 'FR-002').map((c) => c.then)).toContain('200 for one, 409 `ILLEGAL_TRANSITION` for the other, and the patrol is `claimed` once');
    expect(design.models.find((m) => m.id === 'Patrol')?.states?.moves).toContainEqual({ from: 'active', to: 'claimed', by: 'claim' });
  });

  it('is refused by its times where it is taken for a time', () => {
    const design = designOf(['Walkers must be able to book a kennel from a start date to an end date.', 'Two walkers must not book the same kennel.']);
    expect(design.routes.find((r) => r.id === 'POST /v1/bookings')?.errors).toContain('BOOKING_OVERLAPS');
    expect(design.criteria.filter((c) => c.requirement === 'FR-002').map((c) => c.then).join()).toContain('409 `BOOKING_OVERLAPS` for the other');
  });

  it('the row that ties the thing is meant, whatever verb made it', () => {
    const design = designOf(['Curators must be able to request a loan for a statue.', 'The same statue cannot be lent twice.', 'Guests must be able to make an appointment.']);
    expect(design.criteria.filter((c) => c.requirement === 'FR-002').map((c) => c.when)).toContain('both call `POST /v1/loans` for it at once');
  });

  it('where nothing else asks for the deed, the sentence does', () => {
    expect(designOf(['Volunteers can see all patrols.', 'Only one person can claim a patrol.']).routes.map((r) => r.id)).toContain('POST /v1/patrols/{patrol_id}/claim');
  });
});
