import { belongsTogether, createJudge, sortFindings } from '../../src/check/check.ts';
import type { DiagramParser, DiagramVerdict } from '../../src/check/mermaid/verdict.ts';
import { folderOf, idsOf } from '../../src/check/opening.ts';
import type { RuleSet } from '../../src/check/rule.ts';
import { targetIn } from '../../src/check/rules/structure/broken-link.ts';
import type { Around, Frame } from '../../src/check/run.ts';
import { readSheet } from '../../src/check/sheet.ts';
import type { Sheet } from '../../src/check/sheet.ts';
import { guardFindings } from '../../src/markdown/guard.ts';
import type { Guarded } from '../../src/markdown/guard.ts';
import type { Document } from '../../src/model/document.ts';
import type { Finding, Severity } from '../../src/model/finding.ts';
import type { Catalogue, DatedFact, Profile } from '../../src/model/knowledge.ts';
import type { Plan } from '../../src/model/plan/index.ts';
import type { Lock } from '../../src/model/state.ts';
import { knowledge } from './knowledge.ts';

/**
 * What is judged and against what. Only `documents` and `today` must be there: every rule works from documents alone and says more when
 * the plan graph, the fresh render or the repository's file list is known.
 */
export type CheckInput = {
  documents: Document[];
  /** Calendar day; matters only to findings about expiry, which warn. */
  today: string;
  catalogue: Catalogue;
  /** Existing files and folders, at least those that links lead to, POSIX, relative to the root; null leaves links to files unjudged. */
  paths?: ReadonlySet<string> | null;
  /** Plan graph per feature, derived again from saved state. */
  plans?: ReadonlyMap<string, Plan>;
  /** Fresh render by path, for currency; null leaves currency unjudged. */
  expected?: ReadonlyMap<string, string> | null;
  /** The last pure render by path (`.plan/<feature>/base`); with `expected` it tells what is stale, whatever people edited. */
  base?: ReadonlyMap<string, string> | null;
  /** Features that an older tool or older facts planned: their difference from a fresh render is information (`formats.md`, Current). */
  older?: ReadonlySet<string>;
  /** Lock per feature: confirmed meanings and tombstones. */
  locks?: ReadonlyMap<string, Lock>;
  /** Documents of a planned feature that are gone. */
  missing?: { path: string; feature: string }[];
  profiles?: Profile[];
  facts?: DatedFact[];
  /** Words of `plan.config.yaml` that need a number beside them, added to the built-in list. */
  vagueWords?: string[];
  /** Verdicts by diagram text, from `readDiagrams`; null leaves the grammar unjudged. */
  diagrams?: ReadonlyMap<string, DiagramVerdict> | null;
  /** `plan.config.yaml` and `--rule`: rule id or family -> off, error, warning, info. */
  rules?: Readonly<Record<string, 'off' | 'warn' | Severity>>;
  /** Null: `recommended` for planwright's documents, `start` for others. */
  ruleSet?: RuleSet | null;
  /** Files that `guard` refused, as findings instead of documents. */
  refused?: Guarded[];
};

function idsByFolder(sheets: readonly Sheet[]): (path: string) => ReadonlySet<string> {
  const folders = new Map<string, Set<string>>();
  for (const sheet of sheets) {
    const folder = folderOf(sheet.document.path);
    if (sheet.own !== null || folder === '') continue;
    const ids = folders.get(folder) ?? new Set();
    for (const id of idsOf(sheet).opening) ids.add(id);
    folders.set(folder, ids);
  }
  return path => folders.get(folderOf(path)) ?? new Set();
}

/** Documents at hand are judged again and again, and belong to the caller: each is read once. */
const read = new WeakMap<Document, Sheet>();

function sheetOf(document: Document): Sheet {
  const sheet = read.get(document) ?? readSheet(document);
  read.set(document, sheet);
  return sheet;
}

/** Findings of all active rules over documents at hand, waivers applied, sorted by file, line, column, rule. Deterministic, whatever the order of the documents. */
export function checkDocuments(input: CheckInput): Finding[] {
  const frame: Frame = {
    catalogue: input.catalogue,
    plans: input.plans ?? new Map(),
    profiles: input.profiles ?? [],
    facts: input.facts ?? [],
    languages: knowledge().languages,
    claims: knowledge().claims,
    products: knowledge().products,
    wording: knowledge().wording,
    vagueWords: input.vagueWords ?? [],
    expected: input.expected ?? null,
    base: input.base ?? null,
    older: input.older ?? new Set(),
    locks: input.locks ?? new Map(),
    missing: input.missing ?? [],
    today: input.today,
  };
  const sheets = new Map(input.documents.map(document => [document.path, sheetOf(document)]));
  const around: Around = {
    sheets,
    target: path => {
      const sheet = sheets.get(path);
      return sheet === undefined ? undefined : targetIn(sheet);
    },
    idsBeside: idsByFolder([...sheets.values()]),
    paths: input.paths ?? null,
    diagrams: input.diagrams ?? null,
  };
  const judge = createJudge(frame, { rules: input.rules ?? {}, ruleSet: input.ruleSet ?? null });
  const all = [...sheets.values()];
  return sortFindings([
    ...judge.together(all.filter(sheet => belongsTogether(sheet, frame)), around),
    ...all.filter(sheet => !belongsTogether(sheet, frame)).flatMap(sheet => judge.alone(sheet, around)),
    ...guardFindings(input.refused ?? []),
  ]);
}

/** Every distinct Mermaid text of the documents with its verdict. Pass `known` verdicts (a cache) to parse only what is new. */
export async function readDiagrams(documents: Document[], parse: DiagramParser, known: ReadonlyMap<string, DiagramVerdict> = new Map()): Promise<Map<string, DiagramVerdict>> {
  const verdicts = new Map<string, DiagramVerdict>();
  for (const document of documents) {
    for (const block of document.blocks) {
      if (block.type !== 'fence' || block.lang !== 'mermaid' || verdicts.has(block.content)) continue;
      verdicts.set(block.content, known.get(block.content) ?? (await parse(block.content)));
    }
  }
  return verdicts;
}
