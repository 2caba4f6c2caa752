import { spawn } from 'node:child_process';
import { cp, mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join, relative, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';

export const projectRoot = resolve(dirname(fileURLToPath(import.meta.url)), '..', '..');

/** The built command, made anew before the tests by test/support/build.ts. */
export const builtCli = join(projectRoot, 'dist', 'cli.mjs');

export type Result = { code: number | null; stdout: string; stderr: string };

/** Runs the built command in `cwd`. `input` is piped and then ended; without it the input is empty. */
export function plan(cwd: string, args: readonly string[], options: { input?: string; env?: Record<string, string> } = {}): Promise<Result> {
  return new Promise((done, fail) => {
    const env: NodeJS.ProcessEnv = { ...process.env, NO_COLOR: '1', ...options.env };
    delete env['INIT_CWD'];
    if (options.env?.['GITHUB_ACTIONS'] === undefined) delete env['GITHUB_ACTIONS'];
    const child = spawn(process.execPath, [builtCli, ...args], { cwd, env, stdio: 'pipe' });
    let stdout = '';
    let stderr = '';
    child.stdout.setEncoding('utf8').on('data', (chunk: string) => (stdout += chunk));
    child.stderr.setEncoding('utf8').on('data', (chunk: string) => (stderr += chunk));
    child.on('error', fail);
    child.on('close', code => done({ code, stdout, stderr }));
    child.stdin.end(options.input ?? '');
  });
}

/** A folder of its own, removed by `done`. `copy` names files and folders of this repository to copy into it; a pair renames. */
export async function workspace(copy: readonly (string | readonly [string, string])[] = []): Promise<{ root: string; done: () => Promise<void> }> {
  const root = await mkdtemp(join(tmpdir(), 'planwright-e2e-'));
  for (const entry of copy) {
    const [from, to] = typeof entry === 'string' ? [entry, entry] : entry;
    await cp(join(projectRoot, from), join(root, to), { recursive: true });
  }
  return { root, done: () => rm(root, { recursive: true, force: true }) };
}

/** Every file below `root` by POSIX path, with its text. */
export async function tree(root: string): Promise<Map<string, string>> {
  const files = new Map<string, string>();
  const entries = await readdir(root, { recursive: true, withFileTypes: true });
  for (const entry of entries.filter(each => each.isFile()).sort((a, b) => (join(a.parentPath, a.name) < join(b.parentPath, b.name) ? -1 : 1))) {
    const path = join(entry.parentPath, entry.name);
    files.set(relative(root, path).split('\\').join('/'), await readFile(path, 'utf8'));
  }
  return files;
}
