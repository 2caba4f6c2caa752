import { describe, expect, test } from 'vitest';
import { compileNetwork } from '../../../src/derive/work/network.ts';
import { createLeveller } from '../../../src/derive/work/level.ts';
import { readCapacity } from '../../../src/derive/work/team.ts';
import { AnswerSet } from '../../../src/model/answers.ts';
import type { Facts } from '../../../src/model/facts.ts';
import { SpecSource } from '../../../src/model/spec.ts';
import { knowledge } from '../../support/knowledge.ts';

const rules = knowledge().tasks;
const none = { requirements: [], stories: [], scenarios: [], entities: [], openQuestions: [], answeredQuestions: [], metrics: [], edgeCases: [], assumptions: [], outOfScope: [], placeholders: [], unread: [] };

function facts(...said: [kind: string, text: string][]): Facts {
  const spec = SpecSource.parse({ path: 'spec.md', dialect: 'prose', title: 'T', language: 'en', ...none, facts: said.map(([kind, text], at) => ({ kind, text, line: at + 1, endLine: at + 1 })) });
  return { feature: 'f', specs: [spec], samples: { files: [], models: [] }, existing: { statements: [], routes: [], models: [], missingSections: [] }, repo: { stackHints: [] }, findings: [] };
}

const answer = (value: unknown, state = 'answered') => ({ value, state, by: null, at: null, owner: null, due: null, evidence: null });
const read = (from: Facts, answers: Record<string, unknown> = {}) => readCapacity(from, AnswerSet.parse(answers), '2026-11-20', rules);

describe('capacity', () => {
  test('nothing said is one person of 30 h at focus 0.7 from the next Monday, each line saying so', () => {
    const capacity = read(facts());
    expect(capacity).toMatchObject({ people: 1, hoursPerWeek: 30, focus: 0.7, pace: 1, start: '2026-11-23', promise: null, calibrated: false });
    expect(capacity.perWeek).toBeCloseTo(21);
    expect(capacity.assumptions.filter((line) => line.includes('rule default')).length).toBeGreaterThanOrEqual(4);
  });

  test('a range of people gives its upper end, full time gives 40 h, the web team is not counted', () => {
    expect(read(facts(['team', '1 web developer'], ['team', '1-2 backend developers, full time']))).toMatchObject({ people: 2, hoursPerWeek: 40 });
    expect(read(facts(['team', 'one team of 3 developers at 20 hours a week']))).toMatchObject({ people: 3, hoursPerWeek: 20 });
  });

  test('answers win over the spec, and two confirmed ones calibrate', () => {
    const spec = facts(['team', '5 developers']);
    expect(read(spec, { people: answer(2), pace: answer(1.2) })).toMatchObject({ people: 2, pace: 1.2, calibrated: true });
    expect(read(spec, { people: answer(2), pace: answer(1.2, 'default') })).toMatchObject({ calibrated: false });
  });

  test('the promise is a dated deadline, else weeks from the start, else the last milestone, unless an answer says there is none', () => {
    expect(read(facts(['milestone', '2027-03-01 launch'], ['deadline', 'show it on 2026-12-28'])).promise).toMatchObject({ date: '2026-12-28' });
    expect(read(facts(['deadline', 'ready in 5 weeks'])).promise).toMatchObject({ date: '2026-12-25' });
    expect(read(facts(['milestone', '2026-12-01 API'], ['milestone', '2027-01-15 launch'])).promise).toMatchObject({ date: '2027-01-15' });
    expect(read(facts(['deadline', 'show it on 2026-12-28']), { 'promised-date': answer(null) }).promise).toBeNull();
  });

  test('a start on a holiday moves to the next working day', () => {
    expect(read(facts(), { 'start-date': answer('2026-12-25'), holidays: answer(['2026-12-25']) })).toMatchObject({ start: '2026-12-28' });
  });
});

describe('two people on six tasks, by hand', () => {
  const hours = (h: number) => ({ o: h, m: h, p: h });
  const network = compileNetwork([
    { id: 'a', after: [], package: 'WP-1', phase: 0, hours: hours(3) },
    { id: 'b', after: [], package: 'WP-1', phase: 0, hours: hours(2) },
    { id: 'c', after: ['a'], package: 'WP-1', phase: 0, hours: hours(4) },
    { id: 'd', after: ['b'], package: 'WP-2', phase: 0, hours: hours(1) },
    { id: 'e', after: ['b'], package: 'WP-2', phase: 0, hours: hours(2) },
    { id: 'f', after: ['c', 'd'], package: 'WP-2', phase: 0, hours: hours(1) },
  ]);

  test('d goes before e because it leads on to f: finish after 8 h', () => {
    const out = { packageStart: new Float64Array(2), packageEnd: new Float64Array(2) };
    expect(createLeveller(network, 2)(network.mean, out)).toBe(8);
    expect([...out.packageStart]).toEqual([0, 2]);
    expect([...out.packageEnd]).toEqual([7, 8]);
  });
});
