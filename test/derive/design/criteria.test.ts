import { describe, expect, it } from 'vitest';
import { designCase } from './fixtures.ts';

const of = (name: 'clinic' | 'stravaai', words: string) => designCase(name).criteria.find((c) => `${c.given} ${c.when} ${c.then}`.includes(words));

describe('scenarios of a spec', () => {
  it('that the provider starts prove the requirement that takes its events', () => {
    for (const words of ['it is gone from the list', 'within 60 seconds', 'the activity exists once']) {
      const criterion = of('stravaai', words);
      expect(criterion?.requirement).toBe('FR-015');
      expect(criterion?.then).toContain('POST /v1/webhooks/strava');
    }
  });

  it('without a Given start from the state or the person that the case names', () => {
    expect(of('clinic', '48 hours away')?.given).toBe('1 appointment in state confirmed');
    expect(of('clinic', 'two patients book the same slot')?.given).toBe('two signed-in patients');
    expect(of('clinic', 'follows the cancel link')?.given).toBe('1 appointment and its unused link, nobody signed in');
    expect(of('clinic', 'a change of state is not allowed')?.given).toMatch(/^1 appointment in state (?:completed|cancelled|no_show)$/);
    expect(designCase('clinic').criteria.filter((c) => c.given.includes('the rows the case needs'))).toEqual([]);
  });

  it('about a time that ran out are seen at the job, not at the route that would have been in time', () => {
    expect(of('clinic', 'not accepted within 2 hours')?.then).toContain('job `offer-slot`');
  });
});

describe('criteria made by rules', () => {
  it('say the formula of a computed value instead of the requirement once more', () => {
    expect(of('stravaai', 'MET-trend')?.then).toContain('null when the previous is 0');
    for (const c of designCase('stravaai').criteria) expect(c.given).not.toMatch(/the case of/);
  });
});

describe('readers', () => {
  it('are only those whom "to ... only" names', () => {
    expect(designCase('clinic').routes.find((r) => r.id === 'GET /v1/visit-notes/{visit_note_id}')).toMatchObject({ auth: 'role', role: 'clinician' });
  });
});

describe('callers', () => {
  it('are the applications a sentence lists', () => {
    expect(designCase('clinic').consumers.map((c) => c.id)).toEqual(['CON-patient-portal', 'CON-front-desk-application', 'CON-monitor']);
    expect(designCase('stravaai').consumers.map((c) => c.id)).toContain('CON-web-app');
  });
});

describe('examples', () => {
  it('hold numbers that agree with each other and with their units', () => {
    const design = designCase('stravaai');
    const summary = design.routes.find((r) => r.id === 'GET /v1/activities/summary')?.response ?? [];
    const value = (part: string) => Number(summary.find((f) => f.name.includes(part))?.example);
    expect(Math.abs(1000 / value('speed') - value('pace'))).toBeLessThan(5);
  });
});

describe('sign-in', () => {
  it('requirements move no other row: a session that is renewed is no activity that is', () => {
    const design = designCase('stravaai');
    expect(design.jobs.filter((j) => j.id.startsWith('mark-')).map((j) => j.id)).toEqual([]);
    expect(design.fields.map((f) => f.id)).not.toContain('Activity.status');
  });
});

describe('shared outside calls', () => {
  it('name at most three requirements', () => {
    for (const m of designCase('stravaai').methods.filter((x) => x.call !== null)) expect(m.sources.filter((s) => s.kind === 'spec').length).toBeLessThanOrEqual(3);
  });
});
