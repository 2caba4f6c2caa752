import { prefixOf } from '../../ids.ts';
import { idsOf } from '../../opening.ts';
import { at, defineRule } from '../../rule.ts';

/** What is spoken of as gone, or as belonging elsewhere, need not stand here. */
const gone = /\b(?:removed|retired|deprecated|formerly|superseded|replaced|renamed|reserved|skipped|dropped|deleted|withdrawn|obsolete|old|legacy|see also|upstream|ticket|issue|jira|epic|pull request|feature \d)\b|https?:/i;
/** So many ids of one prefix make a list that claims to be whole. */
const list = 3;

export default defineRule({
  id: 'ids/prose-only',
  about: 'An id that the text speaks of and no line declares was renamed, deleted or never written; the sentence now points at nothing.',
  fix: 'Name the id that was meant, or write the missing item.',
  bad: '- **FR-001**: ...\n- **FR-002**: ...\n- **FR-003**: ...\n\nThe export (FR-009) comes later.',
  good: 'The export (FR-003) comes later.',
  severity: 'warning',
  set: 'start',
  *document(sheet, run) {
    if (sheet.own !== null) return;
    const { declared, undeclared } = idsOf(sheet);
    if (undeclared.length === 0) return;
    const beside = run.idsBeside(sheet.document.path);
    const unknown = undeclared.filter(({ id }) => !beside.has(id));
    if (unknown.length === 0) return;
    const counts = new Map<string, number>();
    const count = (id: string): void => void counts.set(prefixOf(id), (counts.get(prefixOf(id)) ?? 0) + 1);
    declared.forEach(count);
    for (const id of beside) if (!declared.has(id)) count(id);
    for (const { id, line, column } of unknown) {
      if ((counts.get(prefixOf(id)) ?? 0) < list || gone.test(sheet.lines[line - 1] ?? '')) continue;
      yield at(sheet, { start: { line, column }, end: { line, column: column + id.length } }, `"${id}" is spoken of, but no line declares it.`);
    }
  },
});
