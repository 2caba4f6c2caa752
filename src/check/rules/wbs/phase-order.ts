import { atLine, defineRule } from '../../rule.ts';

export default defineRule({
  id: 'wbs/phase-order',
  about: 'A task that waits for a task of a later phase blocks its own phase.',
  fix: 'Move one of the two to the other phase, or drop the dependency.',
  bad: 'a task of PH-1 after a task of PH-3',
  good: 'a task of PH-3 after a task of PH-1',
  severity: 'error',
  set: 'recommended',
  *group(group) {
    if (group.feature === null) return;
    const phase = new Map<string, number>();
    for (const [id, { sheet }] of group.boxes) {
      // The folder of a package plan starts with the number of its phase.
      const number = /(?:^|\/)(\d+)-[^/]+\/[^/]+$/.exec(sheet.document.path)?.[1];
      if (number !== undefined) phase.set(id, Number(number));
    }
    for (const [id, { sheet, box }] of group.boxes) {
      const own = phase.get(id);
      if (own === undefined || box.after === null) continue;
      for (const other of box.after.ids) {
        const later = phase.get(other);
        if (later !== undefined && later > own) yield atLine(sheet, box.after.line, `"${id}" of phase ${own} waits for "${other}" of phase ${later}.`);
      }
    }
  },
});
