import { at, defineRule } from '../../rule.ts';
import { startsNumbered } from '../../titles.ts';

const id = /(?<![\w-])T(\d{3,4})(?![\w-])/g;

export default defineRule({
  id: 'wbs/unknown-task',
  about: 'A dependency on a task number that the list does not have keeps a task waiting for nothing.',
  fix: 'Name the task that was meant, or add it.',
  bad: '- [ ] T001 Set up\n\nT009 waits for T001',
  good: '- [ ] T001 Set up\n- [ ] T002 Add the table\n\nT002 waits for T001',
  severity: 'warning',
  set: 'start',
  *document(sheet) {
    if (sheet.own !== null) return;
    const declared = new Set<string>();
    for (const box of sheet.boxes) {
      const own = startsNumbered(box.title) ? /^(?:\[P\]\s*)?(T\d{3,4})\b/.exec(box.title)?.[1] : undefined;
      if (own !== undefined) declared.add(own);
    }
    if (declared.size < 3) return;
    const width = [...declared][0]?.length ?? 4;
    const fenced = new Set(sheet.fences.flatMap(({ fence }) => Array.from({ length: fence.span.end.line - fence.span.start.line + 1 }, (_, index) => fence.span.start.line + index)));
    for (const [index, text] of sheet.lines.entries()) {
      // Examples in code blocks may speak of another list.
      if (fenced.has(index + 1) || text.length > 20_000) continue;
      const seen = new Set<string>();
      for (const match of text.matchAll(id)) {
        if (declared.has(match[0]) || match[0].length !== width || seen.has(match[0])) continue;
        seen.add(match[0]);
        yield at(sheet, { start: { line: index + 1, column: match.index + 1 }, end: { line: index + 1, column: match.index + match[0].length + 1 } }, `No task of this list is called ${match[0]}.`);
      }
    }
  },
});
