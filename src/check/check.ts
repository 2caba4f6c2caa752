import type { Document } from '../model/document.ts';
import type { Finding, Severity } from '../model/finding.ts';
import type { Catalogue, DatedFact, Profile } from '../model/knowledge.ts';
import type { Plan } from '../model/plan/index.ts';
import type { Lock } from '../model/state.ts';
import { guardFindings } from '../markdown/guard.ts';
import type { Guarded } from '../markdown/guard.ts';
import type { DiagramParser, DiagramVerdict } from './mermaid/verdict.ts';
import { folderOf, idsOf } from './opening.ts';
import type { Mark, Rule, RuleSet } from './rule.ts';
import { rules as allRules } from './rules/index.ts';
import { quieten } from './quiet.ts';
import { targetIn } from './rules/structure/broken-link.ts';
import { groupSheets } from './run.ts';
import type { Around, Frame, Run } from './run.ts';
import { activeRules, severityOf } from './settings.ts';
import type { Settings } from './settings.ts';
import { readSheet } from './sheet.ts';
import type { Sheet } from './sheet.ts';
import { applyWaivers } from './waivers.ts';

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

/**
 * Judges documents a few at a time, so that a run over thousands keeps none of them: a document of anybody else stands `alone`, those
 * that planwright made are judged `together`, once, with what concerns the repository as a whole.
 */
export type Judge = {
  readonly alone: (sheet: Sheet, around: Around) => Finding[];
  readonly together: (sheets: readonly Sheet[], around: Around) => Finding[];
  /** Whether the verdict of a Mermaid grammar can matter to a document. */
  readonly readsDiagrams: (own: boolean) => boolean;
};

/** The active rules over a frame: plan documents meet those of their rule set, documents of other tools those of `start`. */
export function createJudge(frame: Frame, settings: Settings): Judge {
  const own = activeRules(allRules, settings, 'recommended');
  const foreign = activeRules(allRules, settings, 'start');
  const severities = new Map(allRules.map(rule => [rule, severityOf(rule, settings)]));
  const judge = (run: Run, sheets: readonly Sheet[], whole: boolean): Finding[] => {
    const findings: Finding[] = [];
    const collect = (rule: Rule, marks: Iterable<Mark>): void => {
      for (const mark of marks) findings.push(finding(rule, mark, severities.get(rule) ?? rule.severity));
    };
    for (const group of run.groups) {
      for (const rule of group.feature === null ? foreign : own) {
        if (rule.document !== undefined) for (const sheet of group.sheets) collect(rule, rule.document(sheet, run));
        if (rule.group !== undefined) collect(rule, rule.group(group, run));
      }
    }
    if (whole) for (const rule of own) if (rule.run !== undefined) collect(rule, rule.run(run));
    const waived = applyWaivers(clampAll(yielded(findings), run), sheets, frame.today, settings);
    if (settings.ruleSet !== null) return sortFindings(waived);
    return sortFindings(quieten(sortFindings(waived), new Set(sheets.filter(sheet => sheet.own === null).map(sheet => sheet.document.path))));
  };
  return {
    alone: (sheet, around) => judge({ ...frame, ...around, groups: groupSheets([sheet], frame.plans) }, [sheet], false),
    together: (sheets, around) => {
      const ordered = sheets.toSorted((a, b) => compare(a.document.path, b.document.path));
      return judge({ ...frame, ...around, groups: groupSheets(ordered, frame.plans) }, ordered, true);
    },
    readsDiagrams: ours => (ours ? own : foreign).some(rule => rule.id === 'diagrams/parse'),
  };
}

/** Whether a document is one of those judged together: planwright made it, or would write it. */
export const belongsTogether = (sheet: Sheet, frame: Pick<Frame, 'expected'>): boolean => sheet.own !== null || frame.expected?.has(sheet.document.path) === true;

const yielding: ReadonlySet<string> = new Set(allRules.filter(rule => rule.yields === true).map(rule => rule.id));
/** What these say of a line is not about the fact that stands in it. */
const aside = /^(?:wording|waivers)\/|^status\/draft$/;

/** Without what a rule says of a line that another one has spoken of. */
function yielded(findings: Finding[]): Finding[] {
  if (!findings.some(item => yielding.has(item.rule))) return findings;
  const place = (item: Finding): string => `${item.line}\n${item.file ?? ''}`;
  const spoken = new Set(findings.filter(item => !yielding.has(item.rule) && item.severity !== 'info' && !aside.test(item.rule)).map(place));
  return findings.filter(item => !yielding.has(item.rule) || !spoken.has(place(item)));
}

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

function finding(rule: Rule, mark: Mark, severity: Severity): Finding {
  return {
    rule: rule.id,
    severity,
    message: mark.message,
    file: mark.file,
    line: mark.line,
    column: mark.column,
    endLine: mark.endLine,
    endColumn: mark.endColumn,
    help: mark.help ?? rule.fix,
    ...(mark.fix === undefined ? {} : { fix: mark.fix }),
  };
}

/** Keeps every place inside its file, whatever a rule computed. */
function clampAll(findings: Finding[], run: Run): Finding[] {
  return findings.map(item => {
    const sheet = item.file === null ? undefined : run.sheets.get(item.file);
    if (sheet === undefined) return item;
    const last = sheet.lines.length;
    const line = Math.min(Math.max(1, item.line), last);
    const endLine = Math.min(Math.max(line, item.endLine), last);
    const width = (number: number): number => (sheet.lines[number - 1] ?? '').length + 1;
    const column = Math.min(Math.max(1, item.column), width(line));
    const endColumn = Math.min(Math.max(endLine === line ? column : 1, item.endColumn), width(endLine));
    return { ...item, line, column, endLine, endColumn };
  });
}

const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);

/** By file (the repository first), line, column, rule, message; doubles removed. */
export function sortFindings(findings: Finding[]): Finding[] {
  const sorted = [...findings].sort(
    (a, b) => compare(a.file ?? '', b.file ?? '') || a.line - b.line || a.column - b.column || compare(a.rule, b.rule) || compare(a.message, b.message),
  );
  return sorted.filter((item, index) => {
    const before = sorted[index - 1];
    return before === undefined || before.file !== item.file || before.line !== item.line || before.column !== item.column || before.rule !== item.rule || before.message !== item.message;
  });
}
