import type { Sheet } from './sheet.ts';

/** Where a line starts with an id, the author declares it there, in whatever marks. */
const opening = /^\s*(?:>\s*)*(?:#{1,6}\s+|(?:(?:[-*+]|\d+[.)])\s+)+(?:\[[ xX]\]\s+)?|\|\s*)?(?:\*\*|__|`|\[)*([A-Z][A-Z]{0,7}-\d{1,4}[a-z]?)(?![\w/-])/;
/** What every such id holds. */
const anyId = /[A-Z]-\d/;
const longest = 20_000;

/** Ids that lines start with: what a document says of itself without being parsed. */
export function openingIds(lines: readonly string[]): string[] {
  const found = new Set<string>();
  for (const line of lines) {
    const id = line.length > longest || !anyId.test(line) ? undefined : opening.exec(line)?.[1];
    if (id !== undefined) found.add(id);
  }
  return [...found];
}

const mention = /(?<![\w/.#-])([A-Z][A-Z]{0,7}-\d{1,4}[a-z]?)(?![\w/-]|\.\d)/g;

export type Spoken = { id: string; line: number; column: number };
export type Ids = { declared: ReadonlySet<string>; /** The first of each id on a line, none that is declared here. */ undeclared: readonly Spoken[] };

const cache = new WeakMap<Sheet, Ids>();

/** Ids that a document declares, in form or by starting a line, and those its text speaks of besides. Code blocks may speak of anything. */
export function idsOf(sheet: Sheet): Ids {
  const known = cache.get(sheet);
  if (known !== undefined) return known;
  const declared = new Set([...sheet.declarations.map(declaration => declaration.id), ...openingIds(sheet.lines)]);
  const fenced = new Set(sheet.fences.flatMap(({ fence }) => Array.from({ length: fence.span.end.line - fence.span.start.line + 1 }, (_, index) => fence.span.start.line + index)));
  const undeclared: Spoken[] = [];
  for (const [index, text] of sheet.lines.entries()) {
    if (text.length > longest || !anyId.test(text) || fenced.has(index + 1)) continue;
    const seen = new Set<string>();
    for (const match of text.matchAll(mention)) {
      const id = match[1] ?? '';
      if (declared.has(id) || seen.has(id)) continue;
      seen.add(id);
      undeclared.push({ id, line: index + 1, column: match.index + 1 });
    }
  }
  const ids = { declared, undeclared };
  cache.set(sheet, ids);
  return ids;
}

/** Folder of a document, with its slash; empty at the root, where files have nothing to do with each other. */
export const folderOf = (path: string): string => path.slice(0, path.lastIndexOf('/') + 1);

/** Whether what the documents beside it declare can matter to a document. */
export const asksBeside = (sheet: Sheet): boolean => sheet.own === null && folderOf(sheet.document.path) !== '' && idsOf(sheet).undeclared.length > 0;
