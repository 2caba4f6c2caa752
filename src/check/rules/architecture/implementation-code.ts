import { atLine, defineRule } from '../../rule.ts';

const languages = new Set(['python', 'py', 'javascript', 'js', 'typescript', 'ts', 'tsx', 'jsx', 'java', 'go', 'rust', 'ruby', 'rb', 'php', 'c', 'cpp', 'csharp', 'cs', 'kotlin', 'swift', 'scala', 'sql', 'plpgsql']);
const sql = /^[^\S\n]*(?:CREATE\s+(?:OR\s+REPLACE\s+)?(?:TEMP(?:ORARY)?\s+|UNIQUE\s+|MATERIALIZED\s+)?(?:TABLE|INDEX|TYPE|VIEW|FUNCTION|PROCEDURE|TRIGGER|POLICY|SCHEMA|ROLE|USER|EXTENSION|SEQUENCE|DOMAIN|DATABASE)|(?:ALTER|DROP)\s+(?:TABLE|INDEX|TYPE|VIEW|FUNCTION|TRIGGER|POLICY|SCHEMA|ROLE|SEQUENCE|DOMAIN|DATABASE)|INSERT\s+INTO|MERGE\s+INTO|TRUNCATE\s+TABLE|(?:GRANT|REVOKE)\s+\S.*\s+ON|WITH\s+\w+\s+AS\s*\(|SELECT\s+.+\s+FROM|UPDATE\s+\S+\s+SET|DELETE\s+FROM)(?!\w)/im;
/** A statement that starts a paragraph; ordinary sentences begin with other words. */
const statement = /^(?:create (?:or replace )?(?:unique )?(?:table|index|view|type|function|policy|trigger)|alter table|insert into|drop (?:table|index)|delete from|update \w+ set|select .+ from)\s+[\w"`.]+/i;
const body = /^[^\S\n]*(?:(?:await\s+)?db\.\w+\.(?:\w+Index(?:es)?|insert\w*|update\w*|delete\w*|replace\w*|find\w*|aggregate|drop|bulkWrite)\(|(?:export\s+)?(?:default\s+)?(?:async\s+)?function\s*\*?\s*\w*\s*\([^)]*\)[^;{]*\{|(?:async\s+)?def\s+\w+\s*\(.*\).*:\s*$|(?:export\s+)?(?:abstract\s+)?class\s+\w+[^;]*[{:]\s*$|(?:export\s+)?(?:const|let|var)\s+\w+\s*=\s*(?:async\s*)?(?:\([^)]*\)|\w+)\s*(?::[^=]+)?=>|func\s+(?:\([^)]*\)\s*)?\w+\s*\(.*\{\s*$|(?:pub\s+)?fn\s+\w+\s*[(<].*\{\s*$|(?:public|private|protected)\s+(?:static\s+)?\w[\w<>[\]]*\s+\w+\s*\(.*\{\s*$|(?:public|private|protected|internal)\s+(?:(?:static|async|override|virtual|final)\s+){0,3}\w[\w<>[\]]*\s+\w+\s*\([^)\n]*\)\s*\{\s*$|\w+\s*\(\)\s*\{\s*$|def\s+\w+[!?]?(?:\([^)\n]*\))?[ \t]*\n(?:.*\n){1,20}?\s*end\s*$)/m;

/** A statement that a command is given. */
const quoted = /["'](?:CREATE\s+(?:UNIQUE\s+)?(?:TABLE|INDEX|TYPE|VIEW|POLICY)|(?:ALTER|DROP)\s+(?:TABLE|INDEX|TYPE|VIEW|POLICY)|INSERT\s+INTO|DELETE\s+FROM)\s+[\w.]+[^"'\n]*[\s(;][^"'\n]*["']/;

/** A whole statement in a sentence; a task may name the kind of statement that its file holds. */
const inlineSql = (text: string): boolean => /[;(]|\s(?:SET|FROM|INTO)\s/.test(text) && sql.test(text);

export default defineRule({
  id: 'architecture/implementation-code',
  about: 'A design document names contracts and decisions; code in it is a second copy that nobody runs (SEED-003-7, SEED-004-4).',
  fix: 'Name the file instead; keep signatures, field tables, JSON examples and folder trees.',
  bad: '```sql\nCREATE TABLE bookings (id text);\n```',
  good: 'Table `bookings`: see "3. Data Models".',
  severity: 'error',
  set: 'recommended',
  *document(sheet) {
    if (sheet.own === null) return;
    for (const { fence } of sheet.fences) {
      if (fence.lang === 'mermaid' || fence.lang === 'json' || fence.lang === 'markdown' || fence.lang === 'md') continue;
      const found = sql.exec(fence.content) ?? quoted.exec(fence.content) ?? body.exec(fence.content);
      const byLanguage = languages.has(fence.lang) && fence.content.trim() !== '';
      if (found === null && !byLanguage) continue;
      yield atLine(sheet, fence.span.start.line, found !== null && (sql.test(fence.content) || quoted.test(fence.content)) ? 'This block is SQL.' : 'This block is implementation code.');
    }
    for (const block of sheet.document.blocks) {
      const parts = block.type === 'table' ? block.rows.flatMap(row => row.cells) : 'inlines' in block ? [block] : [];
      for (const part of parts) if (part.inlines.some(inline => inline.kind === 'code' && inlineSql(inline.text))) yield atLine(sheet, part.span.start.line, 'This is SQL.');
    }
    // Code that stands in the running text, outside any block.
    for (const block of sheet.document.blocks) {
      if (block.type !== 'paragraph' || !((statement.test(block.raw) && /[;()]/.test(block.raw)) || /^(?:export )?(?:async )?function \w+\(/.test(block.raw))) continue;
      yield atLine(sheet, block.span.start.line, 'This is implementation code.');
    }
  },
});
