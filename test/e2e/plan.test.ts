import { readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { plan, tree, workspace } from '../support/cli.ts';
import { planHere } from '../support/here.ts';

const inputs = ['specs/stravaai', 'docs/planning', 'requirements', 'plan.config.yaml'];

describe('plan stravaai --yes', () => {
  let root = '';
  let done: () => Promise<void>;
  let first: Map<string, string>;
  let code: number | null = null;
  beforeAll(async () => {
    ({ root, done } = await workspace(inputs));
    ({ code } = await plan(root, ['stravaai', '--yes']));
    first = await tree(root);
  });
  afterAll(() => done());

  test('writes every document of the outputs table (SEED-002-10, SEED-000-5, SEED-002-9)', () => {
    expect(code).toBe(0);
    for (const name of ['project_charter', 'prd', 'add', 'wbs']) expect([...first.keys()]).toContain(`ai_docs/context/core_docs/stravaai/${name}.md`);
    for (const name of ['plan', 'tasks', 'decisions', 'risks', 'traceability', 'frontend-handoff']) expect([...first.keys()]).toContain(`docs/execution/stravaai/${name}.md`);
    for (const name of ['project_charter', 'prd', 'add', 'wbs']) expect([...first.keys()]).toContain(`ai_docs/_scratchpad/backend/stravaai/backend_${name}_scratchpad.md`);
    expect([...first.keys()]).toContain('ai_docs/context/workflows/stravaai_workflows.md');
    expect([...first.keys()].filter(path => /^docs\/execution\/stravaai\/\d-[a-z-]+\/plan\.md$/.test(path)).length).toBeGreaterThanOrEqual(15);
    expect([...first.keys()].filter(path => path.startsWith('.plan/stravaai/')).sort()).toEqual(['.plan/stravaai/answers.yaml', '.plan/stravaai/base', '.plan/stravaai/lock.yaml']);
  });

  test('a second run changes no byte', async () => {
    expect((await planHere(root, ['stravaai', '--yes'])).code).toBe(0);
    expect(await tree(root)).toEqual(first);
  });

  test('the documents are current and checked clean but for the draft status', async () => {
    expect((await planHere(root, ['render', '--check'])).code).toBe(0);
    const report = await planHere(root, ['check', '--format', 'json']);
    const found: { rule: string; severity: string; message: string; file: string; line: number }[] = JSON.parse(report.stdout).findings;
    expect(found.filter(each => each.severity !== 'info' && each.rule !== 'status/draft')).toEqual([]);
    expect(report.code).toBe(0);
    expect((await planHere(root, ['check', '--strict'])).code).toBe(1);
  });

  test('a person\'s edit and tick survive a changed spec', async () => {
    const packagePlan = [...first.keys()].find(path => /\/1-[a-z-]+\/plan\.md$/.test(path)) ?? '';
    const before = await readFile(join(root, packagePlan), 'utf8');
    await writeFile(join(root, packagePlan), before.replace('- [ ] **T-', '- [x] **T-').replace('## Strategy', 'Our own note: ask Ada first.\n\n## Strategy'));
    const spec = join(root, 'specs/stravaai/spec.md');
    const text = await readFile(spec, 'utf8');
    await writeFile(spec, text.replace('Athletes MUST be able to sign out.', 'Athletes MUST be able to sign out of every device.'));
    const run = await planHere(root, ['render', 'stravaai']);
    expect(run.code, run.stderr).toBe(0);
    const after = await readFile(join(root, packagePlan), 'utf8');
    expect(after).toContain('Our own note: ask Ada first.');
    expect(after).toContain('- [x] **T-');
    await writeFile(spec, text);
    await writeFile(join(root, packagePlan), before);
    expect((await planHere(root, ['render', 'stravaai'])).code).toBe(0);
  });

  test('an edited document without a known base is left alone and named, exit 1', async () => {
    const path = 'ai_docs/context/core_docs/stravaai/prd.md';
    const base = join(root, '.plan/stravaai/base');
    const kept = await readFile(base, 'utf8');
    const text = await readFile(join(root, path), 'utf8');
    await writeFile(base, 'damaged');
    await writeFile(join(root, path), `${text}\nMine.\n`);
    const run = await planHere(root, ['stravaai', '--yes']);
    expect(run.code).toBe(1);
    expect(run.stderr).toContain(path);
    expect(await readFile(join(root, path), 'utf8')).toContain('Mine.');
    await writeFile(join(root, path), text);
    await writeFile(base, kept);
  });

  test('a missing document is an error of plan check, and render brings it back', async () => {
    const path = join(root, 'docs/execution/stravaai/risks.md');
    const text = await readFile(path, 'utf8');
    await rm(path);
    expect((await planHere(root, ['check'])).code).toBe(1);
    expect((await planHere(root, ['render', '--check'])).code).toBe(1);
    expect((await planHere(root, ['render', 'stravaai'])).code).toBe(0);
    expect(await readFile(path, 'utf8')).toBe(text);
  });

  test('--dry-run prints a diff and writes nothing', async () => {
    const run = await planHere(root, ['stravaai', '--yes', '--dry-run', '--profile', 'typescript']);
    expect(run.code).toBe(0);
    expect(run.stdout).toContain('+++ ');
    expect(await tree(root)).toEqual(first);
  });

  test('export, trace and inspect print the shapes that other tools rely on', async () => {
    const exported = JSON.parse((await planHere(root, ['export', 'json', 'stravaai'])).stdout);
    expect(exported).toMatchObject({ schemaVersion: 1, feature: 'stravaai', profile: 'fastapi-mongodb' });
    const trace = JSON.parse((await planHere(root, ['trace', 'stravaai', '--format', 'json'])).stdout);
    expect(trace).toMatchObject({ schemaVersion: 1, feature: 'stravaai', coverage: { must: 1 } });
    const spec = JSON.parse((await planHere(root, ['inspect', 'spec', '--format', 'json'])).stdout);
    expect(spec.sources.map((source: { path: string }) => source.path)).toEqual(['docs/planning/stravaai.md', 'specs/stravaai/spec.md']);
    await writeFile(join(root, 'loans.md'), '# Loans\n\n## Requirements\n\n- The desk must open a loan.\n- The desk must close a loan.\n');
    expect((await planHere(root, ['inspect', 'spec', 'loans.md'])).stdout).toMatch(/^5 +Loan \(implied\) +yes/m);
    await rm(join(root, 'loans.md'));
    const samples = JSON.parse((await planHere(root, ['inspect', 'samples', '--format', 'json'])).stdout);
    expect(samples.models.map((model: { name: string }) => model.name)).toContain('activity');
  });
});
