import type { ScorePart } from '../../../model/plan/index.ts';
import { isCovered, traceOf } from '../../trace.ts';
import { some } from '../../judgement/numbers.ts';
import type { Graph } from '../graph.ts';
import { askedIds, danglingOf, motivatedShare, nodesOf, orphansOf } from './nodes.ts';
import { part, percent, shareOf } from './part.ts';
import { isAboutIt } from './substance.ts';

const weight = { must: 3, should: 2, could: 1, wont: 0 };

/** O1: weighted share of the live requirements that reach a route, job or NFR, a criterion and a task; half where what answers shares no word with what was asked. */
export function forwardTrace(graph: Graph): ScorePart {
  const live = traceOf(graph).requirements.filter((one) => one.rejected === null);
  const all = live.reduce((sum, one) => sum + weight[one.priority], 0);
  const beside = live.filter((one) => isCovered(one) && one.priority !== 'wont' && !isAboutIt(one, graph));
  const covered = live.filter(isCovered).reduce((sum, one) => sum + weight[one.priority] * (beside.includes(one) ? 0.5 : 1), 0);
  const missing = live.filter((one) => !isCovered(one) && one.priority !== 'wont').map((one) => one.id);
  return part('O1', 'Forward trace', 10, covered / all, `${covered} of ${all} weighted points${missing.length === 0 ? '' : `; missing ${some(missing, 4)}`}${beside.length === 0 ? '' : `; ${beside.length} answered by what shares no word with them: ${some(beside.map((one) => one.id), 4)}`}`);
}

/** Set-up, hardening and hand-off serve no single requirement; above this share of serving tasks nothing is taken off. */
const usualServing = 0.5;

/** O2: nodes with a source, times the shares of product nodes and tasks that somebody asked for: unasked work is scope creep. */
export function backwardTrace(graph: Graph): ScorePart {
  const sourced = shareOf(nodesOf(graph), (node) => node.sources.length > 0);
  const asked = motivatedShare(graph);
  const ids = askedIds(graph);
  const serving = shareOf(graph.tasks, (task) => task.for.some((id) => ids.has(id)));
  return part('O2', 'Backward trace', 4, sourced * asked * Math.min(1, serving / usualServing), `${percent(sourced)} of all nodes have a source; ${percent(asked)} of routes, jobs and core models and ${percent(serving)} of the tasks serve what was asked for`);
}

/** O3: one point less for each dangling reference and each orphan. */
export function references(graph: Graph): ScorePart {
  const faults = [...danglingOf(graph), ...orphansOf(graph)];
  const empty = graph.routes.length === 0;
  return part('O3', 'References', 4, empty ? 0 : (4 - faults.length) / 4, faults.length === 0 ? 'no dangling id, no orphan' : `${faults.length}: ${some(faults, 4)}`);
}

/** O4: facts that several documents show, each checked once on the graph they are rendered from. */
export function agreement(graph: Graph): ScorePart {
  const tasked = new Set(graph.tasks.flatMap((task) => task.for));
  const codes = new Set(graph.errors.map((error) => error.id));
  const primary = graph.workflows.filter((workflow) => workflow.primary);
  const placed = new Map<string, number>();
  for (const workflow of graph.workflows) for (const id of workflow.routes) placed.set(id, (placed.get(id) ?? 0) + 1);
  const core = graph.models.filter((model) => model.kind === 'core');
  const api = graph.routes.filter((route) => route.rate.class !== 'ops');
  const gates = new Set(graph.gates.map((gate) => gate.id));
  const scheduled = new Set(graph.schedule.phases.map((span) => span.id));
  const checks: [string, boolean][] = [
    ['1 to 3 consumers', graph.consumers.length >= 1 && graph.consumers.length <= 3],
    ['1 to 3 primary workflows, names unique', primary.length >= 1 && primary.length <= 3 && new Set(primary.map((workflow) => workflow.title)).size === primary.length],
    ['each route in one workflow', api.length > 0 && api.every((route) => placed.get(route.id) === 1)],
    ['each route in the WBS', graph.routes.length > 0 && graph.routes.every((route) => tasked.has(route.id))],
    ['1 to 5 core models, each in the WBS', core.length >= 1 && core.length <= 5 && core.every((model) => tasked.has(model.id))],
    ['error codes of routes in the catalogue', codes.size > 0 && graph.routes.every((route) => route.errors.every((id) => codes.has(id)))],
    ['a gate for each phase', graph.phases.length > 0 && graph.phases.every((phase) => gates.has(phase.gate))],
    ['each phase in the schedule', graph.phases.length > 0 && graph.phases.every((phase) => scheduled.has(phase.id))],
  ];
  const failed = checks.filter(([, met]) => !met).map(([name]) => name);
  return part('O4', 'Document agreement', 8, 1 - failed.length / checks.length, failed.length === 0 ? `${checks.length} checks` : `failed: ${failed.join(', ')}`);
}
