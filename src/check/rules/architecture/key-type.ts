import { blueprintOf } from '../../blueprint.ts';
import { piecesOf } from '../../prose.ts';
import { atLine, defineRule } from '../../rule.ts';
import { cellOf, rowsOf } from '../../tables.ts';

/** Never the type of a key, wherever the line says it; `int` may also be a bound or a unit. */
const anywhere = /\b(uuid(?:v?\d)?|guid|objectid|bigserial|auto[- ]?increment)\b/i;
const forbidden = /^(uuid(?:v\d)?|guid|int(?:eger)?|bigint|bigserial|serial|int64|number|objectid|auto[- ]?increment)\b/i;
/** What a sentence says that every key is; a count of such keys or a denial says it of none. */
const said = /\b(?:primary )?keys?\b(?: [`"]?_?id[`"]?)?(?: columns?| types?)?(?: of (?:each|every|all|an?|the) \w+)? (?:is|are|uses?|will be)(?: of type| stored as)?(?: an?| the)? (?:random |sequential )?(uuid(?: ?v ?\d)?|guid|bigserial|serial|bigint|integer|objectid|auto[- ]?increment\w*)s?\b/i;
/** The same the other way round: a row that has such a key, and a field that is one. */
const owned = /(?:\b(?:has|have|gets?|carr(?:y|ies)|with) (?:an?|the) |^`?_?id`?:? )(?:random |sequential )?(uuid(?: ?v ?\d)?|guid|bigserial|serial|bigint|integer|objectid|auto[- ]?increment\w*)(?: as)?(?: its| the)? primary key\b/i;
/** The name of the key stands for it. */
const named = /(?:^|\b(?:each|every|the|all) )[`"]?_?ids?[`"]? (?:is|are|will be)(?: of type| stored as)?(?: an?)? [`"]?(uuid(?: ?v ?\d)?|guid|bigserial|serial|bigint|integer|objectid|auto[- ]?increment\w*)s?\b/i;

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
        const type = forbidden.exec(field.text.replace(/^`/, '').trim()) ?? anywhere.exec(field.text);
        if (primary && type !== null) yield atLine(model.sheet, field.line, `The key "${model.name}.${field.name}" is of type ${type[1]}, not a KSUID.`);
      }
    }
    for (const sheet of group.sheets) {
      if (sheet.own?.doc !== 'add') continue;
      for (const { row } of rowsOf(sheet)) {
        const name = cellOf(row, 'field', 'column', 'attribute')?.text.trim();
        const type = forbidden.exec(cellOf(row, 'type')?.text.trim() ?? '');
        if ((name === 'id' || name === '_id') && type !== null) yield atLine(sheet, row.span.start.line, `The key "${name}" is of type ${type[1]}, not a KSUID.`);
        // A supporting model has all its fields in one cell.
        for (const field of cellOf(row, 'fields')?.text.split(';') ?? []) {
          const [, key, rest] = /^\s*`?(\w+)`?:\s*(.*)$/.exec(field) ?? [];
          const kind = rest === undefined ? null : forbidden.exec(rest) ?? anywhere.exec(rest);
          if (kind !== null && (key === 'id' || key === '_id' || /\bprimary key\b/i.test(rest ?? ''))) yield atLine(sheet, row.span.start.line, `The key "${row.cells[0]?.text.trim() ?? ''}.${key ?? ''}" is of type ${kind[1]}, not a KSUID.`);
        }
      }
      for (const piece of piecesOf(sheet)) {
        const match = said.exec(piece.text) ?? owned.exec(piece.text) ?? named.exec(piece.text);
        if (match !== null) yield atLine(sheet, piece.span.start.line, `Keys of type ${match[1]} are no KSUIDs.`);
      }
    }
  },
});
