import { describe, expect, it } from 'vitest';
import type { Design } from '../../../src/model/plan/index.ts';
import { designOf, inputOf, specOf } from './fixtures.ts';
import { deriveDesign } from '../../../src/derive/design/design.ts';

const routes = (d: Design, id: string): string[] => d.routes.filter((x) => x.requirements.includes(id)).map((x) => x.id);
const told = (d: Design, id: string): string[] => d.criteria.filter((c) => c.requirement === id).map((c) => `${c.negative ? '-' : '+'} ${c.given} | ${c.when} | ${c.then}`);

const claims = designOf([
  'Employees MUST be able to submit a claim with an amount and a receipt.',
  'Team leads MUST be able to approve or reject a claim.',
  'Nobody may approve their own claim.',
  'Claims older than 90 days are not accepted.',
  'A claim that is approved cannot be rejected any more.',
  'Team leads must not review a claim that they have submitted.',
  'A claim cannot be submitted without a receipt.',
]);

describe('what a sentence forbids', () => {
  it('turns away whoever decides on what is their own, and promises no good end', () => {
    expect(routes(claims, 'FR-003')).toEqual(['POST /v1/claims/{claim_id}/approve']);
    expect(told(claims, 'FR-003')).toEqual(["- the claim is the caller's own | `POST /v1/claims/{claim_id}/approve` is called | 409 `CLAIM_APPROVE_REFUSED` and 0 rows change"]);
  });

  it('means the decisions where it forbids to review', () => {
    expect(routes(claims, 'FR-006')).toEqual(['POST /v1/claims/{claim_id}/approve', 'POST /v1/claims/{claim_id}/reject']);
  });

  it('turns away what is not accepted where the row is made', () => {
    expect(routes(claims, 'FR-004')).toEqual(['POST /v1/claims']);
    expect(told(claims, 'FR-004')).toEqual(['- a claim older than 90 days | `POST /v1/claims` is called | 409 `CLAIM_REFUSED` and 0 rows change']);
    expect(told(claims, 'FR-007')).toEqual(['- a claim without a receipt | `POST /v1/claims` is called | 409 `CLAIM_REFUSED` and 0 rows change']);
  });

  it('is an illegal move where the state forbids it', () => {
    expect(routes(claims, 'FR-005')).toEqual(['POST /v1/claims/{claim_id}/reject']);
    expect(told(claims, 'FR-005')).toEqual(['- a claim that is approved | `POST /v1/claims/{claim_id}/reject` is called | 409 `ILLEGAL_TRANSITION` and 0 rows change']);
  });

  it('hangs on the forbidden deed, not on the thing whose state forbids it', () => {
    const d = deriveDesign(inputOf([specOf('.kiro/specs/vans/requirements.md', `# Requirements Document

## Requirements

### Requirement 1: Trips

**User Story:** As a driver, I want to start trips, so that mileage is known.

#### Acceptance Criteria

1. WHEN a fleet manager adds a van THEN the system SHALL store the plate.
2. WHEN a driver starts a trip THEN the system SHALL store the van.
3. WHILE a van is blocked THE system SHALL NOT let any driver start a trip with it.
4. IF a driver already has a running trip THEN the system SHALL NOT start another one.
`)]));
    const of = (text: string): string => d.requirements.find((r) => r.text.includes(text))?.id ?? '';
    expect(routes(d, of('WHILE'))).toEqual(['POST /v1/trips']);
    expect(told(d, of('WHILE'))).toEqual(['- a van is blocked | `POST /v1/trips` is called | 409 `TRIP_REFUSED` and 0 rows change']);
    expect(told(d, of('running')).every((c) => c.startsWith('- ') && c.includes('TRIP_LIMIT_REACHED'))).toBe(true);
  });

  it('leaves to the role what only a role may do', () => {
    const d = designOf(['Fleet managers MUST be able to add a vehicle with a plate.', 'Fleet managers MUST be able to block and release a vehicle.', 'Drivers MUST be able to report a defect with a text.', 'A blocked vehicle cannot be released by a driver.']);
    expect(told(d, 'FR-004')).toEqual(['- a signed-in driver | `POST /v1/vehicles/{vehicle_id}/release` is called | 403 `FORBIDDEN_ROLE` and 0 rows change']);
  });
});
