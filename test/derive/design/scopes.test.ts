import { describe, expect, it } from 'vitest';
import { designOf } from './fixtures.ts';

describe('whose rows a caller may reach', () => {
  const d = designOf([
    'Restaurant owners MUST be able to create, change and delete dishes of their own menu.',
    'Customers MUST be able to browse dishes.',
    'Employers MUST see the applications for their own jobs only.',
    'Growers MUST be able to see the greenhouses of their organisation.',
  ]);
  const route = (id: string) => d.routes.find((r) => r.id === id);

  it('stands in the purpose of the routes of a role, and in their criteria', () => {
    expect(route('PATCH /v1/dishes/{dish_id}')).toMatchObject({ auth: 'role', purpose: 'change one dish, of the caller\'s own menus only' });
    expect(route('GET /v1/dishes')?.purpose).toBe('list dishes page by page');
    expect(d.criteria.filter((c) => c.requirement === 'FR-001').map((c) => `${c.given}: ${c.then}`)).toContain('1 dish of another restaurant owner\'s menu: 404 `NOT_FOUND` and 0 rows change');
    expect(d.models.find((m) => m.id === 'Dish')?.ownerScoped).toBe(true);
  });

  it('is a tenant where both belong to it: a field from the session, first in the index, never in a body or a filter', () => {
    const list = route('GET /v1/greenhouses');
    expect(list?.purpose).toBe('list greenhouses page by page, of the caller\'s organisation only');
    expect(list?.request.map((f) => f.name)).not.toContain('organisation_id');
    expect(d.indexes.find((i) => i.neededBy.includes('GET /v1/greenhouses'))?.fields[0]).toEqual({ name: 'organisation_id', direction: 'asc' });
    expect(d.criteria.filter((c) => c.requirement === 'FR-004').map((c) => c.then)).toContain('200 and `data` does not hold it');
  });
});
