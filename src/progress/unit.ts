import type { Plan, Task } from '../model/plan/index.ts';
import { section } from './sections.ts';

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
