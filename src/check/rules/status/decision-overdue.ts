import { atLine, defineRule } from '../../rule.ts';

export default defineRule({
  id: 'status/decision-overdue',
  about: 'A decision past its day holds up the task that waits for it.',
  fix: 'Answer it (plan), or move what waits for it.',
  bad: 'DEC-host open, due 2027-01-10, today 2027-01-15',
  good: 'DEC-host answered',
  // Time alone turns nothing red or yellow: an unchanged repository stays as it was judged.
  severity: 'info',
  set: 'recommended',
  *group(group, run) {
    if (group.plan === null) return;
    const open = new Set(group.plan.decisions.filter(decision => decision.open).map(decision => decision.id));
    for (const due of group.plan.schedule.due) {
      const declared = group.declared.get(due.id);
      if (!open.has(due.id) || due.date >= run.today || declared === undefined) continue;
      yield atLine(declared.sheet, declared.declaration.line, `"${due.id}" was due on ${due.date} (${due.why}).`);
    }
  },
});
