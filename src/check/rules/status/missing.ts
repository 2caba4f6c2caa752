import { atLine, defineRule } from '../../rule.ts';
import { statusOf } from '../../status.ts';

export default defineRule({
  id: 'status/missing',
  about: 'Every document says at the top whether it may be relied on (SEED-002-20, SEED-002-22).',
  fix: 'Write "MVP READY" or "MVP DRAFT - n open" under the title, or run plan render.',
  bad: '# Bookings - Backend PRD\n\n## API consumers',
  good: '# Bookings - Backend PRD\n\nMVP DRAFT - 1 open\n\n## API consumers',
  severity: 'error',
  set: 'start',
  *document(sheet) {
    if (sheet.own === null || statusOf(sheet) !== null) return;
    yield atLine(sheet, (sheet.sections[0]?.line ?? 0) + 2, 'The status line "MVP READY" or "MVP DRAFT - n open" is missing.');
  },
});
