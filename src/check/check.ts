import type { Finding, Severity } from '../model/finding.ts';
import type { Mark, Rule } from './rule.ts';
import { rules as allRules } from './rules/index.ts';
import { quieten } from './quiet.ts';
import { groupSheets } from './run.ts';
import type { Around, Frame, Run } from './run.ts';
import { activeRules, severityOf } from './settings.ts';
import type { Settings } from './settings.ts';
import type { Sheet } from './sheet.ts';
import { applyWaivers } from './waivers.ts';

/**
 * Judges documents a few at a time, so that a run over thousands keeps none of them: a document of anybody else stands `alone`, those
 * that planwright made are judged `together`, once, with what concerns the repository as a whole.
 */
export type Judge = {
  readonly alone: (sheet: Sheet, around: Around) => Finding[];
  /** `asked` are the documents that somebody wants to know about, null all of them; of the others no rule is asked that looks at one document. */
  readonly together: (sheets: readonly Sheet[], around: Around, asked?: ReadonlySet<string> | null) => Finding[];
  /** Whether the verdict of a Mermaid grammar can matter to a document. */
  readonly readsDiagrams: (own: boolean) => boolean;
};

/** The active rules over a frame: plan documents meet those of their rule set, documents of other tools those of `start`. */
export function createJudge(frame: Frame, settings: Settings): Judge {
  const own = activeRules(allRules, settings, 'recommended');
  const foreign = activeRules(allRules, settings, 'start');
  const severities = new Map(allRules.map(rule => [rule, severityOf(rule, settings)]));
  const judge = (run: Run, sheets: readonly Sheet[], whole: boolean, asked: ReadonlySet<string> | null): Finding[] => {
    const findings: Finding[] = [];
    const collect = (rule: Rule, marks: Iterable<Mark>): void => {
      for (const mark of marks) findings.push(finding(rule, mark, severities.get(rule) ?? rule.severity));
    };
    for (const group of run.groups) {
      for (const rule of group.feature === null ? foreign : own) {
        if (rule.document !== undefined) for (const sheet of group.sheets) if (asked?.has(sheet.document.path) !== false) collect(rule, rule.document(sheet, run));
        if (rule.group !== undefined) collect(rule, rule.group(group, run));
      }
    }
    if (whole) for (const rule of own) if (rule.run !== undefined) collect(rule, rule.run(run));
    const waived = applyWaivers(clampAll(yielded(findings), run), sheets, frame.today, settings);
    if (settings.ruleSet !== null) return sortFindings(waived);
    return sortFindings(quieten(sortFindings(waived), new Set(sheets.filter(sheet => sheet.own === null).map(sheet => sheet.document.path))));
  };
  return {
    alone: (sheet, around) => judge({ ...frame, ...around, groups: groupSheets([sheet], frame.plans) }, [sheet], false, null),
    together: (sheets, around, asked = null) => {
      const ordered = sheets.toSorted((a, b) => compare(a.document.path, b.document.path));
      return judge({ ...frame, ...around, groups: groupSheets(ordered, frame.plans) }, ordered, true, asked);
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
