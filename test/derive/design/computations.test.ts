import { describe, expect, it } from 'vitest';
import { designOf } from './fixtures.ts';
import type { Design } from '../../../src/model/plan/index.ts';

const field = (d: Design, id: string) => d.fields.find((f) => f.id === id);
const proofs = (d: Design, requirement: string) => d.criteria.filter((c) => c.requirement === requirement).map((c) => `${c.given} | ${c.then}`);
const jars = 'Cooks must be able to add a jar with a filling date and a weight. Cooks can see all jars.';

describe('a time counted from another', () => {
  it.each([
    ['The best-before date is 6 weeks after the filling date.', 'Jar.best_before_date', '1 jar with `filling_date` 2030-01-15 | `best_before_date` is 2030-02-26'],
    ['The jar expires 42 days after the filling date.', 'Jar.expiry_date', '1 jar with `filling_date` 2030-01-15 | `expiry_date` is 2030-02-26'],
    ['The expiry of a jar is three months after the filling date.', 'Jar.expiry_date', '1 jar with `filling_date` 2030-01-15 | `expiry_date` is 2030-04-15'],
    ['A jar is due 5 working days after the filling date.', 'Jar.due_date', '1 jar with `filling_date` 2030-01-15 | `due_date` is 2030-01-22'],
  ])('%s', (text, id, proof) => {
    const design = designOf([jars, text]);
    expect(field(design, id)).toMatchObject({ type: 'date', disposition: 'derive' });
    expect(proofs(design, 'FR-002')).toContain(proof);
    expect(design.openQuestions.map((q) => q.id)).not.toContain('Q-meaning-fr-002');
  });

  it('what happened later is a time that the server sets', () => {
    const design = designOf(['Clerks must be able to create a bill and send a bill.', 'A bill is due 14 days after it was sent.']);
    expect(field(design, 'Bill.sent_at')).toMatchObject({ type: 'timestamp', nullable: true });
    expect(proofs(design, 'FR-002')).toContain('1 bill with `sent_at` 2030-01-15T09:00:00Z | `due_date` is 2030-01-29');
  });
});

describe('figures over rows', () => {
  const base = ['Guests must be able to leave a verdict with a rating.', 'Hosts must be able to add a villa with a name.'];

  it.each([
    ['Each villa shows its average rating.', 'average_rating', '3 verdicts with 3, 4 and 5 | `average_rating` is 4'],
    ['The score of a villa is the average of its verdicts.', 'score', '3 verdicts with 3, 4 and 5 | `score` is 4'],
    ['Guests can see the number of verdicts of each villa.', 'number_of_verdicts', '3 verdicts of 1 villa and 2 of another | `number_of_verdicts` is 3'],
    ['A villa carries its highest rating.', 'highest_rating', '3 verdicts with 3, 9 and 5 | `highest_rating` is 9'],
  ])('%s', (text, name, proof) => {
    const design = designOf([...base, text]);
    expect(field(design, `Villa.${name}`)).toMatchObject({ disposition: 'derive' });
    expect(field(design, 'Verdict.villa_id')?.key).toBe('reference');
    expect(proofs(design, 'FR-003')).toContain(proof);
    const read = design.routes.find((r) => r.resource === 'Villa' && r.method === 'GET');
    expect(read?.response.map((f) => f.name)).toContain(name);
    expect(design.routes.find((r) => r.id === 'POST /v1/villas')?.request.map((f) => f.name)).not.toContain(name);
    expect(design.routes.some((r) => r.path.endsWith('/summary'))).toBe(false);
  });

  it('a sum over lines that are no rows of their own stands in the row', () => {
    const design = designOf(['Clerks must be able to create an offer and see all offers.', 'The total of an offer is the sum of its lines.']);
    expect(field(design, 'Offer.lines')?.type).toBe('list<json>');
    expect(field(design, 'Offer.total')).toMatchObject({ type: 'money', disposition: 'derive' });
    expect(proofs(design, 'FR-002')).toEqual(['3 lines with 1000, 550 and 450 | `total` is 2000', '0 lines | `total` is 0']);
  });
});

describe('arithmetic and rules', () => {
  it.each([
    ['The freight cost is the weight times the rate per kilo.', 'Jar.freight_cost', 'money'],
    ['The insurance fee is the weight times 0.5 percent.', 'Jar.insurance_fee', 'money'],
    ['The net weight is the weight minus the tare.', 'Jar.net_weight', 'double'],
    ['The shelf age of a jar is derived from the filling date.', 'Jar.shelf_age', 'int'],
    ['The system calculates the hazard level of a jar from the weight and the acidity.', 'Jar.hazard_level', 'text'],
  ])('%s', (text, id, type) => {
    const design = designOf([jars, text]);
    expect(field(design, id)).toMatchObject({ type, disposition: 'derive' });
    expect(proofs(design, 'FR-002').length).toBeGreaterThan(0);
  });

  it('an age follows from the date of birth, whoever it is of', () => {
    const design = designOf(['Shelter staff must be able to register an animal with a name and a birth date.', 'The age is computed from the birth date.']);
    expect(proofs(design, 'FR-002')).toContain('1 animal with `birth_date` 1990-06-15 | `age` is 39 on 2030-06-14 and 40 on 2030-06-15');
  });

  it.each(['The jar is shown to the cook and the guest.', 'Each jar has a number.', 'The lid is 5 cm wide.', 'Cooks compare jars by weight and age.'])('is no rule of a value: %s', (text) => {
    expect(designOf([jars, text]).fields.filter((f) => f.disposition === 'derive')).toEqual([]);
  });
});

it.each(['Parcels are scanned at six docks.', 'Boxes are exported and sorted.', 'Jars are kept in exact order.'])('letters of a word are no sign: %s', (text) => {
  expect(designOf([jars, text]).fields.filter((f) => f.disposition === 'derive')).toEqual([]);
});

it('a value is of the thing that its name begins with, not of what it is computed from', () => {
  const design = designOf(['Clerks must be able to create a vendor with a rebate.', 'Clerks must be able to create a delivery with a weight.', 'The delivery charge is calculated from the rebate and the weight.']);
  expect(field(design, 'Delivery.delivery_charge')).toMatchObject({ disposition: 'derive' });
  expect(field(design, 'Vendor.delivery_charge')).toBeUndefined();
});
