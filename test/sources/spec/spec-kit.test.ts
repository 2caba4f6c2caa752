import { describe, expect, test } from 'vitest';
import { spec, steps } from './support.ts';

const clinic = `# Feature Specification: Clinic bookings

**Feature Branch**: \`004-clinic-bookings\`
**Input**: User description: "patients book appointments"

## Execution Flow (main)
\`\`\`
1. Parse the description
   → If empty: ERROR "No description"
\`\`\`

## Clarifications

- Q: How long before may a patient cancel? → A: Up to 24 hours.

## User Scenarios & Testing *(mandatory)*

### User Story 1 - Book a slot (Priority: P1)

A patient picks a free slot of a doctor and books it.

**Why this priority**: Without it there is no product.

**Acceptance Scenarios**:

1. **Given** a free slot, **When** the patient books it, **Then** the slot is taken and
   a confirmation is sent.
2. **Given** a taken slot, **When** another patient books it, **Then** the booking is refused.

### User Story 2 - Cancel (Priority: P2)

As a patient, I want to cancel a booking so that somebody else gets the slot.

### Edge Cases

- What happens when two patients book the same slot at once?

## Requirements *(mandatory)*

### Functional Requirements

<!-- - **FR-099**: System MUST never be read from a comment -->

**Booking**

- **FR-001**: System MUST let a patient book a free slot of a doctor,
  one patient per slot.
- **FR-002**: System SHOULD send a reminder 24 hours before the appointment.
- **FR-003b**: Patients MAY add a note to a booking.

**Cancelling**

- **FR-004**: System MUST keep cancelled bookings for [NEEDS CLARIFICATION: how many days?].
- **FR-GP-1**: System MUST refuse a cancellation later than 24 hours before the slot:
  - with a message
  - with the phone number of the clinic

### Key Entities

- **Booking**: A taken slot; attributes: patient, slot, note. Stored for 10 years.
- **Free Time**: Computed from slots and bookings, never stored

## Success Criteria

- **SC-001**: 90% of patients book in under 1 minute

## Assumptions

- Doctors maintain their own calendar

## Out of Scope

- Payments

## Review & Acceptance Checklist

- [x] Focused on user value
`;

describe('a spec-kit spec', () => {
  const source = spec(clinic);

  test('is told by its content and named without the words for the kind of document', () => {
    expect(source).toMatchObject({ dialect: 'spec-kit', title: 'Clinic bookings', language: 'en', placeholders: [], unread: [] });
  });

  test('gives requirements with id, priority of the modal word, bold label as group, and the lines of the item', () => {
    expect(source.requirements.map(({ id, priority, group, line, endLine }) => [id, priority, group, line, endLine])).toEqual([
      ['FR-001', 'must', 'Booking', 46, 47],
      ['FR-002', 'should', 'Booking', 48, 48],
      ['FR-003b', 'could', 'Booking', 49, 49],
      ['FR-004', 'must', 'Cancelling', 53, 53],
      ['FR-GP-1', 'must', 'Cancelling', 54, 56],
    ]);
  });

  test('joins wrapped lines, and the details of an item that ends in a colon', () => {
    expect(source.requirements[0]?.text).toBe('System MUST let a patient book a free slot of a doctor, one patient per slot.');
    expect(source.requirements[4]?.text).toBe('System MUST refuse a cancellation later than 24 hours before the slot: with a message; with the phone number of the clinic');
  });

  test('keeps stories apart, with the sentence taken to pieces where it has the form', () => {
    expect(source.stories).toMatchObject([
      { id: 'US1', title: 'Book a slot', role: null, want: 'A patient picks a free slot of a doctor and books it.', priority: 'P1', line: 18, endLine: 20 },
      { id: 'US2', title: 'Cancel', role: 'patient', want: 'cancel a booking', benefit: 'somebody else gets the slot', priority: 'P2' },
    ]);
  });

  test('splits scenarios and ties them to their story', () => {
    expect(steps(source)).toEqual([
      [['a free slot'], ['the patient books it'], ['the slot is taken and a confirmation is sent.']],
      [['a taken slot'], ['another patient books it'], ['the booking is refused.']],
    ]);
    expect(source.scenarios).toMatchObject([{ story: 'US1', line: 26, endLine: 27 }, { story: 'US1', line: 28 }]);
  });

  test('tells marked questions from answered ones and from edge cases', () => {
    expect(source.openQuestions).toEqual([{ text: 'how many days?', line: 53, endLine: 53 }]);
    expect(source.answeredQuestions).toHaveLength(1);
    expect(source.edgeCases.map(each => each.text)).toEqual(['What happens when two patients book the same slot at once?']);
  });

  test('says of entities what they hold and whether they are stored', () => {
    expect(source.entities).toMatchObject([
      { name: 'Booking', attributes: ['patient', 'slot', 'note'], persisted: true },
      { name: 'Free Time', persisted: false },
    ]);
  });

  test('places metrics, assumptions and what is out of scope', () => {
    expect(source.metrics).toMatchObject([{ id: 'SC-001', text: '90% of patients book in under 1 minute' }]);
    expect(source.assumptions.map(each => each.text)).toEqual(['Doctors maintain their own calendar']);
    expect(source.outOfScope.map(each => each.text)).toEqual(['Payments']);
  });

  test('reads the same with CRLF and a byte order mark', () => {
    const windows = spec(`\uFEFF${clinic.replace(/\n/g, '\r\n')}`);
    expect({ ...windows, unread: [] }).toEqual({ ...source, unread: [] });
  });
});

describe('a template nobody filled', () => {
  const source = spec(`# Feature Specification: [FEATURE NAME]

**Input**: User description: "$ARGUMENTS"

### User Story 1 - [Brief Title] (Priority: P1)

[Describe the journey in plain words]

**Acceptance Scenarios**:

1. **Given** [initial state], **When** [action], **Then** [expected outcome]

### Functional Requirements

- **FR-001**: System MUST [specific capability, e.g., "allow users to create accounts"]
- **FR-002**: Users MUST be able to [key interaction]

*Example of marking unclear requirements:*

- **FR-006**: System MUST authenticate users via [NEEDS CLARIFICATION: method not specified]
`);

  test('holds nothing but placeholders', () => {
    expect([source.requirements, source.stories, source.scenarios]).toEqual([[], [], []]);
    expect(source.placeholders.map(each => each.text)).toEqual(expect.arrayContaining(['[FEATURE NAME]', '$ARGUMENTS', '[initial state]', '[key interaction]']));
  });

  test('is told by curly slots and by sections that are one slot', () => {
    const curly = spec('# Spec: {Feature Name}\n\n### US-001: {Story Title}\n**As a** {persona}\n**I want to** {action}\n**So that** {benefit}\n\n**Acceptance Criteria:**\n- **Given** {precondition}\n  **When** {action}\n  **Then** {expected result}\n\n## Functional Requirements\n- **FR-001**: {The system must do X}\n');
    expect([curly.requirements, curly.stories, curly.scenarios]).toEqual([[], [], []]);
    const sections = spec('# [FEATURE-NUMBER] [SHORT-NAME]\n\n## Functional Requirements\n[What the system must do, testable and unambiguous]\n\n## Success Criteria\n[Measurable outcomes]\n');
    expect([sections.requirements, sections.metrics]).toEqual([[], []]);
    expect(spec('# R\n\n## Requirements\n- The API must answer {"id": 1} to GET /items/{id}\n').requirements).toHaveLength(1);
  });

  test('is not taken for one when a real sentence has brackets in it', () => {
    const filled = spec('# Search\n\n## Requirements\n\n- The API must accept a range [from, to] and a list of ids\n- See [the guide](guide.md) [1]: clients must retry\n');
    expect(filled.requirements).toHaveLength(2);
    expect(filled.placeholders).toEqual([]);
  });
});
