import { atLine, defineRule } from '../../rule.ts';
import { documentDatabase } from '../../stack.ts';

const sqlWork = /\bSQL[ -]injection\b|\bSQL (?:migrations?|schema|queries)\b|\bALTER TABLE\b|\bforeign key constraints?\b/i;

export default defineRule({
  id: 'architecture/wrong-database',
  about: 'A task for SQL in a plan whose database has no SQL was copied from another plan; the real danger of that database is left out.',
  fix: 'Plan what the chosen database needs instead, such as a test against operator objects in query filters.',
  bad: '- **Database**: MongoDB\n...\n- [ ] Add SQL injection prevention',
  good: '- [ ] Reject operator objects such as `{"$ne": null}` in query filters',
  severity: 'warning',
  set: 'start',
  *document(sheet) {
    const database = documentDatabase(sheet);
    if (database === null) return;
    for (const box of sheet.boxes) {
      const match = sqlWork.exec(box.title);
      if (match !== null) yield atLine(sheet, box.line, `"${match[0]}" is planned, but the database is ${database.name} (line ${database.line}).`);
    }
  },
});
