import { atLine, defineRule } from '../../rule.ts';
import { rowsOf } from '../../tables.ts';

export default defineRule({
  id: 'wbs/sum',
  about: 'A package whose leaves do not add up to its row was estimated twice.',
  fix: 'Run plan render, which adds them up.',
  bad: 'WP-booking: 12 leaves in wbs.md, 11 boxes in its plan',
  good: '12 leaves, 12 boxes',
  severity: 'error',
  set: 'recommended',
  *group(group) {
    if (group.feature === null) return;
    const boxes = new Map<string, number>();
    for (const sheet of group.sheets) {
      if (sheet.own?.doc !== 'work_package') continue;
      const pack = sheet.references.find(reference => reference.kind === 'package')?.id;
      if (pack !== undefined) boxes.set(pack, sheet.boxes.filter(box => box.id !== null).length);
    }
    for (const sheet of group.sheets) {
      if (sheet.own?.doc !== 'wbs') continue;
      for (const { row } of rowsOf(sheet)) {
        const id = row.cells[0]?.text.trim() ?? '';
        const column = row.header.findIndex(name => name.startsWith('leaves'));
        const count = /^(\d+)(?:\s*=\s*(\d+)\/(\d+)\/(\d+))?/.exec(row.cells[column]?.text.trim() ?? '');
        if (!id.startsWith('WP-') || count === null) continue;
        const told = Number(count[1]);
        const parts = count[2] === undefined ? told : Number(count[2]) + Number(count[3]) + Number(count[4]);
        if (parts !== told) yield atLine(sheet, row.span.start.line, `"${id}" has ${told} leaves, but its sizes add up to ${parts}.`);
        const found = boxes.get(id);
        if (found !== undefined && found !== told) yield atLine(sheet, row.span.start.line, `"${id}" has ${told} leaves here and ${found} boxes in its plan.`);
      }
    }
  },
});
