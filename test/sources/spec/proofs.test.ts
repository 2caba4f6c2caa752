import { describe, expect, it } from 'vitest';
import { rules, spec, steps } from './support.ts';

const demands = `# Parcels

## Requirements

- **FR-001**: Drivers MUST be able to list their parcels.
- **FR-002**: Drivers MUST be able to hand a parcel back.
- **NFR-001**: A list MUST be shown in less than 300 ms.
`;
const owners = (markdown: string): (string | null)[] => spec(markdown).scenarios.map(each => each.requirement);

describe('the requirement that a scenario proves', () => {
  it.each([
    '### Acceptance scenarios for FR-002\n\n1. **Given** a parcel, **When** it is handed back, **Then** it is listed as returned.',
    '### FR-002 acceptance criteria\n\n- Given a parcel, When it is handed back, Then it is listed as returned.',
    '### Acceptance criteria (FR-002)\n\n- Given a parcel, When it is handed back, Then it is listed as returned.',
    '- FR-002: **Given** a parcel, **When** it is handed back, **Then** it is listed as returned.',
    '- FR-002-AC1: Given a parcel, When it is handed back, Then it is listed as returned.',
    '- FR-002.1: Given a parcel, When it is handed back, Then it is listed as returned.',
    '## Acceptance scenarios\n\n1. **Given** a parcel, **When** it is handed back, **Then** it is listed as returned. (FR-002)',
    '## Acceptance scenarios\n\n1. **Given** a parcel, **When** it is handed back, **Then** it is listed as returned. [covers FR-002]',
    '## Scenario: handed back (covers FR-002)\n\nGiven a parcel\nWhen it is handed back\nThen it is listed as returned.',
  ])('is the one it names: %s', text => {
    const source = spec(`${demands}\n${text}\n`);
    expect(owners(`${demands}\n${text}\n`)).toEqual(['FR-002']);
    expect(steps(source)).toEqual([[['a parcel'], ['it is handed back'], ['it is listed as returned.']]]);
    expect(source.requirements.map(each => each.id)).toEqual(['FR-001', 'FR-002', 'NFR-001']);
    expect(rules(`${demands}\n${text}\n`)).toEqual([]);
  });

  it('is none where two are named, or one that nobody stated', () => {
    expect(owners(`${demands}\n## Acceptance scenarios\n\n1. **Given** a parcel, **When** it is lost, **Then** it stays listed. (FR-001, FR-002)\n2. **Given** a parcel, **When** it is lost, **Then** it stays listed. (FR-009)\n`)).toEqual([null, null]);
  });

  it('keeps a case among the demands as a case, and one with an id of its own as both', () => {
    const source = spec(`${demands}- Given a parcel, When it is lost, Then it stays listed.\n- **FR-003**: Given a lost parcel, When it is found, Then it is listed again.\n`);
    expect(source.requirements.map(each => each.id)).toEqual(['FR-001', 'FR-002', 'NFR-001', 'FR-003']);
    expect(source.scenarios.map(each => [each.requirement, each.then])).toEqual([[null, ['it stays listed.']], ['FR-003', ['it is listed again.']]]);
  });
});
