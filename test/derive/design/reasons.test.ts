import { expect, it } from 'vitest';
import { designOf } from './fixtures.ts';

const asks = ['Tenants must be able to file a claim.', 'Adjusters must be able to approve a claim.', 'Adjusters must be able to reject a claim.'];

it.each([
  'A rejection must state a reason.',
  'Adjusters work in pairs, and a rejection must state a reason.',
  'Every rejection needs a written reason.',
  'Adjusters must give a reason when rejecting a claim.',
  'A reason is required when a claim is approved; a reason is required for rejecting a claim.',
])('a move that must say why requires it, and the row keeps it: %s', (line) => {
  const design = designOf([...asks, line]);
  const reject = design.routes.find((route) => route.id.endsWith('/reject'));
  expect(reject?.request.find((part) => part.name === 'reason')).toMatchObject({ required: true, nullable: false });
  expect(design.fields.find((field) => field.id === 'Claim.reason')).toMatchObject({ type: 'text', nullable: true });
  expect(design.routes.find((route) => route.id === 'POST /v1/claims')?.request.map((part) => part.name)).not.toContain('reason');
  const told = design.criteria.filter((each) => each.requirement === 'FR-004');
  expect(told.map((each) => `${each.when}: ${each.then}`)).toContainEqual(expect.stringMatching(/\/reject` gets each.*422 `VALIDATION_FAILED` names `reason`/));
});

it('what nobody has to say stays optional', () => {
  const design = designOf([...asks, 'Tenants must be able to read the reason of a rejection.']);
  expect(design.routes.find((route) => route.id.endsWith('/reject'))?.request.find((part) => part.name === 'reason')).toMatchObject({ required: false });
});

it.each([
  ['A lease must not last longer than 36 months.', '36 months', '37 months'],
  ['No lease may last longer than 2 years.', '2 years', '3 years'],
  ['A lease lasts at most 90 days.', '90 days', '91 days'],
])('the time from start to end is bound, at the last length and one more: %s', (line, most, more) => {
  const design = designOf(['Owners must be able to create a lease with a start date and an end date.', line]);
  expect(design.fields.find((field) => field.id === 'Lease.end_date')).toMatchObject({ constraint: `at most ${most} after \`start_date\`` });
  expect(design.criteria.filter((each) => each.requirement === 'FR-002')).toEqual([expect.objectContaining({ given: `a body whose \`end_date\` is ${most} after \`start_date\`, and 1 with ${more}`, negative: true })]);
});

it('a deadline bounds no length', () => {
  const design = designOf(['Owners must be able to create a lease with a start date and an end date.', 'A lease must not be longer than 5 days after it was signed without a deposit.']);
  expect(design.fields.find((field) => field.id === 'Lease.end_date')?.constraint).toBeNull();
});
