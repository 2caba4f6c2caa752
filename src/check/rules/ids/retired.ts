import { at, atLine, defineRule } from '../../rule.ts';

export default defineRule({
  id: 'ids/retired',
  about: 'An id that was given up is never given again: old tickets, commits and mails still speak of what it named.',
  fix: 'Name what took its place, or drop the reference; give new things new ids.',
  bad: 'for: FR-012 (taken out of the spec last month)',
  good: 'for: FR-019',
  severity: 'error',
  set: 'recommended',
  *group(group, run) {
    if (group.feature === null) return;
    const retired = new Set(run.locks.get(group.feature)?.retired.map(item => item.id));
    if (retired.size === 0) return;
    // What the graph has again came back by a person's hand; the lock forgets its tombstone with the next render.
    for (const requirement of group.plan?.requirements ?? []) retired.delete(requirement.id);
    for (const { sheet, declaration } of group.declared.values()) if (retired.has(declaration.id)) yield atLine(sheet, declaration.line, `"${declaration.id}" was retired; it cannot name something else.`);
    const seen = new Set<string>();
    for (const { sheet, reference } of group.references) {
      const id = reference.id.split('/')[0] ?? reference.id;
      const key = `${sheet.document.path}\n${reference.place.start.line}\n${id}`;
      if (!retired.has(id) || seen.has(key)) continue;
      seen.add(key);
      yield at(sheet, reference.place, `"${id}" was retired: nothing in the spec stands for it any more.`);
    }
  },
});
