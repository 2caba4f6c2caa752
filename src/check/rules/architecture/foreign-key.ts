import { blueprintOf, diagramsOf } from '../../blueprint.ts';
import { piecesOf, placeAt, sentencesOf } from '../../prose.ts';
import { atLine, defineRule } from '../../rule.ts';
import { rowsOf } from '../../tables.ts';

const key = /\b(?:foreign key|FK)\b|\breferences\s+`?[a-z_]+`?\s*\(/i;
/** In a sentence: a key and what it points to. Counts of keys and remarks on them name no target. */
const pointed = /\b(?:foreign key|FK)\b(?:\s+constraints?)?(?:\s*\([^)]*\)|\s+from\s+\S+)?\s*(?:to|->|→|on|into|references)\s+\S+|\breferences\s+`?[a-z_]+`?\s*\(|\breferences?\s+`?\w+`?\s+(?:by|through|with)\s+an?\s+(?:foreign key|FK)\b/i;
const people = /\b(?:users?|accounts?|athletes?|members?)\b/i;
const denial = /\b(?:no|none|0|without|has none|not)\b[^.;]{0,40}\b(?:foreign keys?|FK)\b|\bforeign keys?:?\s*(?:none|0|no|to users only)/i;
/** A rule for the whole schema that lets more tables than the one of people be pointed to. */
const widened = /\bforeign keys?\b:?\s+(?:point )?to\s+`?(?:users?|accounts?)`?(?:,\s*`?\w+`?)*,?\s+(?:and|or)\s+(?!people\b|accounts?\b|users?\b|nothing\b|no\b|none\b)`?[a-z_]+/i;

export default defineRule({
  id: 'architecture/foreign-key',
  about: 'Database foreign keys point to users or accounts only (SEED-004-7); everything else is held together by services and a sweeper.',
  fix: 'Drop the constraint and say which service keeps the reference true.',
  bad: '- activity_id: Ksuid (foreign key to activities)',
  good: '- activity_id: Ksuid (reference, enforced by service)',
  severity: 'error',
  set: 'recommended',
  *group(group) {
    if (group.feature === null) return;
    const bad = (text: string): boolean => key.test(text) && !denial.test(text) && !people.test(text.replace(/^.*?(?:foreign key|FK|references)/i, '').slice(0, 40)) && !people.test(text.split(/\bforeign key|\bFK\b/i)[0]?.split(/[\s;,(]+/).slice(-2).join(' ') ?? '');
    for (const model of blueprintOf(group).models) for (const field of model.fields) if (bad(`${field.name} ${field.text}`) && !/^user_id\b|^account_id\b/.test(field.name)) yield atLine(model.sheet, field.line, `"${model.name}.${field.name}" is a foreign key to something other than users.`);
    for (const sheet of group.sheets) {
      if (sheet.own?.doc !== 'prd') continue;
      for (const { row } of rowsOf(sheet)) {
        const column = row.header.indexOf('relationships');
        const text = column < 0 ? '' : row.cells[column]?.text ?? '';
        for (const relation of text.split(';')) if (/\bfk\b|foreign key/i.test(relation) && !people.test(relation)) yield atLine(sheet, row.span.start.line, `"${row.cells[0]?.text ?? ''}" has a foreign key to something other than users.`);
      }
    }
    const told = new Set(blueprintOf(group).models.flatMap(model => model.fields.map(field => field.line)));
    for (const sheet of group.sheets) {
      if (sheet.own?.doc !== 'add') continue;
      // Sentences and table rows of the schema, beside the fields of the blueprint.
      const said = new Set<number>();
      for (const piece of piecesOf(sheet)) {
        for (const sentence of pointed.test(piece.raw) || widened.test(piece.raw) ? sentencesOf(piece) : []) {
          if (!widened.test(sentence.text) && (!pointed.test(sentence.text) || !bad(sentence.text))) continue;
          const { line } = placeAt(piece, sentence.index);
          if (said.has(line) || told.has(line)) continue;
          said.add(line);
          yield atLine(sheet, line, 'This is a foreign key to something other than users.');
        }
      }
    }
    for (const { sheet, fence } of diagramsOf(group)) {
      if (!/^\s*erDiagram/m.test(fence.content)) continue;
      for (const [index, text] of fence.content.split('\n').entries()) if (/:\s*"[^"]*\b(?:fk|foreign key)\b/i.test(text) && !people.test(text.split(/[|}o]{2}/)[0] ?? '')) yield atLine(sheet, fence.contentLine + index, 'This relation is a foreign key to something other than users.');
    }
  },
});
