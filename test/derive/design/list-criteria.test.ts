import { describe, expect, it } from 'vitest';
import type { Design } from '../../../src/model/plan/index.ts';
import { designOf } from './fixtures.ts';

const of = (d: Design, id: string): string[] => d.criteria.filter((c) => c.requirement === id).map((c) => `${c.negative ? '-' : '+'} ${c.given} | ${c.when} | ${c.then}`);

const kennels = 'Keepers can create a kennel with a wing, a size and a price. Guards can close a kennel.';

describe('what a list is proved by', () => {
  it('its filters, its order and who may not', () => {
    const d = designOf([kennels, 'Guards can list kennels, filtered by wing and size, sorted by price, highest first.']);
    expect(of(d, 'FR-002')).toEqual(['+ 2 kennels that differ in `wing`, `size` | `GET /v1/kennels` is called with each of `wing`, `size` in turn | 200 and `data` holds only the kennel that matches; without a filter both, by `price` descending']);
  });

  it('the state that the sentence names', () => {
    expect(of(designOf([kennels, 'Guards can see closed kennels.']), 'FR-002').join()).toContain('1 kennel with `status` `closed` and 1 with another | `GET /v1/kennels` is called with `status` `closed` | 200 and `data` holds only the first');
  });

  it('the person and the time by which it is picked', () => {
    const d = designOf(['Customers create a repair with a fault and a due date.', 'Mechanics list repairs; the list can be filtered by customer and due date and is sorted by due date.']);
    expect(of(d, 'FR-002').join()).toContain('`GET /v1/repairs` is called with each of `user_id`, `from` in turn');
  });

  it('its largest page', () => {
    expect(of(designOf([kennels, 'Guards can see all kennels.', 'The system MUST return at most 30 kennels per page.']), 'FR-003').join()).toContain('`GET /v1/kennels` is called with `limit` 30 and with 31 | 30 kennels and `has_more` true for the first, 422 `VALIDATION_FAILED` for the second');
  });

  it('its pages, where the sentence says no more', () => {
    expect(of(designOf([kennels, 'Guards can list kennels.']), 'FR-002').join()).toContain('60 kennels | `GET /v1/kennels` is read with `limit` 25 | pages hold 25, 25 and 10 kennels by `created_at` descending, 0 ids repeat');
  });
});

describe('what a change is proved by', () => {
  it('the fields of the sentence, the one who comes second and who may not', () => {
    const d = designOf([kennels, 'Keepers can update the size and the price of a kennel.']);
    expect(of(d, 'FR-002')).toEqual(['+ 1 kennel and 2 callers with its ETag | both call `PATCH /v1/kennels/{kennel_id}` with a new `size`, `price`, then a user without the role | 200, 412 `PRECONDITION_FAILED`, 403 `FORBIDDEN_ROLE`; `version` grows by 1']);
  });

  it('the row of somebody else, where no role guards the call', () => {
    const d = designOf(['Customers can create a wish with a title.', 'Customers can change the title of a wish.']);
    expect(of(d, 'FR-002')).toContain('+ 1 wish and 2 callers with its ETag | both call `PATCH /v1/wishes/{wish_id}` with a new `title`, then a stranger | 200, 412 `PRECONDITION_FAILED`, 404 `NOT_FOUND`; `version` grows by 1');
  });
});

describe('what somebody must not do', () => {
  it.each([
    'Keepers can update the price of a kennel. A guard must not do that.',
    'Guards MUST NOT be able to update a kennel. Keepers can update a kennel.',
  ])('is refused to that person: %s', (text) => {
    expect(of(designOf([kennels, text]), 'FR-002')).toContain('- a signed-in guard | `PATCH /v1/kennels/{kennel_id}` is called | 403 `FORBIDDEN_ROLE` and 0 rows change');
  });

  it('and asks for nothing else', () => {
    const d = designOf([kennels, 'Keepers can update a kennel.', 'The system MUST NOT allow a guard to change a kennel.']);
    expect(of(d, 'FR-003')).toEqual(['- a signed-in guard | `PATCH /v1/kennels/{kennel_id}` is called | 403 `FORBIDDEN_ROLE` and 0 rows change']);
  });

  it.each(['Nobody else may change the price of a kennel.', 'No one else can change a kennel.'])('nobody else is no person: %s', (text) => {
    const d = designOf([kennels, `Keepers can update the price of a kennel. ${text}`]);
    expect(d.models.map((m) => m.id).filter((id) => /nobody|else/iu.test(id))).toEqual([]);
    expect(d.routes.find((r) => r.id === 'PATCH /v1/kennels/{kennel_id}')?.role).toBe('keeper');
  });
});
