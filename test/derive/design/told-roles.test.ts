import { describe, expect, it } from 'vitest';
import { designOf, routeIds } from './fixtures.ts';

const ward = ['Nurses can record a temperature of a patient with a time.', 'Matrons can approve a discharge. Porters can request a discharge.'];

describe('a list of roles', () => {
  it.each(['The system MUST support the roles nurse, porter and matron.', 'Support three user roles: nurse, porter, matron.', 'There are the following roles: nurse, porter and matron.'])('says who calls, not what is kept: %s', (text) => {
    const design = designOf([...ward, text]);
    expect(routeIds(design).filter((id) => /nurses|porters|matrons|roles/.test(id))).toEqual([]);
    expect(design.requirements.find((r) => r.id === 'FR-003')?.deferred).toBeNull();
    const own = design.criteria.filter((c) => c.requirement === 'FR-003').map((c) => `${c.given} | ${c.when} | ${c.then}`);
    expect(own).toContain('a signed-in nurse and a signed-in porter | each calls `POST /v1/temperatures` | not 403 for the first, 403 `FORBIDDEN_ROLE` for the second and 0 rows change');
  });

  it('things that are supported are no roles', () => {
    expect(routeIds(designOf(['The system MUST support bookmarks, folders and notes for readers.'])).length).toBeGreaterThan(2);
  });
});
