import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { plan, projectRoot } from '../support/cli.ts';

/** The repository itself and the golden cases whose documents are committed; each is a root of its own. */
const cases = join(projectRoot, 'test', 'cases');
const roots = [projectRoot, ...readdirSync(cases).map(name => join(cases, name)).filter(folder => existsSync(join(folder, '.plan')))];

describe.each(roots)('the committed documents of %s', root => {
  test('are what specs, samples, answers and templates make of them, on any later day', async () => {
    const run = await plan(root, ['render', '--check']);
    expect(run.stdout).toBe('');
    expect(run.code, run.stderr).toBe(0);
  });

  test('are clean but for the draft status', async () => {
    const run = await plan(root, ['check', '--format', 'json']);
    const { findings }: { findings: { rule: string; severity: string; file: string; line: number; message: string }[] } = JSON.parse(run.stdout);
    expect(findings.filter(finding => finding.severity !== 'info' && finding.rule !== 'status/draft')).toEqual([]);
    expect(run.code).toBe(0);
  });
});

test('the README shows a run as it is', async () => {
  const readme = readFileSync(join(projectRoot, 'README.md'), 'utf8');
  const shown = /\$ pnpm plan stravaai --yes\n([\s\S]*?)\nDocuments: /.exec(readme)?.[1];
  const run = await plan(projectRoot, ['stravaai', '--yes', '--dry-run']);
  expect(run.stderr.slice(0, run.stderr.indexOf('Nothing was written')).trimEnd()).toBe(shown);
});
