import { atLine, defineRule } from '../../rule.ts';
import { cellOf, rowsOf } from '../../tables.ts';

export default defineRule({
  id: 'wbs/leaf-size',
  about: 'A leaf above 4 likely hours hides several tasks; nobody sees for a day whether it goes well (SEED-004-1).',
  fix: 'Split it into tasks with one artefact each.',
  bad: 'hours: 8/16/40',
  good: 'hours: 1/2/5',
  severity: 'error',
  set: 'recommended',
  *document(sheet) {
    if (sheet.own === null) return;
    if (sheet.own.doc === 'tasks') {
      for (const { row } of rowsOf(sheet)) {
        const size = cellOf(row, 'size')?.text.trim() ?? '';
        if (/^(?:L|X+L)$/i.test(size)) yield atLine(sheet, row.span.start.line, `The size ${size} is above M; a leaf has at most 4 likely hours.`);
      }
    }
    for (const box of sheet.boxes) {
      if (box.id === null || !box.id.startsWith('T-')) continue;
      if (box.hours === null) yield atLine(sheet, box.line, `"${box.id}" has no estimate (hours: optimistic/likely/pessimistic).`);
      else if (box.hours.m > 4) yield atLine(sheet, box.hours.line, `"${box.id}" takes ${box.hours.m} likely hours; a leaf has at most 4.`);
      else if (box.hours.p > 16) yield atLine(sheet, box.hours.line, `"${box.id}" may take ${box.hours.p} hours; a leaf is done in two days even when it goes badly.`);
    }
  },
});
