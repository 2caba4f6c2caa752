import { expect, it } from 'vitest';
import { designOf } from './fixtures.ts';

const asks = [
  'Members must be able to reserve a kayak.',
  'Members must be able to cancel a reservation.',
  'Staff must be able to approve a reservation.',
  'Staff must be able to reject a reservation.',
  'Reservations that are not approved within 3 days must expire automatically.',
];
function told(line: string) {
  const design = designOf(asks, `\n## Edge Cases\n\n- ${line}\n`);
  return {
    criteria: design.criteria.filter((each) => each.sources.some((source) => source.kind === 'spec' && source.line === asks.length + 8)).map((each) => ({ requirement: each.requirement, when: each.when, outcome: each.then, negative: each.negative, fromSpec: each.fromSpec })),
    listed: design.unused.filter((each) => each.reason.startsWith('an edge case with its answer')).map((each) => each.text),
  };
}

it.each([
  ['What happens when a member cancels a reservation that was rejected? The system refuses.', 'FR-002', '`POST /v1/reservations/{reservation_id}/cancel` is called', '409 `ILLEGAL_TRANSITION` and 0 rows change'],
  ['If a member cancels a reservation after it was rejected, then the system shall refuse it.', 'FR-002', '`POST /v1/reservations/{reservation_id}/cancel` is called', '409 `ILLEGAL_TRANSITION` and 0 rows change'],
  ['What if a member reserves a kayak without a date? -> The reservation is rejected.', 'FR-001', '`POST /v1/reservations` is called', '422 `VALIDATION_FAILED` and 0 rows change'],
])('an edge case that refuses is a negative criterion of the call: %s', (line, requirement, when, outcome) => {
  const { criteria, listed } = told(line);
  expect(criteria).toEqual([expect.objectContaining({ requirement, when, outcome, negative: true, fromSpec: true })]);
  expect(listed).toEqual([]);
});

it('of two at once, one is refused', () => {
  const { criteria } = told('What happens when two staff members approve a reservation at the same time? The first one wins, the second gets an error.');
  expect(criteria).toEqual([expect.objectContaining({ requirement: 'FR-003', when: 'both call `POST /v1/reservations/{reservation_id}/approve` at once', outcome: expect.stringMatching(/^200 for one, 409 `ILLEGAL_TRANSITION` for the other/) })]);
});

it('a state that a job sets is seen at the job', () => {
  const { criteria } = told('What happens when nobody looks at a reservation for 3 days? The reservation is expired.');
  expect(criteria).toEqual([expect.objectContaining({ requirement: 'FR-005', when: 'job `mark-reservation-expired` runs', outcome: '`status` is `expired`', negative: false })]);
});

it.each([
  'What happens when a member approves a reservation? It is refused.',
  'What happens when a kayak sinks? The system refuses to float it.',
  'What happens when a member cancels a reservation during a storm warning of the harbour office? The member gets a voucher.',
])('an answer that no rule understands stays listed: %s', (line) => {
  const { criteria, listed } = told(line);
  expect(criteria).toEqual([]);
  expect(listed).toEqual([line]);
});
