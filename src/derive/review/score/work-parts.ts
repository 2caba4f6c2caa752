import type { ScorePart, Task } from '../../../model/plan/index.ts';
import type { Graph } from '../graph.ts';
import { askedIds, idsOf } from './nodes.ts';
import { part, percent, shareOf } from './part.ts';
import { isWeakProof } from './substance.ts';

/** A command and an outcome that a program can compare: a number, a code, an exit or a status. */
function checkable(task: Task): boolean {
  return /\S+\s+\S+/.test(task.verify.command) && task.verify.expect.trim() !== '' && !/^(?:works|done|ok|good|correct)\.?$/i.test(task.verify.expect.trim());
}

/** Steps that end in the same check, such as two that CI proves, are usual up to this share of own proofs. */
const usualProofs = 0.8;

/** O10: enough leaves, of which set-up leaves count up to the number of those that serve what was asked for; small enough; provable by a command of their own, a look at a file counts half; titles distinct. */
export function granularity(graph: Graph): ScorePart {
  const ids = askedIds(graph);
  const { tasks } = graph;
  const serving = tasks.filter((task) => task.for.some((id) => ids.has(id))).length;
  const titles = new Set(tasks.map((task) => task.title.toLowerCase().trim()));
  const distinct = tasks.length === 0 ? 0 : titles.size / tasks.length;
  const weak = shareOf(tasks, (task) => checkable(task) && isWeakProof(task));
  const proofs = new Set(tasks.map((task) => `${task.verify.command} => ${task.verify.expect}`)).size;
  const own = tasks.length === 0 ? 0 : Math.min(1, proofs / (usualProofs * tasks.length));
  const proved = (shareOf(tasks, checkable) - weak / 2) * own;
  const likely = shareOf(tasks, (task) => task.hours.m <= 4);
  const worst = shareOf(tasks, (task) => task.hours.p <= 10);
  const share = (2 * Math.min(1, (serving + Math.min(serving, tasks.length - serving)) / 100) + likely + worst + 2 * proved * distinct) / 6;
  return part('O10', 'WBS granularity', 6, share, `${tasks.length} leaves, ${serving} serve what was asked for; M <= 4 h ${percent(likely)}, P <= 10 h ${percent(worst)}; proved by a check of their own ${percent(proved)}, titles distinct ${percent(distinct)}`);
}

/** O11: a critical path, the promise faced, percentiles with assumptions and seed, a sprint that fits, is closed under dependencies and lacks nothing it must hold. */
export function scheduleHonesty(graph: Graph): ScorePart {
  const { schedule, sprint, tasks } = graph;
  const path = schedule.criticalPath.length > 0;
  const { promise } = schedule;
  const faced = tasks.length > 0 && (promise === null || promise.gapHours <= 0 || graph.decisions.some((decision) => decision.id === 'DEC-promise-gap'));
  const stated = schedule.weeks.p50 > 0 && schedule.weeks.p50 <= schedule.weeks.p80 && schedule.weeks.p80 <= schedule.weeks.p95 && schedule.assumptions.length > 0 && schedule.runs > 0;
  const chosen = new Set(sprint.tasks);
  const known = new Set(tasks.map((task) => task.id));
  const open = tasks.filter((task) => chosen.has(task.id)).flatMap((task) => task.after).filter((id) => known.has(id) && !chosen.has(id));
  const fits = sprint.tasks.length > 0 && sprint.plannedHours <= sprint.capacityHours && open.length === 0;
  const points = (path ? 1 : 0) + (faced ? 2 : 0) + (stated ? 1 : 0) + (fits ? (sprint.missing.length === 0 ? 1 : 0.5) : 0);
  return part('O11', 'Schedule honesty', 5, points / 5, `critical path ${path ? 'shown' : 'missing'}, promise ${promise === null ? 'none' : faced ? 'faced' : 'hidden'}, percentiles ${stated ? 'with assumptions' : 'bare'}, sprint ${fits ? (sprint.missing.length === 0 ? 'fits' : `fits without ${sprint.missing.length} of what it must hold`) : open.length > 0 ? 'is not closed' : 'does not fit'}`);
}

const shapes = ['decision', 'err', 'sec', 'audit', 'async', 'ext'] as const;

/** O12: seven flows drawn or absent with the reason; each drawn primary one decides, fails, guards and audits, and together they hold every kind of point the feature has; names resolve. */
export function diagrams(graph: Graph): ScorePart {
  const primary = graph.workflows.filter((workflow) => workflow.primary);
  const supporting = (['auth-detail', 'data-flow', 'error-flow', 'integration-flow'] as const).filter((kind) => graph.workflows.some((workflow) => workflow.kind === kind && (workflow.flow !== null || (workflow.absent ?? '') !== '')));
  const there = (Math.min(3, primary.filter((workflow) => workflow.flow !== null).length) / Math.max(1, Math.min(3, primary.length)) + supporting.length / 4) / 2;
  const drawn = graph.workflows.flatMap((workflow) => (workflow.flow === null ? [] : [workflow.flow]));
  const needed = shapes.filter((shape) => (shape === 'async' ? graph.jobs.length > 0 : shape === 'ext' ? graph.methods.some((method) => method.call !== null) : true));
  const held = drawn.length === 0 ? 0 : needed.filter((shape) => drawn.some((flow) => flow.nodes.some((node) => node.shape === shape))).length / needed.length;
  const whole = shareOf(primary.flatMap((workflow) => (workflow.flow === null ? [] : [workflow.flow])), (flow) => (['decision', 'err', 'sec'] as const).every((shape) => flow.nodes.some((node) => node.shape === shape)));
  const labelled = shareOf(drawn, (flow) => flow.nodes.length <= 25 && flow.nodes.filter((node) => node.shape === 'decision').every((node) => flow.edges.filter((edge) => edge.from === node.id).every((edge) => edge.label !== null)));
  const ids = idsOf(graph);
  const resolved = shareOf(drawn.flatMap((flow) => flow.nodes.flatMap((node) => node.refs)), (id) => ids.has(id));
  return part('O12', 'Diagrams', 3, primary.length === 0 ? 0 : (there + held * labelled * (1 + whole) / 2 + resolved) / 3, `${drawn.length} of ${graph.workflows.length} drawn; points held ${percent(held)}, primary flows with decision, error and guard ${percent(whole)}, labelled ${percent(labelled)}, names resolve ${percent(resolved)}`);
}
