import type { Workflow } from '../../model/plan/index.ts';
import { idRangeCode, isOperations, outsideCalls } from '../lookup.ts';
import { count, number } from '../numbers.ts';
import { trace } from '../page.ts';
import { flowchart } from '../mermaid/flowchart.ts';
import type { Page } from '../site.ts';
import type { View } from '../templates.ts';
import { code, codes, plainIds, prose, row, sentence } from '../text.ts';
import { capital } from '../../text/capital.ts';

export function workflowsView(page: Page): View {
  const { plan } = page.site;
  const supporting = (kind: Workflow['kind']): View | null => {
    const flow = plan.workflows.find(workflow => !workflow.primary && workflow.kind === kind);
    return flow === undefined ? null : flowView(page, flow);
  };
  return {
    primary: plan.workflows.filter(workflow => workflow.primary).map(workflow => flowView(page, workflow)),
    authentication: supporting('auth-detail'),
    data: supporting('data-flow'),
    error: supporting('error-flow'),
    integration: supporting('integration-flow'),
    // A brief plan with one primary flow still draws its stores and its errors.
    few: plan.workflows.filter(workflow => workflow.flow !== null && (workflow.primary || workflow.kind === 'auth-detail')).length < 3,
    ...undrawn(page),
    coverage: coverage(page),
    sum: number(plan.routes.length),
  };
}

/** What a brief plan says in place of supporting flows that its primary ones draw already; outside calls that no flow draws get their own. */
function undrawn(page: Page): { wholeWay: string; errorsLeave: string; callsDrawn: string | null } {
  const { plan } = page.site;
  const drawn = new Set(plan.workflows.filter(workflow => workflow.primary).flatMap(workflow => workflow.flow?.nodes.flatMap(node => node.refs) ?? []));
  const calls = outsideCalls(plan).map(call => call.id);
  const attempts = Math.max(0, ...plan.jobs.map(job => job.attempts));
  return {
    wholeWay: plan.jobs.length === 0 && calls.length === 0 ? 'without job or outside system the flows above draw the whole way from route to store.' : 'the flows above draw the whole way from route or clock to store.',
    errorsLeave: `each error leaves at the edge as the flows above draw it; ${attempts === 0 ? 'nothing retries inside' : `the job runner alone retries, ${count(attempts, 'attempt')}`}.`,
    callsDrawn: calls.length === 0 ? 'no outside system is called.' : calls.every(id => drawn.has(id)) ? `${codes(calls)} ${calls.length === 1 ? 'stands' : 'stand'} in the flows above, with time limit, retry and failure.` : null,
  };
}

function flowView(page: Page, workflow: Workflow): View {
  const budgets = workflow.budgets.map(budget => `Budget of ${code(budget.of)} (${code(budget.nfr)}): ${budget.hops.map(hop => `${prose(hop.name)} ${number(hop.ms)}`).join(' + ')} = ${number(budget.totalMs)} of ${number(budget.limitMs)} ms.`);
  if (workflow.bottleneck !== '') budgets.push(`Bottleneck: ${sentence(prose(workflow.bottleneck))}`);
  return {
    heading: `${prose(workflow.title)} (${code(workflow.id)})`,
    description: `${sentence(prose(workflow.description))}${workflow.requirements.length === 0 ? '' : ` Requirements ${idRangeCode(page.site.plan, workflow.requirements)}.`} ${trace(page, workflow)}`,
    flow: workflow.flow === null ? null : flowchart(workflow.flow, { brief: page.site.depth === 'brief' }),
    absent: workflow.flow !== null ? null : `None: ${workflow.absent === null ? 'nothing in this feature needs it.' : sentence(prose(workflow.absent))}`,
    lacking: workflow.flow === null || workflow.absent === null ? null : sentence(capital(prose(workflow.absent))),
    decisions: workflow.decisions.map(decision => row({ question: prose(decision.question), branches: decision.branches.map(prose).join(', '), why: prose(decision.why), recovery: prose(decision.recovery) })),
    budgets,
  };
}

/** Every route stands in one row: the first flow that draws or lists it, else the reason it is in none. */
function coverage(page: Page): Record<string, string>[] {
  const { plan } = page.site;
  const left = new Set(plan.routes.map(route => route.id));
  const rows: Record<string, string>[] = [];
  for (const workflow of plan.workflows) {
    const own = plan.routes.map(route => route.id).filter(id => left.has(id) && (workflow.routes.includes(id) || (workflow.flow?.nodes.some(node => node.refs.includes(id)) ?? false)));
    for (const id of own) left.delete(id);
    if (own.length > 0) rows.push(row({ flow: workflow.id, routes: plainIds(own), count: String(own.length) }));
  }
  const operations = plan.routes.filter(route => left.has(route.id) && isOperations(route)).map(route => route.id);
  const rest = [...left].filter(id => !operations.includes(id));
  if (operations.length > 0) rows.push(row({ flow: 'outside every flow: probes', routes: plainIds(operations), count: String(operations.length) }));
  if (rest.length > 0) rows.push(row({ flow: 'outside every flow', routes: plainIds(rest), count: String(rest.length) }));
  return rows;
}

