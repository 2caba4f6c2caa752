import { describe, expect, it } from 'vitest';
import { designOf, routeIds } from './fixtures.ts';

const clubs = 'Stewards can suspend a club. Clubs have courts. Players can book a court with a date and a price.';

describe('what a deed leaves as it was', () => {
  it.each([
    ['Suspending a club does not cancel its bookings.', 'POST /v1/clubs/{club_id}/suspend', '1 club and its bookings', 'every field of the `Booking` is as before'],
    ['Booking a court must not change the price of the court.', 'POST /v1/bookings', '1 booking, and 1 court that belongs to it', '`Court.price` is as before'],
    ['Suspension of a club never changes `User.role`.', 'POST /v1/clubs/{club_id}/suspend', '1 club', 'as before: User.role'],
  ])('%s', (text, route, given, then) => {
    const design = designOf([clubs, text]);
    expect(routeIds(design).filter((id) => /doe|cancel/.test(id))).toEqual([]);
    expect(design.routes.find((r) => r.id === route)?.requirements).toContain('FR-002');
    const own = design.criteria.filter((c) => c.requirement === 'FR-002');
    expect(own.map((c) => `${c.given} | ${c.when} | ${c.then}`)).toContain(`${given} | \`${route}\` is called | ${route.endsWith('suspend') ? 200 : 201}; ${then}`);
  });

  it('the call that would change it proves nothing', () => {
    const design = designOf([clubs, 'Players can cancel a booking.', 'Freezing a membership does not cancel its bookings.']);
    expect(design.routes.find((r) => r.id === 'POST /v1/bookings/{booking_id}/cancel')?.requirements).not.toContain('FR-003');
  });

  it('no call of its deed is there: the question asks', () => {
    const design = designOf([clubs, 'Merging a roster does not notify its players.']);
    expect(design.requirements.find((r) => r.id === 'FR-002')?.deferred).toMatch(/Q-meaning-fr-002/);
    expect(design.models.map((m) => m.id)).not.toContain('Doe');
  });
});

describe('several verbs of one subject', () => {
  it('those behind "and" are in the third person too', () => {
    const ids = routeIds(designOf(['A tailor measures a suit and fits a collar.', 'Tailors can create a suit and create a collar.']));
    expect(ids).toContain('POST /v1/collars/{collar_id}/fit');
  });
});
