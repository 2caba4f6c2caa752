import { spawn } from 'node:child_process';
import { chmod, mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { applyFiles, recover } from '../../src/io/apply.ts';
import { createDisk, userErrno } from '../../src/io/disk.ts';
import { UserError } from '../../src/model/errors.ts';
import { cases } from '../support/soak.ts';

let root = '';
beforeEach(async () => {
  root = await mkdtemp(join(tmpdir(), 'planwright-'));
});
afterEach(() => rm(root, { recursive: true, force: true }));

const put = async (path: string, text: string): Promise<void> => {
  await mkdir(dirname(join(root, path)), { recursive: true });
  await writeFile(join(root, path), text);
};
const at = (path: string): Promise<string | null> => readFile(join(root, path), 'utf8').catch(() => null);

class Killed extends Error {}
/** Ends the run before step `last`, as a killed process would: nothing after it happens. */
const killAt = (last: number): (() => void) => {
  let step = 0;
  return () => {
    if (step++ === last) throw new Killed();
  };
};

/** Every document is old or new as a whole; after the next run's recovery the set is all old or all new, and nothing is left behind. */
async function holds(old: ReadonlyMap<string, string>, fresh: ReadonlyMap<string, string>, deletes: readonly string[]): Promise<'old' | 'new'> {
  const wanted = (path: string): string | null => (deletes.includes(path) ? null : (fresh.get(path) ?? null));
  const paths = [...new Set([...old.keys(), ...fresh.keys()])];
  for (const path of paths) expect([old.get(path) ?? null, wanted(path)], path).toContain(await at(path));
  const disk = createDisk(root);
  await recover(disk, '.plan/x');
  const now = await Promise.all(paths.map(at));
  const which = JSON.stringify(now) === JSON.stringify(paths.map(wanted)) ? 'new' : 'old';
  expect(now).toEqual(paths.map(path => (which === 'new' ? wanted(path) : (old.get(path) ?? null))));
  expect(await disk.exists('.plan/x/.stage')).toBe(false);
  return which;
}

describe('a run that is killed', () => {
  const old = new Map([['docs/a.md', 'a1'], ['docs/b.md', 'b1'], ['docs/gone/c.md', 'c1'], ['.plan/x/answers.yaml', 'said 1']]);
  const fresh = new Map([['docs/a.md', 'a2'], ['docs/b.md', 'b2'], ['docs/new/d.md', 'd2'], ['.plan/x/answers.yaml', 'said 2']]);
  const deletes = ['docs/gone/c.md'];
  const restore = async (): Promise<void> => {
    await rm(root, { recursive: true, force: true });
    for (const [path, text] of old) await put(path, text);
  };

  test('by kill -9 at every step leaves each document old or new, and the next run completes', async () => {
    const ended: (string | null)[] = [];
    for (let step = 0; step < 60; step++) {
      await restore();
      const script = join(import.meta.dirname, '../support/killed-apply.ts');
      const signal = await new Promise<string | null>(done => {
        spawn(process.execPath, [script, root, String(step), JSON.stringify(Object.fromEntries(fresh)), JSON.stringify(deletes)], { stdio: 'ignore' }).on('close', (_code, name) => done(name));
      });
      ended.push(`${signal} ${await holds(old, fresh, deletes)}`);
      if (signal === null) break;
    }
    expect(ended.length).toBeGreaterThan(12);
    expect(ended.at(-1)).toBe('null new');
    expect(ended.indexOf('SIGKILL new')).toBeGreaterThan(ended.lastIndexOf('SIGKILL old'));
  });

  test('at random steps of random sets loses nothing, also when the recovery is killed again', async () => {
    const path = fc.constantFrom('a.md', 'b.md', 'docs/c.md', 'docs/deep/d.md', '.plan/x/lock.yaml');
    const files = fc.array(fc.tuple(path, fc.string({ maxLength: 20 })), { minLength: 1, maxLength: 5 }).map(rows => new Map(rows));
    await fc.assert(
      fc.asyncProperty(files, files, fc.nat(20), fc.nat(12), async (before, after, first, second) => {
        await rm(root, { recursive: true, force: true });
        await mkdir(root);
        for (const [name, text] of before) await put(name, text);
        const gone = [...before.keys()].filter(name => !after.has(name)).slice(0, 1);
        const kept = new Map([...before, ...after].filter(([name]) => !gone.includes(name)));
        const quietly = async (act: Promise<unknown>): Promise<void> => {
          await act.catch((error: unknown) => {
            if (!(error instanceof Killed)) throw error;
          });
        };
        await quietly(applyFiles(createDisk(root), '.plan/x', after, gone, killAt(first)));
        await quietly(recover(createDisk(root), '.plan/x', killAt(second)));
        await holds(before, kept, gone);
      }),
      { numRuns: cases(120, 500), seed: 5 },
    );
  });
});

describe('a disk that refuses', () => {
  test.skipIf(process.getuid?.() === 0)('a folder without write permission: one clear message, nothing changed', async () => {
    await put('docs/a.md', 'a1');
    await chmod(join(root, 'docs'), 0o555);
    await expect(applyFiles(createDisk(root), '.plan/x', new Map([['b.md', 'b'], ['docs/new.md', 'n']]), [])).rejects.toThrow(UserError);
    await chmod(join(root, 'docs'), 0o755);
    expect([await at('docs/a.md'), await at('b.md')]).toEqual(['a1', null]);
  });

  test.each(['ENOSPC', 'EROFS', 'EACCES'])('%s once the set is decided: a clear message, and the next run completes it', async code => {
    await put('docs/a.md', 'a1');
    const refuse = (step: string): void => {
      if (step === 'place docs/b.md') throw Object.assign(new Error(code), { code });
    };
    await expect(applyFiles(createDisk(root), '.plan/x', new Map([['docs/a.md', 'a2'], ['docs/b.md', 'b2']]), [], refuse)).rejects.toThrow(`Cannot write the plan (${code})`);
    expect(await recover(createDisk(root), '.plan/x')).toBe(true);
    expect([await at('docs/a.md'), await at('docs/b.md')]).toEqual(['a2', 'b2']);
  });

  test.each(['ENOSPC', 'EROFS', 'EACCES'])('%s while staging: a clear message, every document as before', async code => {
    await put('docs/a.md', 'a1');
    const refuse = (step: string): void => {
      if (step === 'stage docs/b.md') throw Object.assign(new Error(code), { code });
    };
    const act = applyFiles(createDisk(root), '.plan/x', new Map([['docs/a.md', 'a2'], ['docs/b.md', 'b2']]), [], refuse);
    await expect(act).rejects.toThrow(`Cannot write the plan (${code})`);
    expect(await createDisk(root).exists('.plan/x/.stage')).toBe(false);
    await recover(createDisk(root), '.plan/x');
    expect([await at('docs/a.md'), await at('docs/b.md')]).toEqual(['a1', null]);
    expect(userErrno(new Error('other'), 'x')).not.toBeInstanceOf(UserError);
  });
});
