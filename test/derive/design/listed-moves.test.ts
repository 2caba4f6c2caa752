import { describe, expect, it } from 'vitest';
import type { Design } from '../../../src/model/plan/index.ts';
import { designOf, routeIds } from './fixtures.ts';

const entities = '\n## Key Entities\n\n- **Petition**: subject, street, status (draft, filed, admitted, dismissed, dropped)\n';
const moves = (d: Design, model: string): string[] => (d.models.find((m) => m.id === model)?.states?.moves ?? []).map((m) => `${m.from} ${m.by} ${m.to}`);
const said = (d: Design, requirement: string): string[] => d.criteria.filter((c) => c.requirement === requirement).map((c) => `${c.given} | ${c.when} | ${c.then}`);

describe('states that an entity lists', () => {
  const d = designOf([
    'Citizens can save a petition as a draft with a subject and a street.',
    'Citizens can file a draft.',
    'Councillors can admit or dismiss a petition, and a dismissal must name a reason.',
    'Petitions that were dismissed or dropped must be deleted 18 months after the decision.',
  ], entities);

  it('are reached by the verbs that lead to them, and a state stands for the thing in it', () => {
    expect(routeIds(d)).toEqual(expect.arrayContaining(['POST /v1/petitions', 'POST /v1/petitions/{petition_id}/file', 'POST /v1/petitions/{petition_id}/admit', 'POST /v1/petitions/{petition_id}/dismiss']));
    expect(d.models.map((m) => m.id)).not.toContain('Draft');
  });

  it('start where the other half of an "or" starts', () => {
    expect(moves(d, 'Petition')).toEqual(expect.arrayContaining(['draft file filed', 'filed admit admitted', 'filed dismiss dismissed']));
  });

  it('narrow what the clock deletes: no person asks for it', () => {
    expect(d.jobs.filter((j) => j.requirements.includes('FR-004')).map((j) => j.id)).toEqual(['delete-expired-petitions']);
    expect(d.routes.filter((r) => r.requirements.includes('FR-004'))).toEqual([]);
  });
});

describe('what is no thing', () => {
  it.each([
    'Requests for more than 3 nights must be cleared by the head of housing before they can be fulfilled.',
    'Anything above that needs the consent of a warden before it becomes active.',
    'Everyone can see what they ordered.',
  ])('%s', (text) => {
    const models = designOf(['Tenants can place a request with a number of nights.', text]).models.map((m) => m.id);
    expect(models.filter((m) => /^(?:They|Anything|Ything|Everyone|Something|He|She)$/u.test(m))).toEqual([]);
  });

  it('a format is told of a file, and a file that is attached belongs to the thing', () => {
    const d = designOf(['Tenants can raise a defect with a title.', 'Tenants can attach up to 4 PNG or PDF files of at most 8 MB each to a defect.']);
    expect(routeIds(d)).toContain('POST /v1/attachments');
    expect(routeIds(d).filter((r) => /png|pdf/u.test(r))).toEqual([]);
    expect(d.fields.map((f) => f.id)).toContain('Attachment.defect_id');
    expect(said(d, 'FR-002')).toContain('4 rows of one defect | `POST /v1/attachments` is called | 409 `ATTACHMENT_LIMIT_REACHED` and still 4 rows');
  });

  it('who decides is a person, whatever the title', () => {
    const d = designOf(['Tenants can place a request with a number of nights.', 'Requests must be approved by the head of housing.']);
    expect(d.routes.find((r) => r.id === 'POST /v1/requests/{request_id}/approve')).toMatchObject({ auth: 'role', role: 'head of housing' });
  });
});

describe('what a field may hold', () => {
  const d = designOf([
    'Growers can register a sowing with a lot number of 9 characters, a germination rate between 40 and 100 percent and a remark.',
    'The remark must be between 5 and 2,500 characters long.',
    'A tray line has a quantity between 2 and 80 and a price.',
    'Buyers can reserve a sowing.',
  ]);
  const field = (id: string) => d.fields.find((f) => f.id === id);

  it('is a constraint of the field', () => {
    expect(field('Sowing.lot_number')).toMatchObject({ type: 'text', constraint: '9 characters' });
    expect(field('Sowing.germination_rate')).toMatchObject({ constraint: '40 to 100' });
    expect(field('Sowing.remark')).toMatchObject({ constraint: '5-2500 characters' });
  });

  it('is refused beyond it, where a sentence speaks of the field alone too', () => {
    expect(said(d, 'FR-001')).toContain('a body with a `lot_number` with 8 characters, and 1 with 10 characters | `POST /v1/sowings` gets each | 422 `VALIDATION_FAILED` names `lot_number` and 0 rows change');
    expect(said(d, 'FR-002')).toEqual(['a body with a `remark` with 4 characters, and 1 with 2501 characters | `POST /v1/sowings` gets each | 422 `VALIDATION_FAILED` names `remark` and 0 rows change']);
    expect(said(d, 'FR-001')[0]).toContain('`POST /v1/sowings` gets it twice with one Idempotency-Key');
  });

  it('is no part of the name of the field, and no bound of another', () => {
    const line = designOf(['A tray line has a quantity between 2 and 80 and a price.', 'Buyers can add a tray line.', 'Buyers can write a note with a title of at most 70 characters and a text.']);
    expect(line.fields.filter((f) => f.model === 'TrayLine').map((f) => f.name)).toEqual(expect.arrayContaining(['quantity', 'price']));
    expect(line.fields.find((f) => f.id === 'TrayLine.quantity')?.constraint).toBe('2 to 80');
    expect(line.fields.find((f) => f.id === 'Note.text')?.constraint).toBe('at most 4000 characters');
  });
});

it('the oldest come first where a sentence says so, and staff see the rows of all', () => {
  const d = designOf(['Citizens can file a petition with a subject.', 'Councillors can list petitions by subject, oldest first.', 'Councillors can list petitions filtered by subject.']);
  expect(d.routes.find((r) => r.id === 'GET /v1/petitions')?.pagination?.sort).toBe('created_at');
  expect(said(d, 'FR-003').join(' ')).not.toContain('of another user');
});

it('reads of one thing are logged where that thing is read', () => {
  const d = designOf(['Nurses can record a vaccination with a batch.', 'Nurses can list vaccinations.', 'Clerks can create and list invoices.', 'The system must log every read of a vaccination with nurse and time.']);
  expect(d.routes.filter((r) => r.requirements.includes('FR-004')).map((r) => r.path)).toEqual(expect.arrayContaining(['/v1/vaccinations']));
  expect(d.routes.filter((r) => r.requirements.includes('FR-004') && r.path.includes('invoice'))).toEqual([]);
  expect(said(d, 'FR-004')[0]).toContain('1 audit event names the actor');
});
