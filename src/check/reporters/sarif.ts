import type { Finding } from '../../model/finding.ts';
import { findingPrint } from '../baseline.ts';
import { clean } from './reporter.ts';
import type { ReportContext, Reporter } from './reporter.ts';

/** GitHub takes at most 25,000 results a run. */
const maxResults = 25_000;
const levels = { error: 'error', warning: 'warning', info: 'note' } as const;

/** SARIF 2.1.0 (OASIS), as code scanning reads it: relative paths under `%SRCROOT%`, fingerprints that survive moved lines. */
const reporter: Reporter = {
  id: 'sarif',
  about: 'SARIF 2.1.0, for code scanning',
  report: (findings, context) => {
    const used = [...new Set(findings.map(finding => finding.rule))].sort();
    const index = new Map(used.map((id, position) => [id, position]));
    const log = {
      $schema: 'https://json.schemastore.org/sarif-2.1.0.json',
      version: '2.1.0',
      runs: [
        {
          tool: { driver: { name: 'planwright', semanticVersion: context.version, version: context.version, rules: used.map(id => ruleOf(id, context)) } },
          columnKind: 'utf16CodeUnits',
          originalUriBaseIds: { '%SRCROOT%': { uri: 'file:///' } },
          results: findings.slice(0, maxResults).map(finding => resultOf(finding, index.get(finding.rule) ?? 0)),
        },
      ],
    };
    return `${JSON.stringify(log, null, 2)}\n`;
  },
};

export default reporter;

function ruleOf(id: string, context: ReportContext): object {
  const rule = context.rules.find(item => item.id === id);
  if (rule === undefined) return { id, name: nameOf(id), shortDescription: { text: id } };
  return { id, name: nameOf(id), shortDescription: { text: rule.about }, help: { text: rule.fix, markdown: `${rule.fix}\n\nBefore:\n\n${indent(rule.bad)}\n\nAfter:\n\n${indent(rule.good)}` }, defaultConfiguration: { level: levels[rule.severity] } };
}

/** `ids/dangling` -> `IdsDangling`: names of reporting descriptors are identifiers. */
const nameOf = (id: string): string => id.replace(/(?:^|[/-])([a-z])/g, (_, letter: string) => letter.toUpperCase());
const indent = (text: string): string => text.split('\n').map(line => `    ${line}`).join('\n');

/** A relative URI of a path: `#`, `?` and `%` in a file's name are part of the name. */
const uriOf = (path: string): string => clean(path).toWellFormed().split('/').map(encodeURIComponent).join('/');

function resultOf(finding: Finding, ruleIndex: number): object {
  const location =
    finding.file === null
      ? []
      : [{ physicalLocation: { artifactLocation: { uri: uriOf(finding.file), uriBaseId: '%SRCROOT%' }, region: { startLine: finding.line, startColumn: finding.column, endLine: finding.endLine, endColumn: finding.endColumn } } }];
  return {
    ruleId: finding.rule,
    ruleIndex,
    level: levels[finding.severity],
    message: { text: clean(`${finding.message} ${finding.help}`.trim()) },
    ...(location.length === 0 ? {} : { locations: location }),
    partialFingerprints: { 'planwright/v1': findingPrint(finding) },
  };
}
