import { describe, expect, it } from 'vitest';
import type { Design } from '../../../src/model/plan/index.ts';
import { designOf } from './fixtures.ts';

const said = (d: Design, requirement: string) => d.criteria.filter((c) => c.requirement === requirement).map((c) => `${c.negative ? '-' : '+'} ${c.given} | ${c.when} | ${c.then}`).join('\n');
const raises = (d: Design, route: string) => d.routes.find((r) => r.id === route)?.errors ?? [];
const field = (d: Design, id: string) => d.fields.find((f) => f.id === id);

describe('the most rows that one owner may have', () => {
  it.each([
    ['Members must be able to book a court. Nobody can hold more than 2 future bookings.', 'Booking', 2, '2 future bookings of one owner'],
    ['Members must be able to borrow a book. No member may have more than three open loans.', 'Loan', 3, '3 open loans of one owner'],
    ['Members must be able to reserve a book. A member can hold at most five reservations.', 'Reservation', 5, '5 rows of one owner'],
    ['Users must be able to create and list projects. The system must not allow more than 20 projects.', 'Project', 20, '20 rows of one owner'],
  ])('%s', (text, model, most, given) => {
    const design = designOf([text]);
    const code = `${model.toUpperCase()}_LIMIT_REACHED`;
    expect(raises(design, `POST /v1/${model.toLowerCase()}s`)).toContain(code);
    expect(said(design, 'FR-001')).toContain(`- ${given} | \`POST /v1/${model.toLowerCase()}s\` is called | 409 \`${code}\` and still ${most}`);
    expect(design.models.find((m) => m.id === model)?.kind).not.toBe('embedded');
  });

  it('is counted for the thing it is said of: three invitations a booking', () => {
    const design = designOf(['Members must be able to book a court.', 'A member can invite up to 3 other players to a booking; invited players accept or decline.']);
    expect(said(design, 'FR-002')).toContain('- 3 rows of one booking | `POST /v1/invitations` is called | 409 `INVITATION_LIMIT_REACHED` and still 3');
  });

  it('is one where a second is refused', () => {
    const design = designOf(['Donors must be able to book a slot.', 'While a donor has an open appointment, the system must refuse a second booking.']);
    expect(said(design, 'FR-002')).toContain('- 1 open booking of one owner | `POST /v1/bookings` is called | 409 `BOOKING_LIMIT_REACHED` and still 1 open booking');
  });

  it.each(['Members can see more than 2 bookings on one page.', 'The system must not take more than 2 seconds to list bookings.', 'Members must list the bookings of the next 2 weeks.'])('is not read from: %s', (text) => {
    expect(designOf(['Members must be able to book a court.', text]).errors.map((e) => e.id).filter((id) => id.endsWith('LIMIT_REACHED'))).toEqual([]);
  });
});

describe('how long before its start something may be done', () => {
  it.each([
    ['Members must be able to book a court up to 7 days ahead.', 'at most 7 days ahead', '7 days and 1 minute ahead', '7 days ahead'],
    ['Members must be able to book a court. Nobody can book more than two weeks in advance.', 'at most 2 weeks ahead', '2 weeks and 1 minute ahead', '2 weeks ahead'],
    ['Members must be able to book a court. Bookings must be made at least 24 hours in advance.', 'at least 24 hours ahead', '23 h 59 min ahead', '24 hours ahead'],
    ['Members must be able to book a court, no later than 1 hour before it starts.', 'at least 1 hour ahead', '59 min ahead', '1 hour ahead'],
  ])('%s', (text, constraint, beyond, edge) => {
    const design = designOf([text]);
    expect(field(design, 'Booking.starts_at')).toMatchObject({ type: 'timestamp', constraint, nullable: false });
    expect(said(design, 'FR-001')).toContain(`+ a \`starts_at\` ${edge} | \`POST /v1/bookings\` is called | 201`);
    expect(said(design, 'FR-001')).toContain(`- a \`starts_at\` ${beyond} | \`POST /v1/bookings\` is called | 422 \`VALIDATION_FAILED\` names \`starts_at\` and 0 rows change`);
  });

  it.each([
    'Guests can cancel a booking until 24 hours before it starts.',
    'Guests can cancel a booking up to 24 hours before the start.',
    'Guests can cancel a booking. A booking cannot be cancelled less than 24 hours before it starts.',
    'Guests can cancel a booking. If a booking is cancelled less than 24 hours before it starts, the system must refuse it.',
  ])('%s', (text) => {
    const design = designOf(['Guests must be able to book a room.', text]);
    const route = 'POST /v1/bookings/{booking_id}/cancel';
    expect(raises(design, route)).toContain('BOOKING_TOO_LATE');
    expect(said(design, 'FR-002')).toContain(`- 1 booking with \`starts_at\` 23 h 59 min ahead | \`${route}\` is called | 409 \`BOOKING_TOO_LATE\` and the state is still \`booked\``);
    expect(said(design, 'FR-002')).toContain(`+ 1 booking with \`starts_at\` 24 hours ahead | \`${route}\` is called | 200`);
    expect(design.errors.find((e) => e.id === 'BOOKING_TOO_LATE')).toMatchObject({ status: 409, detail: expect.stringContaining('at least 24 hours') });
  });

  it('leads to a consequence on one side of the line only', () => {
    const design = designOf(['Guests must be able to book a room and cancel a booking.', 'If a booking is cancelled less than 4 hours before it starts, the guest is charged 8 euros.']);
    const route = 'POST /v1/bookings/{booking_id}/cancel';
    expect(raises(design, route)).not.toContain('BOOKING_TOO_LATE');
    expect(said(design, 'FR-002').split('\n').slice(0, 2)).toEqual([
      `+ 1 booking with \`starts_at\` 3 h 59 min ahead | \`${route}\` is called | 200 and \`status\` is \`cancelled\`; the guest is charged 8 euros`,
      `+ 1 booking with \`starts_at\` 4 hours ahead | \`${route}\` is called | 200 and \`status\` is \`cancelled\`; without the consequence: the guest is charged 8 euros`,
    ]);
  });

  it.each([
    ['Guests can cancel a booking free of charge until 24 hours before it starts.', 'it is no longer free of charge'],
    ['Guests can cancel a booking until 24 hours before it starts. Later cancellations are charged 50 % of the price.', 'Later cancellations are charged 50 % of the price'],
  ])('refuses nothing that only costs more then: %s', (text, price) => {
    const design = designOf(['Guests must be able to book a room.', text]);
    expect(design.errors.map((e) => e.id)).not.toContain('BOOKING_TOO_LATE');
    expect(said(design, 'FR-002')).toContain(`+ 1 booking with \`starts_at\` 23 h 59 min ahead | \`POST /v1/bookings/{booking_id}/cancel\` is called | 200 and \`status\` is \`cancelled\`; ${price}`);
  });

  it('starts what follows by the call, not by the clock', () => {
    const design = designOf(['Guests must be able to book a room and cancel a booking.', 'If a booking is cancelled less than 4 hours before it starts, the guest is charged 8 euros.']);
    expect(design.jobs.find((j) => j.id === 'charge-bookings')).toMatchObject({ schedule: null, startedBy: ['POST /v1/bookings/{booking_id}/cancel'] });
  });

  it('gives an end where the sentence says how long it lasts', () => {
    expect(field(designOf(['Members must be able to book a court for one hour.']), 'Booking.ends_at')).toMatchObject({ type: 'timestamp', constraint: '1 hour after `starts_at`' });
  });

  it.each(['The system must remind guests 24 hours before the booking.', 'Guests must list the bookings of the next 7 days.', 'The system must delete bookings after 30 days.', 'Guests can list the bookings of up to 30 days ago.'])('is not read from: %s', (text) => {
    const design = designOf(['Guests must be able to book a room.', 'Guests can cancel a booking.', text]);
    expect(design.errors.map((e) => e.id)).not.toContain('BOOKING_TOO_LATE');
    expect(field(design, 'Booking.starts_at')?.constraint ?? null).toBeNull();
  });
});
