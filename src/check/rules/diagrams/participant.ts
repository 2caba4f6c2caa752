import { diagramsOf } from '../../blueprint.ts';
import { knownOf } from '../../known.ts';
import { atLine, defineRule } from '../../rule.ts';

const line = /^\s*(?:create\s+)?(participant|actor)\s+(\S+)(?:\s+as\s+(.+?))?\s*$/;
/** Callers and carriers that no service declares. */
const ordinary = /^(?:user|person|client|browser|app|web ?app|frontend|spa|operator|admin|api|server|backend|database|db|queue|worker|cache|redis|scheduler|cron|clock|relay|proxy|provider)$/i;

export default defineRule({
  id: 'diagrams/participant',
  about: 'A participant of a sequence diagram that no service declares is a component nobody owns.',
  fix: 'Name a declared service, gateway, job, model or consumer.',
  bad: 'participant P as PaymentBroker, which nothing declares',
  good: 'participant P as PaymentGateway',
  severity: 'warning',
  set: 'recommended',
  *group(group) {
    if (group.feature === null) return;
    const known = knownOf(group);
    if (!known.kinds.has('service')) return;
    const names = new Set([...known.ids].map(id => id.toLowerCase()));
    for (const { declaration } of group.declared.values()) if (declaration.kind === 'consumer') for (const cell of declaration.row?.cells.slice(0, 2) ?? []) names.add(cell.text.trim().toLowerCase());
    for (const { sheet, fence } of diagramsOf(group)) {
      if (!/^\s*sequenceDiagram/m.test(fence.content)) continue;
      for (const [index, text] of fence.content.split('\n').entries()) {
        const match = line.exec(text);
        if (match === null) continue;
        const name = (match[3] ?? match[2] ?? '').replace(/^"|"$/g, '').trim();
        const first = name.split(/[.\s]/)[0] ?? '';
        if (match[1] === 'actor' || ordinary.test(name) || names.has(name.toLowerCase()) || names.has(first.toLowerCase())) continue;
        yield atLine(sheet, fence.contentLine + index, `No service, job, model or consumer is called "${name}".`);
      }
    }
  },
});
