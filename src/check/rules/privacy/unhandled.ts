import { blueprintOf } from '../../blueprint.ts';
import { atLine, defineRule } from '../../rule.ts';
import { siblingOf } from '../../siblings.ts';
import type { Sheet } from '../../sheet.ts';

const personal = /^(?:user_?)?(?:e_?mail(?:_?address)?|phone(?:_?number)?|mobile(?:_?number)?|date_?of_?birth|birth_?(?:date|day)|dob|ssn|social_?security(?:_?number)?|passport(?:_?(?:no|number))?|national_?id|tax_?id|home_?address|street(?:_?address)?|postal_?address|full_?name|first_?name|last_?name|surname|ip_?address|iban|card_?number|health_?\w+|diagnosis|blood_?type)$/i;
const handled = /\b(?:privacy|personal (?:data|information)|pii|gdpr|ccpa|hipaa|dsgvo|rgpd|encrypt\w*|pseudonym\w*|anonymi\w*|redact\w*|mask(?:ed|ing)?|retention|erasure|consent|data protection|right to be forgotten)\b|個人情報|プライバシー|暗号化|隐私|加密/i;

export default defineRule({
  id: 'privacy/unhandled',
  about: 'A field about a person that nobody says how to keep, hide or delete is kept for ever, in the clear, in every backup.',
  fix: 'Say for each such field: stored, cached until when, encrypted, hashed or dropped.',
  bad: '| Field | Type |\n| --- | --- |\n| email | string |',
  good: '| Field | Type | Privacy |\n| --- | --- | --- |\n| email | string | encrypted, erased with the account |',
  severity: 'warning',
  set: 'recommended',
  *document(sheet, run) {
    if (sheet.own !== null || handled.test(sheet.document.text)) return;
    // A spec or design beside it may say it for all documents of the change.
    if ((['requirements.md', 'design.md', 'spec.md', 'plan.md', 'proposal.md'] as const).some(name => handled.test(siblingOf(run, sheet, name)?.document.text ?? ''))) return;
    const fields = fieldsOf(sheet).filter(field => personal.test(field.name));
    const [first] = fields;
    if (first === undefined) return;
    const names = [...new Set(fields.map(field => field.name))];
    yield atLine(sheet, first.line, `${names.slice(0, 4).map(name => `"${name}"`).join(', ')}${names.length > 4 ? ` and ${names.length - 4} more` : ''}: nothing here says how personal data is kept or erased.`);
  },
  *group(group) {
    if (group.feature === null) return;
    for (const model of blueprintOf(group).models) {
      for (const field of model.fields) {
        if (/(?:^|_)(?:token|secret|password|api_key|private_key)(?:_|$)/.test(field.name) && /\b(?:str|string|text|bytes)\b/i.test(field.text) && !/\bencrypt|\bhash|\bsealed|\bdigest/i.test(field.text)) yield atLine(model.sheet, field.line, `"${model.name}.${field.name}" is secret, but neither encrypted nor hashed.`);
      }
    }
  },
});

/** Fields that a document declares: rows of a table with a field and a type, and `name: type` lines of schemas in code blocks. */
function fieldsOf(sheet: Sheet): { name: string; line: number }[] {
  const fields: { name: string; line: number }[] = [];
  for (const { table } of sheet.tables) {
    const header = table.header.map(cell => cell.text.trim().toLowerCase());
    const at = header.findIndex(name => /^(?:field|column|attribute|property)\b/.test(name));
    if (at >= 0 && header.some(name => /^(?:data )?type\b/.test(name))) for (const row of table.rows) fields.push({ name: (row.cells[at]?.text ?? '').trim(), line: row.span.start.line });
  }
  for (const { fence } of sheet.fences) {
    if (/^(?:bash|sh|shell|console|mermaid|http|yaml|yml|diff|text)$/.test(fence.lang)) continue;
    for (const [index, row] of fence.content.split('\n').entries()) {
      const name = /^\s*(?:(?:public|private|readonly|val|var|let)\s+)?["'`]?([A-Za-z_]\w{2,40})["'`]?\??\s*(?::|\s)\s*["'`]?(?:str(?:ing)?|text|varchar|char|date(?:time)?|email|optional|emailstr|String|VARCHAR|TEXT|DATE)\b/i.exec(row)?.[1];
      if (name !== undefined) fields.push({ name, line: fence.contentLine + index });
    }
  }
  return fields.sort((a, b) => a.line - b.line);
}
