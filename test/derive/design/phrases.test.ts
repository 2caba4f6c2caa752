import { describe, expect, it } from 'vitest';
import { deriveDesign } from '../../../src/derive/design/design.ts';
import type { Design } from '../../../src/model/plan/index.ts';
import { designOf, inputOf, routeIds, specOf } from './fixtures.ts';

const route = (d: Design, id: string) => d.routes.find((r) => r.id === id);
/** A story with its criteria below, as specs of that dialect write them. */
const storyOf = (role: string, want: string, ...criteria: string[]): Design =>
  deriveDesign(inputOf([specOf('specs/demo.md', `# Requirements Document\n\n## Requirements\n\n### Requirement 1: Kennels\n\n**User Story:** As a ${role}, I want to ${want}, so that it works.\n\n#### Acceptance Criteria\n\n${criteria.map((c, i) => `${i + 1}. ${c}`).join('\n')}\n`)]));

describe('deeds said as nouns or in the -ing form', () => {
  it.each([
    ['The system SHALL support creation, modification, and deletion of kennel types.', ['POST /v1/kennel-types', 'PATCH /v1/kennel-types/{kennel_type_id}', 'DELETE /v1/kennel-types/{kennel_type_id}']],
    ['The platform shall provide creation and removal of kennels.', ['POST /v1/kennels', 'DELETE /v1/kennels/{kennel_id}']],
    ['System MUST allow creating, editing, and soft-deleting kennels with a name and a size.', ['POST /v1/kennels', 'PATCH /v1/kennels/{kennel_id}', 'DELETE /v1/kennels/{kennel_id}']],
    ['The API must expose a POST endpoint for creating kennels.', ['POST /v1/kennels']],
    ['The service SHALL expose a GET endpoint to retrieve a single kennel by id.', ['GET /v1/kennels/{kennel_id}']],
  ])('%s', (text, ids) => {
    const made = routeIds(designOf(['Wardens must be able to add dogs.', text])).filter((id) => id.includes('kennel'));
    expect(made).toEqual(expect.arrayContaining(ids));
    expect(made.filter((id) => /creation|modification|deletion|removal|endpoint/.test(id))).toEqual([]);
  });

  it('what a service does when it is called makes no second row', () => {
    const design = designOf(['The system SHALL expose a POST endpoint for creating orders. The request body SHALL include items and total price; the system SHALL persist the order and publish a new_order event to the message broker.']);
    expect(routeIds(design)).toContain('POST /v1/orders');
    expect(design.models.map((m) => m.id)).not.toContain('Event');
    expect(routeIds(design).filter((id) => id.includes('summary'))).toEqual([]);
  });

  it('who tells the story does what its criteria say in nouns', () => {
    const design = storyOf('shelter administrator', 'manage kennels', 'WHEN creating a new kennel, THE System SHALL validate that its number is unique', 'THE System SHALL support deletion of kennels');
    expect(route(design, 'POST /v1/kennels')?.auth).toBe('role');
    expect(route(design, 'POST /v1/kennels')?.role).toBe('shelter administrator');
    expect(route(design, 'DELETE /v1/kennels/{kennel_id}')?.role).toBe('shelter administrator');
  });
});

describe('what the software receives', () => {
  it('is nothing that the teller of the story does', () => {
    const design = storyOf('keeper', 'manage kennels', 'WHEN creating a new kennel, THE System SHALL store it', 'WHEN receiving a message from the feeder, THE System SHALL log the missing food');
    expect(design.requirements.flatMap((r) => r.readings).filter((x) => x.verb === 'receive' && x.actor === 'keeper')).toEqual([]);
  });
});

describe('who alone may do something', () => {
  it.each([
    ['System MUST allow only authenticated, vetted trainers to create lessons.', 'POST /v1/lessons', 'trainer'],
    ['System MUST only allow Admin and Trainer roles to create lessons.', 'POST /v1/lessons', 'admin, trainer'],
    ['The system shall only permit trainers to create lessons.', 'POST /v1/lessons', 'trainer'],
  ])('%s', (text, id, role) => {
    const design = designOf(['Members must be able to book a lesson.', text]);
    expect(route(design, id)?.auth).toBe('role');
    expect(route(design, id)?.role).toBe(role);
  });

  it('whoever is let do it is a person, named or not', () => {
    const design = designOf(['The system SHALL let an authenticated novice book a free lesson.', 'Trainers must be able to create lessons.']);
    expect(routeIds(design)).toContain('POST /v1/bookings');
  });
});

describe('a word for a person in front of a thing', () => {
  it('is no person who acts', () => {
    const design = storyOf('store keeper', 'move parent crates', 'WHEN a parent crate is moved, THE System SHALL record the movement of all child crates', 'WHEN a parent crate is opened, THE System SHALL update the seal of the crate');
    expect(design.criteria.filter((c) => c.given.includes('signed-in parent')).map((c) => c.given)).toEqual([]);
    expect(design.routes.filter((r) => r.role?.split(', ').includes('parent')).map((r) => r.id)).toEqual([]);
  });
});

describe('keys of other systems beside people who log in', () => {
  it('people still have sessions and roles', () => {
    const design = designOf(['When a clerk logs in, the system must validate the credentials and start a session.', 'Other systems must authenticate with API keys.', 'Clerks must be able to create an invoice.']);
    expect(route(design, 'POST /v1/invoices')?.auth).not.toBe('service');
  });
});
