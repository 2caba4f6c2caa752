import { findingPrint } from '../baseline.ts';
import { clean } from './reporter.ts';
import type { Reporter } from './reporter.ts';

const severities = { error: 'major', warning: 'minor', info: 'info' } as const;

/** GitLab's code quality report, a subset of the Code Climate format. Fingerprints are unique within a report. */
const reporter: Reporter = {
  id: 'gitlab',
  about: 'GitLab code quality report',
  report: findings => {
    const seen = new Map<string, number>();
    const issues = findings.map(finding => {
      const print = findingPrint(finding);
      const times = seen.get(print) ?? 0;
      seen.set(print, times + 1);
      return {
        description: clean(`${finding.message} ${finding.help}`.trim()),
        check_name: finding.rule,
        fingerprint: times === 0 ? print : `${print}-${times}`,
        severity: severities[finding.severity],
        location: { path: clean(finding.file ?? 'plan.config.yaml'), lines: { begin: finding.line, end: finding.endLine } },
      };
    });
    return `${JSON.stringify(issues, null, 2)}\n`;
  },
};

export default reporter;
