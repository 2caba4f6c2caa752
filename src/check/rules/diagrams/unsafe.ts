import { atLine, defineRule } from '../../rule.ts';

export default defineRule({
  id: 'diagrams/unsafe',
  about: 'A directive or a click handler changes how a viewer runs the diagram; a plan has no use for either.',
  fix: 'Remove the line.',
  bad: '%%{init: {"securityLevel": "loose"}}%%',
  good: 'flowchart TD',
  severity: 'warning',
  set: 'recommended',
  *document(sheet) {
    for (const { fence } of sheet.fences) {
      if (fence.lang !== 'mermaid') continue;
      for (const [index, line] of fence.content.split('\n').entries()) {
        if (/%%\{\s*init[^}]*securityLevel/.test(line) || /^\s*click\s+\S+\s+(?:call|javascript:|"javascript:)/i.test(line)) yield atLine(sheet, fence.contentLine + index, 'This line makes the diagram run code or loosens its safety.');
      }
    }
  },
});
