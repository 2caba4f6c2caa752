import { describe, expect, it } from 'vitest';
import { designOf, routeIds } from './fixtures.ts';

const logs = 'Divers must be able to write a dive report and sign a dive report. Divers can edit a dive report and delete a dive report.';

describe('rows that nobody changes any more', () => {
  it.each([
    'A dive report cannot be edited or deleted once it is signed.',
    'Signed dive reports are read-only.',
    'After signing, a dive report must never be changed.',
    'Dive reports can no longer be altered after they are signed.',
  ])('from a state on: %s', (text) => {
    const design = designOf([logs, text.replace('Signed dive reports are', 'Signed reports are')]);
    expect(design.routes.find((r) => r.id === 'PATCH /v1/dive-reports/{dive_report_id}')?.errors).toContain('ILLEGAL_TRANSITION');
    const own = design.criteria.filter((c) => c.requirement === 'FR-002');
    expect(own.map((c) => `${c.given} | ${c.then}`)).toContain('1 dive report with `status` `signed` | 409 `ILLEGAL_TRANSITION`, and every field of the row is as before');
  });

  it.each(['Weather readings are append-only.', 'Weather readings must never be changed or deleted.'])('ever: %s', (text) => {
    const design = designOf(['Observers must be able to record a weather reading with a wind speed.', text]);
    expect(routeIds(design).filter((id) => /^(?:PATCH|DELETE) \/v1\/weather/.test(id))).toEqual([]);
    expect(design.criteria.filter((c) => c.requirement === 'FR-002').map((c) => c.then)).toContain('405 without a body, and every field of the row is as before');
  });
});

describe('a thing that gets another person', () => {
  it.each(['Supervisors can reassign a claim to another adjuster.', 'A supervisor can hand a claim over to a different adjuster.', 'Supervisors transfer a claim to another adjuster.'])('%s', (text) => {
    const design = designOf(['Adjusters must be able to open a claim and close a claim.', text]);
    expect(design.fields.map((f) => f.id)).toContain('Claim.adjuster_user_id');
    expect(design.criteria.filter((c) => c.requirement === 'FR-002').map((c) => c.then).join()).toContain('`adjuster_user_id` is B');
    expect(routeIds(design).filter((id) => /hand|transfer/.test(id))).toEqual([]);
  });
});
