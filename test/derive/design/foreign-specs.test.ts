import { describe, expect, it } from 'vitest';
import { deriveDesign } from '../../../src/derive/design/design.ts';
import type { Design } from '../../../src/model/plan/index.ts';
import { designOf, inputOf, routeIds, specOf } from './fixtures.ts';

const route = (d: Design, id: string) => d.routes.find((r) => r.id === id);
const fields = (d: Design, model: string) => d.fields.filter((f) => f.model === model).map((f) => f.name);

describe('lists that visitors read', () => {
  it('need no session where others have accounts', () => {
    const design = designOf(['System MUST allow visitors to browse a list of published lectures.', 'Members must be able to book a lecture.', 'Organisers must be able to create lectures.']);
    expect(route(design, 'GET /v1/lectures')?.auth).toBe('public');
    expect(route(design, 'POST /v1/lectures')?.auth).toBe('role');
  });

  it('need one where the visitors themselves write', () => {
    const design = designOf(['Visitors must be able to see their devices.', 'Visitors must be able to register a device.']);
    expect(route(design, 'GET /v1/devices')?.auth).toBe('session');
  });

  it('a list that is called public is', () => {
    const design = designOf(['Organisers must be able to create lectures.', 'The system must provide a public listing of lectures.']);
    expect(route(design, 'GET /v1/lectures')?.auth).toBe('public');
  });
});

describe('accounts and credentials', () => {
  it.each([
    'When a user submits valid registration data, the platform must create a new user account with an encrypted password.',
    'When a user submits valid login credentials, the platform must authenticate the user and issue a token.',
    'When a user submits invalid credentials, the platform must answer with an error.',
    'The platform must provide administrators with user management capabilities.',
  ])('make no rows of their own: %s', (text) => {
    const design = designOf(['Members must be able to write a note.', text]);
    expect(routeIds(design).filter((id) => /credential|new-user|administrators/.test(id))).toEqual([]);
    expect(design.models.map((m) => m.id).filter((id) => id !== 'PasskeyCredential' && /Credential|NewUser|Administrator/.test(id))).toEqual([]);
  });
});

describe('what a sentence or an entity says that a thing holds', () => {
  it.each([
    ['Each swimmer MUST include an optional squad/lane field that tells children apart.', 'Swimmer', ['squad_lane']],
    ['A swimmer shall have a required licence number field.', 'Swimmer', ['licence_number']],
  ])('%s', (text, model, names) => {
    expect(fields(designOf(['Coaches must be able to create a swimmer with a name.', text]), model)).toEqual(expect.arrayContaining(names));
  });

  it('what the body of a call must hold', () => {
    const design = designOf(['The system SHALL expose a POST endpoint for creating tickets. The request body SHALL include a subject and a seat count.']);
    expect(fields(design, 'Ticket')).toEqual(expect.arrayContaining(['subject', 'seat_count']));
  });

  it('entities that are told as a kind of thing with its parts', () => {
    const entities = '\n### Key Entities\n\n- **Issue**: Document for goods that leave with issue number, type (SALE/DAMAGE), recipient, and date\n- **Notice**: Reader alert with type (LOW/ZERO), title, and message\n- **Loan**: Record linking copy, due time, total amount, and note\n';
    const design = deriveDesign(inputOf([specOf('specs/demo.md', `# Demo\n\n## Requirements\n\n- **FR-001**: Clerks must be able to create an issue.\n- **FR-002**: Clerks must be able to see a notice and delete a notice.\n- **FR-003**: Clerks must be able to create a loan.\n${entities}`)]));
    expect(fields(design, 'Issue')).toEqual(expect.arrayContaining(['issue_number', 'type', 'recipient', 'date']));
    expect(fields(design, 'Notice')).toEqual(expect.arrayContaining(['type', 'title', 'message']));
    expect(fields(design, 'Loan')).toEqual(expect.arrayContaining(['total_amount', 'note']));
    expect(design.fields.map((f) => f.name).filter((n) => /^sue_|with_type/.test(n))).toEqual([]);
  });
});

describe('what the software checks before it does something', () => {
  it('is refused with 422, not answered with 201', () => {
    const design = designOf(['Clerks must be able to create a shelf.', 'When a clerk creates a shelf, the system must validate that the hall exists.']);
    const own = design.criteria.filter((c) => c.requirement === 'FR-002');
    expect(own.map((c) => c.then).join('\n')).toMatch(/422 `VALIDATION_FAILED`/);
    expect(own.filter((c) => /validate.*20[01]/.test(c.then))).toEqual([]);
  });
});

describe('verbs of refusing and holding behind a second modal', () => {
  it('are the software turning a call away', () => {
    const design = designOf(['Members must be able to create an order.', 'System MUST allow at most one voucher per order and MUST reject additional vouchers with a clear answer.', 'System MUST reserve freed seats for 30 minutes for the next member.']);
    expect(routeIds(design).filter((id) => /reject|POST \/v1\/seats/.test(id))).toEqual([]);
  });
});

describe('software that is named with an underscore', () => {
  it('answers; whoever asks brings nothing back and visits nothing', () => {
    const design = designOf(['When a guest searches for rooms, THE Stay_System SHALL return free rooms with their price.', 'When a guest visits the booking page, THE Stay_System SHALL display all rooms.', 'When a guest submits a valid booking form, THE Stay_System SHALL create a booking record.']);
    expect(routeIds(design)).toContain('GET /v1/rooms');
    expect(routeIds(design).filter((id) => /return|visit|forms|submissions/.test(id))).toEqual([]);
  });
});

describe('statuses and paths that a sentence names', () => {
  it('an answer with a status is no thing', () => {
    const design = designOf(['Riders must be able to rent a bike.', 'When two riders rent the same bike, all other contenders SHALL receive 409 Conflict and a missing bike SHALL return 404 Not Found.']);
    expect(design.models.map((m) => m.id)).not.toContain('Conflict');
    expect(routeIds(design).filter((id) => id.includes('conflict'))).toEqual([]);
  });

  it.each([
    ['The system SHALL expose a `POST /parcels` endpoint authenticated via JWT.', 'POST /v1/parcels'],
    ['The API SHALL provide a `GET /parcels/{id}` endpoint.', 'GET /v1/parcels/{parcel_id}'],
    ['The API must expose a DELETE /api/v1/parcels/:id endpoint.', 'DELETE /v1/parcels/{parcel_id}'],
  ])('an endpoint told by its path is that route: %s', (text, id) => {
    expect(routeIds(designOf(['Staff must be able to add shelves.', text]))).toContain(id);
  });

  it('a confirmation prompt is no text model', () => {
    const design = designOf(['Users must be able to delete notes with a confirmation prompt.', 'The system must generate file names that say which filter was used.']);
    expect(design.jobs.flatMap((j) => j.calls).filter((c) => c.startsWith('LlmGateway'))).toEqual([]);
  });
});
