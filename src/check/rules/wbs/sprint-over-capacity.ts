import { atLine, defineRule } from '../../rule.ts';

export default defineRule({
  id: 'wbs/sprint-over-capacity',
  about: 'A first sprint above its limit is late on the first day.',
  fix: 'Move leaves to the next sprint until it fits.',
  bad: 'Capacity 112 h; 85 % = 95.2 h; planned 120 h',
  good: 'Capacity 112 h; 85 % = 95.2 h; planned 93.58 h',
  severity: 'error',
  set: 'recommended',
  *document(sheet) {
    if (sheet.own?.doc !== 'wbs') return;
    for (const block of sheet.document.blocks) {
      if (block.type !== 'paragraph' && block.type !== 'item') continue;
      const match = /85 % (?:=|is) ([\d.,]+) h.*?planned ([\d.,]+) h/s.exec(block.text);
      if (match === null) continue;
      const [limit, planned] = [Number((match[1] ?? '').replaceAll(',', '')), Number((match[2] ?? '').replaceAll(',', ''))];
      if (planned > limit) yield atLine(sheet, block.span.start.line, `Sprint 1 plans ${planned} h, its limit is ${limit} h.`);
    }
  },
});
