import { at, defineRule } from '../../rule.ts';

const parts = [
  { name: 'a decision', pattern: /\{"|\{[A-Za-z]/ },
  { name: 'a security checkpoint (sec)', pattern: /:::sec\b/ },
  { name: 'an audit point (audit)', pattern: /:::audit\b/ },
  { name: 'an error path (err)', pattern: /:::err\b/ },
] as const;

export default defineRule({
  id: 'diagrams/flow-parts',
  about: 'A workflow diagram shows decisions, error paths, security and audit points (SEED-002-18); without them it shows only the sunny day.',
  fix: 'Add what is missing to the flow, or say under it why this flow has none.',
  bad: 'a flow of four boxes and no error',
  good: 'a decision with a labelled error edge, a :::sec and an :::audit node',
  severity: 'info',
  set: 'all',
  *document(sheet) {
    if (sheet.own?.doc !== 'workflows') return;
    for (const { fence } of sheet.fences) {
      if (fence.lang !== 'mermaid' || !/^\s*(?:flowchart|graph)\b/.test(fence.content)) continue;
      const missing = parts.filter(part => !part.pattern.test(fence.content)).map(part => part.name);
      if (missing.length > 0) yield at(sheet, { start: fence.span.start, end: { line: fence.span.start.line, column: fence.span.start.column + 3 } }, `This flow lacks ${missing.join(', ')}.`);
    }
  },
});
