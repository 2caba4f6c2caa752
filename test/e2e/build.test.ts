import { execFile } from 'node:child_process';
import { mkdir, readFile, readdir, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { z } from 'zod';
import { builtCli as cli, projectRoot, tree, workspace } from '../support/cli.ts';

const execute = promisify(execFile);
// Under a package script INIT_CWD names the repository; the command would work there instead of in the workspace.
const { INIT_CWD: _, ...env } = process.env;
const run = (file: string, args: string[], options: { cwd?: string } = {}): Promise<{ stdout: string; stderr: string }> => execute(file, args, { ...options, env });
const answers = ['stravaai', '--yes'];
let source: Awaited<ReturnType<typeof workspace>>;
let built: Awaited<ReturnType<typeof workspace>>;

beforeAll(async () => {
  source = await workspace(['specs/stravaai', 'requirements', 'plan.config.yaml']);
  built = await workspace(['specs/stravaai', 'requirements', 'plan.config.yaml']);
});
afterAll(async () => {
  await Promise.all([source.done(), built.done()]);
});

test('the bundle writes the bytes that the source writes', async () => {
  const fromSource = (args: string[]): Promise<unknown> => run(process.execPath, [join(projectRoot, 'src/cli.ts'), ...args], { cwd: source.root });
  await fromSource(answers);
  // The same identity and day on both sides, then everything is derived again.
  for (const part of ['docs/execution', 'ai_docs']) await rm(join(source.root, part), { recursive: true });
  await run('cp', ['-r', join(source.root, '.plan'), join(built.root, '.plan')]);
  await fromSource(['render', 'stravaai']);
  await run(process.execPath, [cli, 'render', 'stravaai'], { cwd: built.root });
  expect(await tree(built.root)).toEqual(await tree(source.root));
});

test('the bundle checks with diagrams, and says its version', async () => {
  const check = await run(process.execPath, [cli, 'check', '--format', 'json', 'docs/execution/stravaai/plan.md'], { cwd: built.root }).catch((error: { stdout: string; stderr: string }) => error);
  expect(check.stderr).toBe('');
  expect(JSON.parse(check.stdout)).toMatchObject({ schemaVersion: 1 });
  expect((await run(process.execPath, [cli, '--version'])).stdout).toMatch(/^\d+\.\d+\.\d+\n$/);
});

test('on a Node that is too old it says which one it needs, and opens nothing', async () => {
  const old = `data:text/javascript,Object.defineProperty(process.versions, 'node', { value: '20.20.2' })`;
  const ran = await run(process.execPath, ['--import', old, cli, 'check'], { cwd: built.root }).catch((error: { code: number; stdout: string; stderr: string }) => error);
  expect(ran).toMatchObject({ code: 2, stdout: '' });
  expect(ran.stderr).toMatch(/^plan: needs Node \^22\.\S.*, and this is 20\.20\.2\n {2}.*pnpm add -D --allow-build=node node@npm:node@\d+\.\d+\.\d+\n$/);
});

test('a check of plain text opens none of the modules of Node that it has no use for', async () => {
  const at = await workspace();
  await writeFile(join(at.root, 'a.md'), '# Plan\n\n## Tasks\n\n- [ ] **T-1** Write the model\n');
  const told = `data:text/javascript,process.on('exit', () => process._rawDebug(process.moduleLoadList.join(',')))`;
  const { stderr } = await run(process.execPath, ['--import', told, cli, 'check', 'a.md'], { cwd: at.root });
  const opened = stderr.split(',').map(each => each.replace('NativeModule ', ''));
  expect(opened).toContain('fs');
  expect(['child_process', 'crypto', 'readline', 'worker_threads'].filter(each => opened.includes(each))).toEqual([]);
  await at.done();
});

test('a second check says the same from the cache, and sees a changed document, diagram and link target', async () => {
  const at = await workspace();
  const put = (path: string, text: string): Promise<void> => writeFile(join(at.root, path), text);
  const check = async (): Promise<string[]> => {
    const ran = await run(process.execPath, [cli, 'check', '--format', 'json', 'a.md'], { cwd: at.root }).catch((error: { stdout: string }) => error);
    const { findings } = z.object({ findings: z.array(z.object({ rule: z.string(), line: z.number() })) }).parse(JSON.parse(ran.stdout));
    return findings.map(each => `${each.rule}:${each.line}`);
  };
  const text = '# Plan\n\nSee [the notes](notes.md).\n\n```mermaid\nflowchart TD\n  a --> b\n```\n';
  await mkdir(join(at.root, 'node_modules'));
  await put('notes.md', '# Notes\n');
  await put('a.md', text);
  const first = await check();
  expect(await readdir(join(at.root, 'node_modules/.cache/planwright'))).toHaveLength(2);
  expect(await check()).toEqual(first);
  await put('a.md', text.replace('a --> b', 'a --> ['));
  expect(await check()).toContain('diagrams/parse:7');
  await put('a.md', text);
  await rm(join(at.root, 'notes.md'));
  expect(await check()).toContain('structure/broken-link:3');
  for (const name of await readdir(join(at.root, 'node_modules/.cache/planwright'))) await put(`node_modules/.cache/planwright/${name}`, '{"cut sho');
  expect(await check()).toContain('structure/broken-link:3');
  await at.done();
});

test('a kept judgement falls with what it rests on: the heading a link names, the spec beside a task list, a document that comes or goes', async () => {
  const at = await workspace();
  const put = (path: string, text: string): Promise<void> => writeFile(join(at.root, path), text);
  const check = async (): Promise<string[]> => {
    const ran = await run(process.execPath, [cli, 'check', '--format', 'json', '.'], { cwd: at.root }).catch((error: { stdout: string }) => error);
    const { findings } = z.object({ findings: z.array(z.object({ rule: z.string(), file: z.string(), line: z.number() })) }).parse(JSON.parse(ran.stdout));
    return findings.map(each => `${each.file} ${each.rule}:${each.line}`);
  };
  await mkdir(join(at.root, 'node_modules'));
  await mkdir(join(at.root, 'change'));
  await put('a.md', '# Plan\n\nSee [the rates](rates.md#monthly).\n');
  await put('rates.md', '# Rates\n\n## Monthly\n\nTen a month.\n');
  await put('change/requirements.md', '# Spec\n\n### Requirement 1: Book\n\n1. WHEN a person books THEN a slot is held\n');
  await put('change/tasks.md', '# Tasks\n\n- [ ] Hold the slot\n  - _Requirements: 1.1_\n');
  expect(await check()).toEqual([]);
  await put('rates.md', '# Rates\n\n## Yearly\n\nA hundred a year.\n');
  expect(await check()).toEqual(['a.md structure/broken-link:3']);
  await put('change/requirements.md', '# Spec\n\n### Requirement 2: Book\n\n1. WHEN a person books THEN a slot is held\n');
  expect(await check()).toEqual(['a.md structure/broken-link:3', 'change/requirements.md trace/requirement-unplanned:3', 'change/tasks.md trace/unknown-requirement:4']);
  await rm(join(at.root, 'change/requirements.md'));
  await rm(join(at.root, 'rates.md'));
  expect(await check()).toEqual(['a.md structure/broken-link:3']);
  await put('rates.md', '# Rates\n\n## Monthly\n\nTen a month.\n');
  expect(await check()).toEqual([]);
  await at.done();
});

test('a fix lands where it is meant in a file that starts with a byte order mark', async () => {
  const at = await workspace();
  const path = join(at.root, 'a.md');
  await writeFile(path, '\uFEFF# Plan\n\nSee [the rates](#Monthly-rates).\n\n## Monthly rates?\n\nTen, see [below](#monthlyrates).\n');
  await run(process.execPath, [cli, 'check', '--fix', '--format', 'json', 'a.md'], { cwd: at.root }).catch((error: { stdout: string }) => error);
  expect(await readFile(path, 'utf8')).toBe('\uFEFF# Plan\n\nSee [the rates](#Monthly-rates).\n\n## Monthly rates?\n\nTen, see [below](#monthly-rates).\n');
  await at.done();
});

test('ids that a document beside declares are known, and a kept judgement falls when they are gone', async () => {
  const at = await workspace();
  const put = (path: string, text: string): Promise<void> => writeFile(join(at.root, path), text);
  const check = async (): Promise<string[]> => {
    const ran = await run(process.execPath, [cli, 'check', '--format', 'json', '.'], { cwd: at.root }).catch((error: { stdout: string }) => error);
    const { findings } = z.object({ findings: z.array(z.object({ rule: z.string(), file: z.string(), line: z.number() })) }).parse(JSON.parse(ran.stdout));
    return findings.map(each => `${each.file} ${each.rule}:${each.line}`);
  };
  await mkdir(join(at.root, 'node_modules'));
  await mkdir(join(at.root, 'change'));
  const list = (...numbers: number[]): string => `# List\n\n${numbers.map(number => `- **FR-00${number}** A person books slot ${number}.\n`).join('')}`;
  await put('change/about.md', '# About\n\nThe export (FR-003) comes later.\n');
  await put('change/list.md', list(1, 2, 3));
  expect(await check()).toEqual([]);
  await put('change/list.md', list(1, 2, 4));
  expect(await check()).toEqual(['change/about.md ids/prose-only:3']);
  await put('change/list.md', list(1, 2, 3));
  expect(await check()).toEqual([]);
  await at.done();
});
