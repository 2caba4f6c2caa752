import { describe, expect, it } from 'vitest';
import { deriveDesign } from '../../../src/derive/design/design.ts';
import { inputOf, specOf } from './fixtures.ts';

const d = deriveDesign(inputOf([specOf('.kiro/specs/vans/requirements.md', `# Requirements Document

## Requirements

### Requirement 1: Vans

**User Story:** As a fleet manager, I want to keep a register of vans, so that I know what we own.

#### Acceptance Criteria

1. THE system SHALL allow the fleet manager to add a van with plate, make, model, year of construction and depot.
2. WHEN a driver reports a defect THEN the system SHALL record the van, a description, a severity (minor, major, safety-critical) and up to five photos.
3. WHEN a safety-critical defect is reported THEN the system SHALL block the van immediately.
4. WHEN a defect is marked as repaired THEN the system SHALL inform the driver who reported it.
5. IF the inspection date has passed THEN the system SHALL block the van.
6. WHEN the fleet manager enters a new inspection certificate THEN the system SHALL set the next inspection date to two years later.
7. THE system SHALL remind the fleet manager 30 days and again 7 days before the inspection of a van is due.

### Requirement 2: Trips

**User Story:** As a driver, I want to start and end my trips, so that mileage is known.

#### Acceptance Criteria

1. WHEN a driver starts a trip THEN the system SHALL store the van, the start time and the odometer reading.
2. WHEN a driver ends a trip THEN the system SHALL store the end time and the odometer reading.

### Requirement 3: Workshop

**User Story:** As a workshop planner, I want to plan repairs, so that bays are used well.

#### Acceptance Criteria

1. WHEN the workshop planner schedules a repair THEN the system SHALL assign a bay, a mechanic, a start and an expected duration.
2. IF the bay is already taken in that period THEN the system SHALL refuse the booking.
3. WHEN a mechanic completes a repair THEN the system SHALL ask for the hours worked and the parts used and calculate the cost of the repair.
4. THE system SHALL show the total repair cost per van and year.
5. WHEN the fleet manager requests an export THEN the system SHALL provide the costs of a year as a CSV file.
`)]));

const of = (text: string): string => d.requirements.find((r) => r.text.includes(text))?.id ?? '';
const routes = (text: string): string[] => d.routes.filter((x) => x.requirements.includes(of(text))).map((x) => x.id);
const jobs = (text: string): string[] => d.jobs.filter((x) => x.requirements.includes(of(text))).map((x) => x.id);
const fields = (model: string): string[] => d.fields.filter((f) => f.model === model).map((f) => f.name);
const sent = (route: string): string[] => (d.routes.find((x) => x.id === route)?.request ?? []).filter((part) => part.in === 'body').map((part) => part.name);

describe('what comes with a deed', () => {
  it('is sent by the call that makes the row', () => {
    expect(sent('POST /v1/trips')).toEqual(expect.arrayContaining(['van_id', 'start_time', 'odometer_reading']));
    expect(sent('POST /v1/trips')).not.toContain('end_time');
    expect(sent('POST /v1/defects')).toEqual(expect.arrayContaining(['van_id', 'description', 'severity']));
    expect(d.fields.find((f) => f.model === 'Defect' && f.name === 'severity')?.values).toEqual(['minor', 'major', 'safety_critical']);
    expect(sent('POST /v1/repairs')).toEqual(expect.arrayContaining(['bay', 'mechanic_user_id', 'start']));
  });

  it('is sent by the move where it comes with the move, under a name of its own', () => {
    expect(sent('POST /v1/trips/{trip_id}/end')).toEqual(expect.arrayContaining(['end_time', 'end_odometer_reading']));
    expect(sent('POST /v1/repairs/{repair_id}/complete')).toEqual(expect.arrayContaining(['hours_worked', 'parts_used']));
    expect(sent('POST /v1/repairs')).not.toContain('hours_worked');
  });

  it('gives a thing no field that is only a value of another field', () => {
    expect(fields('Van')).toEqual(expect.arrayContaining(['plate', 'make', 'model', 'year_of_construction', 'depot']));
    for (const name of ['minor', 'major', 'safety_critical', 'year']) expect(fields('Van')).not.toContain(name);
  });

  it('sets a value of the row that is entered, and changes no other', () => {
    expect(routes('certificate')).toEqual(['POST /v1/certificates']);
  });
});

describe('conditions that no caller makes', () => {
  it('blocks by the clock what a date that passed blocks', () => {
    expect(routes('has passed')).toEqual([]);
    expect(jobs('has passed')).toEqual(['mark-van-blocked']);
    expect(d.jobs.find((j) => j.id === 'mark-van-blocked')?.startedBy).toEqual(expect.arrayContaining(['POST /v1/defects', expect.stringContaining('clock')]));
  });

  it('tells somebody twice by one run', () => {
    expect(jobs('again 7 days')).toEqual(['remind-about-van']);
  });

  it('lets somebody mark what a message waits for', () => {
    expect(routes('marked as repaired')).toContain('POST /v1/defects/{defect_id}/mark-repaired');
    expect(d.jobs.find((j) => j.requirements.includes(of('marked as repaired')))?.startedBy).toEqual(['POST /v1/defects/{defect_id}/mark-repaired']);
  });

  it('refuses the row whose place is taken at the time', () => {
    expect(routes('already taken')).toEqual(['POST /v1/repairs']);
    expect(d.criteria.filter((c) => c.requirement === of('already taken')).every((c) => c.negative && c.then.includes('REPAIR_OVERLAPS'))).toBe(true);
  });
});

describe('figures', () => {
  it('adds up what the sentence names', () => {
    expect(routes('total repair cost')).toEqual(['GET /v1/repairs/summary']);
    expect(d.criteria.some((c) => c.requirement === of('total repair cost') && c.given.includes('10, 20 and 40 as repair cost') && c.then.includes('70 of the year'))).toBe(true);
  });

  it('hands the report out as a file', () => {
    expect(routes('CSV')).toEqual(['GET /v1/repairs/summary']);
    expect(d.criteria.some((c) => c.requirement === of('CSV') && c.then.includes('text/csv'))).toBe(true);
  });
});
