import { atLine, defineRule } from '../../rule.ts';

export default defineRule({
  id: 'diagrams/empty',
  about: 'A diagram block without a diagram shows an error box.',
  fix: 'Draw it or remove the block.',
  bad: '```mermaid\n```',
  good: '```mermaid\nflowchart TD\n  a["start"] --> b["done"]\n```',
  severity: 'error',
  set: 'start',
  *document(sheet) {
    for (const { fence } of sheet.fences) {
      if (fence.lang !== 'mermaid' || !fence.closed) continue;
      const lines = fence.content.split('\n').filter(line => line.trim() !== '' && !line.trim().startsWith('%%'));
      if (lines.length === 0) yield atLine(sheet, fence.span.start.line, 'This diagram is empty.');
      else if (lines.length === 1 && /^\s*(?:flowchart|graph|sequenceDiagram|erDiagram|classDiagram|stateDiagram(?:-v2)?|gantt)(?:\s+(?:TD|TB|LR|RL|BT))?\s*$/.test(lines[0] ?? '')) yield atLine(sheet, fence.span.start.line, 'This diagram has a type and nothing else.');
    }
  },
});
