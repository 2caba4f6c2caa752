import { spawn } from 'node:child_process';
import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { createDisk, type Disk } from '../../src/io/disk.ts';
import { withLock } from '../../src/io/run-lock.ts';

let root = '';
let disk: Disk;
beforeEach(async () => {
  root = await mkdtemp(join(tmpdir(), 'planwright-'));
  disk = createDisk(root);
});
afterEach(() => rm(root, { recursive: true, force: true }));

const holder = { pid: process.pid, host: 'here', since: '2026-11-20' };
const lock = (text: string): Promise<void> => mkdir(join(root, '.plan/x'), { recursive: true }).then(() => writeFile(join(root, '.plan/x/.lock'), text));
const left = (): Promise<string[]> => readdir(join(root, '.plan/x'));

describe('withLock', () => {
  test('a run that writes nothing leaves no folder behind; one that writes keeps it', async () => {
    await expect(withLock(disk, '.plan/y', holder, () => Promise.reject(new Error('no spec')))).rejects.toThrow('no spec');
    expect(await readdir(root)).toEqual([]);
    await withLock(disk, '.plan/x', holder, () => writeFile(join(root, '.plan/x/answers.yaml'), ''));
    expect(await left()).toEqual(['answers.yaml']);
  });

  test('a second run is refused while the first holds it, and the lock goes away', async () => {
    await mkdir(join(root, '.plan/x'), { recursive: true });
    await withLock(disk, '.plan/x', holder, async () => {
      await expect(withLock(disk, '.plan/x', holder, async () => 1)).rejects.toThrow(/Another run/);
    });
    expect(await withLock(disk, '.plan/x', holder, async () => 2)).toBe(2);
    expect(await left()).toEqual([]);
  });

  test.each([['of a dead process', JSON.stringify({ ...holder, pid: 4_194_000 })], ['that is no lock', ''], ['that is damaged', '{"pid":']])('a lock %s is taken over', async (_what, text) => {
    await lock(text);
    expect(await withLock(disk, '.plan/x', holder, async () => 3)).toBe(3);
    expect(await left()).toEqual([]);
  });

  test('a lock of another machine is never taken over: nobody here can tell whether it lives', async () => {
    await lock(JSON.stringify({ ...holder, host: 'there', pid: 4_194_000 }));
    await expect(withLock(disk, '.plan/x', holder, async () => 4)).rejects.toThrow(/A run on there/);
    expect(await left()).toEqual(['.lock']);
  });

  test('a lock that somebody else holds by now is not removed', async () => {
    const other = JSON.stringify({ ...holder, host: 'there' });
    await withLock(disk, '.plan/x', holder, () => lock(other));
    expect(await readFile(join(root, '.plan/x/.lock'), 'utf8')).toBe(other);
  });

  test('many runs at once over a stale lock: never two inside', async () => {
    await lock(JSON.stringify({ ...holder, pid: 4_194_000, host: (await import('node:os')).hostname() }));
    const script = join(import.meta.dirname, '../support/lock-holder.ts');
    const start = Date.now() + 2500;
    const codes = await Promise.all(Array.from({ length: 8 }, () => new Promise<number | null>(done => spawn(process.execPath, [script, root, String(start)], { stdio: 'inherit' }).on('close', done))));
    expect(codes).toEqual(Array.from({ length: 8 }, () => 0));
    const rows = (await readFile(join(root, 'log.txt'), 'utf8')).trim().split('\n').filter(row => !row.startsWith('refused'));
    expect(rows.length).toBeGreaterThanOrEqual(2);
    for (let at = 0; at < rows.length; at += 2) expect([rows[at], rows[at + 1]]).toEqual([expect.stringMatching(/^in /), (rows[at] ?? '').replace('in', 'out')]);
    expect(await left()).toEqual([]);
  });
});
