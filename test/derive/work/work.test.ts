import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { createInput } from '../../../src/derive/input.ts';
import { deriveDesign } from '../../../src/derive/design/design.ts';
import { deriveJudgement } from '../../../src/derive/judgement/judgement.ts';
import { createCalendar } from '../../../src/derive/work/calendar.ts';
import { topologicalOrder } from '../../../src/derive/work/graph.ts';
import { forecastRemaining } from '../../../src/derive/work/remaining.ts';
import { nextTasks } from '../../../src/progress/next.ts';
import { deriveWork } from '../../../src/derive/work/work.ts';
import { parseMarkdown } from '../../../src/markdown/parse.ts';
import { AnswerSet } from '../../../src/model/answers.ts';
import { Work, type Design, type Judgement } from '../../../src/model/plan/index.ts';
import { createSampleReader } from '../../../src/sources/samples/read.ts';
import { readSpec } from '../../../src/sources/spec/read.ts';
import { knowledge } from '../../support/knowledge.ts';

const root = join(import.meta.dirname, '../../..');
const asOf = '2026-11-20';

interface Derived {
  design: Design;
  judgement: Judgement;
  work: Work;
}

const said = (value: unknown, state = 'answered') => ({ value, state, by: 'someone', at: asOf, owner: null, due: null, evidence: null });

async function derive(options: { specs: string[]; samples?: string; profile: string; answers?: Record<string, unknown>; seed?: number; runs?: number }): Promise<Derived> {
  const reader = createSampleReader(knowledge().providers);
  if (options.samples !== undefined) {
    const folder = join(root, options.samples);
    for (const name of readdirSync(folder).toSorted()) await reader.file(name, [readFileSync(join(folder, name))]);
  }
  const specs = options.specs.map((path) => readSpec(parseMarkdown(path, readFileSync(join(root, path), 'utf8')), knowledge().languages).source);
  const input = createInput(
    { feature: 'feature', specs, samples: reader.finish().facts, existing: { statements: [], routes: [], models: [], missingSections: [] }, repo: { stackHints: [] }, findings: [] },
    { schemaVersion: 1, feature: 'feature', answers: AnswerSet.parse({ profile: said(options.profile), ...options.answers }) },
    knowledge(),
    { plan: '3MMf8oHiS0idqRaigtYxGUA4M77', asOf, seed: options.seed ?? 1, runs: options.runs ?? 300 },
  );
  const design = deriveDesign(input);
  const judgement = deriveJudgement(input, design);
  return { design, judgement, work: deriveWork(input, design, judgement) };
}

const strava = { specs: ['docs/planning/stravaai.md', 'specs/stravaai/spec.md'], samples: 'requirements/strava-data', profile: 'fastapi-mongodb' };
const clinic = { specs: ['test/cases/clinic-bookings/specs/clinic-bookings/spec.md'], profile: 'typescript' };
const small = { specs: ['test/cases/two-stories/specs/two-stories/spec.md'], profile: 'typescript' };
const vague = { specs: ['test/cases/vague/specs/vague/spec.md'], profile: 'fastapi-supabase' };

const cases = await Promise.all([
  derive(strava).then((derived) => ({ name: 'StravaAI', ...derived })),
  derive(clinic).then((derived) => ({ name: 'clinic bookings', ...derived })),
  derive(small).then((derived) => ({ name: 'two stories', ...derived })),
  derive(vague).then((derived) => ({ name: 'vague', ...derived })),
]);
const [stravaCase, , smallCase] = cases;

describe.each(cases)('the work of $name', ({ design, judgement, work }) => {
  const tasks = new Map(work.tasks.map((task) => [task.id, task]));
  const live = design.requirements.filter((requirement) => requirement.rejected === null && requirement.deferred === null);

  test('fits its schema', () => {
    expect(() => Work.parse(work)).not.toThrow();
  });

  test('the count lines add up to the leaves', () => {
    expect(work.leafCount.reduce((sum, line) => sum + line.count, 0)).toBe(work.tasks.length);
  });

  test('each leaf has one title, one artefact in it, a command, an expectation, at most 4 likely and 10 pessimistic hours', () => {
    expect(new Set(work.tasks.map((task) => task.title)).size).toBe(work.tasks.length);
    expect(new Set(work.tasks.map((task) => task.id)).size).toBe(work.tasks.length);
    for (const task of work.tasks) {
      expect(task.title.split(`\`${task.artefact}\``).length, task.title).toBe(2);
      expect(task.title).toMatch(/^[A-Z]/);
      expect(task.title.replace(/`[^`]*`/g, '')).not.toMatch(/\band\b|comprehensive|proper|various|[{}]/);
      expect(`${task.verify.command} ${task.verify.expect}`, task.title).not.toMatch(/\{(?:file|case|name)\}|undefined/);
      expect(task.hours.m).toBeLessThanOrEqual(4);
      expect(task.hours.p).toBeLessThanOrEqual(10);
    }
  });

  test('a leaf expects of a route only what the route can answer', () => {
    const statusOf = new Map(design.errors.map((error) => [error.id, error.status]));
    for (const task of work.tasks) {
      const route = design.routes.find((one) => task.key.startsWith(`route:${one.id}:`));
      if (route === undefined) continue;
      const statuses = new Set(route.errors.map((id) => statusOf.get(id)));
      for (const [said] of task.verify.expect.matchAll(/\b4\d\d\b/g)) expect(statuses, `${route.id}: ${task.verify.expect}`).toContain(Number(said));
      for (const id of task.for.filter((one) => statusOf.has(one))) expect(route.errors, `${route.id}: ${task.title}`).toContain(id);
    }
  });

  test('one command counts one thing: no two leaves expect other numbers of it', () => {
    const counted = new Map<string, Set<string>>();
    for (const { verify } of work.tasks.filter((task) => /^\d+ passed$/.test(task.verify.expect))) counted.set(verify.command, (counted.get(verify.command) ?? new Set()).add(verify.expect));
    expect([...counted].filter(([, expected]) => expected.size > 1)).toEqual([]);
  });

  test('a job ends in a state that its answer has', () => {
    const states = new Set(design.routes.flatMap((route) => route.response).filter((field) => field.name === 'state').flatMap((field) => field.constraint?.split(', ') ?? []));
    for (const task of work.tasks.filter((one) => one.macro === 'job')) for (const [, said = ''] of task.verify.expect.matchAll(/^state (\w+)/g)) expect(states.size === 0 || states.has(said), task.verify.expect).toBe(true);
  });

  test('dependencies are acyclic and never lead to a later phase', () => {
    expect(topologicalOrder(new Map(work.tasks.map((task) => [task.id, task.after]))).length).toBe(work.tasks.length);
    expect(topologicalOrder(new Map(work.packages.map((one) => [one.id, one.after]))).length).toBe(work.packages.length);
    for (const task of work.tasks) for (const before of task.after) expect(Number(tasks.get(before)?.phase.slice(3))).toBeLessThanOrEqual(Number(task.phase.slice(3)));
  });

  test('packages hold all leaves, 8 to 80 h each but the decisions, with the sums of their leaves', () => {
    expect(work.packages.reduce((sum, one) => sum + one.leaves.total, 0)).toBe(work.tasks.length);
    for (const one of work.packages) {
      const mine = work.tasks.filter((task) => task.package === one.id);
      expect(one.pert).toBeCloseTo(mine.reduce((sum, task) => sum + task.pert, 0), 1);
      expect(one.leaves).toMatchObject({ total: mine.length, xs: mine.filter((task) => task.size === 'XS').length });
      expect(one.pert, one.id).toBeLessThanOrEqual(80);
      if (one.phase !== 'PH-0') expect(one.pert, one.id).toBeGreaterThanOrEqual(8);
    }
  });

  test('every requirement that stays, route, model, error, job, call, NFR and risk is served by a leaf', () => {
    const served = new Set(work.tasks.flatMap((task) => task.for));
    const wanted = [...live, ...design.routes, ...design.models.filter((model) => model.kind !== 'deferred'), ...design.errors, ...design.jobs, ...design.methods.filter((method) => method.call !== null), ...judgement.nfrs, ...judgement.risks];
    expect(wanted.map((node) => node.id).filter((id) => !served.has(id))).toEqual([]);
  });

  test('every criterion, error and NFR has a proof with the leaf that writes it', () => {
    const proved = new Map(work.tests.map((one) => [one.proves, one]));
    for (const node of [...design.criteria, ...design.errors, ...judgement.nfrs]) {
      const proof = proved.get(node.id);
      expect(tasks.has(proof?.task ?? ''), node.id).toBe(true);
    }
    for (const criterion of design.criteria) expect(tasks.get(proved.get(criterion.id)?.task ?? '')?.for).toContain(criterion.id);
  });

  test('sprint 1 fits its limit and waits for nothing outside itself', () => {
    const { sprint } = work;
    expect(sprint.limitHours).toBeCloseTo(sprint.capacityHours * 0.85, 1);
    expect(sprint.plannedHours).toBeLessThanOrEqual(sprint.limitHours);
    const inside = new Set(sprint.tasks);
    for (const id of inside) for (const before of tasks.get(id)?.after ?? []) expect(inside.has(before), `${id} after ${before}`).toBe(true);
    expect(sprint.parts.reduce((sum, part) => sum + part.leaves, 0)).toBe(sprint.tasks.length);
  });

  test('capacity, pool, promise and dates follow from one another', () => {
    const { schedule } = work;
    expect(schedule.capacityPerWeek).toBeCloseTo(schedule.people * schedule.hoursPerWeek * schedule.focus, 6);
    expect(schedule.totalHours).toBeCloseTo(schedule.bottomUpHours * (1 + schedule.poolShare), 0);
    expect(schedule.weeks.p50).toBeLessThanOrEqual(schedule.weeks.p80);
    expect(schedule.weeks.p80).toBeLessThanOrEqual(schedule.weeks.p95);
    expect(schedule.finish.p50 <= schedule.finish.p80 && schedule.finish.p80 <= schedule.finish.p95).toBe(true);
    expect(schedule.weeks.p50).toBeGreaterThan((schedule.totalHours / schedule.capacityPerWeek) * 0.9);
    expect(schedule.histogram.reduce((sum, bar) => sum + bar.share, 0)).toBeCloseTo(1, 1);
    if (schedule.promise !== null) {
      const days = createCalendar([]).between(schedule.start, schedule.promise.date) + 1;
      expect(schedule.promise.capacityHours).toBeCloseTo((days / 5) * schedule.capacityPerWeek, 1);
      expect(schedule.promise.gapHours).toBeCloseTo(schedule.totalHours - schedule.promise.capacityHours, 1);
    }
  });

  test('the critical chain is connected, without float, and as long as its packages', () => {
    const { schedule, packages } = work;
    const byId = new Map(packages.map((one) => [one.id, one]));
    for (const [at, id] of schedule.criticalPath.slice(1).entries()) expect(byId.get(id)?.after).toContain(schedule.criticalPath[at]);
    for (const id of schedule.criticalPath) expect(byId.get(id)).toMatchObject({ critical: true, floatHours: 0 });
    const length = schedule.criticalPath.reduce((sum, id) => sum + (byId.get(id)?.pert ?? 0), 0);
    expect(schedule.criticalHours).toBeCloseTo(length * (1 + schedule.poolShare), 0);
  });

  test('phases and gates are those of the packages, each gate with something to check', () => {
    expect(work.phases.map((phase) => phase.id)).toEqual([...new Set(work.packages.map((one) => one.phase))]);
    expect(work.gates.map((gate) => gate.phase)).toEqual(work.phases.map((phase) => phase.id));
    for (const gate of work.gates) expect(gate.exit.length).toBeGreaterThan(0);
  });
});

describe('size follows the feature', () => {
  test('StravaAI gives hundreds of leaves in 15 to 30 packages, two stories a handful', () => {
    expect(stravaCase?.work.tasks.length).toBeGreaterThan(300);
    expect(stravaCase?.work.packages.length).toBeGreaterThanOrEqual(15);
    expect(stravaCase?.work.packages.length).toBeLessThanOrEqual(30);
    expect(smallCase?.work.packages.length).toBeLessThanOrEqual(6);
    expect(smallCase?.work.tasks.length).toBeLessThan(120);
  });

  test('what nothing asks for has no leaf: no worker, broker, circuit breaker, blue-green', () => {
    const titles = smallCase?.work.tasks.map((task) => task.title).join('\n') ?? '';
    expect(titles).not.toMatch(/worker|Redis|Celery|pg-boss|circuit|blue-green|screen|button/i);
  });

  test('package names say what is delivered', () => {
    expect(stravaCase?.work.packages.map((one) => one.id)).toEqual(expect.arrayContaining(['WP-strava-connection', 'WP-passkey-sessions', 'WP-activity-import', 'WP-milestones', 'WP-deploy-and-release']));
  });
});

describe('what waits for a decision', () => {
  test('every AI leaf and every leaf that calls the provider comes after the recorded policy', () => {
    const { work, design } = cases[0] ?? { work: null, design: null };
    if (work === null || design === null) throw new Error('no case');
    const byId = new Map(work.tasks.map((task) => [task.id, task]));
    const record = work.tasks.find((task) => task.key === 'decision:DEC-provider-policy:record');
    const waits = (id: string): boolean => id === record?.id || (byId.get(id)?.after ?? []).some(waits);
    const guarded = work.tasks.filter((task) => design.jobs.some((job) => job.ai && task.key === `job:${job.id}:handler`) || /^call:(?:Strava|Llm)Gateway\..*:type$/.test(task.key));
    expect(guarded.length).toBeGreaterThan(3);
    expect(guarded.filter((task) => !waits(task.id)).map((task) => task.key)).toEqual([]);
  });
});

describe('the forecast', () => {
  test('the same seed gives the same work, another only other dates', async () => {
    const again = await derive(small);
    expect(again.work).toEqual(smallCase?.work);
    const other = await derive({ ...small, seed: 2 });
    expect(other.work.tasks).toEqual(smallCase?.work.tasks);
    expect(other.work.schedule.histogram).not.toEqual(smallCase?.work.schedule.histogram);
  });

  test('is calibrated only when a person confirmed capacity and pace', async () => {
    expect(smallCase?.work.schedule.calibrated).toBe(false);
    const assumed = await derive({ ...small, answers: { people: said(2), pace: said(1, 'default') } });
    expect(assumed.work.schedule.calibrated).toBe(false);
    const confirmed = await derive({ ...small, answers: { people: said(2), 'hours-per-week': said(40), pace: said(1) } });
    expect(confirmed.work.schedule).toMatchObject({ calibrated: true, people: 2, capacityPerWeek: 56 });
    expect(confirmed.work.schedule.weeks.high - confirmed.work.schedule.weeks.low).toBeLessThan((smallCase?.work.schedule.weeks.high ?? 0) - (smallCase?.work.schedule.weeks.low ?? 0));
  });

  test('a pace of 2 doubles the hours, holidays move the dates', async () => {
    const slow = await derive({ ...small, answers: { pace: said(2) } });
    expect(slow.work.schedule.totalHours).toBeCloseTo(2 * (smallCase?.work.schedule.totalHours ?? 0), 0);
    const free = await derive({ ...small, answers: { holidays: said(['2026-12-24', '2026-12-25', '2026-12-28']) } });
    expect(free.work.schedule.weeks).toEqual(smallCase?.work.schedule.weeks);
    expect(free.work.schedule.finish.p50 > (smallCase?.work.schedule.finish.p50 ?? '')).toBe(true);
  });

  test('without a promise there is no gap and no way out; an answer that sets one brings both', async () => {
    expect(smallCase?.work.schedule).toMatchObject({ promise: null, options: [] });
    const promised = await derive({ ...small, answers: { 'promised-date': said('2026-12-11') } });
    expect(promised.work.schedule.promise).toMatchObject({ date: '2026-12-11', weeks: 3, capacityHours: 63 });
    expect(promised.work.schedule.options.map((option) => option.key)).toEqual(expect.arrayContaining(['A', 'B', 'C']));
  });

  test('cuts are ranked by days per point; the first ones of StravaAI leave whole requirements', () => {
    const cuts = stravaCase?.work.cuts ?? [];
    expect(cuts.length).toBeGreaterThan(2);
    const value = cuts.map((cut) => cut.savedDaysP80 / cut.points);
    expect(value).toEqual(value.toSorted((a, b) => b - a));
    for (const cut of cuts) {
      expect(cut.drops.length).toBeGreaterThan(0);
      const left = (stravaCase?.work.tasks ?? []).filter((task) => ['route', 'job', 'metric'].includes(task.macro) && !cut.packages.includes(task.package) && !/^PH-[0167]$/.test(task.phase) && task.package !== 'WP-job-runner');
      for (const id of cut.drops) expect(left.some((task) => task.for.includes(id)), `${cut.id} ${id}`).toBe(false);
    }
  });
});

describe('what is left', () => {
  const { work } = stravaCase ?? cases[0] ?? { work: null };
  if (work === null) throw new Error('no case');
  const rules = knowledge().tasks;

  test('next tasks wait for nothing that is open; doing them in turn ends the plan', () => {
    const done = new Set<string>();
    while (done.size < work.tasks.length) {
      const next = nextTasks(work, done);
      expect(next.length).toBeGreaterThan(0);
      for (const task of next) expect(task.after.every((id) => done.has(id))).toBe(true);
      for (const task of next) done.add(task.id);
    }
    expect(nextTasks(work, done)).toEqual([]);
  });

  test('work done brings the finish nearer; a later day moves it out; all done is today', () => {
    const at = { from: work.schedule.start, holidays: [], runs: 200 };
    const whole = forecastRemaining(work, new Set(), at, rules);
    expect(whole).toMatchObject({ leaves: work.tasks.length, hours: work.schedule.totalHours });
    const half = forecastRemaining(work, new Set(work.tasks.filter((task) => Number(task.phase.slice(3)) < 3).map((task) => task.id)), at, rules);
    expect(half.finish.p80 < whole.finish.p80 && half.hours < whole.hours).toBe(true);
    expect(forecastRemaining(work, new Set(), { ...at, from: '2027-06-01' }, rules).finish.p50 > whole.finish.p95).toBe(true);
    expect(forecastRemaining(work, new Set(work.tasks.map((task) => task.id)), { ...at, from: '2027-02-06' }, rules)).toMatchObject({ leaves: 0, hours: 0, finish: { p80: '2027-02-08' } });
  });
});
