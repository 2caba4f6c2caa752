import { execFile } from 'node:child_process';
import { readdir, readFile, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { builtCli, workspace } from '../support/cli.ts';

const { INIT_CWD: _, ...env } = process.env;
let at: Awaited<ReturnType<typeof workspace>>;
beforeAll(async () => {
  at = await workspace();
  await writeFile(join(at.root, 'spec.md'), '# Bikes\n\n## Requirements\n\n- **FR-001**: Riders MUST be able to list their bikes.\n');
});
afterAll(() => at.done());

const inspect = async (more: NodeJS.ProcessEnv): Promise<string> => (await promisify(execFile)(process.execPath, [builtCli, 'inspect', 'spec', 'spec.md'], { cwd: at.root, env: { ...env, ...more } })).stdout;
/** Files of kept code below a folder, by path. */
async function kept(folder: string): Promise<string[]> {
  const all = await readdir(folder, { recursive: true }).catch(() => []);
  return all.filter(each => /planwright-[^/]*$/.test(each)).map(each => join(folder, each)).sort();
}

test('code that a run compiled is kept for its command; a damaged file is made anew, and where Node keeps nothing nothing is kept', async () => {
  const folder = join(at.root, 'code');
  const first = await inspect({ NODE_COMPILE_CACHE: folder });
  const files = await kept(folder);
  expect(files.length).toBeGreaterThan(0);
  expect(files.every(each => each.endsWith('-inspect-spec'))).toBe(true);
  const [one = ''] = files;
  // A run that ended early has compiled little: two more add to it.
  for (let run = 0; run < 2; run++) expect(await inspect({ NODE_COMPILE_CACHE: folder })).toBe(first);
  const before = await readFile(one);
  const { mtimeMs } = await stat(one);
  expect(await inspect({ NODE_COMPILE_CACHE: folder })).toBe(first);
  expect((await stat(one)).mtimeMs).toBe(mtimeMs);
  await writeFile(one, before.fill(7, 1000));
  expect(await inspect({ NODE_COMPILE_CACHE: folder })).toBe(first);
  expect((await stat(one)).mtimeMs).toBeGreaterThan(mtimeMs);
  expect(await inspect({ NODE_COMPILE_CACHE: join(at.root, 'none'), NODE_DISABLE_COMPILE_CACHE: '1' })).toBe(first);
  expect(await kept(join(at.root, 'none'))).toEqual([]);
});

test('the first run of plan finds what the build kept, and keeps nothing itself', async () => {
  const folder = join(at.root, 'first');
  await promisify(execFile)(process.execPath, [builtCli, 'bikes', '--spec', 'spec.md', '--yes', '--dry-run'], { cwd: at.root, env: { ...env, NODE_COMPILE_CACHE: folder } });
  expect(await kept(folder)).toEqual([]);
});
