import { atLine, defineRule } from '../../rule.ts';

export default defineRule({
  id: 'trace/route-unused',
  about: 'A route of the architecture that no requirement, workflow or screen names is scope nobody asked for.',
  fix: 'Name it in the PRD row of the requirement it answers, or remove it.',
  bad: 'add.md declares GET /v1/exports, prd.md never names it',
  good: 'prd.md: `GET /v1/exports` in the row of FR-009',
  severity: 'error',
  set: 'recommended',
  *group(group) {
    if (group.feature === null) return;
    const prd = group.sheets.filter(sheet => sheet.own?.doc === 'prd');
    if (prd.length === 0) return;
    const named = new Set(prd.flatMap(sheet => sheet.references.filter(reference => reference.kind === 'route').map(reference => reference.id)));
    for (const { sheet, declaration } of group.declared.values()) {
      if (declaration.kind === 'route' && !named.has(declaration.id)) yield atLine(sheet, declaration.line, `The PRD does not name "${declaration.id}".`);
    }
  },
});
