import { atLine, defineRule } from '../../rule.ts';
import { statusOf } from '../../status.ts';

export default defineRule({
  id: 'status/draft',
  about: 'A draft waits for decisions; nobody should build on it without knowing which.',
  fix: 'Answer the open decisions named at the top, then run plan render.',
  bad: 'MVP DRAFT - 2 open',
  good: 'MVP READY',
  severity: 'warning',
  set: 'recommended',
  *document(sheet) {
    const status = sheet.own === null ? null : statusOf(sheet);
    if (status === null || status.ready) return;
    yield atLine(sheet, status.line, status.open > 0 ? `This plan is a draft with ${status.open} open decision${status.open === 1 ? '' : 's'}.` : 'This plan is a draft.');
  },
});
