import type { ContractField, Plan } from '../model/plan/index.ts';

const field = (each: ContractField): string => `  - ${each.in} ${each.name}: ${each.type}${each.required ? '' : ', optional'}${each.nullable ? ', or null' : ''}${each.constraint === null ? '' : `, ${each.constraint}`}`;

/** What a plan says of one node, as the sections of a unit: contract, fields, steps, choice. Empty for a node of no kind that a task names. */
export function section(plan: Plan, id: string): string[][] {
  const route = plan.routes.find(each => each.id === id);
  if (route !== undefined) {
    return [
      ['', `## Route ${route.id}`, `${route.purpose}. Auth ${route.auth}; rate ${route.rate.class} ${route.rate.limit}; handled by ${route.handledBy}${route.idempotencyKey ? '; Idempotency-Key required' : ''}${route.preconditions === 'if-match' ? '; If-Match required' : ''}.`, `Request ${route.requestType ?? 'none'}:`, ...route.request.map(field), `Answer ${route.success} ${route.responseType ?? 'no body'}:`, ...route.response.map(field), `Errors: ${route.errors.join(', ')}`],
      ...methodSection(plan, route.handledBy),
    ];
  }
  const model = plan.models.find(each => each.id === id);
  if (model !== undefined) {
    const fields = plan.fields.filter(each => each.model === id);
    return [['', `## Model ${id} (${model.store})`, `${model.purpose}. Retention: ${model.retention}.`, ...fields.map(each => `  - ${each.name}: ${each.type}${each.unit === null ? '' : ` ${each.unit}`}${each.nullable ? ', or null' : ''}; ${each.class}, ${each.disposition}${each.constraint === null ? '' : `; ${each.constraint}`}`), ...plan.indexes.filter(each => each.model === id).map(each => `  - index ${each.id}`)]];
  }
  const error = plan.errors.find(each => each.id === id);
  if (error !== undefined) return [['', `## Error ${id}`, `${error.status ?? 'job only'} ${error.title}. ${error.detail} Caller: ${error.callerAction}. Retry: ${error.retry}.`]];
  const criterion = plan.criteria.find(each => each.id === id);
  if (criterion !== undefined) return [['', `## Criterion ${id}`, `Given ${criterion.given}, When ${criterion.when}, Then ${criterion.then}.`]];
  const requirement = plan.requirements.find(each => each.id === id);
  if (requirement !== undefined) return [['', `## Requirement ${id} (${requirement.priority})`, requirement.text, ...plan.criteria.filter(each => each.requirement === id).map(each => `- ${each.id}: Given ${each.given}, When ${each.when}, Then ${each.then}.`)]];
  const job = plan.jobs.find(each => each.id === id);
  if (job !== undefined) return [['', `## Job ${id}`, `${job.purpose}. Started by ${job.startedBy.join(', ') || job.schedule || 'hand'}; at most ${job.attempts} attempts; dedupe key ${job.dedupeKey}.`, `Reads ${job.reads.join(', ') || 'nothing'}; writes ${job.writes.join(', ') || 'nothing'}; calls ${job.calls.join(', ') || 'nothing'}; throws ${job.throws.join(', ') || 'nothing'}.`]];
  const nfr = plan.nfrs.find(each => each.id === id);
  if (nfr !== undefined) return [['', `## ${id}: ${nfr.target}`, `${nfr.metric}, ${nfr.statistic}; load ${nfr.load}; window ${nfr.window}; measured by ${nfr.measuredBy}.`]];
  return judged(plan, id) ?? methodSection(plan, id);
}

/** Nodes that say why or for whom: decisions, risks, consumers, metrics, constraints, workflows; and indexes. */
function judged(plan: Plan, id: string): string[][] | null {
  const decision = plan.decisions.find(each => each.id === id);
  if (decision !== undefined) {
    const settled = decision.open ? `Open; ${decision.owner} decides before ${decision.needed}. ${decision.default === null ? 'Nothing is assumed.' : `Until then: ${decision.default}.`}` : `Decided: ${decision.answer ?? decision.default ?? decision.recommended}.`;
    return [['', `## Decision ${id}`, decision.question, settled, ...(decision.open ? decision.options.map(option => `- ${option.key}: ${option.text}; ${option.effect}; cost ${option.cost}`) : [])]];
  }
  const risk = plan.risks.find(each => each.id === id);
  if (risk !== undefined) return [['', `## Risk ${id}`, `${risk.title} (score ${risk.score}). Trigger: ${risk.trigger}. Mitigation: ${risk.mitigation}. Contingency: ${risk.contingency}.`]];
  const consumer = plan.consumers.find(each => each.id === id);
  if (consumer !== undefined) return [['', `## Consumer ${id}`, `${consumer.name}: ${consumer.pattern}. Needs ${consumer.needs}.`]];
  const index = plan.indexes.find(each => each.id === id);
  if (index !== undefined) return [['', `## Index ${id}`, `${index.kind} on ${index.model}: ${index.fields.map(each => `${each.name} ${each.direction}`).join(', ')}. Needed by ${index.neededBy.join(', ') || 'nothing yet'}.`]];
  const metric = plan.metrics.find(each => each.id === id);
  if (metric !== undefined) return [['', `## Metric ${id}`, `${metric.text}${metric.unit === null ? '' : `, in ${metric.unit}`}: ${metric.formula}. Computed by ${metric.service}.`]];
  const constraint = plan.constraints.find(each => each.id === id);
  if (constraint !== undefined) return [['', `## Constraint ${id}`, constraint.text]];
  const workflow = plan.workflows.find(each => each.id === id);
  if (workflow !== undefined) return [['', `## Workflow ${id}`, `${workflow.title}. ${workflow.description}`]];
  return null;
}

function methodSection(plan: Plan, id: string): string[][] {
  const method = plan.methods.find(each => each.id === id);
  if (method === undefined) return [];
  return [['', `## ${id}(${method.params.map(each => `${each.name}: ${each.type}`).join(', ')}) -> ${method.returns}`, `Transaction ${method.tx}; reads ${method.reads.join(', ') || 'nothing'}; writes ${method.writes.join(', ') || 'nothing'}; throws ${method.throws.join(', ') || 'nothing'}.`, ...method.steps.map(each => `- ${each.kind}: ${each.text}`)]];
}
