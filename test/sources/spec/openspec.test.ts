import { describe, expect, test } from 'vitest';
import { spec } from './support.ts';

const change = `## ADDED Requirements

### Requirement: Booking limit
The system SHALL limit a patient to
three open bookings.

The system SHOULD tell the patient why.

#### Scenario: Fourth booking
- **GIVEN** a patient with three bookings
- **WHEN** the patient books again
- **THEN** the request is refused with:
  - the limit
  - the open bookings
- **AND** nothing is stored

## RENAMED Requirements
- FROM: \`### Requirement: Old name\`
- TO: \`### Requirement: New name\`

## REMOVED Requirements
### Requirement: Fax
**Reason**: Nobody has one.
`;

describe('an OpenSpec change', () => {
  const source = spec(change, 'changes/limit/specs/booking/spec.md');

  test('has one requirement per heading, its body as text, with the delta', () => {
    expect(source).toMatchObject({ dialect: 'openspec', title: 'booking' });
    expect(source.requirements.map(each => [each.group, each.delta, each.line, each.endLine])).toEqual([
      ['Booking limit', 'added', 3, 7],
      ['New name', 'renamed', 19, 19],
      ['Fax', 'removed', 22, 22],
    ]);
    expect(source.requirements[0]?.text).toBe('The system SHALL limit a patient to three open bookings. The system SHOULD tell the patient why.');
    expect(source.requirements[1]?.text).toBe('New name (was: Old name)');
  });

  test('keeps scenarios apart, "and" continuing the step before it', () => {
    expect(source.scenarios).toEqual([
      {
        given: ['a patient with three bookings'],
        when: ['the patient books again'],
        // oxlint-disable-next-line unicorn/no-thenable -- the published JSON key of Given/When/Then
        then: ['the request is refused with: the limit; the open bookings', 'nothing is stored'],
        text: 'Fourth booking', story: null, requirement: 'Booking limit', line: 9, endLine: 15,
      },
    ]);
  });
});
