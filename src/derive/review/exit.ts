import type { Check } from '../../model/plan/index.ts';
import { some } from '../judgement/numbers.ts';
import type { Graph } from './graph.ts';

const joint = (ids: string[], none: string) => (ids.length === 0 ? none : some(ids, 4));

/** Exit criteria of SEED-002-20. (a), the saved files, is met by writing the plan; the others are read off the graph. */
export function exitCriteriaOf(graph: Graph): Check[] {
  const unmitigated = graph.risks.filter((risk) => risk.mitigation === '' || (risk.score >= 15 && risk.task === null));
  const primary = graph.workflows.filter((workflow) => workflow.primary);
  const bare = primary.filter((workflow) => !graph.criteria.some((criterion) => criterion.workflow === workflow.id || workflow.requirements.includes(criterion.requirement)));
  const contractless = graph.routes.filter((route) => route.success === 0 || route.errors.length === 0);
  const database = graph.decisions.find((decision) => decision.id === 'DEC-database');
  const sprint = graph.sprint;
  const undrawn = primary.filter((workflow) => workflow.flow === null);
  const kinds = ['auth-detail', 'data-flow', 'error-flow', 'integration-flow'] as const;
  const missing = kinds.filter((kind) => !graph.workflows.some((workflow) => workflow.kind === kind && (workflow.flow !== null || workflow.absent !== null)));
  return [
    { id: 'exit-a', text: 'Charter, PRD, architecture and WBS are saved', met: true, detail: 'four documents are rendered from this plan' },
    { id: 'exit-b', text: 'Technical risks have mitigations', met: graph.risks.length > 0 && unmitigated.length === 0, detail: graph.risks.length === 0 ? 'no risk was found: that is itself a gap' : joint(unmitigated.map((risk) => risk.id), `${graph.risks.length} of ${graph.risks.length} risks`) },
    { id: 'exit-c', text: 'Each primary workflow has acceptance criteria', met: primary.length > 0 && bare.length === 0, detail: joint(bare.map((workflow) => workflow.id), `${primary.length} workflows, ${graph.criteria.length} criteria`) },
    { id: 'exit-d', text: 'Architecture has endpoints and database decisions', met: graph.routes.length > 0 && contractless.length === 0 && database !== undefined && !database.open, detail: joint(contractless.map((route) => route.id), database === undefined ? 'no database decision' : `${graph.routes.length} routes, ${database.answer ?? 'open'}`) },
    { id: 'exit-e', text: 'WBS has Sprint 1 and a Definition of Done', met: sprint.tasks.length > 0 && sprint.definitionOfDone.length > 0 && sprint.plannedHours <= sprint.capacityHours, detail: `${sprint.tasks.length} tasks, ${sprint.plannedHours} of ${sprint.capacityHours} h, ${sprint.definitionOfDone.length} lines of Done` },
    { id: 'exit-f', text: 'Diagrams stand for all primary workflows', met: primary.length > 0 && undrawn.length === 0, detail: joint(undrawn.map((workflow) => workflow.id), `${primary.length} drawn`) },
    { id: 'exit-g', text: 'Diagrams include authentication, data flow, error handling and integration', met: missing.length === 0, detail: joint([...missing], 'drawn, or absent with the reason') },
  ];
}
