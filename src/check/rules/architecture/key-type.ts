import { blueprintOf } from '../../blueprint.ts';
import { atLine, defineRule } from '../../rule.ts';

const forbidden = /^(uuid(?:v\d)?|guid|int(?:eger)?|bigint|bigserial|serial|int64|number|objectid|auto[- ]?increment)\b/i;

export default defineRule({
  id: 'architecture/key-type',
  about: 'Every model has a KSUID string as its primary key (SEED-004-5); a UUID, a counter or an ObjectId does not sort by time or leaks how many rows there are.',
  fix: 'Make the key a KSUID; keep the outside id as an own field with a unique index.',
  bad: '- id: uuid (primary key)',
  good: '- id: Ksuid (primary key)',
  severity: 'error',
  set: 'recommended',
  *group(group) {
    if (group.feature === null) return;
    for (const model of blueprintOf(group).models) {
      for (const field of model.fields) {
        const primary = field.name === 'id' || field.name === '_id' || /\bprimary key\b/i.test(field.text);
        const type = forbidden.exec(field.text.replace(/^`/, '').trim());
        if (primary && type !== null) yield atLine(model.sheet, field.line, `The key "${model.name}.${field.name}" is of type ${type[1]}, not a KSUID.`);
      }
    }
  },
});
