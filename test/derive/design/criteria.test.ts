import { describe, expect, it } from 'vitest';
import { casesOf } from '../../../src/derive/design/reading/cases.ts';
import { deriveDesign } from '../../../src/derive/design/design.ts';
import type { Design } from '../../../src/model/plan/index.ts';
import { knowledge } from '../../support/knowledge.ts';
import { designCase, inputOf, specOf } from './fixtures.ts';

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

describe('a move of the state', () => {
  const design = deriveDesign(inputOf([specOf('specs/demo.md', '# Taller\n\n## Requisitos funcionales\n\n- RF-001: El cliente debe poder crear una reparación con fecha y bicicleta.\n- RF-002: El mecánico debe poder aprobar una reparación.\n\n## Entidades\n\n- Reparación: fecha, bicicleta, estado (pedida, aprobada, cancelada)\n')]));

  it('is proved from the state it starts in to the state it leads to, which the field of the spec holds', () => {
    expect(design.fields.map((f) => f.id)).not.toContain('Reparación.status');
    const criterion = design.criteria.find((c) => c.requirement === 'RF-002');
    expect([criterion?.given, criterion?.then]).toEqual(['a row in state `pedida`', '200, `estado` is `aprobada` and 1 audit event']);
  });
});

describe('demands that are their own scenario', () => {
  const ears = (lines: readonly string[]): Design => deriveDesign(inputOf([specOf('specs/demo.md', `# Support answers\n\n## Requirements\n\n### Requirement 1: Answers\n\n**User Story:** As a support agent, I want answers to inquiries, so that I reply sooner\n\n#### Acceptance Criteria\n\n${lines.map((l, i) => `${i + 1}. ${l}`).join('\n')}\n`)]));
  const english = ears([
    'THE service SHALL accept a customer inquiry with a text',
    'WHEN an inquiry is received THEN the service SHALL generate an answer with an LLM',
    'WHEN the context exceeds the token limit THEN the service SHALL truncate the lowest ranked documents of the answer prompt for the LLM',
    'THE service SHALL expose a metrics endpoint for monitoring (response time, error rate)',
    'WHEN the page is scrolled THEN the service SHALL animate the header',
    'THE service SHALL answer 95 % of requests within 300 ms',
  ]);

  it('prove only the requirement they stand in: what a screen does and what is a target hangs on no route', () => {
    for (const c of english.criteria) expect(`${c.when} ${c.then}`).not.toMatch(/scrolled|animate|300 ms/);
  });

  it('say what the run does, not only that it ended', () => {
    const r = english.requirements.find((x) => x.text.includes('truncate'));
    expect(english.criteria.find((c) => c.requirement === r?.id)?.then).toMatch(/truncate the lowest ranked documents.*; job `[a-z-]+` ends `succeeded`/);
  });

  it('are no negative cases because they name an error rate', () => {
    const r = english.requirements.find((x) => x.text.includes('metrics endpoint'));
    expect(english.criteria.filter((c) => c.requirement === r?.id).map((c) => c.negative)).not.toContain(true);
  });

  it.each(['不正な予約を拒否すること', 'El sistema debe rechazar una reserva inválida', 'Das System lehnt eine ungültige Buchung ab', '系统必须拒绝无效的预订'])('are told as refusals in every language: %s', (text) => {
    expect(casesOf(knowledge().languages)(text, 'refused')).toBe(true);
    expect(casesOf(knowledge().languages)(text, 'refuses')).toBe(true);
  });
});
