import type { Finding } from '../model/finding.ts';

/** Findings a team sees of one document of its own making before it has chosen a rule set. */
const most = 8;
const weight = { error: 0, warning: 1, info: 2 } as const;

/**
 * At most eight findings for each document that planwright did not make: errors first, then one of each rule, warnings before
 * information; the rest is counted in the last one. Errors are never dropped for a warning, so the exit code stays the same.
 */
export function quieten(findings: Finding[], foreign: ReadonlySet<string>): Finding[] {
  const byFile = new Map<string, Finding[]>();
  const out: Finding[] = [];
  for (const finding of findings) {
    if (finding.file === null || !foreign.has(finding.file)) out.push(finding);
    else {
      const list = byFile.get(finding.file);
      if (list === undefined) byFile.set(finding.file, [finding]);
      else list.push(finding);
    }
  }
  for (const [file, list] of byFile) {
    if (list.length <= most) {
      out.push(...list);
      continue;
    }
    const seen = new Map<string, number>();
    const ranked = list.map((finding, index) => {
      const nth = seen.get(finding.rule) ?? 0;
      seen.set(finding.rule, nth + 1);
      return { finding, index, nth };
    });
    const error = (item: { finding: Finding }): number => (item.finding.severity === 'error' ? 0 : 1);
    ranked.sort((a, b) => error(a) - error(b) || a.nth - b.nth || weight[a.finding.severity] - weight[b.finding.severity] || a.index - b.index);
    const kept = ranked.slice(0, most - 1).map(({ finding }) => finding);
    const last = kept.reduce((lowest, finding) => (finding.line > lowest.line ? finding : lowest));
    out.push(...kept, {
      rule: 'file/more', severity: 'info', file, line: last.line, column: 1, endLine: last.line, endColumn: 1,
      message: `${list.length - kept.length} more findings in this document are not shown.`,
      help: 'Choose a rule set (--rule-set, or ruleSet in plan.config.yaml) to see all of them.',
    });
  }
  return out;
}
