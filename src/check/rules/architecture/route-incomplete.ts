import { blueprintOf } from '../../blueprint.ts';
import { atLine, defineRule } from '../../rule.ts';
import { cellOf, isNothing } from '../../tables.ts';

const parts = ['purpose', 'authentication', 'request', 'response', 'errors'] as const;

export default defineRule({
  id: 'architecture/route-incomplete',
  about: 'A route without purpose, authentication, request, response or errors cannot be built without asking (SEED-003-8, SEED-003-11).',
  fix: 'Write the missing part; "none" is an answer.',
  bad: 'GET /v1/bookings\n- Purpose: list bookings',
  good: 'GET /v1/bookings\n- Purpose: list bookings\n- Authentication: session\n- Request: ...\n- Response: 200 ...\n- Errors: 401 UNAUTHENTICATED',
  severity: 'error',
  set: 'recommended',
  *group(group) {
    if (group.feature === null) return;
    const { routes } = blueprintOf(group);
    for (const route of routes) {
      // A missing part belongs after the one before it.
      let { line } = route;
      for (const part of parts) {
        const said = route.parts.get(part);
        line = said?.line ?? line;
        if (said === undefined || said.text.trim() === '') yield atLine(route.sheet, line, `"${route.id}" does not say its ${part}.`);
      }
    }
    for (const { sheet, declaration } of group.declared.values()) {
      const { row } = declaration;
      if (declaration.kind !== 'route' || row === null) continue;
      for (const column of ['service', 'auth', 'ok']) {
        const cell = cellOf(row, column);
        if (cell !== null && isNothing(cell.text)) yield atLine(sheet, declaration.line, `"${declaration.id}" does not say its ${column}.`);
      }
    }
  },
});
