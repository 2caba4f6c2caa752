import { describe, expect, it } from 'vitest';
import { designCase } from './fixtures.ts';

const strava = designCase('stravaai', 'fastapi-mongodb');
const clinic = designCase('clinic', 'fastapi-supabase');
const keyOf = (design: typeof strava, job: string): string | undefined => design.jobs.find((one) => one.id === job)?.dedupeKey;
const method = (design: typeof strava, name: string) => design.methods.find((one) => one.name === name);

describe('two runs of a job are the same', () => {
  it('by the due time where the clock starts several a day, by the day where it starts one', () => {
    expect(keyOf(clinic, 'mark-appointment-no-show')).toBe('type, due time');
    expect(keyOf(clinic, 'send-reminders')).toBe('type, due time');
    expect(keyOf(strava, 'nightly-reconcile')).toBe('type, run day');
  });

  it('by what was sent where a caller asks for different work in a short time', () => {
    expect(keyOf(strava, 'generate-insight')).toBe('user, type, request hash');
    expect(keyOf(strava, 'import-files')).toBe('user, type, request hash');
    expect(keyOf(strava, 'sync-activities')).toBe('user, type, window of 10 min');
  });

  it('by the row where another act makes it, so that two messages to one person both go out', () => {
    expect(keyOf(strava, 'notify-about-insight')).toBe('type, row');
    expect(keyOf(clinic, 'offer-slot')).toBe('type, row');
  });
});

describe('a route that something waits for', () => {
  it('writes the job and its outbox row in its own transaction', () => {
    for (const found of [method(clinic, 'sendSignInLink'), method(clinic, 'cancelAppointment'), method(strava, 'completeAuthorization')]) {
      expect(found?.tx).toBe('outbox');
      expect(found?.writes).toEqual(expect.arrayContaining(['Job', 'OutboxEvent']));
    }
  });

  it('keeps the state of a consent in no row that needs the account first', () => {
    expect(method(strava, 'startAuthorization')?.writes).not.toContain('ProviderConnection');
    expect(strava.routes.find((route) => route.id.endsWith('/authorizations'))?.successHeaders).toContain('Set-Cookie: __Host-consent');
  });
});

describe('what a job touches', () => {
  it('is what its sentence says a text is written from', () => {
    expect(strava.jobs.find((job) => job.id === 'generate-insight')?.reads).toEqual(expect.arrayContaining(['Insight', 'Activity', 'Milestone']));
    expect(strava.jobs.find((job) => job.id === 'generate-insight')?.reads).not.toContain('ProviderConnection');
  });

  it('is read, not written, by an export', () => {
    const job = clinic.jobs.find((one) => one.id === 'export-appointments');
    expect(job?.reads).toContain('Appointment');
    expect(job?.writes).not.toContain('Appointment');
  });

  it('is the row that an offer moves', () => {
    expect(clinic.jobs.find((job) => job.id === 'offer-slot')?.writes).toContain('WaitingListEntry');
  });
});

describe('one outside account', () => {
  it('belongs to one person: the callback refuses the second, as its unique index does', () => {
    expect(strava.routes.find((route) => route.id.endsWith('/callback'))?.errors).toContain('CONFLICT_DUPLICATE');
  });
});

describe('a foreign origin', () => {
  it('is an error of each unsafe route behind a session, and of no other', () => {
    for (const route of [...strava.routes, ...clinic.routes]) {
      const guarded = route.method !== 'GET' && ['session', 'role', 'session + state'].includes(route.auth);
      expect(route.errors.includes('FORBIDDEN_ORIGIN'), route.id).toBe(guarded);
    }
  });
});

describe('a progress', () => {
  it('is measured in the field that both sides have', () => {
    expect(strava.metrics.find((metric) => metric.id === 'MET-progress')?.formula).toContain('`Milestone.distance_m`');
    expect(method(strava, 'listMilestones')?.reads).toContain('Activity');
  });
});

describe('what comes later', () => {
  it('is null until a move or a job sets it', () => {
    const nullable = (id: string): boolean | undefined => clinic.fields.find((one) => one.id === id)?.nullable;
    expect(['Appointment.checked_in_at', 'WaitingListEntry.offered_slot_id', 'WaitingListEntry.offer_expires_at'].map(nullable)).toEqual([true, true, true]);
    expect(nullable('Slot.start')).toBe(false);
  });

  it('is told to a caller who waits for a quota, instead of a refusal', () => {
    const sync = strava.routes.find((route) => route.id === 'POST /v1/activity-syncs');
    expect(sync?.errors).not.toContain('PROVIDER_QUOTA_EXHAUSTED');
    expect(sync?.response.map((one) => one.name)).toContain('retry_at');
    expect(clinic.routes.flatMap((route) => route.response).map((one) => one.name)).not.toContain('retry_at');
  });

  it('is looked for often enough for the delay that a target leaves it', () => {
    expect(clinic.jobs.find((job) => job.id === 'send-reminders')?.schedule).toBe('every 2 min');
  });
});

describe('a caller', () => {
  it('never says who wrote the row: the session does', () => {
    expect(clinic.routes.find((route) => route.id === 'POST /v1/visit-notes')?.request.map((one) => one.name)).not.toContain('author');
  });

  it('says for what an answer is asked, and sends files of a named kind and size', () => {
    expect(strava.routes.find((route) => route.id === 'POST /v1/insights')?.request.find((one) => one.name === 'period')?.required).toBe(true);
    expect(strava.routes.find((route) => route.id === 'POST /v1/activity-imports')?.request.find((one) => one.name === 'file')?.constraint).toBe('FIT, GPX or TCX; at most 25 MB');
  });
});

describe('what the stack cannot do', () => {
  it('is not drawn as an index: a relational row does not expire by itself', () => {
    expect(clinic.indexes.filter((index) => index.kind === 'ttl')).toEqual([]);
    expect(strava.indexes.some((index) => index.kind === 'ttl')).toBe(true);
  });
});

describe('rows of a provider', () => {
  it('are asked for no longer than they may be kept, which the plan says against the spec', () => {
    expect(strava.refinements.find((one) => one.quote === 'last 30 days')).toMatchObject({ change: 'the last 7 days from Strava; older rows come from own files' });
  });

  it('a call that takes the first of other things is answered by their route too', () => {
    expect(strava.refinements.find((one) => one.quote.endsWith('/users/onboarding'))?.change).toBe('`PATCH /v1/me`, `POST /v1/milestones`');
  });
});
