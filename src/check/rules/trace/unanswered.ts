import { atLine, defineRule } from '../../rule.ts';
import { cellOf, isNothing } from '../../tables.ts';

export default defineRule({
  id: 'trace/unanswered',
  about: 'A Must that no route, job or target answers is a promise without a design.',
  fix: 'Name the route, job or target that answers it, or reject it with a reason.',
  bad: '| FR-007 | Must | A person books a slot | - |',
  good: '| FR-007 | Must | A person books a slot | POST /v1/bookings |',
  severity: 'error',
  set: 'recommended',
  *document(sheet) {
    if (sheet.own?.doc !== 'prd') return;
    for (const { id, row, line } of sheet.declarations) {
      const answers = row === null ? null : cellOf(row, 'routes, jobs', 'routes');
      if (row === null || answers === null || !row.header.includes('criteria')) continue;
      const priority = cellOf(row, 'moscow', 'priority')?.text.trim().toLowerCase() ?? '';
      if (isNothing(answers.text) && (priority === 'must' || priority === 'should')) yield atLine(sheet, line, `Nothing answers "${id}": no route, job or target.`);
    }
  },
});
