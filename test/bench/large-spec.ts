import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

const things = [
  'invoice', 'booking', 'parcel', 'sensor', 'ticket', 'tenant', 'batch', 'ledger', 'contract', 'vehicle', 'shipment', 'warehouse', 'shelf', 'supplier', 'quote', 'receipt', 'refund', 'coupon', 'voucher', 'lesson', 'course', 'exam',
  'grade', 'teacher', 'classroom', 'recipe', 'ingredient', 'menu', 'kitchen', 'driver', 'delivery', 'depot', 'pallet', 'container', 'meter', 'reading', 'tariff', 'outage', 'building', 'floor', 'room', 'visitor', 'badge', 'camera',
  'alarm', 'incident', 'report', 'policy', 'claim', 'payout', 'statement', 'budget', 'expense', 'project', 'sprint', 'release', 'server', 'cluster', 'backup', 'route plan', 'table plan', 'key card', 'audit note', 'bank card', 'account plan', 'milestone',
];

/** Writes a spec below `folder` whose plan has some 2,000 tasks: four requirements for each of 66 things. Gives the feature's name. */
export function writeLargeSpec(folder: string): string {
  const lines = things.flatMap(thing => [`The system must let a member create a ${thing} with a name and a note.`, `The system must list the ${thing}s of a member, newest first.`, `A member must be able to change a ${thing}.`, `A member must be able to delete a ${thing}.`]);
  mkdirSync(join(folder, 'specs/large'), { recursive: true });
  writeFileSync(join(folder, 'specs/large/spec.md'), `# Large\n\n## Requirements\n\n${lines.map((line, at) => `- **FR-${String(at + 1).padStart(3, '0')}**: ${line}`).join('\n')}\n`);
  writeFileSync(join(folder, 'plan.config.yaml'), '{}\n');
  return 'large';
}
