import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { Ajv } from 'ajv';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { exitCode } from '../../src/check/exit-code.ts';
import { reporterOf, reporters } from '../../src/check/reporters/index.ts';
import { rules } from '../../src/check/rules/index.ts';
import type { Finding } from '../../src/model/finding.ts';
import { xmlTrouble } from '../support/xml.ts';
import type { XmlRules } from '../support/xml.ts';

const finding = (change: Partial<Finding> = {}): Finding => ({
  rule: 'ids/dangling', severity: 'error', message: '"FR-9" is declared nowhere.', file: 'docs/plan.md', line: 3, column: 5, endLine: 3, endColumn: 9, help: 'Correct the id.', ...change,
});
const context = { files: 2, rules, version: '0.1.0', color: false };
const report = (id: string, findings: Finding[]): string => {
  const reporter = reporterOf(id);
  if (reporter === null) throw new Error(`no reporter ${id}`);
  return reporter.report(findings, context);
};

const many = (severity: Finding['severity'], count: number): Finding[] => Array.from({ length: count }, (_, index) => finding({ severity, line: index + 1, message: `${severity} ${index}` }));

/** The schema that OASIS published, as Microsoft ships it; draft 4 differs from what Ajv reads in two keys that SARIF does not use otherwise. */
const sarifText = readFileSync(createRequire(import.meta.url).resolve('@microsoft/jest-sarif/lib/schemas/sarif-2.1.0-rtm.5.json'), 'utf8');
const { $schema: _, id: __, ...sarifSchema }: Record<string, unknown> = JSON.parse(sarifText);
const ajv = new Ajv({ strict: false, unicodeRegExp: false, formats: { 'date-time': /^\d{4}-\d\d-\d\dT/, 'uri-reference': value => !/[\s\\<>"{}|^`]/.test(value), uri: value => URL.canParse(value) } });
const validSarif = ajv.compile(sarifSchema);

/** What GitLab reads of a code quality report; the rest it ignores. */
const validGitlab = ajv.compile({
  type: 'array',
  items: {
    type: 'object', required: ['description', 'check_name', 'fingerprint', 'severity', 'location'],
    properties: {
      description: { type: 'string', minLength: 1 }, check_name: { type: 'string', minLength: 1 }, fingerprint: { type: 'string', minLength: 1 }, severity: { enum: ['info', 'minor', 'major', 'critical', 'blocker'] },
      location: { type: 'object', required: ['path', 'lines'], properties: { path: { type: 'string', pattern: '^(?!\\./|/)[^]+$' }, lines: { type: 'object', required: ['begin'], properties: { begin: { type: 'integer', minimum: 1 } } } } },
    },
  },
});

/** Elements and attributes that the schema of Jenkins (junit-10) knows, with what they may hold; a `*` must be there. */
const junitRules: XmlRules = {
  testsuites: { attributes: ['name', 'time', 'tests', 'failures', 'errors'], children: ['testsuite'] },
  testsuite: { attributes: ['*name', '*tests', '*failures', '*errors', 'group', 'time', 'skipped', 'timestamp', 'hostname', 'id', 'package', 'file', 'log', 'url'], children: ['testsuite', 'properties', 'testcase', 'system-out', 'system-err'] },
  testcase: { attributes: ['*name', 'time', 'classname', 'group'], children: ['skipped', 'error', 'failure', 'system-out', 'system-err'] },
  failure: { attributes: ['type', 'message'], children: ['#text'] },
  'system-out': { attributes: [], children: ['#text'] },
};

/** Whether a machine that reads the format takes the text; null when the format has no reader of its own. */
function troubleOf(id: string, text: string, count: number): string | null {
  if (id === 'sarif') return validSarif(JSON.parse(text)) ? null : ajv.errorsText(validSarif.errors);
  if (id === 'gitlab') return validGitlab(JSON.parse(text)) ? null : ajv.errorsText(validGitlab.errors);
  if (id === 'junit') return xmlTrouble(text, 'testsuites', junitRules);
  if (id === 'plain') return text.split('\n').slice(0, -1).every(line => /^(.+):(\d+):(\d+): (error|warning|info): (.*) \[(.+)\]$/.test(line)) && text.split('\n').length - 1 === count ? null : text;
  if (id === 'github') return text.split('\n').slice(0, -1).every(line => /^::(?:error|warning|notice) (?:file=[^,:\r\n]*,line=\d+,endLine=\d+,col=\d+,endColumn=\d+,)?title=[^,:\r\n]*::[^\r\n]*$/.test(line)) ? null : text;
  return null;
}

describe('every reporter', () => {
  const ids = reporters.map(reporter => reporter.id);

  it('is there under the name of the published list', () => {
    expect(ids).toEqual(['pretty', 'plain', 'json', 'sarif', 'junit', 'github', 'gitlab', 'markdown']);
  });

  it.each(ids)('%s says nothing to the terminal that a document put there', id => {
    const evil = '\u001B[31mred\u001B[0m \u001B]8;;http://x\u0007link\u0007 \u202Eback\r\n::error::forged';
    const text = report(id, [finding({ message: evil, file: 'docs/\u001B[2Jx.md' })]);
    // oxlint-disable-next-line no-control-regex -- control characters are what this looks for
    expect(text).not.toMatch(/[\u0000-\u0009\u000B-\u001F\u007F-\u009F\u202A-\u202E]/);
  });

  it.each(ids)('%s takes any finding', id => {
    fc.assert(fc.property(fc.array(fc.record({ message: fc.string({ unit: 'binary' }).map(text => `x${text}`), file: fc.option(fc.string({ unit: 'binary' }).map(text => `x${text}`)), line: fc.integer({ min: 1, max: 9 }) }), { maxLength: 3 }), items => {
      const list = items.map(item => finding(item));
      const text = report(id, list);
      expect(text === '' || text.endsWith('\n')).toBe(true);
      if (id === 'json') JSON.parse(text);
      expect(troubleOf(id, text, list.length)).toBeNull();
    }), { numRuns: 60 });
  });

  it.each(ids)('%s is read by its readers, with findings of every rule and without any', id => {
    const list = rules.map((rule, index) => finding({ rule: rule.id, severity: rule.severity, file: index % 7 === 0 ? null : `docs/${index}/a plan #${index}.md`, line: index + 1, endLine: index + 2, message: rule.about, help: rule.fix }));
    expect(troubleOf(id, report(id, list), list.length)).toBeNull();
    expect(troubleOf(id, report(id, []), 0)).toBeNull();
  });
});

describe('plain', () => {
  it('matches one regular expression a line', () => {
    expect(report('plain', [finding()])).toMatch(/^(.+):(\d+):(\d+): (error|warning|info): (.*) \[(.+)\]\n$/);
  });
});

describe('json', () => {
  it('has the published shape', () => {
    expect(JSON.parse(report('json', [finding(), finding({ severity: 'info', file: null })]))).toEqual({
      schemaVersion: 1,
      summary: { files: 2, errors: 1, warnings: 0, infos: 1 },
      findings: [
        { rule: 'ids/dangling', severity: 'error', message: '"FR-9" is declared nowhere.', file: 'docs/plan.md', line: 3, column: 5, endLine: 3, endColumn: 9, help: 'Correct the id.' },
        expect.objectContaining({ severity: 'info', file: null }),
      ],
    });
  });
});

describe('github', () => {
  it('escapes what would forge a command', () => {
    const text = report('github', [finding({ file: 'a,b:c.md', message: '100 % done\n::error::no' })]);
    expect(text.split('\n')[0]).toBe('::error file=a%2Cb%3Ac.md,line=3,endLine=3,col=5,endColumn=9,title=ids/dangling::100 %25 done ::error::no Correct the id.');
  });

  it('shows ten errors and ten warnings and counts the rest', () => {
    const lines = report('github', [...many('error', 12), ...many('warning', 30), ...many('info', 2)]).trim().split('\n');
    expect(lines.filter(line => line.startsWith('::error '))).toHaveLength(10);
    expect(lines.filter(line => line.startsWith('::warning '))).toHaveLength(10);
    expect(lines.at(-1)).toContain('12 errors, 30 warnings; 24 not annotated');
  });
});

describe('sarif', () => {
  it('holds to the schema', () => {
    expect(validSarif(JSON.parse(report('sarif', [finding(), finding({ file: null }), finding({ file: 'mit leer.md', severity: 'info' })]))), JSON.stringify(validSarif.errors)).toBe(true);
  });

  it('names the file whatever its name holds', () => {
    const uri = (file: string): string => String(JSON.parse(report('sarif', [finding({ file })])).runs[0].results[0].locations[0].physicalLocation.artifactLocation.uri);
    for (const file of ['a b.md', 'issue #12?.md', '100%.md', 'src/計画.md', 'c:d.md']) {
      expect(new URL(uri(file), 'file:///root/').hash + new URL(uri(file), 'file:///root/').search).toBe('');
      expect(decodeURIComponent(new URL(uri(file), 'file:///root/').pathname)).toBe(`/root/${file}`);
    }
    expect(uri('\uD800.md')).toBe('%EF%BF%BD.md');
  });

  it('gives a finding that moved the same fingerprint, and another one another', () => {
    const print = (item: Finding): string => String(JSON.parse(report('sarif', [item])).runs[0].results[0].partialFingerprints['planwright/v1']);
    expect(print(finding({ line: 9, endLine: 9 }))).toBe(print(finding()));
    expect(print(finding({ message: 'other' }))).not.toBe(print(finding()));
  });
});

describe('junit, gitlab, markdown', () => {
  it('counts errors as failures and lets the rest pass', () => {
    const text = report('junit', [finding(), finding({ severity: 'warning', message: '<b> & "c"' })]);
    expect(text).toContain('tests="2" failures="1"');
    expect(text).toContain('&lt;b&gt; &amp; &quot;c&quot;');
  });

  it('gives every issue of one report its own fingerprint', () => {
    const issues: { fingerprint: string }[] = JSON.parse(report('gitlab', [finding(), finding({ line: 8 })]));
    expect(new Set(issues.map(issue => issue.fingerprint)).size).toBe(2);
  });

  it('keeps a table a table, errors first, at most fifty rows', () => {
    const text = report('markdown', [...many('warning', 60), finding({ message: 'a | b <!-- @team' })]);
    const rows = text.split('\n').filter(line => line.startsWith('| '));
    expect(rows).toHaveLength(52);
    expect(rows[2]).toContain('a \\| b &lt;!-- @\u200Bteam');
    expect(text).toContain('11 more');
  });
});

describe('exitCode', () => {
  it('is 1 for an error, for too many warnings, and for a draft under strict', () => {
    expect(exitCode([])).toBe(0);
    expect(exitCode(many('info', 3), { maxWarnings: 0 })).toBe(0);
    expect(exitCode([finding()])).toBe(1);
    expect(exitCode(many('warning', 3), { maxWarnings: 3 })).toBe(0);
    expect(exitCode(many('warning', 3), { maxWarnings: 2 })).toBe(1);
    expect(exitCode([finding({ rule: 'status/draft', severity: 'warning' })])).toBe(0);
    expect(exitCode([finding({ rule: 'status/draft', severity: 'warning' })], { strict: true })).toBe(1);
  });
});
