import type { Sheet } from './sheet.ts';

const noSql = /\b(MongoDB|DynamoDB|Firestore|Couchbase|CouchDB|Cassandra)\b/i;
const sqlStore = /\b(PostgreSQL|Postgres|MySQL|MariaDB|SQLite|SQL Server|Supabase|CockroachDB|Oracle|Prisma|SQLAlchemy|SQLModel|Redshift|BigQuery|Snowflake)\b/i;

/** The document database that the plan declares in a list item about its stack, when it names no SQL store anywhere. */
export function documentDatabase(sheet: Sheet): { name: string; line: number } | null {
  for (const block of sheet.document.blocks) {
    if (block.type !== 'item') continue;
    const name = noSql.exec(block.text)?.[1];
    if (name === undefined) continue;
    const label = /^([^:]{0,40}):/.exec(block.text)?.[1] ?? '';
    // Few documents come so far: the whole text is searched for them alone.
    if (/database|storage|persistence|data store|stack/i.test(label) || /MongoDB \d/.test(block.text)) return sqlStore.test(sheet.document.text) ? null : { name, line: block.span.start.line };
  }
  return null;
}

export type TreeFile = { path: string; name: string; line: number };

/** Files of a folder tree drawn in a code block, with their folders. Lines are those of the document. */
export function treeFiles(sheet: Sheet): TreeFile[] {
  const files: TreeFile[] = [];
  for (const { fence } of sheet.fences) {
    if (!/[├└]──/.test(fence.content)) continue;
    const open: { depth: number; name: string }[] = [];
    for (const [index, raw] of fence.content.split('\n').entries()) {
      const match = /^([\s│|]*)(?:[├└]──\s*)?([\w.[\]{}@-]+\/?)/.exec(raw);
      if (match === null) continue;
      const depth = raw.search(/[\w.[\]{}@-]/);
      while ((open.at(-1)?.depth ?? -1) >= depth) open.pop();
      const name = match[2] ?? '';
      if (name.endsWith('/')) open.push({ depth, name: name.slice(0, -1) });
      else files.push({ path: [...open.map(folder => folder.name), name].join('/'), name, line: fence.contentLine + index });
    }
  }
  return files;
}

/** Routes that a foreign plan specifies: lines of code blocks and code spans that read `METHOD /path`. */
export function routesOf(sheet: Sheet): string[] {
  const routes: string[] = [];
  for (const { fence } of sheet.fences) for (const match of fence.content.matchAll(/^\s*(?:GET|POST|PUT|PATCH|DELETE)\s+(\/\S*)/gm)) routes.push(match[1] ?? '');
  for (const { reference } of sheet.references.map(item => ({ reference: item }))) if (reference.kind === 'route') routes.push(reference.id.split(' ')[1] ?? '');
  for (const declaration of sheet.declarations) if (declaration.kind === 'route') routes.push(declaration.id.split(' ')[1] ?? '');
  for (const { table } of sheet.tables) for (const row of table.rows) for (const cell of row.cells) if (/^\/[\w{}:/-]+$/.test(cell.text.trim())) routes.push(cell.text.trim());
  return routes;
}

/** `activities` and `activity` are one noun here; good enough to compare a file name with a path. */
export function singular(word: string): string {
  return word.toLowerCase().replace(/ies$/, 'y').replace(/(s|x|z|ch|sh)es$/, '$1').replace(/([^s])s$/, '$1');
}
