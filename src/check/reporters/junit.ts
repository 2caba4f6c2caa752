import { clean, fileOf, plural } from './reporter.ts';
import type { Reporter } from './reporter.ts';

// oxlint-disable-next-line no-control-regex -- XML 1.0 forbids these characters even escaped
const forbidden = /[\u0000-\u0008\u000B\u000C\u000E-\u001F\uFFFE\uFFFF]|[\uD800-\uDBFF](?![\uDC00-\uDFFF])|(?<![\uD800-\uDBFF])[\uDC00-\uDFFF]/g;
const xml = (text: string): string => clean(text).replace(forbidden, '').replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;');

/**
 * JUnit XML: a suite a document, a case a finding; only errors are failures, the rest is said in the output of a passed case. Only what
 * the schema of Jenkins allows, which is the strictest in use: a case has no file and no line, so its suite and its name have them.
 */
const reporter: Reporter = {
  id: 'junit',
  about: 'JUnit XML, for the test tab of a CI server',
  report: (findings, context) => {
    const suites = new Map<string, string[]>();
    const failures = new Map<string, number>();
    for (const finding of findings) {
      const file = fileOf(finding);
      const cases = suites.get(file) ?? [];
      suites.set(file, cases);
      const place = `${file}:${finding.line}:${finding.column}`;
      const open = `    <testcase name="${xml(`${finding.rule} line ${finding.line}`)}" classname="${xml(file)}" time="0">`;
      const text = xml(`${place} ${finding.message} ${finding.help}`);
      if (finding.severity === 'error') {
        failures.set(file, (failures.get(file) ?? 0) + 1);
        cases.push(`${open}<failure message="${xml(finding.message)}" type="${xml(finding.rule)}">${text}</failure></testcase>`);
      } else cases.push(`${open}<system-out>${text}</system-out></testcase>`);
    }
    const total = [...failures.values()].reduce((sum, count) => sum + count, 0);
    // Some servers fail a run whose report holds no case at all.
    const passed = `  <testsuite name="plan check" tests="1" failures="0" errors="0">\n    <testcase name="${plural(context.files, 'document')} without findings" classname="plan check" time="0"/>\n  </testsuite>\n`;
    const body = findings.length === 0 ? passed : [...suites].map(([file, cases]) => `  <testsuite name="${xml(file)}" file="${xml(file)}" tests="${cases.length}" failures="${failures.get(file) ?? 0}" errors="0">\n${cases.join('\n')}\n  </testsuite>\n`).join('');
    return `<?xml version="1.0" encoding="UTF-8"?>\n<testsuites name="plan check" tests="${Math.max(1, findings.length)}" failures="${total}" errors="0">\n${body}</testsuites>\n`;
  },
};

export default reporter;
