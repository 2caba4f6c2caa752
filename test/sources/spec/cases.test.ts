import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { parseMarkdown } from '../../../src/markdown/parse.ts';
import type { SpecSource } from '../../../src/model/spec.ts';
import { compareSpecs } from '../../../src/sources/spec/compare.ts';
import { readSpec } from '../../../src/sources/spec/read.ts';
import { knowledge } from '../../support/knowledge.ts';

const root = join(import.meta.dirname, '../../..');
const readAll = (path: string) => readSpec(parseMarkdown(path, readFileSync(join(root, path), 'utf8')), knowledge().languages);
const read = (path: string): SpecSource => readAll(path).source;
const attributes = (source: SpecSource, name: string): string[] => source.entities.find((entity) => entity.name === name)?.attributes ?? [];
const facts = (source: SpecSource, kind: string): string[] => source.facts.filter((fact) => fact.kind === kind).map((fact) => fact.text);

describe('the StravaAI spec', () => {
  const spec = read('specs/stravaai/spec.md');

  it('keeps the author ids of 30 functional and 8 other requirements', () => {
    expect(spec.dialect).toBe('spec-kit');
    expect(spec.requirements.filter((requirement) => requirement.kind === 'functional').map((requirement) => requirement.id)).toEqual(Array.from({ length: 30 }, (_, n) => `FR-${String(n + 1).padStart(3, '0')}`));
    expect(spec.requirements.filter((requirement) => requirement.kind === 'non-functional')).toHaveLength(8);
  });

  it('has 7 stories, 24 scenarios and 5 open questions', () => {
    expect([spec.stories.length, spec.scenarios.length, spec.openQuestions.length, spec.answeredQuestions.length]).toEqual([7, 24, 5, 4]);
  });

  it('takes a name that announces a section elsewhere as the name of an entity', () => {
    expect(spec.entities.map((entity) => entity.name)).toEqual(['Athlete', 'Strava connection', 'Activity', 'Milestone', 'Insight', 'Metric', 'Chart series']);
    expect(spec.entities.filter((entity) => entity.persisted === false).map((entity) => entity.name)).toEqual(['Metric', 'Chart series']);
  });

  it('reads on behind a list of values in brackets', () => {
    expect(attributes(spec, 'Activity')).toEqual(expect.arrayContaining(['sport type', 'start time', 'distance_km', 'raw Strava response']));
  });
});

describe('the StravaAI product plan', () => {
  const plan = read('docs/planning/stravaai.md');

  it('states budget, team, promised date, stack and the routes of the prototype', () => {
    expect(facts(plan, 'budget')).toEqual([expect.stringContaining('$300')]);
    expect(facts(plan, 'team')[0]).toContain('1-2 backend developers');
    expect(facts(plan, 'deadline')[0]).toContain('2026-12-28');
    expect(facts(plan, 'stack').join(' ')).toContain('MongoDB 6.0');
    expect(facts(plan, 'route').filter((route) => /^(?:GET|POST|PUT|DELETE) \/api\/v1\//.test(route))).toHaveLength(11);
  });
});

describe('the clinic bookings spec', () => {
  const spec = read('test/cases/clinic-bookings/specs/clinic-bookings/spec.md');

  it('is read as EARS: 25 criteria, each a requirement and a scenario', () => {
    expect(spec.dialect).toBe('ears');
    expect(spec.requirements.filter((requirement) => requirement.kind === 'functional')).toHaveLength(25);
    expect(spec.scenarios).toHaveLength(25);
  });

  it('takes a comma list of names as attributes, not the states in its brackets', () => {
    expect(attributes(spec, 'Appointment')).toEqual(['patient', 'clinician', 'slot', 'reason', 'state', 'checked-in at']);
    expect(attributes(spec, 'Patient')).toContain('insurance number');
  });

  it('keeps property, load and window of a quality row beside its target', () => {
    expect(spec.requirements.find((requirement) => requirement.id === 'NFR-1')?.text).toBe('Response time of slot search, p95: <= 250 ms, 20 requests per second, 10 min');
  });
});

describe('the two-line spec', () => {
  it('holds at most one requirement and no entity', () => {
    const spec = read('test/cases/vague/specs/vague/spec.md');
    expect(spec.requirements.length).toBeLessThanOrEqual(1);
    expect(spec.entities).toEqual([]);
  });
});

describe('contradictions', () => {
  const path = 'test/cases/contradictory/specs/contradictory/spec.md';

  it('are named as pairs inside one spec: 10 seconds and 2 minutes, 10 years and 90 days, 100 ms and 400 ms', () => {
    const pairs = readAll(path).findings.filter((finding) => finding.rule === 'spec/contradictory-numbers');
    for (const [one, other] of [['10 seconds', '2 minutes'], ['10 years', '90 days'], ['100 ms', '400 ms']] as const) {
      expect(pairs.some(({ help, message }) => `${message} ${help}`.includes(one) && `${message} ${help}`.includes(other)), `${one}, ${other}`).toBe(true);
    }
  });

  it('are named when a demand stands out of scope', () => {
    expect(compareSpecs([read(path)], knowledge().languages).map(({ rule, message }) => `${rule} ${message}`)).toEqual([expect.stringMatching(/^spec\/scope-conflict FR-011 /)]);
  });

  it('are none where two documents agree that something is out', () => {
    expect(compareSpecs([read('specs/stravaai/spec.md'), read('docs/planning/stravaai.md')], knowledge().languages)).toEqual([]);
  });
});
