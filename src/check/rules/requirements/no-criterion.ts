import { atLine, defineRule } from '../../rule.ts';
import { cellOf, isNothing } from '../../tables.ts';

export default defineRule({
  id: 'requirements/no-criterion',
  about: 'A requirement without an acceptance criterion is done when somebody says so.',
  fix: 'Write a criterion in Given/When/Then with one observable, and name it in the row.',
  bad: '| FR-007 | Must | A person books a slot | POST /v1/bookings | none |',
  good: '| FR-007 | Must | A person books a slot | POST /v1/bookings | FR-007/AC-1 |',
  severity: 'error',
  set: 'recommended',
  *document(sheet) {
    if (sheet.own === null) return;
    for (const declaration of sheet.declarations) {
      const row = declaration.row;
      if (row === null || !row.header.includes('criteria')) continue;
      const waits = /^(?:rejected|deferred)/i.test(cellOf(row, 'routes, jobs', 'routes')?.text.trim() ?? '');
      // A quality requirement is proved by the measurement of its target.
      const measured = /\bNFR-[a-z]/.test(cellOf(row, 'routes, jobs', 'routes')?.text ?? '');
      const optional = /could|won/i.test(cellOf(row, 'moscow', 'priority')?.text ?? '');
      if (!waits && !optional && !measured && isNothing(cellOf(row, 'criteria')?.text ?? '')) yield atLine(sheet, declaration.line, `"${declaration.id}" has no acceptance criterion.`);
    }
  },
});
