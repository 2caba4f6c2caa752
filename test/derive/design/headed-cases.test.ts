import { describe, expect, it } from 'vitest';
import { deriveDesign } from '../../../src/derive/design/design.ts';
import type { Design } from '../../../src/model/plan/index.ts';
import { inputOf, routeIds, specOf } from './fixtures.ts';

const design = (body: string): Design => deriveDesign(inputOf([specOf('specs/demo.md', `# parcels Specification\n\n## Purpose\nParcels of a depot.\n\n## Requirements\n${body}`)]));
const requirement = (d: Design, title: string) => d.requirements.find((r) => r.title === title);
const of = (d: Design, title: string) => d.criteria.filter((c) => c.requirement === requirement(d, title)?.id);

const depot = `### Requirement: Parcel intake endpoint

The system SHALL expose a POST endpoint for creating parcels. The endpoint SHALL require a valid token. The request body SHALL include a weight and a label.

#### Scenario: Taken in
- **WHEN** a client sends POST to the parcels endpoint with a valid token
- **THEN** the system SHALL respond with 201 and the new parcel

#### Scenario: Nobody signed in
- **WHEN** a client sends POST to the parcels endpoint without a token
- **THEN** the system SHALL respond with 401 Unauthorized

### Requirement: Parcel lookup

The system SHALL expose a GET endpoint to retrieve a single parcel by id.

#### Scenario: Absent parcel
- **WHEN** a client sends GET for a parcel that does not exist
- **THEN** the system SHALL respond with 404 Not Found

### Requirement: The system SHALL keep a list of parcels for each user

The system SHALL expose a GET endpoint to list parcels for a user.

#### Scenario: Own parcels
- **WHEN** a client sends GET for the parcels of a user without a token
- **THEN** the system SHALL respond with 401 Unauthorized
`;

describe('requirements with a heading and their scenarios', () => {
  it('are called by their heading', () => {
    expect(design(depot).requirements.map((r) => r.title)).toEqual(['Parcel intake endpoint', 'Parcel lookup', 'Keep a list of parcels for each user']);
  });

  it('a scenario proves the requirement it stands under, by the call it names', () => {
    const d = design(depot);
    expect(of(d, 'Parcel intake endpoint').map((c) => `${c.when} ${c.then}`).join('\n')).toMatch(/without a token .*`POST \/v1\/parcels`: 401 `UNAUTHENTICATED`/);
    expect(of(d, 'Parcel lookup').map((c) => c.then).join('\n')).toMatch(/`GET \/v1\/parcels\/\{parcel_id\}`: 404 `NOT_FOUND`/);
    expect(of(d, 'Keep a list of parcels for each user').map((c) => c.then).join('\n')).toMatch(/`GET \/v1\/parcels`: 401/);
    expect(d.criteria.filter((c) => c.requirement === requirement(d, 'Keep a list of parcels for each user')?.id && c.when.includes('POST'))).toEqual([]);
  });

  it('what a scenario tells again is no requirement of its own', () => {
    const d = design(`### Requirement: Renting
The system SHALL let an authenticated rider rent a checked bike by choosing one of its open slots.

#### Scenario: Done
- **WHEN** a rider rents an open slot of a bike
- **THEN** the slot becomes taken

#### Scenario: Two at once
- **WHEN** two riders rent the same bike at the same time
- **THEN** exactly one rental succeeds and the other receives a conflict

### Requirement: Fleet
Operators SHALL be able to add bikes.
`);
    expect(d.requirements.map((r) => r.title)).toEqual(['Renting', 'Fleet']);
    const two = of(d, 'Renting').find((c) => c.when.includes('same bike'));
    expect(two?.then).toMatch(/`POST \/v1\/rentals`: 409/);
    expect(routeIds(d)).toContain('POST /v1/rentals');
  });
});

describe('titles', () => {
  const titleOf = (text: string): string | undefined => deriveDesign(inputOf([specOf('specs/demo.md', `# Demo\n\n## Requirements\n\n- **FR-001**: ${text}\n`)])).requirements[0]?.title;

  it.each([
    ['The system SHALL allow wardens to create, update, list, and review dog profiles for several kennels within one shelter of the whole town.', 'Allow wardens to create, update, list, and review dog profiles for several kennels within one shelter'],
    ['The system SHALL keep a register of all kennels. Each kennel MUST name its warden, the number of places in it and the day of its last inspection.', 'Keep a register of all kennels'],
    ['System MUST allow creating, editing, and archiving dogs with chip (unique), name, breed, colour, birth date, weight, vaccinations and photos', 'Allow creating, editing, and archiving dogs'],
  ])('end where a phrase ends: %s', (text, title) => {
    expect(titleOf(text)).toBe(title);
  });
});

describe('criteria in the words of their author', () => {
  it('do not shout', () => {
    const d = deriveDesign(inputOf([specOf('specs/demo.md', '# Requirements Document\n\n## Requirements\n\n### Requirement 1: Kennels\n\n**User Story:** As a warden, I want to see kennels, so that I can plan.\n\n#### Acceptance Criteria\n\n1. WHEN a warden opens the list, THE System SHALL display all kennels with their free places\n2. THE Kennel_Service SHALL display the kennels of one shelter first\n')]));
    expect(d.criteria.map((c) => c.then).filter((t) => /\bTHE\b|\bSHALL\b|the System\b/.test(t))).toEqual([]);
  });
});
