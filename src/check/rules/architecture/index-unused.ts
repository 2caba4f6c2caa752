import { atLine, defineRule } from '../../rule.ts';
import { cellOf, isNothing } from '../../tables.ts';

export default defineRule({
  id: 'architecture/index-unused',
  about: 'An index costs every write; one that no route, job or criterion needs is paid for nothing.',
  fix: 'Name what needs it, or drop it.',
  bad: '| `bookings(user_id)` | - |',
  good: '| `bookings(user_id)` | GET /v1/bookings |',
  severity: 'error',
  set: 'recommended',
  *document(sheet) {
    if (sheet.own === null) return;
    for (const { id, row, line } of sheet.declarations) {
      const needed = row === null ? null : cellOf(row, 'needed by');
      if (needed !== null && isNothing(needed.text)) yield atLine(sheet, line, `Nothing needs the index "${id}".`);
    }
  },
});
