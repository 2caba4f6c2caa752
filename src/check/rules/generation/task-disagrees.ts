import { atLine, defineRule } from '../../rule.ts';

export default defineRule({
  id: 'generation/task-disagrees',
  about: 'Hours and dependencies of a task are computed; a changed one is in no sum, no schedule and no forecast.',
  fix: 'Change the answers or the spec and run plan render, or keep the edit and waive this with a reason.',
  bad: 'hours: 1/2/5 in the graph, 1/3/5 in the document',
  good: 'the same hours',
  severity: 'warning',
  set: 'recommended',
  *group(group) {
    if (group.plan === null) return;
    for (const task of group.plan.tasks) {
      const found = group.boxes.get(task.id);
      if (found === undefined) continue;
      const { sheet, box } = found;
      if (box.hours !== null && (box.hours.o !== task.hours.o || box.hours.m !== task.hours.m || box.hours.p !== task.hours.p)) yield atLine(sheet, box.hours.line, `"${task.id}" has ${box.hours.o}/${box.hours.m}/${box.hours.p} h here; the plan says ${task.hours.o}/${task.hours.m}/${task.hours.p}.`);
      const told = new Set(box.after?.ids ?? []);
      const wanted = new Set(task.after);
      const extra = [...told].filter(id => !wanted.has(id));
      const missing = [...wanted].filter(id => !told.has(id));
      if (extra.length + missing.length > 0) yield atLine(sheet, box.after?.line ?? box.hours?.line ?? box.line, `"${task.id}" ${[...(extra.length > 0 ? [`waits for ${extra.join(', ')} here only`] : []), ...(missing.length > 0 ? [`does not wait for ${missing.join(', ')}`] : [])].join(' and ')}; the plan says otherwise.`);
    }
  },
});
