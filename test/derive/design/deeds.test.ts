import { describe, expect, it } from 'vitest';
import type { Design } from '../../../src/model/plan/index.ts';
import { designOf } from './fixtures.ts';

const of = (d: Design, id: string): string[] => [...d.routes, ...d.jobs].filter((x) => x.requirements.includes(id)).map((x) => x.id);

describe('who acts and on what', () => {
  it('a deed as a noun is done to the thing of the deed', () => {
    const d = designOf(['Buyers MUST be able to submit a quote.', 'A buyer approves or rejects a quote.', 'Approvals above 25,000 EUR MUST be countersigned by the director.']);
    expect(of(d, 'FR-003').filter((id) => !id.startsWith('GET'))).toEqual(['POST /v1/quotes/{quote_id}/countersign']);
    expect(d.routes.find((r) => r.path.endsWith('/countersign'))?.role).toBe('director');
  });

  it('they are the people of the sentence before', () => {
    const d = designOf(['Readers subscribe to a magazine. They can pause their subscription for a month.']);
    expect(of(d, 'FR-001')).toEqual(expect.arrayContaining(['POST /v1/subscriptions', 'POST /v1/subscriptions/{subscription_id}/pause']));
    expect(d.jobs).toEqual([]);
  });

  it('kinds of a thing are no things', () => {
    const d = designOf(['Guests MUST be able to order a small, medium or large breakfast.']);
    expect(d.routes.filter((r) => r.method === 'POST' && r.path.startsWith('/v1/')).map((r) => r.path)).toEqual(['/v1/orders']);
  });

  it('who is appointed to a thing accepts or declines the appointment', () => {
    const d = designOf(['A case manager MUST be able to appoint an interpreter to a hearing.', 'The interpreter accepts or declines the appointment.', 'A case manager MUST be able to add a hearing.']);
    expect(of(d, 'FR-001')).toContain('POST /v1/appointments');
    expect(d.fields.filter((f) => f.model === 'Appointment').map((f) => f.name)).toEqual(expect.arrayContaining(['hearing_id', 'interpreter_user_id']));
    expect(of(d, 'FR-002')).toEqual(expect.arrayContaining(['POST /v1/appointments/{appointment_id}/accept', 'POST /v1/appointments/{appointment_id}/decline']));
  });

  it('the subject of a passive sentence is what is given to somebody', () => {
    const d = designOf(['Callers MUST be able to report a leak.', 'Each leak MUST be allocated to a plumber.']);
    expect(of(d, 'FR-002')).toEqual(['allocate-leaks']);
  });

  it('a word behind a comma is no verb, and it is the thing looked at first', () => {
    const d = designOf(['The editor MUST look at the timetable, swap a lesson in it and then release it.', 'The author MUST accept the offer within 3 days, otherwise it ends.']);
    expect(of(d, 'FR-001')).toContain('POST /v1/timetables/{timetable_id}/release');
    expect(d.routes.some((r) => r.path.includes('otherwise'))).toBe(false);
  });

  it('a state and its opposite are two moves', () => {
    expect(of(designOf(['The porter marks each trunk as loaded or not loaded.']), 'FR-001')).toEqual(expect.arrayContaining(['POST /v1/trunks/{trunk_id}/mark-loaded', 'POST /v1/trunks/{trunk_id}/mark-not-loaded']));
  });
});

describe('what happens behind a call', () => {
  it('a payment is confirmed by its service, and what follows starts behind that event', () => {
    const d = designOf(['Guests MUST be able to pay for a stay by card.', 'The system MUST issue a voucher once the payment is confirmed.', 'The system MUST email the voucher to the guest.']);
    expect(d.routes.some((r) => r.path.endsWith('/confirm'))).toBe(false);
    expect(d.jobs.find((j) => j.requirements.includes('FR-002'))).toMatchObject({ startedBy: ['job apply-payment-event'], calls: [] });
    expect(d.jobs.find((j) => j.requirements.includes('FR-003'))?.startedBy).toEqual(['job issue-vouchers']);
  });

  it('an unwanted case is told to somebody, found by the clock when it is that nothing happened', () => {
    const d = designOf(['Callers MUST be able to report a leak.', 'If nobody has touched a leak for 3 days, the foreman must be alerted.']);
    expect(d.jobs.find((j) => j.requirements.includes('FR-002'))).toMatchObject({ id: 'notify-about-leak', schedule: 'every 15 min' });
  });

  it('a system of somebody else is asked by a job', () => {
    const d = designOf(['Callers MUST be able to report a leak.', 'The service MUST check with the land parcel registry that the address of the leak exists.']);
    expect(d.jobs.find((j) => j.requirements.includes('FR-002'))).toMatchObject({ startedBy: ['POST /v1/leaks'], calls: ['LandParcelGateway.checkLeak'] });
    expect(designOf(['Callers MUST be able to report a leak.', 'Callers MUST report leaks to the system.']).jobs.some((j) => j.calls.length > 0)).toBe(false);
  });

  it('money is charged by the calendar, though no sentence names a sum', () => {
    expect(designOf(['Readers MUST be able to subscribe to a magazine.', 'Readers are charged once a quarter.']).jobs.find((j) => j.requirements.includes('FR-002'))).toMatchObject({ schedule: 'each quarter', calls: ['PaymentGateway.chargeMethod'] });
  });
});
