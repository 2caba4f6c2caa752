import { blueprintOf } from '../../blueprint.ts';
import { atLine, defineRule } from '../../rule.ts';
import type { Sheet } from '../../sheet.ts';

export default defineRule({
  id: 'architecture/contract-missing',
  about: 'A route in the table without a contract in the blueprint is a name without a meaning, and the other way round.',
  fix: 'Add the contract under "1. API Routes", or the row in the route table.',
  bad: 'the table has GET /v1/exports, the blueprint has not',
  good: 'both have GET /v1/exports',
  severity: 'error',
  set: 'recommended',
  *group(group) {
    if (group.feature === null) return;
    const { routes } = blueprintOf(group);
    // An excerpt shows one contract and says so.
    if (routes.length === 0 || group.sheets.some(sheet => sheet.own?.doc === 'add' && /\bmore of the same form\b/.test(sheet.document.text))) return;
    const told = new Set(routes.map(route => route.id));
    for (const { sheet, declaration } of group.declared.values()) if (declaration.kind === 'route' && !told.has(declaration.id)) yield atLine(sheet, declaration.line, `"${declaration.id}" has no contract in the blueprint.`);
    let row: { sheet: Sheet; line: number } | null = null;
    for (const route of routes) {
      const declared = group.declared.get(route.id);
      if (declared !== undefined) row = { sheet: declared.sheet, line: declared.declaration.line };
      else {
        yield atLine(route.sheet, route.line, `"${route.id}" stands in the blueprint, but not in the route table.`);
        if (row !== null) yield atLine(row.sheet, row.line, `The row of "${route.id}" should stand after this one and does not.`);
      }
    }
  },
});
