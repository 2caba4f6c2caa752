import { describe, expect, it } from 'vitest';
import type { Design } from '../../../src/model/plan/index.ts';
import { designOf, routeIds } from './fixtures.ts';

const jobs = (d: Design, id: string): string[] => d.jobs.filter((j) => j.requirements.includes(id)).map((j) => `${j.id} <- ${j.startedBy.join(', ')}`);
const proofs = (d: Design, id: string): string[] => d.criteria.filter((c) => c.requirement === id).map((c) => `${c.given} | ${c.when} | ${c.then}`);

const base = 'Brokers can create a quote for a client with a price. Clients can accept a quote.';

describe('what time ends by itself', () => {
  it.each([
    ['Quotes expire after 10 days.', 'expired', '2 quotes, one for 10 days and 1 minute, one for 1 minute less than 10 days'],
    ['If a quote is not answered within 36 hours, it lapses.', 'lapsed', '2 quotes not answered, one for 36 hours and 1 minute, one for 1 minute less than 36 hours'],
    ['A quote that nobody accepts within three weeks expires.', 'expired', '2 quotes not accepted, one for three weeks and 1 minute, one for 1 minute less than three weeks'],
    ['A client has 5 days to accept. If they do not answer, the quote lapses.', 'lapsed', '2 quotes not answered, one for 5 days and 1 minute, one for 1 minute less than 5 days'],
  ])('is a move of the clock, on both sides of its time: %s', (text, state, given) => {
    const d = designOf([base, text]);
    expect(jobs(d, 'FR-002')).toContain(`mark-quote-${state} <- clock, every 5 min`);
    expect(d.models.find((m) => m.id === 'Quote')?.states?.values).toContain(state);
    expect(proofs(d, 'FR-002')).toContain(`${given} | \`mark-quote-${state}\` runs twice | \`status\` is \`${state}\` for the first, the second is as before; the second run changes 0 rows`);
  });

  it('may leave nothing', () => {
    const d = designOf(['Tenants can post a notice with a text; an entry disappears after 4 days.']);
    expect(jobs(d, 'FR-001')).toEqual(['delete-expired-notices <- clock, each night']);
    expect(proofs(d, 'FR-001').join()).toContain('2 notices, one for 4 days and 1 minute');
  });

  it('and starts what the sentence says follows', () => {
    const d = designOf([base, 'Quotes that nobody accepts within 4 hours lapse and the broker is notified.']);
    expect(jobs(d, 'FR-002')).toEqual(expect.arrayContaining(['mark-quote-lapsed <- clock, every 5 min', 'notify-about-quote <- job mark-quote-lapsed']));
  });

  it('an offer is a row of its own where a sentence speaks of it', () => {
    const d = designOf(['Wardens can create a berth with a length.', 'A warden can offer a berth to a skipper.', 'An offer that is not accepted within 2 days lapses.']);
    expect(routeIds(d)).toContain('POST /v1/offers');
    expect(d.fields.filter((f) => f.model === 'Offer').map((f) => f.name)).toContain('berth_id');
    expect(jobs(d, 'FR-003')).toContain('mark-offer-lapsed <- clock, every 5 min');
  });

  it('a message before it is sent by the clock', () => {
    const d = designOf([base, 'Quotes expire after 10 days.', 'Clients get a reminder 2 days before a quote expires.']);
    expect(jobs(d, 'FR-003').join()).toMatch(/^\S*(?:remind|notif)\S* <- clock/);
  });

  it('a state that people who did nothing are set to', () => {
    const d = designOf(['Brokers can create a dealer with a name.', 'Dealers who have been inactive for 18 months are set to dormant.']);
    expect(jobs(d, 'FR-002')).toEqual(['mark-dealer-dormant <- clock, every 5 min']);
    expect(d.models.find((m) => m.id === 'Dealer')?.states?.values).toContain('dormant');
  });
});
