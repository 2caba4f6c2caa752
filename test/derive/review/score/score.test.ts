import { describe, expect, it } from 'vitest';
import type { DeriveInput } from '../../../../src/derive/input.ts';
import { deriveJudgement } from '../../../../src/derive/judgement/judgement.ts';
import { withJudgedCriteria } from '../../../../src/derive/judgement/target-criteria.ts';
import { graphOf } from '../../../../src/derive/review/graph.ts';
import { deriveReview } from '../../../../src/derive/review/review.ts';
import { scoreOf } from '../../../../src/derive/review/score/score.ts';
import { packageStrategies } from '../../../../src/derive/review/strategies.ts';
import { deriveWork } from '../../../../src/derive/work/work.ts';
import type { Design, Score, Task, Work } from '../../../../src/model/plan/index.ts';
import { design, input, requirement, route, work } from '../../judgement/fixture.ts';

const byRule = [{ kind: 'rule' as const, id: 'generic' }];

function planned(one: Design, at: DeriveInput = input()): { score: Score; work: Work } {
  const judgement = deriveJudgement(at, one);
  const full = withJudgedCriteria(one, judgement);
  const made = deriveWork({ ...at, at: { ...at.at, runs: 200 } }, full, judgement);
  return { score: deriveReview(at, full, judgement, made).review.score, work: made };
}

const points = (score: Score, code: string): number => score.parts.find((part) => part.code === code)?.points ?? Number.NaN;

function task(index: number): Task {
  return { id: `T-${index}`, key: `k${index}`, sources: byRule, origin: 'rule:generic', confidence: 0.7, status: 'new', title: `Do generic step ${index}`, artefact: `src/${index}.ts`, verify: { command: 'pnpm test', expect: '1 passed' }, size: 'S', hours: { o: 1, m: 2, p: 5 }, pert: 2.3, after: [], for: [`GET /v1/things${index % 9}`], phase: 'PH-1', package: 'WP-1', part: 'a', macro: 'route', role: 'engineer' };
}

/** Routes, models and tasks that any spec could have: nothing of it names a requirement. */
function emptyHanded(): { design: Design; work: Work } {
  const generic = design({
    requirements: [1, 2, 3, 4, 5, 6].map((number) => requirement(`FR-${number}`, `The clinic does thing ${number}`, { priority: 'should' })),
    routes: Array.from({ length: 9 }, (_, index) => ({ ...route('GET', `/v1/things${index}`, { requirements: [], workflow: 'WF-use' }), sources: byRule })),
    jobs: [],
  });
  const bare = { ...generic, criteria: generic.criteria.map((one) => ({ ...one, requirement: 'FR-1' })), models: generic.models.map((one) => ({ ...one, requirements: [], sources: byRule })) };
  return { design: bare, work: work({ tasks: Array.from({ length: 200 }, (_, index) => task(index)), schedule: { ...work().schedule, criticalPath: ['WP-1'], assumptions: ['all'] }, sprint: { ...work().sprint, tasks: ['T-1'], definitionOfDone: ['merged', 'tested', 'shown'] } }) };
}

describe('score', () => {
  it('sums parts O1 to O12 to at most 70', () => {
    const { score } = planned(design());
    expect(score.caps).toEqual([]);
    expect(score.total).toBeGreaterThan(60);
    expect(score.parts.map((part) => part.code)).toEqual(Array.from({ length: 12 }, (_, index) => `O${index + 1}`));
    expect(score.parts.reduce((sum, part) => sum + part.max, 0)).toBe(70);
    for (const part of score.parts) expect(part.points, part.code).toBeLessThanOrEqual(part.max);
  });

  it('gives an empty-handed plan of 200 generic tasks under 40', () => {
    const { design: one, work: made } = emptyHanded();
    const { score } = deriveReview(input(), one, deriveJudgement(input(), one), made).review;
    expect(score.parts.reduce((sum, part) => sum + part.points, 0)).toBeLessThan(40);
    expect(score.total).toBeLessThan(40);
  });

  it('does not rise with more unmotivated tasks', () => {
    const { design: one, work: made } = emptyHanded();
    const total = (tasks: Task[]) => deriveReview(input(), one, deriveJudgement(input(), one), { ...made, tasks }).review.score.total;
    expect(total(Array.from({ length: 600 }, (_, index) => task(index)))).toBeLessThanOrEqual(total(Array.from({ length: 200 }, (_, index) => task(index))));
  });

  it('loses forward trace when a must requirement reaches nothing, and hits a cap', () => {
    const one = design();
    const lost = { ...one, requirements: [...one.requirements, requirement('FR-009', 'A member does what no route serves')] };
    const before = planned(one).score;
    const after = planned(lost).score;
    expect(points(after, 'O1')).toBeLessThan(points(before, 'O1'));
    expect(after.caps.join()).toContain('FR-009');
    expect(after.total).toBeLessThanOrEqual(34.3);
  });

  it('loses references for an error nobody throws and a route without a service', () => {
    const one = design();
    const [error] = one.errors;
    if (error === undefined) throw new Error('the fixture has errors');
    const faulty = { ...one, errors: [...one.errors, { ...error, id: 'NEVER_THROWN' }], routes: one.routes.map((each, index) => (index === 0 ? { ...each, service: 'NobodyService' } : each)) };
    expect(points(planned(faulty).score, 'O3')).toBeLessThan(points(planned(one).score, 'O3'));
  });

  it('counts a requirement half when what answers it shares no word with it', () => {
    const one = design();
    const hung = { ...one, requirements: one.requirements.map((each) => (each.id === 'FR-001' ? { ...each, text: 'Encrypt traffic with strong cryptography' } : each)) };
    const before = points(planned(one).score, 'O1');
    const { score } = planned(hung);
    expect(points(score, 'O1')).toBeLessThan(before);
    expect(points(score, 'O1')).toBeGreaterThan(before / 2 - 0.1);
    expect(score.parts.find((part) => part.code === 'O1')?.detail).toContain('shares no word with them: `FR-001`');
  });

  it('takes criteria that repeat one form or say the requirement again for less', () => {
    const one = design();
    const text = new Map(one.requirements.map((each) => [each.id, each.text]));
    const criteria = Array.from({ length: 12 }, (_, index) => one.criteria.map((criterion) => ({ ...criterion, id: `${criterion.requirement}/AC-${index + 2}` }))).flat();
    // oxlint-disable-next-line unicorn/no-thenable -- Given/When/Then is the field's standard name
    const repeated = { ...one, criteria: criteria.map((criterion, index) => ({ ...criterion, given: 'a valid request', when: `\`GET /v1/loans\` is called`, then: `${200 + (index % 3)} with \`View${index}\`` })) };
    // oxlint-disable-next-line unicorn/no-thenable -- Given/When/Then is the field's standard name
    const restated = { ...one, criteria: one.criteria.map((criterion) => ({ ...criterion, then: `${text.get(criterion.requirement) ?? ''} (\`GET /v1/loans\`: 200)` })) };
    const before = points(planned(one).score, 'O7');
    expect(points(planned(repeated).score, 'O7')).toBeLessThan(before);
    expect(points(planned(restated).score, 'O7')).toBeLessThan(before);
  });

  it('takes tasks that share one proof, or look at a file, for less', () => {
    const one = design();
    const at = input();
    const judgement = deriveJudgement(at, one);
    const full = withJudgedCriteria(one, judgement);
    const made = deriveWork({ ...at, at: { ...at.at, runs: 200 } }, full, judgement);
    const scoreWith = (tasks: Task[]) => points(deriveReview(at, full, judgement, { ...made, tasks }).review.score, 'O10');
    const before = scoreWith(made.tasks);
    expect(scoreWith(made.tasks.map((each) => ({ ...each, verify: { command: 'pnpm test', expect: 'exit 0' } })))).toBeLessThan(before);
    expect(scoreWith(made.tasks.map((each) => ({ ...each, verify: { command: `test -s ${each.artefact}-${each.id}`, expect: 'exit 0' } })))).toBeLessThan(before);
  });

  it('takes package strategies in the same words for less', () => {
    const one = design();
    const at = input();
    const judgement = deriveJudgement(at, one);
    const made = deriveWork({ ...at, at: { ...at.at, runs: 200 } }, one, judgement);
    const graph = graphOf(at, one, judgement, made);
    const same = made.packages.map((each) => ({ scope: each.id, options: [], recommendation: '', sensitivity: null, settledBy: `the database holds \`${each.id}\``, refused: `a layer of its own for \`${each.id}\`` }));
    const strategies = packageStrategies(at, graph);
    expect(points(scoreOf({ ...graph, strategies: same }), 'O5')).toBeLessThan(points(scoreOf({ ...graph, strategies }), 'O5'));
  });

  it('takes a target that only counts the checks of its requirement, and assumed fields, for less', () => {
    const one = design();
    const at = input();
    const judgement = deriveJudgement(at, one);
    const made = deriveWork({ ...at, at: { ...at.at, runs: 200 } }, one, judgement);
    const graph = graphOf(at, one, judgement, made);
    const vague = { ...graph, nfrs: graph.nfrs.map((nfr) => ({ ...nfr, unit: 'checks', asked: { text: 'no number', source: 'spec.md:1' } })) };
    const guessed = { ...graph, fields: graph.fields.map((field) => ({ ...field, confidence: 0.5 })) };
    expect(points(scoreOf(vague), 'O6')).toBeLessThan(points(scoreOf(graph), 'O6'));
    expect(points(scoreOf(guessed), 'O9')).toBeLessThan(points(scoreOf(graph), 'O9'));
  });

  it('takes criteria without an observable or alike for less', () => {
    const one = design();
    // oxlint-disable-next-line unicorn/no-thenable -- Given/When/Then is the field's standard name
    const vague = { ...one, criteria: one.criteria.map((criterion) => ({ ...criterion, then: 'it works' })) };
    expect(points(planned(vague).score, 'O7')).toBeLessThan(points(planned(one).score, 'O7'));
  });
});
