import { atLine, defineRule } from '../../rule.ts';
import { statementsOf } from '../../statements.ts';

export default defineRule({
  id: 'requirements/compound',
  about: 'Two demands under one id are half met, half tested and half traced.',
  fix: 'Give each demand an id of its own.',
  bad: '- **FR-004**: The system MUST send a receipt and MUST keep it for 10 years.',
  good: '- **FR-004**: The system MUST send a receipt.\n- **FR-005**: The system MUST keep receipts for 10 years.',
  severity: 'info',
  set: 'recommended',
  *document(sheet) {
    if (sheet.own !== null) return;
    for (const { text, id, line } of statementsOf(sheet)) {
      if (id === null) continue;
      // The word of a quotation or of an example in brackets demands nothing.
      const count = text.replace(/"[^"]*"|\([^)]*\)/g, '').match(/\b(?:must|shall|MUST|SHALL)\b/g)?.length ?? 0;
      if (count > 1) yield atLine(sheet, line, `"${id}" demands ${count} things.`);
    }
  },
});
