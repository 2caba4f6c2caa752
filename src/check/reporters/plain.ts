import { clean, fileOf } from './reporter.ts';
import type { Reporter } from './reporter.ts';

/** One finding a line; the regular expression `^(.+):(\d+):(\d+): (error|warning|info): (.*) \[(.+)\]$` reads it. */
const reporter: Reporter = {
  id: 'plain',
  about: 'one line a finding, for problem matchers and grep',
  report: findings => findings.map(finding => `${fileOf(finding)}:${finding.line}:${finding.column}: ${finding.severity}: ${clean(finding.message)} [${finding.rule}]\n`).join(''),
};

export default reporter;
