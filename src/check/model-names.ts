import { blueprintOf } from './blueprint.ts';
import { knownOf } from './known.ts';
import type { Group } from './run.ts';
import type { Sheet } from './sheet.ts';
import { cellOf, rowsOf } from './tables.ts';

export type Misnamed = { sheet: Sheet; line: number; name: string; what: 'model' | 'table' };

const model = /^[A-Z][a-z][A-Za-z0-9]*$/;
const codes = (text: string): string[] => [...text.matchAll(/`([^`\n]+)`/g)].map(match => match[1] ?? '');

/** Places whose form says that a model or its table stands there: relations, what a service writes, headings of field lists, what a package holds. */
export function* misnamed(group: Group): Generator<Misnamed> {
  const { models } = knownOf(group);
  const tables = tablesOf(group);
  if (models.size === 0) return;
  const unknown = (name: string): boolean => model.test(name) && !models.has(name);
  for (const sheet of group.sheets) {
    const doc = sheet.own?.doc;
    if (doc === 'prd' || doc === 'add') {
      for (const { row } of rowsOf(sheet)) {
        const { line } = row.span.start;
        for (const relation of cellOf(row, 'relationships')?.text.split(';') ?? []) {
          const name = /^\s*`?([A-Z]\w*)`? (?:0|1|many) to /.exec(relation)?.[1] ?? '';
          if (unknown(name)) yield { sheet, line, name, what: 'model' };
        }
        if (tables.size > 0) for (const name of codes(cellOf(row, 'tables it writes')?.raw ?? '')) if (!tables.has(name)) yield { sheet, line, name, what: 'table' };
      }
    }
    // Criteria tell which row is written.
    if (doc === 'prd') for (const [index, text] of sheet.lines.entries()) for (const [, name = ''] of text.matchAll(/\bthe `([A-Z]\w*)` rows? /g)) if (unknown(name)) yield { sheet, line: index + 1, name, what: 'model' };
    if (doc === 'add') yield* inArchitecture(sheet, unknown, tables);
    if (doc !== 'work_package') continue;
    for (const [index, text] of sheet.lines.entries()) if (text.startsWith('- In: ')) for (const name of codes(text)) if (unknown(name) && !/(?:Service|Gateway)$/.test(name)) yield { sheet, line: index + 1, name, what: 'model' };
  }
}

function* inArchitecture(sheet: Sheet, unknown: (name: string) => boolean, tables: ReadonlySet<string>): Generator<Misnamed> {
  for (const [index, text] of sheet.lines.entries()) {
    const line = index + 1;
    const written = /^`\w+Service`: writes ((?:`\w+`(?:, )?)+)/.exec(text)?.[1] ?? /^Fields of (`\w+`):/.exec(text)?.[1];
    for (const name of codes(written ?? '')) if (unknown(name)) yield { sheet, line, name, what: 'model' };
    const field = /^- \*\*([A-Z]\w*)\.[a-z_]\w*\*\*: /.exec(text)?.[1];
    if (field !== undefined && unknown(field)) yield { sheet, line, name: field, what: 'model' };
    const listed = tables.size === 0 ? undefined : /^- \d+ (?:core|supporting) tables?: (.*)$/.exec(text)?.[1];
    for (const name of codes(listed ?? '')) if (!tables.has(name)) yield { sheet, line, name, what: 'table' };
  }
}

/** Names of tables, as the blueprint gives them behind each model. */
function tablesOf(group: Group): Set<string> {
  const names = new Set<string>();
  for (const { sheet, line } of blueprintOf(group).models) {
    const name = codes(/\(([^)]*)\)/.exec(sheet.lines[line - 1] ?? '')?.[1] ?? '').at(-1);
    if (name !== undefined) names.add(name);
  }
  for (const sheet of group.sheets) {
    if (sheet.own?.doc !== 'add') continue;
    for (const { row } of rowsOf(sheet)) {
      const name = codes(cellOf(row, 'holds')?.raw ?? '')[0];
      if (name !== undefined) names.add(name);
    }
  }
  return names;
}
