import { atLine, defineRule } from '../../rule.ts';
import { cellOf, isNothing } from '../../tables.ts';

export default defineRule({
  id: 'trace/no-source',
  about: 'A requirement, route or service without a source is somebody\'s idea, not the product\'s.',
  fix: 'Say where it comes from: `<- [FR-007](spec.md#L42)` or `<- rule:R1`.',
  bad: '| FR-007 | Must | A person books a slot | ... | |',
  good: '| FR-007 | Must | A person books a slot | ... | <- [spec.md:42](spec.md#L42) |',
  severity: 'warning',
  set: 'recommended',
  *document(sheet) {
    if (sheet.own === null) return;
    for (const { id, row, line } of sheet.declarations) {
      const trace = row === null ? null : cellOf(row, 'trace');
      if (trace !== null && (isNothing(trace.text) || !trace.text.includes('<-'))) yield atLine(sheet, line, `"${id}" does not say where it comes from.`);
    }
  },
});
