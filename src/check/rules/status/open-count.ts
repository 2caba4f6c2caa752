import { atLine, defineRule, offsetOf } from '../../rule.ts';
import { openDecisions, plannedOpen, statusOf } from '../../status.ts';

export default defineRule({
  id: 'status/open-count',
  about: 'The count in the status line is the number of open decisions; a wrong one hides a decision.',
  fix: 'Run plan render, which counts them.',
  bad: 'MVP DRAFT - 1 open, above two open decisions',
  good: 'MVP DRAFT - 2 open, above two open decisions',
  severity: 'warning',
  set: 'recommended',
  *document(sheet, run) {
    const status = sheet.own === null ? null : statusOf(sheet);
    if (status === null || status.ready) return;
    const planned = plannedOpen(run, sheet);
    const listed = openDecisions(sheet, status.line);
    // The list shows at most five; the count may be larger. A package lists only its own.
    const wanted = planned ?? (listed > 0 && listed < 5 && listed > status.open ? listed : status.open);
    if (wanted === status.open) return;
    const line = sheet.lines[status.line - 1] ?? '';
    const at = /DRAFT(?: - \d+ open)?/.exec(line);
    const start = offsetOf(sheet, status.line, 1) + (at?.index ?? 0);
    yield atLine(sheet, status.line, `The status line counts ${status.open} open, ${planned === null ? `${listed} are listed below it` : `the plan ${planned}`}.`, at === null ? {} : { fix: { start, end: start + at[0].length, text: `DRAFT - ${wanted} open` } });
  },
});
