import { prefixOf } from '../../ids.ts';
import { at, defineRule } from '../../rule.ts';
import type { Sheet } from '../../sheet.ts';

const mention = /(?<![\w/.#-])([A-Z][A-Z]{0,7}-\d{1,4}[a-z]?)(?![\w/-]|\.\d)/g;
/** Where a line starts with an id, the author declares it there, in whatever marks. */
const opening = /^\s*(?:>\s*)*(?:#{1,6}\s+|[-*+]\s+(?:\[[ xX]\]\s+)?|\d+[.)]\s+|\|\s*)?(?:\*\*|__|`|\[)*([A-Z][A-Z]{0,7}-\d{1,4}[a-z]?)(?![\w/-])/;
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
    const declared = declaredIn(sheet);
    const folder = sheet.document.path.slice(0, sheet.document.path.lastIndexOf('/') + 1);
    const beside = folder === '' ? [] : [...run.sheets.values()].filter(other => other !== sheet && other.own === null && other.document.path.startsWith(folder) && !other.document.path.slice(folder.length).includes('/'));
    const known = new Set([...declared, ...beside.flatMap(other => [...declaredIn(other)])]);
    const counts = new Map<string, number>();
    for (const id of known) counts.set(prefixOf(id), (counts.get(prefixOf(id)) ?? 0) + 1);
    if (![...counts.values()].some(count => count >= list)) return;
    const fenced = new Set(sheet.fences.flatMap(({ fence }) => Array.from({ length: fence.span.end.line - fence.span.start.line + 1 }, (_, index) => fence.span.start.line + index)));
    for (const [index, text] of sheet.lines.entries()) {
      if (fenced.has(index + 1) || text.length > 20_000 || gone.test(text)) continue;
      const seen = new Set<string>();
      for (const match of text.matchAll(mention)) {
        const id = match[1] ?? '';
        if (known.has(id) || seen.has(id) || (counts.get(prefixOf(id)) ?? 0) < list) continue;
        seen.add(id);
        yield at(sheet, { start: { line: index + 1, column: match.index + 1 }, end: { line: index + 1, column: match.index + id.length + 1 } }, `"${id}" is spoken of, but no line declares it.`);
      }
    }
  },
});

const cache = new WeakMap<Sheet, Set<string>>();

function declaredIn(sheet: Sheet): Set<string> {
  const before = cache.get(sheet);
  if (before !== undefined) return before;
  const found = new Set(sheet.declarations.map(declaration => declaration.id));
  for (const line of sheet.lines) {
    const id = line.length > 20_000 ? undefined : opening.exec(line)?.[1];
    if (id !== undefined) found.add(id);
  }
  cache.set(sheet, found);
  return found;
}
