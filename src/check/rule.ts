import type { Fix, Severity } from '../model/finding.ts';
import type { Group, Run } from './run.ts';
import type { Sheet } from './sheet.ts';

export const families = ['structure', 'ids', 'requirements', 'trace', 'architecture', 'wbs', 'diagrams', 'generation', 'privacy', 'wording', 'status', 'file', 'waivers'] as const;
export type Family = (typeof families)[number];

/** Each set holds the ones before it. `start` is what an author of any Markdown plan would accept without a word about planwright. */
export const ruleSets = ['start', 'recommended', 'all'] as const;
export type RuleSet = (typeof ruleSets)[number];

/** A place with a message; lines and columns 1-based, the end column exclusive. `help` defaults to the rule's `fix`. */
export type Mark = {
  file: string | null;
  line: number;
  column: number;
  endLine: number;
  endColumn: number;
  message: string;
  help?: string;
  fix?: Fix;
};

/**
 * A rule is a value that yields marks: no printing, no severity logic, no file access. It looks at one document, at the documents of
 * one feature (a foreign document is a group of its own), or at the whole run.
 */
export type Rule = {
  id: `${Family}/${string}`;
  /** Why it matters, one sentence. */
  about: string;
  /** What the author does about it. */
  fix: string;
  /** Shortest Markdown that breaks the rule, and the same mended. */
  bad: string;
  good: string;
  severity: Severity;
  /** Smallest set that holds the rule. */
  set: RuleSet;
  /** Says nothing of a line of which another rule says what is wrong with it. */
  yields?: true;
  document?: (sheet: Sheet, run: Run) => Iterable<Mark>;
  group?: (group: Group, run: Run) => Iterable<Mark>;
  run?: (run: Run) => Iterable<Mark>;
};

export const defineRule = (rule: Rule): Rule => rule;

type Place = { start: { line: number; column: number }; end: { line: number; column: number } };

/** Offset in the document's text of a 1-based line and column. */
export function offsetOf(sheet: Sheet, line: number, column: number): number {
  let offset = 0;
  for (let at = 1; at < line; at++) {
    const next = sheet.document.text.indexOf('\n', offset);
    if (next < 0) return sheet.document.text.length;
    offset = next + 1;
  }
  return Math.min(offset + column - 1, sheet.document.text.length);
}

/** Marks a span of the document. */
export function at(sheet: Sheet, span: Place, message: string, more: { help?: string; fix?: Fix } = {}): Mark {
  return { file: sheet.document.path, line: span.start.line, column: span.start.column, endLine: span.end.line, endColumn: span.end.column, message, ...more };
}

/** Marks a whole line of the document, without its indent; a line past the end becomes the last one. */
export function atLine(sheet: Sheet, line: number, message: string, more: { help?: string; fix?: Fix } = {}): Mark {
  const number = Math.min(Math.max(line, 1), sheet.lines.length);
  const text = sheet.lines[number - 1] ?? '';
  const column = text.length - text.trimStart().length + 1;
  return { file: sheet.document.path, line: number, column, endLine: number, endColumn: Math.max(column, text.trimEnd().length + 1), message, ...more };
}
