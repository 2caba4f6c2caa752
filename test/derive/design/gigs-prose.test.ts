import { describe, expect, it } from 'vitest';
import { deriveDesign } from '../../../src/derive/design/design.ts';
import { designOf, inputOf, specOf } from './fixtures.ts';

const d = deriveDesign(inputOf([specOf('docs/planning/gigs.md', `# Gigs

## What we build

Projects

- A client posts a project with a title, a description and a budget. The project stays a draft until the client publishes it.

Proposals

- Freelancers can send a proposal for a project with a price and a short letter. One freelancer may have only one proposal per project.
- A freelancer can withdraw a proposal as long as it hasn't been accepted.
- The client accepts one proposal. All other proposals of the project are declined and their authors are informed.

Work

- Accepting a proposal starts a contract.
- The freelancer submits a milestone with files and a comment, the client approves it or asks for changes.
- If the client doesn't react within 7 days, the milestone counts as approved.
- Either side can open a dispute about a milestone; a moderator decides it.

Safety

- Users can report a profile or a project. Moderators can hide reported projects and suspend users.
- A suspended user can't post projects or send proposals.
`)]));

const of = (text: string): string => d.requirements.find((r) => r.text.includes(text))?.id ?? '';
const routes = (text: string): string[] => d.routes.filter((x) => x.requirements.includes(of(text))).map((x) => x.id);
const told = (text: string): string => d.criteria.filter((c) => c.requirement === of(text)).map((c) => `${c.negative ? '-' : '+'} ${c.given} | ${c.when} | ${c.then}`).join('\n');
const from = (model: string, by: string): string[] => (d.models.find((m) => m.id === model)?.states?.moves ?? []).filter((m) => m.by === by).map((m) => m.from);

describe('a plan in prose of a market', () => {
  it('keeps a draft until somebody publishes it', () => {
    expect(routes('stays a draft')).toContain('POST /v1/projects/{project_id}/publish');
    expect(from('Project', 'publish')).toEqual(['draft']);
  });

  it('counts by both who and what a limit is said of', () => {
    expect(told('only one proposal')).toContain('- 1 proposal of one freelancer and project | `POST /v1/proposals` is called | 409 `PROPOSAL_LIMIT_REACHED` and still 1 proposal');
  });

  it('starts no move from a state that the sentence says the row is not in', () => {
    expect(from('Proposal', 'withdraw')).toEqual(['pending']);
  });

  it('does what follows for the others by the call, and tells them then', () => {
    const by = (id: string): readonly string[] | undefined => d.jobs.find((j) => j.id === id)?.startedBy;
    expect(by('mark-proposal-declined')).toEqual(['POST /v1/proposals/{proposal_id}/accept']);
    expect(by('notify-about-proposal')).toEqual(['POST /v1/proposals/{proposal_id}/accept']);
    expect(from('Proposal', 'decline')).toEqual(['pending']);
  });

  it('makes by a deed what the deed starts', () => {
    expect(routes('starts a contract')).toEqual(['POST /v1/proposals/{proposal_id}/accept']);
    expect(told('starts a contract')).toContain('1 contract of it is there');
  });

  it('reads a clause behind a bare comma, and what counts as done', () => {
    expect(routes('asks for changes')).toEqual(expect.arrayContaining(['POST /v1/milestones', 'POST /v1/milestones/{milestone_id}/approve']));
    expect([routes('counts as'), d.jobs.filter((j) => j.requirements.includes(of('counts as'))).map((j) => j.id)]).toEqual([[], ['mark-milestone-approved']]);
  });

  it('opens a dispute as a row, reports what others make, and turns the suspended away', () => {
    expect(routes('open a dispute')).toEqual(expect.arrayContaining(['POST /v1/disputes', 'POST /v1/disputes/{dispute_id}/decide']));
    expect(routes('report a profile')).toEqual(expect.arrayContaining(['POST /v1/abuse-reports', 'POST /v1/projects/{project_id}/hide']));
    expect(routes('report a profile')).not.toContain('POST /v1/projects');
    expect(routes('suspended user').toSorted()).toEqual(['POST /v1/projects', 'POST /v1/proposals']);
    expect(told('suspended user')).toMatch(/^- the caller is suspended \| `POST/);
  });
});

describe('cases and bans of a ticket shop', () => {
  const shop = designOf([
    'Organisers MUST be able to create an event with a title.',
    'Organisers MUST be able to define price categories for an event, each with a name, a price and a number of tickets.',
    'Organisers MUST be able to publish an event; an event without a price category MUST NOT be published.',
    'Anyone MUST be able to browse published events.',
    'Organisers MUST NOT see the events of other organisers.',
    'Door staff MUST be able to scan a ticket.',
    'A ticket of a cancelled order MUST NOT be admitted.',
  ], `
### Key Entities

- **Event**: title, status (draft, published, cancelled).
- **Price category**: belongs to an event; name, price, number of tickets.
- **Ticket**: code, holder, status (valid, used).
`);
  const calls = (id: string): string[] => shop.routes.filter((x) => x.requirements.includes(id)).map((x) => x.id);
  const cases = (id: string): string => shop.criteria.filter((c) => c.requirement === id).map((c) => `${c.negative ? '-' : '+'} ${c.given} | ${c.when} | ${c.then}`).join('\n');

  it('gives a part its whole and its attributes', () => {
    expect(shop.fields.filter((f) => f.model === 'PriceCategory').map((f) => f.name)).toEqual(expect.arrayContaining(['event_id', 'name', 'price', 'number_of_tickets']));
  });

  it('refuses the move that a sentence beside it forbids, and shows nobody what is another\'s', () => {
    expect(cases('FR-003')).toContain('409 `EVENT_PUBLISH_REFUSED`');
    expect(shop.routes.find((x) => x.id === 'GET /v1/events')?.auth).toBe('public');
    expect(cases('FR-005')).toBe('- an event of another organiser that is open to nobody else | a signed-in organiser calls `GET /v1/events` | 200 and `data` does not hold it');
  });

  it('asks where no call does what is forbidden', () => {
    expect(calls('FR-007')).toEqual([]);
    expect(shop.openQuestions.some((q) => q.id === 'Q-meaning-fr-007')).toBe(true);
  });
});
