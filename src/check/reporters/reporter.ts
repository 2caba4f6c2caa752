import type { Finding } from '../../model/finding.ts';
import type { Rule } from '../rule.ts';

/** What a reporter may print besides the findings. `lines` are those that findings stand on, by path and number. */
export type ReportContext = {
  files: number;
  rules: readonly Rule[];
  version: string;
  /** ANSI colours, decided by the shell. */
  color: boolean;
  lines?: ReadonlyMap<string, ReadonlyMap<number, string>>;
};

/** Findings to text, ending in a newline when not empty. Never decides an exit code. */
export type Reporter = { id: string; about: string; showsLines?: boolean; report: (findings: Finding[], context: ReportContext) => string };

/** Control bytes, escape sequences and bidirectional overrides out of foreign text, so that a document cannot write to the terminal. */
export function clean(text: string): string {
  // oxlint-disable-next-line no-control-regex -- control characters are what this removes
  return text.replace(/\u001B\[[0-?]*[ -/]*[@-~]|\u001B\][^\u0007\u001B]*(?:\u0007|\u001B\\)/g, '').replace(/\s*[\r\n\u2028\u2029]+\s*/g, ' ').replace(/[\u0000-\u0008\u000B-\u001F\u007F-\u009F\u200E\u200F\u202A-\u202E\u2066-\u2069]/g, '').replace(/\t/g, ' ');
}

/** `ai_docs/plan.md`, or `(repository)` for a finding without a file. */
export const fileOf = (finding: Finding): string => clean(finding.file ?? '(repository)');

export const plural = (count: number, noun: string): string => `${count} ${noun}${count === 1 ? '' : 's'}`;
