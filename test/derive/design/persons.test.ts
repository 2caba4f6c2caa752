import { describe, expect, it } from 'vitest';
import { deriveDesign } from '../../../src/derive/design/design.ts';
import type { Design } from '../../../src/model/plan/index.ts';
import { designOf, inputOf, specOf } from './fixtures.ts';

const of = (d: Design, id: string): string[] => [...d.routes, ...d.jobs].filter((x) => x.requirements.includes(id)).map((x) => x.id).toSorted();
const fieldsOf = (d: Design, model: string): string[] => d.fields.filter((f) => f.model === model).map((f) => f.name);
const moves = (d: Design, model: string): string[] | undefined => d.models.find((m) => m.id === model)?.states?.moves.map((m) => `${m.from} -${m.by}-> ${m.to}`);

describe('what people do to people', () => {
  const d = designOf([
    'Owners MUST be able to follow a sitter, block a sitter and unblock them.',
    'Sitters MUST be able to accept a stay.',
    'Owners MUST be able to request a stay with a sitter.',
    'Managers MUST be able to invite a colleague by e-mail.',
    'Moderators MUST be able to suspend a sitter and reinstate them.',
    'Owners MUST be able to report a sitter.',
    'Dispatchers MUST be able to assign a driver to an order.',
    'Customers MUST be able to place an order.',
  ]);

  it('leaves a row of who did it to whom, and no table of the other person', () => {
    expect(of(d, 'FR-001')).toEqual(expect.arrayContaining(['POST /v1/follows', 'POST /v1/blocks', 'DELETE /v1/blocks/{block_id}']));
    expect(fieldsOf(d, 'Block')).toContain('sitter_user_id');
    expect(fieldsOf(d, 'Follow')).toContain('sitter_user_id');
    expect(d.models.map((m) => m.id)).not.toEqual(expect.arrayContaining(['Sitter']));
    expect(d.models.map((m) => m.id)).not.toEqual(expect.arrayContaining(['Colleague']));
  });

  it('asks a person in by an invitation that is sent and accepted', () => {
    expect(of(d, 'FR-004')).toEqual(['GET /v1/invitations', 'POST /v1/invitations', 'POST /v1/invitations/{invitation_id}/accept', 'notify-about-invitation']);
    expect(fieldsOf(d, 'Invitation')).toContain('email');
    expect(d.jobs.find((j) => j.id === 'notify-about-invitation')?.startedBy).toEqual(['POST /v1/invitations']);
  });

  it('done by staff is done to the account, which has the states of it', () => {
    expect(of(d, 'FR-005')).toEqual(['POST /v1/users/{user_id}/reinstate', 'POST /v1/users/{user_id}/suspend']);
    expect(moves(d, 'User')).toEqual(['active -suspend-> suspended', 'suspended -reinstate-> active']);
  });

  it('reports somebody to the staff; who is assigned is a field of the thing', () => {
    expect(of(d, 'FR-006')).toEqual(['GET /v1/abuse-reports', 'POST /v1/abuse-reports']);
    expect(d.routes.find((r) => r.id === 'GET /v1/abuse-reports')?.role).toBe('manager, moderator');
    expect(of(d, 'FR-007')).toContain('PATCH /v1/orders/{order_id}');
    expect(fieldsOf(d, 'Order')).toContain('driver_user_id');
    expect(d.models.map((m) => m.id)).not.toContain('Driver');
  });

  it('a profile that others look for is a row with its fields; one nobody looks for is that of the account', () => {
    const market = designOf(['Sitters MUST be able to publish a profile with a bio, price per night and photos.', 'Owners MUST be able to search sitters by price.']);
    expect(of(market, 'FR-001')).toEqual(['POST /v1/sitters']);
    expect(fieldsOf(market, 'Sitter')).toEqual(expect.arrayContaining(['bio', 'price_per_night', 'photos']));
    const pets = designOf(['Owners MUST be able to publish a pet profile with name, species and breed.']);
    expect(of(pets, 'FR-001')).toEqual(['POST /v1/pet-profiles']);
  });
});

describe('what a hand does on a screen', () => {
  it.each([
    ['A guest can tap the button on the table screen to call a waiter', ['POST /v1/calls', 'GET /v1/calls']],
    ['A waiter can drag an order card from "new" to "served"', ['POST /v1/orders/{order_id}/mark-served']],
    ['A manager can toggle a dish on or off', ['POST /v1/dishes/{dish_id}/disable', 'POST /v1/dishes/{dish_id}/enable']],
    ['A cook can scroll through the open orders and mark one as ready', ['GET /v1/orders', 'POST /v1/orders/{order_id}/mark-ready']],
  ])('is what it asks for: %s', (line, routes) => {
    expect(designOf([line]).routes.filter((r) => r.path.startsWith('/v1/') && !r.purpose.includes('to choose the one')).map((r) => r.id)).toEqual(routes);
  });
});

describe('verbs of two words', () => {
  it('are one act, with their pronoun between them too', () => {
    const d = designOf(['Neighbours MUST be able to reserve a tool for a day, pick it up and bring it back.', 'Supervisors MUST be able to send a document back.']);
    expect(of(d, 'FR-001').map((r) => r.split('/').at(-1))).toEqual(['reservations', 'reservations', 'bring-back', 'pick-up']);
    expect(of(d, 'FR-002')).toContain('POST /v1/documents/{document_id}/send-back');
  });

  it('end their noun where a preposition or conjunction starts', () => {
    const d = designOf(['Donors MUST be able to see free appointments near them and book one.', 'Hosts MUST be able to edit episodes but not delete the show.']);
    expect(d.models.map((m) => m.id)).not.toEqual(expect.arrayContaining(['Near']));
    expect(d.models.map((m) => m.id)).not.toEqual(expect.arrayContaining(['But']));
  });
});

describe('a list of deeds below the people who do them', () => {
  const d = deriveDesign(inputOf([specOf('specs/blood.md', [
    '# Blood donation', '', '**Donors**', '- see free appointments and book one', '- move or cancel an appointment until 24 hours before', '', '**Nurses**', '- check donors in',
    '- defer a donor for a number of days with a reason', '', 'The service reminds a donor the day before. A deferred donor cannot book until the deferral has ended.', '',
  ].join('\n'))]));

  it('is said of them', () => {
    expect(d.routes.find((r) => r.id === 'POST /v1/appointments/{appointment_id}/cancel')?.auth).toBe('session');
    expect(d.jobs.map((j) => j.id)).not.toContain('mark-appointment-cancelled');
    expect(d.routes.find((r) => r.id === 'POST /v1/appointments/{appointment_id}/check-in')?.role).toBe('nurse');
    expect(d.routes.find((r) => r.id === 'POST /v1/users/{user_id}/defer')?.role).toBe('nurse');
  });

  it('and what they cannot do is refused by the call that does it', () => {
    const barred = d.requirements.find((r) => r.text.startsWith('A deferred donor'));
    expect(d.routes.filter((r) => r.requirements.includes(barred?.id ?? '')).map((r) => r.id)).toEqual(['POST /v1/appointments']);
  });
});

describe('people and things that a list names without more', () => {
  const d = deriveDesign(inputOf([specOf('specs/claims.md', [
    '# Claims', '', '## Features', '', '- Donors register with name, birth date and phone number', '- Report a claim with policy number and description', '- Assessors upload a report',
    '- Handlers approve or reject a claim', '- Monthly report of claims per type', '- A packer SHALL pack a parcel', '',
  ].join('\n'))]));
  const at = (line: number): string[] => of(d, d.requirements[line]?.id ?? '');

  it('who registers with attributes has an account with them', () => {
    expect(at(0)).toContain('POST /v1/sessions');
    expect(fieldsOf(d, 'User')).toEqual(expect.arrayContaining(['name', 'birth_date', 'phone_number']));
  });

  it('what somebody reports or hands in is a row; a report of rows is computed', () => {
    expect(at(1)).toContain('POST /v1/claims');
    expect(at(2)).toContain('POST /v1/reports');
    expect(at(4)).toEqual(['GET /v1/claims/summary']);
    expect(at(5)).toContain('POST /v1/parcels/{parcel_id}/pack');
  });
});
