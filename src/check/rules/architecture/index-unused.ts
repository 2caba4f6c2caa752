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
      if (needed === null) continue;
      if (isNothing(needed.text)) yield atLine(sheet, line, `Nothing needs the index "${id}".`);
      else if (!names.test(needed.text)) yield atLine(sheet, line, `"${needed.text.trim()}" is no route, job or criterion of a plan, so nothing needs the index "${id}".`);
    }
  },
});

/** A route, a job, an id, or a kind of all of them, as an index names what needs it; words alone name nothing. A single word is an id or dangles. */
const names = /\b(?:GET|POST|PUT|PATCH|DELETE) \/|\b[a-z]+(?:-[a-z0-9]+)+\b|\b[A-Z]+-\w|^every\b|^\S*$|[^\w ,.]/;
