import type { Finding } from '../model/finding.ts';

/** 1 iff there is an error, more warnings than allowed, or, with `strict`, a DRAFT; 0 otherwise. Never decided by a reporter (`formats.md`). */
export function exitCode(findings: Finding[], options: { maxWarnings?: number | null; strict?: boolean } = {}): 0 | 1 {
  const { errors, warnings } = summarise(findings);
  const draft = options.strict === true && findings.some(finding => finding.rule === 'status/draft');
  return errors > 0 || draft || (options.maxWarnings != null && warnings > options.maxWarnings) ? 1 : 0;
}

/** How many findings there are of each severity. */
export function summarise(findings: Finding[]): { errors: number; warnings: number; infos: number } {
  const count = { errors: 0, warnings: 0, infos: 0 };
  for (const { severity } of findings) count[severity === 'error' ? 'errors' : severity === 'warning' ? 'warnings' : 'infos']++;
  return count;
}
