import { wordsOf } from '../../claims/words.ts';
import { atLine, defineRule } from '../../rule.ts';
import type { Group } from '../../run.ts';

export default defineRule({
  id: 'wbs/decision-first',
  about: 'A task that builds what an open decision may forbid is thrown away when the answer is no.',
  fix: 'Add the decision, or the task that records it, to "after:".',
  bad: 'a task for LlmGateway that does not wait for DEC-provider-policy',
  good: 'after: DEC-provider-policy',
  severity: 'error',
  set: 'recommended',
  *group(group, run) {
    if (group.feature === null) return;
    const gates = group.boxes.size === 0 ? [] : decisions(group);
    if (gates.length === 0) return;
    const risky = aiIds(group);
    const { model } = wordsOf(run.claims, run.products);
    if (risky.size === 0) return;
    for (const { id, recordedBy } of gates) {
      const reaches = reachable(group, new Set([id, ...recordedBy]));
      for (const [task, { sheet, box }] of group.boxes) {
        if (!(box.for?.ids.some(one => risky.has(one) || risky.has(one.split('.')[0] ?? '')) ?? false) && !(isAdded(group, task) && model.test(box.title))) continue;
        if (reaches.has(task) || recordedBy.includes(task)) continue;
        yield atLine(sheet, box.after?.line ?? box.hours?.line ?? box.line, `"${task}" builds an AI part without waiting for "${id}".`);
      }
    }
  },
});

/** Whether people wrote the task into the plan, which knows nothing of it. */
const isAdded = ({ plan }: Group, task: string): boolean => plan !== null && !plan.tasks.some(each => each.id === task);

/** Decisions on what may be done with provider data that nobody has taken yet, with the tasks that record them. */
function decisions(group: Group): { id: string; recordedBy: string[] }[] {
  const ids = [...group.declared.keys()].filter(id => /^DEC-(?:[\w-]*-)?policy\b/i.test(id) && group.plan?.decisions.find(decision => decision.id === id)?.open !== false);
  return ids.map(id => ({ id, recordedBy: [...group.boxes].filter(([, { box }]) => box.for?.ids.includes(id) ?? false).map(([task]) => task) }));
}

/** Gateways and jobs of a language model: known from the graph, else by the gateway's name. */
function aiIds(group: Group): Set<string> {
  if (group.plan !== null) {
    const jobs = group.plan.jobs.filter(job => job.ai);
    const calls = jobs.flatMap(job => job.calls).map(id => id.split('.')[0] ?? id).filter(id => /^(?:Llm|Ai|Model)/.test(id));
    return new Set([...jobs.map(job => job.id), ...calls]);
  }
  return new Set([...group.declared.keys()].filter(id => /^(?:Llm|Ai)Gateway\b/.test(id)));
}

/** Tasks from which one of `goals` is reached over "after". */
function reachable(group: Group, goals: ReadonlySet<string>): Set<string> {
  const waiting = new Map<string, string[]>();
  for (const [id, { box }] of group.boxes) for (const before of box.after?.ids ?? []) waiting.set(before, [...(waiting.get(before) ?? []), id]);
  const found = new Set<string>();
  const queue = [...goals];
  for (let next = queue.pop(); next !== undefined; next = queue.pop()) {
    for (const task of waiting.get(next) ?? []) {
      if (found.has(task)) continue;
      found.add(task);
      queue.push(task);
    }
  }
  return found;
}
