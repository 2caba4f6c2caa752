import { appendFileSync } from 'node:fs';
import { hostname } from 'node:os';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { createDisk } from '../../src/io/disk.ts';
import { withLock } from '../../src/io/run-lock.ts';
import { UserError } from '../../src/model/errors.ts';

/** Waits until the moment `argv[3]`, takes the lock below the root `argv[2]`, and logs when it goes in and out. */
const [, , root = '', start = '0'] = process.argv;
const log = (what: string): void => appendFileSync(join(root, 'log.txt'), `${what} ${process.pid}\n`);
await setTimeout(Math.max(0, Number(start) - Date.now()));
try {
  await withLock(createDisk(root), '.plan/x', { pid: process.pid, host: hostname(), since: '2026-11-21' }, async () => {
    log('in');
    await setTimeout(400);
    log('out');
  });
} catch (error) {
  if (!(error instanceof UserError)) throw error;
  log('refused');
}
