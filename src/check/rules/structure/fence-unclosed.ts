import { atLine, defineRule } from '../../rule.ts';

export default defineRule({
  id: 'structure/fence-unclosed',
  about: 'A code block without its closing fence swallows the rest of the document.',
  fix: 'Close the block with the marks that opened it.',
  bad: '```json\n{ }',
  good: '```json\n{ }\n```',
  severity: 'error',
  set: 'start',
  *document(sheet) {
    for (const { fence } of sheet.fences) {
      if (fence.closed) continue;
      yield atLine(sheet, fence.span.start.line, 'This code block is never closed; everything after it is read as code.');
    }
  },
});
