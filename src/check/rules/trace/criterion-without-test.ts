import { atLine, defineRule } from '../../rule.ts';

export default defineRule({
  id: 'trace/criterion-without-test',
  about: 'A criterion that no test proves is checked by nobody.',
  fix: 'Add a test row for it in the traceability document, or run plan render.',
  bad: 'FR-007/AC-1 without a TEST row',
  good: '| TEST-9x3m | FR-007/AC-1 | api |',
  severity: 'warning',
  set: 'recommended',
  *group(group) {
    if (group.feature === null) return;
    const proved = new Set<string>();
    let tests = 0;
    for (const { declaration } of group.declared.values()) {
      if (declaration.kind !== 'test' || declaration.row === null) continue;
      tests++;
      for (const cell of declaration.row.cells.slice(1)) for (const part of cell.text.split(',')) proved.add(part.trim());
    }
    // An excerpt lists few tests and says so; a rule that counts must not accuse it.
    if (tests === 0 || group.sheets.some(sheet => /\bmore of the same form\b/.test(sheet.document.text))) return;
    for (const { sheet, declaration } of group.declared.values()) {
      if (declaration.kind === 'criterion' && !proved.has(declaration.id)) yield atLine(sheet, declaration.line, `No test proves "${declaration.id}".`);
    }
  },
});
