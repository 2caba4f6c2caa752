import { describe, expect, it } from 'vitest';
import type { Design } from '../../../src/model/plan/index.ts';
import { designOf, routeIds } from './fixtures.ts';

const said = (d: Design, requirement: string): string[] => d.criteria.filter((c) => c.requirement === requirement).map((c) => `${c.given} | ${c.when} | ${c.then}`);
const jobs = (d: Design, requirement: string): string[] => d.jobs.filter((j) => j.requirements.includes(requirement)).map((j) => j.id);

describe('what a condition keeps from being deleted', () => {
  it.each([
    ['A depot that has vans must not be deleted.', 'a depot that has vans'],
    ['Depots cannot be deleted while they are in use.', 'a depot are in use'],
  ])('%s', (text, given) => {
    const d = designOf(['Planners can create and list depots.', text]);
    expect(d.routes.find((r) => r.id === 'DELETE /v1/depots/{depot_id}')?.errors).toContain('DEPOT_DELETE_REFUSED');
    expect(said(d, 'FR-002').some((c) => c.startsWith(given) && c.includes('409 `DEPOT_DELETE_REFUSED`'))).toBe(true);
  });

  it('is archived instead, where the sentence says so, by whoever makes it', () => {
    const d = designOf(['Planners can create tariffs.', 'Tariffs that have contracts cannot be deleted, only archived.']);
    expect(routeIds(d)).toEqual(expect.arrayContaining(['POST /v1/tariffs/{tariff_id}/archive', 'DELETE /v1/tariffs/{tariff_id}']));
  });
});

describe('what the software does by itself', () => {
  it('at the end of a period is a job, and no call', () => {
    const d = designOf(['Clerks can create a contract with a price.', 'At the end of each settlement period the system issues a statement for every contract.', 'The statement total is the sum of its lines minus the rebate plus VAT.']);
    expect(jobs(d, 'FR-002')).toEqual(['issue-statements']);
    expect(routeIds(d)).not.toContain('POST /v1/statements');
    expect(d.fields.find((f) => f.id === 'Statement.rebate')?.type).toBe('money');
    expect(jobs(d, 'FR-003')).toEqual(['issue-statements']);
  });

  it('is no answer of a call that is turned away', () => {
    const d = designOf(['Patients can book a slot.', "IF the patient's last vaccination was less than 28 days before the slot THEN the system SHALL reject the booking and name the first possible day."]);
    expect(jobs(d, 'FR-002')).toEqual([]);
    expect(said(d, 'FR-002')).toEqual([expect.stringContaining('409 `BOOKING_REFUSED`')]);
    expect(d.fields.filter((f) => f.constraint?.includes('28 days') === true)).toEqual([]);
  });

  it('a value below a bound refuses the call, and watches nothing', () => {
    const d = designOf(['Nurses can record a sample with a weight.', 'IF the weight is below 4.5 kg THEN the system SHALL reject the sample.']);
    expect(d.routes.filter((r) => r.requirements.includes('FR-002')).map((r) => r.id)).toEqual(['POST /v1/samples']);
    expect(said(d, 'FR-002').join(' ')).toContain('SAMPLE_REFUSED');
  });
});

describe('people who come and go', () => {
  const d = designOf(['Team managers invite teammates by email; an invitation is accepted or declined within 10 days.', 'When a teammate leaves, the team manager deactivates them; their personal data is erased 4 months later.']);

  it('accept or decline what they were sent', () => {
    expect(routeIds(d)).toEqual(expect.arrayContaining(['POST /v1/invitations/{invitation_id}/accept', 'POST /v1/invitations/{invitation_id}/decline']));
    expect(jobs(d, 'FR-001').filter((j) => j.startsWith('mark-'))).toEqual([]);
  });

  it('leave an account that somebody deactivates and data that the clock removes', () => {
    expect(routeIds(d)).toContain('POST /v1/users/{user_id}/deactivate');
    expect(jobs(d, 'FR-002')).toEqual(['erase-leavers']);
    expect(said(d, 'FR-002').join('\n')).toContain('2 users who left, the one 4 months and 1 day ago');
  });

  it('ask for erasure', () => {
    const e = designOf(['Members can write a post with a text.', 'WHEN a member asks for erasure THEN the system SHALL remove the contact data.']);
    expect(e.routes.filter((r) => r.requirements.includes('FR-002')).map((r) => r.id)).toEqual(['DELETE /v1/me']);
  });
});

describe('a value that only one row has', () => {
  it.each(['The system must not accept a serial number twice.', 'The serial number must be unique.', 'No two pumps may have the same serial number.'])('%s', (text) => {
    const d = designOf(['Fitters can register a pump with a serial number and a site.', text]);
    expect(d.routes.find((r) => r.id === 'POST /v1/pumps')?.errors).toContain('CONFLICT_DUPLICATE');
    expect(d.indexes.filter((i) => i.kind === 'unique' && i.model === 'Pump').map((i) => i.fields.map((f) => f.name))).toContainEqual(['serial_number']);
    expect(d.requirements.find((r) => r.id === 'FR-002')?.deferred).toBeNull();
  });
});

it('rows of a file that cannot be read are told one by one', () => {
  const d = designOf(['Brokers can import a CSV file of meter readings and see a report of the rows that could not be read.']);
  expect(routeIds(d)).toContain('POST /v1/meter-reading-imports');
  expect(d.fields.find((f) => f.id === 'Job.row_errors')).toBeDefined();
  expect(said(d, 'FR-001').join('\n')).toContain('a file with 3 meter readings, the second of them unreadable');
});

it('what may be done to a thing is a move, though no list has its verb', () => {
  const d = designOf(['Planners can create a contract with a price.', 'A contract can be upgraded or downgraded at any time.']);
  expect(routeIds(d)).toEqual(expect.arrayContaining(['POST /v1/contracts/{contract_id}/upgrade', 'POST /v1/contracts/{contract_id}/downgrade']));
});

it('a unit is a thing where nobody speaks of measures', () => {
  const d = designOf(['Nurses can record a unit with a label.', 'When a unit reaches its expiry date the system must mark the unit as expired.', 'The system must show the number of units per blood group and centre.']);
  expect(routeIds(d)).toEqual(expect.arrayContaining(['POST /v1/units', 'GET /v1/units/summary']));
  expect(jobs(d, 'FR-002')).toEqual(['mark-unit-expired']);
});
