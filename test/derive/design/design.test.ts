import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { deriveDesign, nothingToPlan } from '../../../src/derive/design/design.ts';
import { designCase, designOf, inputOf, routeIds, specOf, specsOf } from './fixtures.ts';

describe('StravaAI (SEED-001-18, SEED-001-19)', () => {
  const d = designCase('stravaai');
  const ids = routeIds(d);

  it('has the routes an engineer would sign', () => {
    expect(ids).toEqual(expect.arrayContaining([
      'POST /v1/passkey-challenges', 'POST /v1/sessions', 'POST /v1/sessions/refresh', 'DELETE /v1/sessions/current', 'GET /v1/me', 'PATCH /v1/me', 'DELETE /v1/me',
      'POST /v1/connections/strava/authorizations', 'GET /v1/connections/strava/callback', 'DELETE /v1/connections/strava', 'POST /v1/activity-imports', 'POST /v1/activity-syncs',
      'GET /v1/jobs/{job_id}', 'GET /v1/activities', 'GET /v1/activities/summary', 'POST /v1/milestones', 'GET /v1/milestones', 'PATCH /v1/milestones/{milestone_id}',
      'DELETE /v1/milestones/{milestone_id}', 'POST /v1/insights', 'GET /v1/insights', 'GET /v1/webhooks/strava', 'POST /v1/webhooks/strava', 'GET /healthz', 'GET /readyz',
    ]));
    expect(ids.length).toBeLessThanOrEqual(27);
  });

  it('lowers the sync class that would use up the quota, and shows the sum', () => {
    const sync = d.routes.find((r) => r.id === 'POST /v1/activity-syncs');
    expect(sync?.rate).toMatchObject({ class: 'job', limit: '6/day', lowered: expect.stringContaining('10 x 6 x 24 x 1 = 1,440 > 700') });
  });

  it('refuses rows of a source that may not feed a text model', () => {
    expect(d.routes.find((r) => r.id === 'POST /v1/insights')?.ownErrors).toEqual(expect.arrayContaining(['POLICY_BLOCKED_SOURCE', 'AI_BUDGET_EXCEEDED']));
  });

  it('embeds bounded rows in MongoDB and keeps them apart in Postgres', () => {
    expect(d.models.find((m) => m.id === 'Milestone')).toMatchObject({ kind: 'embedded', embeddedIn: 'User' });
    expect(designCase('stravaai', 'fastapi-supabase').models.find((m) => m.id === 'Milestone')).toMatchObject({ kind: 'core', embeddedIn: null });
  });

  it('keeps no computed entity, no token in the clear and no location', () => {
    expect(d.models.map((m) => m.id)).not.toContain('Metric');
    expect(d.fields.filter((f) => f.name.endsWith('token_ct')).every((f) => f.disposition === 'encrypt')).toBe(true);
    expect(d.fields.filter((f) => /latlng|polyline/.test(f.name))).toEqual([]);
  });
});

describe('clinic bookings', () => {
  const d = designCase('clinic');

  it('holds nothing of sports', () => {
    expect(JSON.stringify({ ...d, requirements: [], unused: [] })).not.toMatch(/strava|athlete|activity|milestone/i);
  });

  it('has the state machine of its entity', () => {
    const { states } = d.models.find((m) => m.id === 'Appointment') ?? { states: null };
    expect(states?.values).toEqual(['requested', 'confirmed', 'checked_in', 'completed', 'cancelled', 'no_show']);
    expect(states?.moves).toEqual(expect.arrayContaining([{ from: 'requested', to: 'confirmed', by: 'confirm' }, { from: 'confirmed', to: 'checked_in', by: 'check in' }, { from: 'requested', to: 'cancelled', by: 'cancel' }, { from: 'confirmed', to: 'cancelled', by: 'cancel' }]));
  });

  it('gives a route to the roles that its requirements and the role list name', () => {
    const role = (id: string) => d.routes.find((r) => r.id === id)?.role;
    expect(role('POST /v1/appointments/{appointment_id}/confirm')).toBe('receptionist');
    expect(role('POST /v1/appointments/{appointment_id}/complete')).toBe('clinician');
    expect(d.routes.find((r) => r.id === 'POST /v1/appointments/{appointment_id}/cancel')?.auth).toBe('session');
  });

  it('turns limits, conflicts and clocks of the criteria into errors and jobs', () => {
    expect(d.routes.find((r) => r.id === 'POST /v1/appointments')?.ownErrors).toEqual(expect.arrayContaining(['APPOINTMENT_LIMIT_REACHED', 'CONFLICT_DUPLICATE']));
    expect(d.jobs.map((j) => j.id)).toEqual(expect.arrayContaining(['mark-appointment-no-show', 'send-reminders', 'export-appointments', 'rebuild-slots']));
  });

  it('asks who creates what no requirement creates', () => {
    expect(d.openQuestions.map((q) => q.id)).toEqual(expect.arrayContaining(['Q-writer-clinician', 'Q-noun-opening-hour']));
  });
});

describe('a lending library', () => {
  const d = designOf([
    'A member can search the catalogue by title.', 'A member can borrow an item at the counter; the loan lasts 21 days.', 'A member can renew a loan twice, unless another member waits for it.',
    'A member can reserve an item that is on loan.', 'Staff must be able to register a new item by its ISBN.', 'Staff can laminate an item.', 'Overdue loans cost 0.25 euros a day.',
  ]);

  it('makes the row of the act, moves it on, and leaves the thing alone', () => {
    expect(routeIds(d)).toEqual(expect.arrayContaining(['GET /v1/items', 'POST /v1/items', 'POST /v1/items/{item_id}/laminate', 'POST /v1/loans', 'POST /v1/loans/{loan_id}/renew', 'POST /v1/reservations']));
    expect(d.routes.find((r) => r.id === 'POST /v1/items')?.requirements).toEqual(['FR-005']);
    expect(d.routes.find((r) => r.id === 'GET /v1/items')?.requirements).toEqual(['FR-001']);
  });

  it('asks what a sentence means that it did not understand', () => {
    expect(d.openQuestions.filter((q) => q.id.startsWith('Q-meaning-')).map((q) => q.id)).toEqual(['Q-meaning-fr-007']);
  });

  it('takes no verb without a direct object for a route', () => {
    expect(routeIds(designOf(['A member can borrow a book.', 'A member must stay calm.', 'A member shall agree to the terms.']))).toEqual(['POST /v1/loans', 'GET /v1/loans', 'POST /v1/loans/{loan_id}/return', 'GET /healthz', 'GET /readyz']);
  });
});

describe('size follows the feature', () => {
  it('gives two stories few routes and no table that nothing needs', () => {
    const d = designCase('stories');
    expect(routeIds(d)).toEqual(['POST /v1/items', 'GET /v1/items', 'POST /v1/items/{item_id}/tick-off', 'GET /healthz', 'GET /readyz']);
    expect(d.jobs).toEqual([]);
    expect(d.models.filter((m) => m.kind === 'core').map((m) => m.id)).toEqual(['Item']);
  });

  it('asks about every noun of a vague spec', () => {
    const d = designCase('vague');
    expect(d.openQuestions.map((q) => q.id)).toContain('Q-noun-note');
    expect(d.models.find((m) => m.id === 'Note')?.confidence).toBe(0.5);
  });

  it('says why nothing is left to plan', () => {
    const d = designOf(['The tool MUST print coloured text in the terminal.', 'The tool MUST show a spinner.']);
    expect(nothingToPlan(d)).toHaveLength(2);
    expect(nothingToPlan(designOf(['Users MUST be able to list their orders.']))).toBeNull();
  });
});

describe('ids and order', () => {
  const lines = ['Drivers MUST be able to reserve a place.', 'Drivers MUST be able to list their reservations.', 'Drivers MUST be able to cancel a reservation.', 'Drivers SHOULD be able to export their reservations.', 'System MUST notify drivers 2 hours before a reservation starts.', 'Admins MUST be able to create places.'];
  const spec = specOf('specs/parking.md', `# Parking\n\n## Requirements\n\n${lines.map((l) => `- ${l}`).join('\n')}\n`);
  const all = (order: readonly number[]) => {
    const d = deriveDesign(inputOf([{ ...spec, requirements: order.flatMap((i) => spec.requirements[i] ?? []) }]));
    const ids = (nodes: readonly { id: string }[]) => nodes.map((n) => n.id);
    return { ordered: [ids(d.routes), ids(d.jobs)], sets: [ids(d.requirements), ids(d.models), ids(d.fields), ids(d.errors), ids(d.methods), ids(d.indexes)].map((x) => x.toSorted()) };
  };

  it('do not depend on the order of the requirements', () => {
    const expected = all(lines.map((_, i) => i));
    fc.assert(fc.property(fc.shuffledSubarray(lines.map((_, i) => i), { minLength: lines.length }), (order) => {
      expect(all(order)).toEqual(expected);
    }), { numRuns: 12 });
  });

  it('keep the author\'s id, and tell two documents with one id apart', () => {
    const again = specOf('specs/other.md', '# Other\n\n## Requirements\n\n- **FR-001**: Drivers MUST be able to rate a place.\n');
    const first = specOf('specs/one.md', '# One\n\n## Requirements\n\n- **FR-001**: Drivers MUST be able to reserve a place.\n');
    const ids = deriveDesign(inputOf([first, again])).requirements.map((r) => r.id);
    expect(ids[0]).toBe('FR-001');
    expect(ids[1]).toMatch(/^FR-001-[0-9a-z]{4}$/);
  });

  it('are the same for the same input', () => {
    expect(deriveDesign(inputOf(specsOf('clinic')))).toEqual(designCase('clinic'));
  });
});
