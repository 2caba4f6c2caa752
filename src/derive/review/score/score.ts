import type { Score } from '../../../model/plan/index.ts';
import { some } from '../../judgement/numbers.ts';
import { round } from '../../../text/number.ts';
import { isCovered, traceOf } from '../../trace.ts';
import type { Graph } from '../graph.ts';
import { contractQuality, criteriaQuality, dataQuality, nfrQuality, structure } from './quality-parts.ts';
import { agreement, backwardTrace, forwardTrace, references } from './trace-parts.ts';
import { diagrams, granularity, scheduleHonesty } from './work-parts.ts';

/** A plan that hits a hard cap is worth at most 49 of 100, on the 70 objective points 34.3. */
const capped = 34.3;

/** The objective rubric: parts O1 to O12, 70 points. Each part asks for quality inside, so that counts alone do not earn it. */
export function scoreOf(graph: Graph): Score {
  const parts = [forwardTrace(graph), backwardTrace(graph), references(graph), agreement(graph), structure(graph), nfrQuality(graph), criteriaQuality(graph), contractQuality(graph), dataQuality(graph), granularity(graph), scheduleHonesty(graph), diagrams(graph)];
  const caps = capsOf(graph);
  const sum = round(parts.reduce((total, one) => total + one.points, 0));
  return { parts, total: caps.length > 0 ? Math.min(sum, capped) : sum, max: 70, caps };
}

/** Hard caps that can be read off the graph; those of files (diagram that does not parse, code in a document) are found by `plan check`. */
function capsOf(graph: Graph): string[] {
  const caps: string[] = [];
  const lost = traceOf(graph).requirements.filter((one) => one.priority === 'must' && one.rejected === null && one.open === null && one.routes.length + one.jobs.length + one.nfrs.length === 0);
  if (lost.length > 0) caps.push(`must requirement without route, job, NFR or rejection: ${some(lost.map((one) => one.id), 5)}`);
  const trace = traceOf(graph).requirements.filter((one) => one.rejected === null && one.priority !== 'wont');
  const answered = trace.filter(isCovered).length;
  if (answered < trace.length / 4 || trace.length === 0) caps.push(`${answered} of ${trace.length} requirements reach an answer, a criterion and a task`);
  if (graph.risks.some((risk) => risk.id === 'RISK-provider-policy') && !graph.decisions.some((decision) => decision.id === 'DEC-provider-policy')) caps.push('provider policy without a decision');
  if (hasCycle(graph)) caps.push('the task graph has a cycle');
  return caps;
}

function hasCycle(graph: Graph): boolean {
  const after = new Map(graph.tasks.map((task) => [task.id, task.after]));
  const waiting = new Map(graph.tasks.map((task) => [task.id, task.after.filter((id) => after.has(id)).length]));
  const next = new Map<string, string[]>();
  for (const task of graph.tasks) for (const id of task.after) if (after.has(id)) next.set(id, [...(next.get(id) ?? []), task.id]);
  const ready = graph.tasks.filter((task) => waiting.get(task.id) === 0).map((task) => task.id);
  let done = 0;
  for (let id = ready.pop(); id !== undefined; id = ready.pop()) {
    done++;
    for (const follower of next.get(id) ?? []) {
      const left = (waiting.get(follower) ?? 0) - 1;
      waiting.set(follower, left);
      if (left === 0) ready.push(follower);
    }
  }
  return done < graph.tasks.length;
}
