import { describe, expect, it } from 'vitest';
import { deriveDesign } from '../../../src/derive/design/design.ts';
import { designOf, inputOf, routeIds, specOf } from './fixtures.ts';

const own = (d: ReturnType<typeof designOf>): string[] => routeIds(d).filter((r) => r.includes('/v1/') && !r.includes('background-jobs'));

describe('words of the platform that the product uses itself', () => {
  const board = designOf([
    'Employers MUST be able to post a job with a title, location and salary range.',
    'Candidates MUST be able to apply to a job.',
    'Employers MUST be able to close a job.',
    'The system MUST close jobs 60 days after they were posted.',
    'Candidates MUST be able to save a search and get matching new jobs by e-mail every morning at 08:00.',
  ]);

  it('leave the jobs of a job board to the product; the work of the plan has another name', () => {
    expect(own(board)).toEqual(expect.arrayContaining(['POST /v1/jobs', 'POST /v1/jobs/{job_id}/close', 'POST /v1/applications']));
    expect(board.models.filter((m) => /job/i.test(m.id)).map((m) => `${m.id} ${m.kind}`)).toEqual(['Job core', 'BackgroundJob supporting']);
    expect(board.services.map((s) => s.id)).toEqual(expect.arrayContaining(['JobService', 'BackgroundJobService']));
    expect(board.services.find((s) => s.id === 'JobService')?.responsibility).toBe('life of one job');
  });

  it('let the clock do what a person may do too, when the sentence names a time', () => {
    expect(board.jobs.find((j) => j.id === 'mark-job-closed')?.startedBy).toEqual(['clock, every 5 min']);
    expect(board.jobs.filter((j) => j.schedule === 'each morning at 08:00').map((j) => j.calls.join())).toContain('EmailGateway.sendMessage');
  });

  it('give a conference its sessions and the sign-in another path', () => {
    const d = designOf(['Users MUST sign in with a passkey.', 'Organisers MUST be able to create a session with a title.', 'Members MUST be able to sign up for a session and cancel their sign-up.']);
    expect(routeIds(d)).toEqual(expect.arrayContaining(['POST /v1/sessions', 'POST /v1/sign-in-sessions', 'POST /v1/sign-ups', 'POST /v1/sign-ups/{sign_up_id}/cancel']));
    expect(d.models.map((m) => m.id)).toEqual(expect.arrayContaining(['Session', 'SignInSession', 'SignUp']));
  });

  it('stay the plan\'s where the product only runs work', () => {
    expect(designOf(['Users MUST be able to start a sync of their readings.', 'Users MUST be able to create a reading.']).models.map((m) => m.id)).toContain('Job');
  });
});

describe('messages', () => {
  it('that people write are rows; those that the software sends are notices', () => {
    const chat = designOf(['A participant can send a message to a conversation.', 'Participants see the messages of a conversation, newest first, 50 a page.', 'Users can search their messages.', 'Messages are kept for 2 years, then deleted.', 'A user can start a conversation.']);
    expect(own(chat)).toEqual(expect.arrayContaining(['POST /v1/messages', 'GET /v1/messages', 'POST /v1/conversations']));
    expect(chat.jobs.map((j) => j.id)).toEqual(['delete-expired-messages']);
    const shop = designOf(['Customers can place an order.', 'The system MUST send the customer a message when an order is placed.']);
    expect(own(shop)).toEqual(['POST /v1/orders']);
    expect(shop.jobs).toHaveLength(1);
  });
});

describe('parcels, doors and dates', () => {
  const d = designOf(['WHEN a courier drops a parcel THE SYSTEM SHALL assign a free compartment.', 'WHEN a recipient enters a valid code THE SYSTEM SHALL open the compartment and mark the parcel as collected.', 'At 06:00 each day THE SYSTEM SHALL send the operator a list of expired parcels.', 'THE SYSTEM SHALL mark parcels as expired after 3 days.']);

  it('who drops a parcel makes it, who enters a code opens a door', () => {
    expect(own(d)).toEqual(expect.arrayContaining(['POST /v1/parcels', 'POST /v1/compartments/{compartment_id}/open', 'POST /v1/parcels/{parcel_id}/mark-collected']));
    expect(own(d)).not.toContain('POST /v1/parcels/{parcel_id}/drop');
  });

  it('a list that is sent at an hour is one message with that hour', () => {
    expect(d.jobs.find((j) => j.id === 'send-parcel-digest')).toMatchObject({ schedule: 'each day at 06:00', startedBy: ['clock, each day at 06:00'] });
  });
});

describe('work at a date that names no row', () => {
  it('is a job of what its neighbours are about', () => {
    const d = designOf(['Employees MUST be able to create a leave request.', 'On 1 January at 00:00 the system MUST carry over at most 5 unused days.']);
    expect(d.jobs.map((j) => `${j.id}: ${j.schedule ?? ''}`)).toEqual(['carry-over-days: on 1 January at 00:00']);
  });
});

describe('rows that people change by their id', () => {
  it('are listed, so that one can be chosen', () => {
    const d = designOf(['Employees MUST be able to create a leave request.', 'Managers MUST be able to approve or reject a leave request.']);
    expect(d.routes.find((r) => r.id === 'GET /v1/leave-requests')).toMatchObject({ rule: 'rule:R1', requirements: ['FR-002'], purpose: expect.stringContaining('to choose the one to approve') });
    expect(d.routes.find((r) => r.id === 'POST /v1/leave-requests')?.auth).toBe('session');
  });

  it('an attribute of an entity is changed with its entity, a state without values has those of its moves', () => {
    const d = deriveDesign(inputOf([specOf('specs/leave.md', '# Leave\n\n## Requirements\n\n- **FR-001**: HR admins MUST be able to set the yearly allowance of an employee.\n- **FR-002**: Employees MUST be able to request leave.\n- **FR-003**: Managers MUST be able to approve a request.\n\n## Key Entities\n\n- **Leave request**: first day, last day, state\n- **Employee**: name, yearly allowance\n')]));
    expect(d.routes.find((r) => r.requirements.includes('FR-001') && r.method === 'PATCH')?.path).toBe('/v1/employees/{employee_id}');
    expect(d.fields.find((f) => f.id === 'LeaveRequest.state')).toMatchObject({ type: 'enum', values: ['requested', 'approved'] });
  });
});
