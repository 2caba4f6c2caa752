import { atLine, defineRule } from '../../rule.ts';

/** Kinds whose form no ordinary name has. */
const certain = new Set<string>(['author', 'criterion', 'task', 'test', 'nfr', 'risk', 'decision', 'package', 'workflow']);

export default defineRule({
  id: 'ids/duplicate',
  about: 'An id that is declared twice names two things; every reference to it is then a guess.',
  fix: 'Keep one declaration; give the other its own id or make it a reference in code marks.',
  bad: '- **FR-001** a\n- **FR-001** b',
  good: '- **FR-001** a\n- **FR-002** b',
  severity: 'error',
  set: 'start',
  *group(group) {
    for (const { all } of group.declared.values()) {
      if (all.length < 2) continue;
      const [first, ...others] = all;
      if (first === undefined) continue;
      for (const { sheet, declaration } of others) {
        // A foreign heading may repeat an id for its details below the list that declares it.
        if (group.feature === null && declaration.how !== first.declaration.how) continue;
        if (group.feature === null && declaration.section !== first.declaration.section && declaration.how === 'cell') continue;
        if (group.feature === null && !certain.has(declaration.kind ?? '')) continue;
        yield atLine(sheet, declaration.line, `"${declaration.id}" is declared on line ${first.declaration.line}${first.sheet === sheet ? '' : ` of ${first.sheet.document.path}`} already.`);
      }
    }
  },
});
