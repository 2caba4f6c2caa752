import { nearest } from '../../../text/nearest.ts';
import { blueprintOf } from '../../blueprint.ts';
import { knownOf } from '../../known.ts';
import { at, atLine, defineRule } from '../../rule.ts';
import { cellOf } from '../../tables.ts';

const code = /(?<![A-Za-z0-9_])[A-Z][A-Z0-9]{3,}(?:_[A-Z0-9]+)*(?![A-Za-z0-9_])/g;

export default defineRule({
  id: 'architecture/error-undeclared',
  about: 'An error code outside the catalogue reaches the caller without a status, a message or a way on.',
  fix: 'Add it under "4. Error Handling", or use a declared code.',
  bad: '- Errors: 409 SLOT_GONE (not in the catalogue)',
  good: '- Errors: 409 SLOT_FULL',
  severity: 'error',
  set: 'recommended',
  *group(group) {
    if (group.feature === null) return;
    const known = knownOf(group);
    if (!known.kinds.has('error')) return;
    for (const { sheet, declaration } of group.declared.values()) {
      if (declaration.kind !== 'route' || declaration.row === null) continue;
      for (const [word] of (cellOf(declaration.row, 'own errors', 'errors')?.text ?? '').matchAll(code)) if (!known.ids.has(word)) yield atLine(sheet, declaration.line, `"${word}" is not in the error catalogue.`);
    }
    for (const route of blueprintOf(group).routes) {
      const errors = route.parts.get('errors');
      for (const [word] of (errors?.text ?? '').matchAll(code)) if (!known.ids.has(word)) yield atLine(route.sheet, errors?.line ?? route.line, `"${word}" is not in the error catalogue.`);
    }
    // One word in capitals that is nearly a declared code was meant to be it, wherever it stands.
    const codes = [...group.declared.values()].filter(({ declaration }) => declaration.row?.header.includes('what the caller can do') === true).map(({ declaration }) => declaration.id);
    for (const { sheet, reference } of group.references) {
      if (reference.kind !== null || !/^[A-Z][A-Z0-9]{6,}$/.test(reference.id) || known.ids.has(reference.id)) continue;
      const near = nearest(reference.id, codes);
      if (near !== null) yield at(sheet, reference.place, `"${reference.id}" is not in the error catalogue; "${near}" is.`);
    }
  },
});
