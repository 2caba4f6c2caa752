import type { ContractField, Plan, Task } from '../model/plan/index.ts';

/** About four characters make a token of English text or code. */
const charactersPerToken = 4;
const maxTokens = 2000;

/** One task as a unit a person or a coding agent can work from without the other documents: contract, fields, errors, criteria, dependencies, verify. */
export function taskUnit(plan: Plan, task: Task, done: ReadonlySet<string>): string {
  const lines = [`# ${task.id} ${task.title}`, '', `Feature ${plan.feature}, package ${task.package}, profile ${plan.profile}.`, `Artefact: \`${task.artefact}\``, `Verify: \`${task.verify.command}\` => ${task.verify.expect}`, `Hours (optimistic/likely/pessimistic): ${task.hours.o}/${task.hours.m}/${task.hours.p}`];
  const before = task.after.map(id => `${id}${done.has(id) ? ' (done)' : ''} ${plan.tasks.find(each => each.id === id)?.title ?? ''}`.trim());
  if (before.length > 0) lines.push('', 'After:', ...before.map(text => `- ${text}`));
  return limit(lines, task.for.flatMap(id => section(plan, id)));
}

/** One package: deliverable, acceptance, its tasks in order. */
export function packageUnit(plan: Plan, id: string, done: ReadonlySet<string>): string {
  const found = plan.packages.find(each => each.id === id);
  if (found === undefined) throw new Error(`no package ${id}`);
  const tasks = plan.tasks.filter(task => task.package === id);
  const lines = [`# ${found.id} ${found.title}`, '', `Deliverable: ${found.deliverable}`, `Size: ${found.leaves.total} tasks, ${found.pert.toFixed(1)} h. After: ${found.after.join(', ') || 'nothing'}.`, `Accepted by: ${found.acceptedBy.join(', ') || 'its verify commands'}`, ...found.facts.map(fact => `- ${fact}`), ''];
  return limit(lines, [tasks.map(task => `- [${done.has(task.id) ? 'x' : ' '}] ${task.id} ${task.title} | verify: ${task.verify.command}`), ...found.acceptedBy.flatMap(each => section(plan, each))]);
}

/** Adds whole sections while they fit; what does not is named, so that nothing is silently missing. */
function limit(head: readonly string[], sections: readonly (readonly string[])[]): string {
  const budget = maxTokens * charactersPerToken - 200;
  let text = head.join('\n');
  let dropped = 0;
  for (const section of sections) {
    const next = `\n${section.join('\n')}`;
    if (text.length + next.length > budget) {
      const lines: string[] = [];
      for (const line of section) if (text.length + lines.join('\n').length + line.length + 2 <= budget) lines.push(line);
      if (lines.length > 1) text += `\n${lines.join('\n')}`;
      dropped += section.length - (lines.length > 1 ? lines.length : 0);
    } else text += next;
  }
  return `${text}\n${dropped === 0 ? '' : `\n${dropped} more lines: plan explain ID\n`}`;
}

const field = (each: ContractField): string => `  - ${each.in} ${each.name}: ${each.type}${each.required ? '' : ', optional'}${each.nullable ? ', or null' : ''}${each.constraint === null ? '' : `, ${each.constraint}`}`;

function section(plan: Plan, id: string): string[][] {
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
  return methodSection(plan, id);
}

function methodSection(plan: Plan, id: string): string[][] {
  const method = plan.methods.find(each => each.id === id);
  if (method === undefined) return [];
  return [['', `## ${id}(${method.params.map(each => `${each.name}: ${each.type}`).join(', ')}) -> ${method.returns}`, `Transaction ${method.tx}; reads ${method.reads.join(', ') || 'nothing'}; writes ${method.writes.join(', ') || 'nothing'}; throws ${method.throws.join(', ') || 'nothing'}.`, ...method.steps.map(each => `- ${each.kind}: ${each.text}`)]];
}
