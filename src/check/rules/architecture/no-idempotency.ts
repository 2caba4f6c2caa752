import { blueprintOf } from '../../blueprint.ts';
import { atLine, defineRule } from '../../rule.ts';
import { cellOf, isNothing } from '../../tables.ts';

export default defineRule({
  id: 'architecture/no-idempotency',
  about: 'A POST that starts a job without an idempotency key runs the job twice when the network hiccups.',
  fix: 'Ask for an `Idempotency-Key` and say so in the Key column and in the contract.',
  bad: '| POST /v1/imports | ImportService | session | job | - | 202 |',
  good: '| POST /v1/imports | ImportService | session | job | yes | 202 |',
  severity: 'error',
  set: 'recommended',
  *group(group) {
    if (group.feature === null) return;
    const jobs = new Set<string>();
    const keyed = new Map(blueprintOf(group).routes.flatMap(route => (route.parts.has('request') ? [[route.id, /Idempotency-Key/i.test(route.parts.get('request')?.text ?? '')] as const] : [])));
    const asked = new Set<string>();
    for (const { sheet, declaration } of group.declared.values()) {
      const { row, id } = declaration;
      if (declaration.kind !== 'route' || row === null || !row.header.includes('key') || !id.startsWith('POST ')) continue;
      const webhook = /webhook|public/.test(cellOf(row, 'auth')?.text ?? '');
      const without = /^(?:no|false)?$/i.test((cellOf(row, 'key')?.text ?? '').trim()) || isNothing(cellOf(row, 'key')?.text ?? '');
      if (!without) asked.add(id);
      if (cellOf(row, 'ok')?.text.trim() !== '202' || webhook) {
        if (without && keyed.get(id) === true) yield atLine(sheet, declaration.line, `The contract of "${id}" asks for an Idempotency-Key, this table does not.`);
        continue;
      }
      jobs.add(id);
      if (without) yield atLine(sheet, declaration.line, `"${id}" starts a job (202) without an idempotency key.`);
    }
    for (const route of blueprintOf(group).routes) {
      const request = route.parts.get('request');
      if ((jobs.has(route.id) || asked.has(route.id)) && request !== undefined && !/Idempotency-Key/i.test(request.text)) yield atLine(route.sheet, request.line, `The contract of "${route.id}" asks for no Idempotency-Key.`);
    }
  },
});
