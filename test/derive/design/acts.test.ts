import { describe, expect, it } from 'vitest';
import { traceOf } from '../../../src/derive/trace.ts';
import type { Design } from '../../../src/model/plan/index.ts';
import { designOf } from './fixtures.ts';

const moves = (d: Design, model: string): string[] | undefined => d.models.find((m) => m.id === model)?.states?.moves.map((m) => `${m.from} -${m.by}-> ${m.to}`);
const fieldsOf = (d: Design, model: string): string[] => d.fields.filter((f) => f.model === model).map((f) => f.name);
const of = (d: Design, id: string): string[] => [...d.routes, ...d.jobs].filter((x) => x.requirements.includes(id)).map((x) => x.id);

describe('a bike rental of five lines', () => {
  const bikes = designOf([
    'Riders MUST be able to rent a bike and return it.',
    'Riders MUST be able to see which bikes are free near a station.',
    'Staff MUST be able to mark a bike as broken.',
    'A rental costs 1 EUR per started 15 minutes; the system MUST compute the price when the bike is returned.',
    'The system MUST send a receipt by email.',
  ]);

  it('gets the rental as a row of its own, with the states of the two verbs', () => {
    expect(of(bikes, 'FR-001')).toEqual(['POST /v1/rentals', 'GET /v1/rentals', 'POST /v1/rentals/{rental_id}/return']);
    expect(moves(bikes, 'Rental')).toEqual(['rented -return-> returned']);
    expect(fieldsOf(bikes, 'Rental')).toEqual(expect.arrayContaining(['user_id', 'bike_id', 'price', 'status']));
  });

  it('leads to the state that the sentence names', () => {
    expect(of(bikes, 'FR-003')).toEqual(['POST /v1/bikes/{bike_id}/mark-broken']);
    expect(moves(bikes, 'Bike')).toEqual(['active -mark broken-> broken']);
    expect(bikes.routes.find((r) => r.path.endsWith('/mark-broken'))?.role).toBe('staff');
  });

  it('computes the price in the call that returns the bike, and sends the receipt about the rental', () => {
    expect(of(bikes, 'FR-004')).toEqual(['POST /v1/rentals/{rental_id}/return']);
    expect(of(bikes, 'FR-002')).toEqual(['GET /v1/bikes']);
    expect(bikes.jobs.find((j) => j.requirements.includes('FR-005'))?.startedBy.every((by) => by.includes('/v1/rentals'))).toBe(true);
  });
});

describe('verbs that share an object', () => {
  it.each([
    ['Members must be able to create, edit and delete notes', ['POST /v1/notes', 'PATCH /v1/notes/{note_id}', 'DELETE /v1/notes/{note_id}']],
    ['Reviewers must be able to approve or reject expense reports', ['POST /v1/expense-reports/{expense_report_id}/approve', 'POST /v1/expense-reports/{expense_report_id}/reject']],
    ['Couriers must be able to pick up and deliver parcels', ['POST /v1/parcels/{parcel_id}/deliver', 'POST /v1/parcels/{parcel_id}/pick-up']],
    ['Members must be able to subscribe to a topic and unsubscribe from it', ['POST /v1/subscriptions', 'DELETE /v1/subscriptions/{subscription_id}']],
    ['Authors must be able to upload a document and submit it for review', ['POST /v1/documents', 'POST /v1/documents/{document_id}/submit']],
    ['Librarians must be able to mark a copy as lost or damaged', ['POST /v1/copies/{copy_id}/mark-damaged', 'POST /v1/copies/{copy_id}/mark-lost']],
    ['Admins must be able to enrol students in a class and withdraw them', ['POST /v1/enrolments', 'POST /v1/enrolments/{enrolment_id}/withdraw']],
  ])('%s', (line, routes) => {
    // The list from which a row is chosen stands beside them.
    expect(designOf([line]).routes.filter((r) => r.path.startsWith('/v1/') && !r.path.includes('jobs') && !r.purpose.includes('to choose the one')).map((r) => r.id)).toEqual(routes);
  });
});

describe('moves', () => {
  it('start where the sentences say, and taking one back leads back', () => {
    expect(moves(designOf(['Managers must be able to add, block and unblock a bin']), 'Bin')).toEqual(['active -block-> blocked', 'blocked -unblock-> active']);
    expect(moves(designOf(['Couriers must be able to pick up and deliver parcels']), 'Parcel')).toEqual(['active -pick up-> picked_up', 'picked_up -deliver-> delivered']);
    expect(moves(designOf(['Members must be able to borrow a book and return it', 'Members must be able to renew a loan once']), 'Loan')).toEqual(['borrowed -return-> returned', 'borrowed -renew-> borrowed']);
  });
});

describe('what nobody understood', () => {
  const design = designOf(['Users must be able to create and list parcels', 'The system must be in good shape for the parcels of tomorrow']);

  it('hangs at no route, waits for the answer to a question, and is told beside the coverage', () => {
    expect(of(design, 'FR-002')).toEqual([]);
    expect(design.requirements[1]?.question).toBe('Q-meaning-fr-002');
    expect(design.openQuestions.map((q) => q.id)).toContain('Q-meaning-fr-002');
    const trace = traceOf({ ...design, feature: 'demo', nfrs: [], tasks: [], tests: [] });
    expect(trace.coverage.open).toBe(1);
    expect(trace.requirements[1]?.open).toBe('Q-meaning-fr-002');
  });

  it('a rule about a thing holds for whoever writes it', () => {
    const limited = designOf(['Members must be able to borrow a book and return it', 'A member must not have more than 5 open loans']);
    expect(of(limited, 'FR-002')).toEqual(['POST /v1/loans']);
  });
});

describe('what the software does by itself', () => {
  it('starts with the call that its condition names', () => {
    const shop = designOf(['Restaurants must be able to accept or reject orders', 'Customers must be able to place an order', 'System must charge the card of the customer when the restaurant accepts the order']);
    expect(shop.jobs.find((j) => j.requirements.includes('FR-003'))?.startedBy).toEqual(['POST /v1/orders/{order_id}/accept']);
  });

  it('runs by the clock when only time makes its condition true', () => {
    const fleet = designOf(['Managers must be able to register a device', 'The system must detect devices that are silent for more than 10 minutes']);
    expect(fleet.jobs.map((j) => `${j.id}: ${j.startedBy.join()}`)).toContain('detect-devices: clock, every 5 min');
  });
});

describe('criteria', () => {
  it('say the call, the status and the state of a sentence that states condition and outcome', () => {
    const rooms = designOf(['WHEN a student confirms a pending reservation, THE SYSTEM SHALL set it to confirmed', 'WHEN a student requests a room, THE SYSTEM SHALL create a reservation in state pending']);
    expect(rooms.criteria.find((c) => c.requirement === 'FR-001')?.then).toContain('`status` is `confirmed`');
    expect(rooms.criteria.find((c) => c.requirement === 'FR-002')?.then).toContain('`status` is `pending`');
  });

  it('exist for every requirement that something serves, also where two share one proof', () => {
    const logged = designOf(['Users must be able to create and list parcels', 'The system must log all requests with a correlation id', 'The system must write structured logs']);
    const served = logged.requirements.filter((r) => of(logged, r.id).length > 0).map((r) => r.id);
    expect(served).toEqual(['FR-001', 'FR-002', 'FR-003']);
    expect(served.filter((id) => !logged.criteria.some((c) => c.requirement === id))).toEqual([]);
  });
});

describe('a sentence of people without a word list of theirs', () => {
  it('asks for what it says though their Spanish name ends like a negation, and its states are Spanish', () => {
    const d = designOf(['El artesano puede publicar una pieza con título y precio.', 'El alumno no puede borrar una pieza.', 'El artesano puede reembolsar una pieza.']);
    expect(of(d, 'FR-001')).toEqual(['POST /v1/piezas']);
    expect(d.routes.filter((r) => r.method === 'DELETE')).toEqual([]);
    expect(designOf(['El socio puede crear una pieza.', 'El socio debe poder iniciar una sesión con contraseña.']).routes.filter((r) => r.path.includes('sessiones'))).toEqual([]);
  });
});

describe('what is paid and what is graded', () => {
  const d = designOf(['Owners MUST be able to request a stay.', 'The owner pays by card when the sitter accepts.', 'After the stay the owner reviews the stay with 1 to 5 stars and a comment.', 'Admins MUST be able to refund a payment.']);

  it('are rows that a person leaves, though the sentence names no object or says review', () => {
    expect(of(d, 'FR-002')).toContain('POST /v1/payments');
    expect(of(d, 'FR-003').some((id) => /^POST \/v1\/(?:ratings|reviews)$/.test(id))).toBe(true);
    expect(of(d, 'FR-004')).toContain('POST /v1/payments/{payment_id}/refund');
  });
});
