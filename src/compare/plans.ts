import type { Plan } from '../model/plan/index.ts';

export type Change = { kind: string; id: string; how: 'added' | 'removed' | 'changed'; what: string };
export type PlanDiff = {
  changes: Change[];
  /** Nodes of each kind that are the same on both sides. */
  untouched: Record<string, number>;
  hours: { before: number; after: number };
  weeks: { before: number; after: number };
  /** Working days by which the date at 4 in 5 moves; `calibrated` is false while nobody has confirmed capacity and pace. */
  daysAtStake: number;
  calibrated: boolean;
  /** Growth of criteria, routes and hours in percent of what stood before. */
  growth: { criteria: number; routes: number; hours: number };
};

type Row = { id: string; what: string; meaning: string };

/** What a node means to a reader, without its places in files: a moved line is no change. */
const kinds: readonly [string, (plan: Plan) => Row[]][] = [
  ['requirement', plan => plan.requirements.map(each => row(each.id, each.title, { text: each.text, priority: each.priority, rejected: each.rejected, deferred: each.deferred }))],
  ['criterion', plan => plan.criteria.map(each => row(each.id, `Given ${each.given}, When ${each.when}, Then ${each.then}`, [each.given, each.when, each.then]))],
  ['route', plan => plan.routes.map(each => row(each.id, each.purpose, { ...each, sources: null, confidence: null, origin: null, example: null, requirements: null }))],
  ['job', plan => plan.jobs.map(each => row(each.id, each.purpose, { ...each, sources: null, confidence: null, origin: null, requirements: null }))],
  ['model', plan => plan.models.map(each => row(each.id, each.purpose, { model: { ...each, sources: null, confidence: null, origin: null, requirements: null }, fields: plan.fields.filter(field => field.model === each.id).map(field => [field.name, field.type, field.unit, field.nullable, field.disposition]) }))],
  ['error', plan => plan.errors.map(each => row(each.id, each.title, { status: each.status, retry: each.retry, user: each.userMessage }))],
  ['target', plan => plan.nfrs.map(each => row(each.id, each.target, { target: each.target, class: each.class }))],
  ['decision', plan => plan.decisions.map(each => row(each.id, each.question, { question: each.question, open: each.open, answer: each.answer, options: each.options.map(option => option.key) }))],
  ['risk', plan => plan.risks.map(each => row(each.id, each.title, { score: each.score, trigger: each.trigger }))],
  ['task', plan => plan.tasks.map(each => row(each.id, each.title, { title: each.title, verify: each.verify, size: each.size, package: each.package }))],
];

function row(id: string, what: string, meaning: unknown): Row {
  return { id, what, meaning: JSON.stringify(meaning) };
}

/** Everything that differs in meaning between two plans of one feature, in the order of the graph. */
export function comparePlans(before: Plan, after: Plan): PlanDiff {
  const changes: Change[] = [];
  const untouched: Record<string, number> = {};
  for (const [kind, rows] of kinds) {
    const old = new Map(rows(before).map(each => [each.id, each]));
    const now = new Map(rows(after).map(each => [each.id, each]));
    untouched[kind] = 0;
    for (const [id, each] of now) {
      const was = old.get(id);
      if (was === undefined) changes.push({ kind, id, how: 'added', what: each.what });
      else if (was.meaning !== each.meaning) changes.push({ kind, id, how: 'changed', what: each.what });
      else untouched[kind] = (untouched[kind] ?? 0) + 1;
    }
    for (const [id, each] of old) if (!now.has(id)) changes.push({ kind, id, how: 'removed', what: each.what });
  }
  const percent = (then: number, now: number): number => (then === 0 ? 0 : Math.round(((now - then) / then) * 100));
  return {
    changes,
    untouched,
    hours: { before: before.schedule.totalHours, after: after.schedule.totalHours },
    weeks: { before: before.schedule.weeks.p80, after: after.schedule.weeks.p80 },
    daysAtStake: Math.round((after.schedule.weeks.p80 - before.schedule.weeks.p80) * 5 * 10) / 10,
    calibrated: after.schedule.calibrated,
    growth: { criteria: percent(before.criteria.length, after.criteria.length), routes: percent(before.routes.length, after.routes.length), hours: percent(before.schedule.totalHours, after.schedule.totalHours) },
  };
}
