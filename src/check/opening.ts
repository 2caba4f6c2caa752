import type { Sheet } from './sheet.ts';

const digits = /\d{1,4}[a-z]?(?![\w/-])/y;
/** What may stand in front of an id that a line starts with: where it does, the author declares it there, in whatever marks. */
const before = /^\s*(?:>\s*)*(?:#{1,6}\s+|(?:(?:[-*+]|\d+[.)])\s+)+(?:\[[ xX]\]\s+)?|\|\s*)?(?:\*\*|__|`|\[)*$/;
const longest = 20_000;
const longestPrefix = 8;

/** Is told of an id in the text: `opens` when its line starts with it, `speaks` when it stands apart from words, paths and numbers around it. */
type Met = (id: string, opens: boolean, speaks: boolean, line: number, column: number) => void;

/** What every id of an author holds. */
const core = /[A-Z]-\d/g;

/** Tells of every id of an author's form (`FR-007`) in one pass over a text, or of those alone that `opens`; lines too long to be anybody's are left out. */
function eachId(text: string, only: 'all' | 'opening', met: Met): void {
  let start = 0;
  let end = text.indexOf('\n');
  if (end < 0) end = text.length;
  let line = 1;
  /** Whether no id of this line has been met yet. */
  let first = true;
  core.lastIndex = 0;
  while (core.test(text)) {
    const hyphen = core.lastIndex - 2;
    while (end < hyphen) {
      start = end + 1;
      end = text.indexOf('\n', start);
      if (end < 0) end = text.length;
      line++;
      first = true;
    }
    const leads = first;
    first = false;
    if (end - start > longest) {
      core.lastIndex = end;
      continue;
    }
    let from = hyphen - 1;
    while (from > start && hyphen - 1 - from < longestPrefix && isCapital(text.charCodeAt(from - 1))) from--;
    digits.lastIndex = hyphen + 1;
    if (hyphen - 1 - from < longestPrefix && digits.test(text)) {
      const to = digits.lastIndex;
      const opens = leads && (from === start || before.test(text.slice(start, from)));
      const speaks = (from === start || !joins(text.charCodeAt(from - 1))) && !(text.charCodeAt(to) === 46 && isDigit(text.charCodeAt(to + 1)));
      if (opens || (speaks && only === 'all')) met(text.slice(from, to), opens, speaks, line, from - start + 1);
    }
    if (only === 'opening') core.lastIndex = end;
  }
}

const isCapital = (code: number): boolean => code >= 65 && code <= 90;
const isDigit = (code: number): boolean => code >= 48 && code <= 57;
/** Letters, digits, `_`, and what joins a word to the one behind it: `/`, `.`, `#`, `-`. */
const joins = (code: number): boolean => isDigit(code) || isCapital(code) || (code >= 97 && code <= 122) || code === 95 || code === 47 || code === 46 || code === 35 || code === 45;

/** Ids that lines start with: what a document says of itself without being parsed. */
export function openingIds(text: string): string[] {
  const ids = new Set<string>();
  eachId(text, 'opening', id => ids.add(id));
  return [...ids];
}

export type Spoken = { id: string; line: number; column: number };
/** What lines start with, and each other place where the text speaks of an id. */
export type Mentions = { opening: ReadonlySet<string>; spoken: readonly Spoken[] };
export type Ids = { /** What lines start with. */ opening: readonly string[]; declared: ReadonlySet<string>; /** The first of each id on a line, none that is declared here. */ undeclared: readonly Spoken[] };

/** Ids that a document declares, in form or by starting a line, and those its text speaks of besides. Code blocks may speak of anything. */
export function idsOf(sheet: Sheet): Ids {
  return (sheet.worked.ids ??= readIds(sheet));
}

/** All ids of a text in one pass. */
export function mentionsIn(text: string): Mentions {
  const opening = new Set<string>();
  const spoken: Spoken[] = [];
  eachId(text, 'all', (id, opens, speaks, line, column) => {
    if (opens) opening.add(id);
    else if (speaks) spoken.push({ id, line, column });
  });
  return { opening, spoken };
}

function readIds(sheet: Sheet): Ids {
  const { opening, spoken } = sheet.worked.mentions ?? mentionsIn(sheet.document.text);
  const declared = new Set(opening);
  for (const declaration of sheet.declarations) declared.add(declaration.id);
  const rest = spoken.filter(({ id }) => !declared.has(id));
  return { opening: [...opening], declared, undeclared: rest.length === 0 ? rest : outsideFences(sheet, rest) };
}

function outsideFences(sheet: Sheet, spoken: readonly Spoken[]): Spoken[] {
  const fenced = new Uint8Array(sheet.lines.length + 2);
  for (const { fence } of sheet.fences) fenced.fill(1, fence.span.start.line, fence.span.end.line + 1);
  const kept: Spoken[] = [];
  for (const each of spoken) {
    if (fenced[each.line] === 1) continue;
    let before = kept.length - 1;
    while (before >= 0 && kept[before]?.line === each.line && kept[before]?.id !== each.id) before--;
    if (before < 0 || kept[before]?.line !== each.line) kept.push(each);
  }
  return kept;
}

/** Folder of a document, with its slash; empty at the root, where files have nothing to do with each other. */
export const folderOf = (path: string): string => path.slice(0, path.lastIndexOf('/') + 1);

/** Whether what the documents beside it declare can matter to a document. */
export const asksBeside = (sheet: Sheet): boolean => sheet.own === null && folderOf(sheet.document.path) !== '' && idsOf(sheet).undeclared.length > 0;
