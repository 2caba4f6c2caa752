import { describe, expect, it } from 'vitest';
import type { Design } from '../../../src/model/plan/index.ts';
import { designOf } from './fixtures.ts';

const of = (d: Design, id: string): string[] => [...d.routes, ...d.jobs].filter((x) => x.requirements.includes(id)).map((x) => x.id).toSorted();
const fieldsOf = (d: Design, model: string): string[] => d.fields.filter((f) => f.model === model).map((f) => f.name);
const moves = (d: Design, model: string): string[] | undefined => d.models.find((m) => m.id === model)?.states?.moves.map((m) => `${m.from} -${m.by}-> ${m.to}`);
const job = (d: Design, id: string) => d.jobs.find((j) => j.id === id);

describe('money that moves', () => {
  const d = designOf([
    'Guests MUST be able to book a room.',
    'Guests MUST be able to pay for a booking by card.',
    'If the host cancels, the guest is refunded in full.',
    'The system MUST pay out the host 24 hours after the stay has ended.',
    'Managers MUST be able to refund a booking in part.',
  ]);

  it('by a cancellation: who cancels has a call, and its job asks the payment service', () => {
    expect(of(d, 'FR-003')).toEqual(expect.arrayContaining(['POST /v1/bookings/{booking_id}/cancel', 'refund-payments']));
    expect(job(d, 'refund-payments')).toMatchObject({ startedBy: expect.arrayContaining(['POST /v1/bookings/{booking_id}/cancel', 'POST /v1/payments/{payment_id}/refund']), calls: ['PaymentGateway.refundPayment'], writes: expect.arrayContaining(['Payment']) });
  });

  it('is for the thing a sentence is about, not for what comes along', () => {
    const design = designOf(['Drivers mark a box as delivered and attach a photo.', 'If a box is damaged, the customer reports it within 48 hours with a photo and gets a refund of 50 %.']);
    expect(design.jobs.filter((j) => j.id.startsWith('refund-')).map((j) => j.id)).toEqual(['refund-boxes']);
  });

  it('by the clock, as a payout', () => {
    expect(d.jobs.find((j) => j.requirements.includes('FR-004'))).toMatchObject({ calls: ['PaymentGateway.createPayout'], startedBy: ['clock, every 5 min'] });
  });

  it('by a payment: the amount is no caller\'s, and the event of the payment service says whether it came', () => {
    expect(d.routes.find((r) => r.id === 'POST /v1/payments')?.request.filter((f) => f.in === 'body').map((f) => f.name)).toEqual(['booking_id']);
    expect(d.routes.find((r) => r.id === 'POST /v1/payments')?.errors).toContain('PAYMENT_UNAVAILABLE');
    expect(of(d, 'FR-002')).toEqual(['POST /v1/payments', 'POST /v1/webhooks/payments', 'apply-payment-event'].toSorted());
    expect(moves(d, 'Payment')).toEqual(['pending -confirm-> paid', 'pending -fail-> failed', 'paid -refund-> refunded']);
    expect(job(d, 'apply-payment-event')?.writes).toContain('Payment');
  });

  it('by what the staff does to a thing, though the sentence says no who; the act proves it', () => {
    const club = designOf(['Members MUST be able to book a court and pay by card.', 'The office MUST be able to import members from a CSV file.', 'If a court is closed because of rain, members are refunded.']);
    expect(of(club, 'FR-003')).toEqual(['GET /v1/courts', 'POST /v1/courts/{court_id}/close', 'refund-payments']);
    expect(club.routes.find((r) => r.path.endsWith('/close'))?.role).toBe('office');
    expect(of(club, 'FR-002')).toEqual(expect.arrayContaining(['POST /v1/user-imports', 'import-users']));
    expect(club.criteria.filter((c) => c.requirement === 'FR-003').map((c) => `${c.given} | ${c.when} | ${c.then}`)).toContain('1 payment in state `paid` | `POST /v1/courts/{court_id}/close` returns 2xx | job `refund-payments` ends `succeeded`, 1 call of `PaymentGateway.refundPayment`, `status` is `refunded`; the same event twice makes 0 further calls');
  });

  it('a fine that is charged is a row by the clock, no call of the payment service; a charge of a battery is no money', () => {
    const library = designOf(['Librarians MUST be able to waive a fine.', 'Readers MUST be able to borrow a book.', 'A fine of 0.20 EUR per day is charged for an overdue loan.']);
    expect(library.jobs.find((j) => j.requirements.includes('FR-003'))).toMatchObject({ id: 'charge-fines', calls: [] });
    expect(designOf(['Drivers MUST be able to create a session.', 'The system MUST show how far a car is charged.']).jobs.map((j) => j.id)).not.toContain('charge-sessions');
  });
});

describe('a waiting list', () => {
  const d = designOf([
    'Members MUST be able to book a court and cancel a booking.',
    'When a court becomes free, the first member on the waiting list is offered it by text message. An offer not accepted within 30 minutes goes to the next one.',
  ]);

  it('is rows that wait for the thing, are offered it and accept it, or time is over', () => {
    expect(moves(d, 'WaitingListEntry')).toEqual(['waiting -offer-> offered', 'offered -accept-> accepted', 'offered -expire-> expired']);
    expect(fieldsOf(d, 'WaitingListEntry')).toContain('court_id');
    expect(of(d, 'FR-002')).toEqual(expect.arrayContaining(['POST /v1/waiting-list-entries', 'POST /v1/waiting-list-entries/{waiting_list_entry_id}/accept', 'offer-waiting-list-entry', 'mark-waiting-list-entry-expired']));
    expect(job(d, 'offer-waiting-list-entry')).toMatchObject({ startedBy: ['POST /v1/bookings/{booking_id}/cancel'], calls: ['SmsGateway.sendText'] });
  });
});

describe('a verb that is the name of a row', () => {
  it('makes that row, with what it is given and what is chosen with it', () => {
    const d = designOf([
      'Creators MUST be able to create a campaign with a title and an end date.',
      'Backers MUST be able to pledge an amount to a campaign and choose a reward.',
      'Backers MUST be able to withdraw a pledge.',
      'Creators MUST be able to create rewards.',
      'An administrator MUST review a campaign before it goes live.',
      'A pledge MUST be charged only if the campaign reaches its goal by the end date.',
    ]);
    expect(of(d, 'FR-002')).toContain('POST /v1/pledges');
    expect(fieldsOf(d, 'Pledge')).toEqual(expect.arrayContaining(['campaign_id', 'reward_id', 'amount']));
    expect(d.routes.map((r) => r.id).some((id) => id.endsWith('/choose'))).toBe(false);
    expect(of(d, 'FR-005')).toEqual(expect.arrayContaining(['POST /v1/campaigns/{campaign_id}/approve', 'POST /v1/campaigns/{campaign_id}/reject']));
    expect(job(d, 'charge-pledges')).toMatchObject({ calls: ['PaymentGateway.chargeMethod'], startedBy: ['clock, every 5 min'] });
    const made = d.criteria.find((c) => c.requirement === 'FR-003' || c.requirement === 'FR-001');
    expect(made?.given).toMatch(/^a (?:signed-in creator and a valid body|row in state)/);
  });

  it('keeps what stands behind "with"', () => {
    const d = designOf(['Students MUST be able to upload a submission.', 'Teachers MUST be able to grade a submission with points and a comment.', 'Teachers MUST be able to change a grade.']);
    expect(of(d, 'FR-002')).toContain('POST /v1/grades');
    expect(fieldsOf(d, 'Grade')).toEqual(expect.arrayContaining(['submission_id', 'points', 'comment']));
  });
});

describe('a bound on what people may do', () => {
  it('is no wish, and lets nobody write what others write', () => {
    const d = designOf(['Nurses can record a donation with volume and bag number.', 'Donors may donate at most once every 56 days.']);
    expect(d.requirements[1]?.priority).toBe('must');
    expect(of(d, 'FR-002')).toEqual(['POST /v1/donations']);
    expect(d.routes.find((r) => r.id === 'POST /v1/donations')?.role).toBe('nurse');
  });
});

describe('carts, threads and loans', () => {
  it('what is put into a cart is a row of it, and checking out makes the order', () => {
    const d = designOf(['Guests MUST be able to add a dish to the cart, change its quantity and check out.', 'Guests MUST be able to pay by card.', 'Accountants MUST be able to export the sales of a month as CSV.']);
    expect(of(d, 'FR-001')).toEqual(expect.arrayContaining(['POST /v1/cart-items', 'PATCH /v1/cart-items/{cart_item_id}', 'POST /v1/orders']));
    expect(fieldsOf(d, 'CartItem')).toEqual(expect.arrayContaining(['dish_id', 'quantity']));
    expect(fieldsOf(d, 'Payment')).toContain('order_id');
    expect(of(d, 'FR-003')).toEqual(expect.arrayContaining(['POST /v1/order-exports']));
  });

  it('messages in a conversation that nobody opens bring the conversation', () => {
    const d = designOf(['Owners and sitters MUST be able to exchange messages in a conversation.']);
    expect(of(d, 'FR-001')).toEqual(['GET /v1/conversations', 'GET /v1/messages', 'POST /v1/conversations', 'POST /v1/messages']);
    expect(fieldsOf(d, 'Message')).toContain('conversation_id');
  });

  it('what is lent comes back', () => {
    expect(of(designOf(['Librarians MUST be able to lend a copy to a reader.']), 'FR-001')).toContain('POST /v1/loans/{loan_id}/return');
  });
});

describe('payments that are made elsewhere', () => {
  const calls = (lines: readonly string[]): string[] => designOf(lines).services.filter((s) => s.kind === 'gateway').map((s) => s.id);
  it.each(['The cashier records payments with an amount and a date.', 'Clerks import payments from the bank statement.', 'Staff file a report card for each pupil.'])('call no payment service: %s', (text) => {
    expect(calls([text])).not.toContain('PaymentGateway');
    expect(designOf([text]).routes.some((r) => r.path.includes('webhooks'))).toBe(false);
  });

  it('whoever pays asks it', () => {
    expect(calls(['Guests can pay a bill by card.'])).toContain('PaymentGateway');
    expect(calls(['Guests can pay a bill.'])).toContain('PaymentGateway');
  });
});
