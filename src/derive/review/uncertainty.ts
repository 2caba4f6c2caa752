import type { Uncertainty } from '../../model/plan/index.ts';
import { print, round } from '../../text/number.ts';
import type { Graph } from './graph.ts';

const limit = 20;

/** Uncertainty per area = 1 - mean confidence of its nodes; over 20 % it names the detailed command of SEED-002-21. */
export function uncertaintyOf(graph: Graph): Uncertainty[] {
  const auth = new Set(graph.routes.filter((route) => route.rate.class === 'auth').map((route) => route.id));
  const areas: [string, string, { confidence: number }[]][] = [
    ['auth', 'PREDEV03', [...graph.routes.filter((route) => auth.has(route.id)), ...graph.decisions.filter((one) => one.id === 'DEC-identity')]],
    ['data', 'PREDEV03', [...graph.fields, ...graph.models.filter((model) => model.kind !== 'deferred')]],
    ['API', 'PREDEV03', graph.routes.filter((route) => !auth.has(route.id))],
    ['integration', 'PREDEV03', [...graph.methods.filter((method) => method.call !== null), ...graph.routes.filter((route) => route.auth === 'webhook')]],
    ['ops', 'PREDEV03', [...graph.nfrs, ...graph.decisions.filter((one) => ['DEC-availability', 'DEC-job-queue', 'DEC-database'].includes(one.id))]],
    ['compliance', 'PREDEV01', [...graph.constraints.filter((one) => /privacy|data$|hipaa/.test(one.id)), ...graph.decisions.filter((one) => ['DEC-hipaa', 'DEC-provider-policy'].includes(one.id))]],
    ['requirements', 'PREDEV02', graph.requirements.filter((one) => one.rejected === null)],
    ['estimate', 'PREDEV04', graph.tasks],
  ];
  return areas.flatMap(([area, command, nodes]) => {
    if (nodes.length === 0) return [];
    const sum = nodes.reduce((total, node) => total + node.confidence, 0);
    const mean = round(sum / nodes.length);
    const percent = Math.round((1 - sum / nodes.length) * 100);
    return [{ area, nodes: arithmetic(nodes), mean, percent, fullFlow: percent > limit ? command : null }];
  });
}

/** `30 x 0.9 + 10 x 0.7`, highest confidence first. */
function arithmetic(nodes: { confidence: number }[]): string {
  const counts = new Map<number, number>();
  for (const node of nodes) counts.set(round(node.confidence), (counts.get(round(node.confidence)) ?? 0) + 1);
  return [...counts].toSorted((a, b) => b[0] - a[0]).map(([confidence, number]) => `${number} x ${print(confidence)}`).join(' + ');
}
