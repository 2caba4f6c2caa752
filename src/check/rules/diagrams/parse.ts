import { atLine, defineRule } from '../../rule.ts';

export default defineRule({
  id: 'diagrams/parse',
  about: 'A diagram that Mermaid cannot read is shown as an error box.',
  fix: 'Mend the line; text with brackets or punctuation needs quotes.',
  bad: 'A[Call (now)] --> end',
  good: 'A["Call (now)"] --> B["End"]',
  severity: 'error',
  set: 'start',
  *document(sheet, run) {
    if (run.diagrams === null) return;
    for (const { fence } of sheet.fences) {
      if (fence.lang !== 'mermaid' || fence.content.trim() === '') continue;
      const verdict = run.diagrams.get(fence.content);
      if (verdict === undefined || verdict.ok) continue;
      const line = fence.contentLine + (verdict.line ?? 1) - 1;
      yield atLine(sheet, Math.min(line, fence.span.end.line), `Mermaid cannot read this ${verdict.type ?? 'diagram'}: ${verdict.message}.`);
    }
  },
});
