import { atLine, defineRule } from '../../rule.ts';
import { cellOf, rowsOf } from '../../tables.ts';

export default defineRule({
  id: 'wbs/phase-order',
  about: 'A task that waits for a task of a later phase blocks its own phase.',
  fix: 'Move one of the two to the other phase, or drop the dependency.',
  bad: 'a task of PH-1 after a task of PH-3',
  good: 'a task of PH-3 after a task of PH-1',
  severity: 'error',
  set: 'recommended',
  *document(sheet) {
    if (sheet.own === null) return;
    for (const { table } of sheet.tables) {
      // Phases and gates are numbered in the order in which they are passed.
      let before: { id: string; number: number } | null = null;
      for (const row of table.rows) {
        const id = row.cells[0]?.text.trim() ?? '';
        const number = /^(?:PH|GATE)-(\d+)$/.exec(id)?.[1];
        if (number === undefined) continue;
        if (before !== null && Number(number) < before.number) yield atLine(sheet, row.span.start.line, `"${id}" stands after "${before.id}", which comes later.`);
        before = { id, number: Number(number) };
      }
    }
  },
  *group(group) {
    if (group.feature === null) return;
    for (const sheet of group.sheets) {
      if (sheet.own?.doc !== 'wbs') continue;
      const rows = rowsOf(sheet).flatMap(({ row }) => {
        const id = /^WP-[\w-]+$/.exec(row.cells[0]?.text.trim() ?? '')?.[0];
        const own = /^PH-(\d+)$/.exec(cellOf(row, 'phase')?.text.trim() ?? '')?.[1];
        return id === undefined || own === undefined ? [] : [{ id, own: Number(own), line: row.span.start.line, after: (cellOf(row, 'after packages', 'after')?.text ?? '').match(/WP-[\w-]+/g) ?? [] }];
      });
      const phases = new Map(rows.map(row => [row.id, row.own]));
      for (const { id, own, line, after } of rows) {
        for (const other of after) {
          const later = phases.get(other);
          if (later !== undefined && later > own) yield atLine(sheet, line, `"${id}" of phase ${own} waits for "${other}" of phase ${later}.`);
        }
      }
    }
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
