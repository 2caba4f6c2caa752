import { describe, expect, it } from 'vitest';
import { designCase, designOf, routeIds } from './fixtures.ts';

describe('routes that a requirement counts on', () => {
  const clinic = designCase('clinic');

  it('let a person accept what is offered for a time', () => {
    const accept = clinic.routes.find((r) => r.id === 'POST /v1/waiting-list-entries/{waiting_list_entry_id}/accept-offer');
    expect(accept?.purpose).toBe('accept the offer of one waiting list entry, within 2 hours');
    expect(clinic.models.find((m) => m.id === 'WaitingListEntry')?.states?.moves).toEqual([{ from: 'joined', to: 'offered', by: 'offer' }, { from: 'offered', to: 'accepted', by: 'accept offer' }, { from: 'offered', to: 'joined', by: 'time is over' }]);
  });

  it('name each part of a request once', () => {
    for (const route of clinic.routes) {
      const parts = route.request.map((field) => `${field.in} ${field.name}`);
      expect(new Set(parts).size, route.id).toBe(parts.length);
    }
  });

  it('take a signed link where no sign-in is asked, and keep the session for the rest', () => {
    expect(clinic.routes.find((r) => r.id === 'POST /v1/appointments/cancel-by-link')).toMatchObject({ auth: 'public', success: 204 });
    expect(clinic.routes.find((r) => r.id === 'POST /v1/appointments/{appointment_id}/cancel')?.auth).toBe('session');
  });

  it('list what could not be delivered to whom the sentence names', () => {
    expect(clinic.routes.find((r) => r.id === 'GET /v1/reminders')).toMatchObject({ auth: 'role', role: 'receptionist' });
    expect(clinic.jobs.find((j) => j.id === 'send-reminders')?.writes).toContain('Reminder');
    expect(routeIds(designOf(['Drivers must be able to create parcels', 'IF a parcel is too heavy, THEN THE SYSTEM SHALL refuse it']))).not.toContain('GET /v1/parcels');
  });

  it('let everybody who may change rows see their own', () => {
    expect(clinic.routes.find((r) => r.id === 'GET /v1/appointments')?.auth).toBe('session');
  });

  it('list what is free by its state, the nearest first', () => {
    expect(clinic.routes.find((r) => r.id === 'GET /v1/slots')?.pagination).toMatchObject({ sort: 'start', filters: expect.arrayContaining(['state']) });
  });

  it('export the span that the sentence names', () => {
    expect(clinic.routes.find((r) => r.id === 'POST /v1/appointment-exports')?.request.map((f) => f.name)).toContain('month');
  });
});

describe('writes beside the own row', () => {
  it('stand in the transaction of the method: a booking holds its slot, a cancellation frees it', () => {
    const writes = (name: string) => designCase('clinic').methods.find((m) => m.name === name)?.writes;
    for (const name of ['createAppointment', 'cancelAppointment', 'updateAppointment']) expect(writes(name)).toContain('Slot');
    expect(writes('confirmAppointment')).not.toContain('Slot');
  });

  it('start the job that waits for them', () => {
    expect(designCase('clinic').jobs.find((j) => j.id === 'offer-slot')?.startedBy).toEqual(['PATCH /v1/appointments/{appointment_id}', 'POST /v1/appointments/{appointment_id}/cancel', 'clock, every 15 min']);
  });
});

describe('events', () => {
  it('are emitted only where a job consumes them', () => {
    for (const name of ['clinic', 'stravaai'] as const) {
      const design = designCase(name);
      expect(design.events.filter((e) => e.consumedBy.length === 0).map((e) => e.id)).toEqual([]);
    }
    expect(designCase('stravaai').events.map((e) => e.id)).toContain('insight.generated');
  });
});

describe('steps of a written answer', () => {
  it('are work of its job, not routes of their own', () => {
    const design = designOf([
      'Customers must be able to submit inquiries',
      'The system must search the vector database for relevant documents',
      'The system must rank retrieved documents by relevance score',
      'The system must generate an answer to each inquiry with a language model',
    ]);
    expect(routeIds(design).filter((r) => r.includes('document'))).toEqual([]);
    expect(design.jobs.find((j) => j.ai)?.requirements).toEqual(expect.arrayContaining(['FR-002', 'FR-003']));
  });
});
