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
      const marks = /(`{3,}|~{3,})/.exec(sheet.lines[fence.span.start.line - 1] ?? '')?.[1] ?? '```';
      const end = sheet.document.text.length;
      // Only a block that runs to the end of the document can be closed without moving anything out of it.
      const last = sheet.document.text.slice(fence.span.end.offset).trim() === '' && fence.span.start.column === 1;
      yield atLine(sheet, fence.span.start.line, 'This code block is never closed; everything after it is read as code.', last ? { fix: { start: end, end, text: `${sheet.document.text.endsWith('\n') ? '' : '\n'}${marks}\n` } } : {});
    }
  },
});
