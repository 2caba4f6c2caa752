import { execFile } from 'node:child_process';
import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { plan, projectRoot, tree, workspace } from '../support/cli.ts';

const run = promisify(execFile);
const cli = join(projectRoot, 'dist/cli.mjs');
const answers = ['stravaai', '--yes'];
let source: Awaited<ReturnType<typeof workspace>>;
let built: Awaited<ReturnType<typeof workspace>>;

beforeAll(async () => {
  await run(process.execPath, [join(projectRoot, 'src/build.ts')]);
  source = await workspace(['specs/stravaai', 'requirements', 'plan.config.yaml']);
  built = await workspace(['specs/stravaai', 'requirements', 'plan.config.yaml']);
});
afterAll(async () => {
  await Promise.all([source.done(), built.done()]);
});

test('the bundle writes the bytes that the source writes', async () => {
  expect((await plan(source.root, answers)).code).toBe(0);
  // The same identity and day on both sides, then everything is derived again.
  for (const part of ['docs/execution', 'ai_docs']) await rm(join(source.root, part), { recursive: true });
  await run('cp', ['-r', join(source.root, '.plan'), join(built.root, '.plan')]);
  await plan(source.root, ['render', 'stravaai']);
  await run(process.execPath, [cli, 'render', 'stravaai'], { cwd: built.root });
  expect(await tree(built.root)).toEqual(await tree(source.root));
});

test('the bundle checks with diagrams, and says its version', async () => {
  const check = await run(process.execPath, [cli, 'check', '--format', 'json', 'docs/execution/stravaai/plan.md'], { cwd: built.root }).catch((error: { stdout: string; stderr: string }) => error);
  expect(check.stderr).toBe('');
  expect(JSON.parse(check.stdout)).toMatchObject({ schemaVersion: 1 });
  expect((await run(process.execPath, [cli, '--version'])).stdout).toMatch(/^\d+\.\d+\.\d+\n$/);
});
