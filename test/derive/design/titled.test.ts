import { describe, expect, it } from 'vitest';
import { designOf, routeIds } from './fixtures.ts';

describe('a line with a title', () => {
  it.each([
    ['Dives: after each tour the guide records a depth from 1 to 60 and a remark.', 'Dive', ['depth', 'remark']],
    ['Ratings: after a tour the diver gives 1 to 6 stars and a comment.', 'Rating', ['stars', 'comment']],
    ['Tank checks: an inspector notes a pressure from 0 to 300 and an expiry date.', 'TankCheck', ['pressure', 'expiry_date']],
  ])('is about its title, and what is recorded are its fields: %s', (text, model, fields) => {
    const d = designOf(['Guides can create a tour with a title and a date.', text]);
    expect(d.fields.filter((f) => f.model === model).map((f) => f.name)).toEqual(expect.arrayContaining(fields));
    expect(d.requirements[1]?.readings.filter((x) => x.operation === 'create').map((x) => x.resource)).toEqual([model]);
    expect(routeIds(d).filter((id) => /depths|stars|pressures|remarks|comments/.test(id))).toEqual([]);
  });

  it('names the parts of the thing itself', () => {
    const d = designOf(['Guides can see free lockers.', 'Locker: belongs to a hut, has a number, a size and a state (free, taken, broken).']);
    expect(d.fields.filter((f) => f.model === 'Locker').map((f) => f.name)).toEqual(expect.arrayContaining(['hut', 'number', 'size', 'state']));
    expect(d.routes.find((r) => r.id === 'GET /v1/lockers')?.requirements).toContain('FR-002');
  });

  it('that is a chapter leaves what its sentence says', () => {
    const ids = routeIds(designOf(['Registration: clerks record a boat with a name and a length.', 'Search: clerks can search boats by name.']));
    expect(ids).toContain('POST /v1/boats');
    expect(ids.filter((id) => /registrations|searches/.test(id))).toEqual([]);
  });
});

describe('what a thing no longer does', () => {
  it('asks for no call', () => {
    const d = designOf(['Clerks can replace a badge.', 'The old badge stops working.']);
    expect(routeIds(d).filter((id) => /working|stop/.test(id))).toEqual([]);
  });
});
