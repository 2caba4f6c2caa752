import { link, mkdir, readFile, rm, rmdir, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import * as z from 'zod';
import { UserError } from '../model/errors.ts';
import { parseOrNull } from './json.ts';
import { errno, userErrno, type Disk } from './disk.ts';

const Holder = z.object({ pid: z.int(), host: z.string(), since: z.string() });

/**
 * Holds the feature's lock file while `act` runs. A lock whose process is gone is taken over; a live one is a UserError. Folders made for the lock
 * in which nothing was written are removed again: a mistyped feature leaves nothing behind.
 */
export async function withLock<T>(disk: Disk, folder: string, holder: { pid: number; host: string; since: string }, act: () => Promise<T>): Promise<T> {
  const path = `${folder}/.lock`;
  const target = await disk.target(path);
  let made: string | undefined;
  try {
    made = await takeLock(target, holder, path);
  } catch (error) {
    throw userErrno(error, `Cannot write ${path}`);
  }
  try {
    return await act();
  } finally {
    // Somebody who took this lock for a stale one holds it now: theirs stays.
    if ((await readHolder(target)) === JSON.stringify(holder)) await rm(target, { force: true });
    if (made !== undefined) await removeEmpty(dirname(target), made);
  }
}

/** Removes `folder`, and those above it up to `last`, as long as they hold nothing. */
async function removeEmpty(folder: string, last: string): Promise<void> {
  try {
    await rmdir(folder);
  } catch (error) {
    if (holdsSomething.has(errno(error) ?? '')) return;
    throw error;
  }
  if (folder !== last) await removeEmpty(dirname(folder), last);
}

/** `rmdir` says one or the other of a folder with files; ENOENT is somebody else's removal. */
const holdsSomething = new Set(['ENOTEMPTY', 'EEXIST', 'ENOENT']);

/**
 * The lock appears with its holder written in it, by a link: nobody ever reads one that is half made. A stale one is removed first. Returns the
 * uppermost folder that was made for it.
 */
async function takeLock(target: string, holder: z.infer<typeof Holder>, path: string): Promise<string | undefined> {
  const own = `${target}.${process.pid}`;
  const text = JSON.stringify(holder);
  try {
    const made = await writeBeside(own, text);
    for (let attempt = 0; attempt < attempts; attempt++) {
      if (await madeFrom(own, target, text)) return made;
      await removeStale(own, target, holder, path);
    }
  } finally {
    await rm(own, { force: true });
  }
  throw new UserError('Another run keeps taking the lock of this plan', `Wait for it, or remove ${path}.`);
}

/** Writes a file, its folders made first: again when another run that wrote nothing takes them away in between. */
async function writeBeside(path: string, text: string): Promise<string | undefined> {
  for (let attempt = 0; ; attempt++) {
    const made = await mkdir(dirname(path), { recursive: true });
    try {
      await writeFile(path, text);
      return made;
    } catch (error) {
      if (errno(error) !== 'ENOENT' || attempt === attempts) throw error;
    }
  }
}

/** Makes `target` with the text of `own` in it, unless it is there. Some file systems know no links; there the file is made first and filled at once. */
async function madeFrom(own: string, target: string, text: string): Promise<boolean> {
  try {
    await link(own, target).catch((error: unknown) => {
      if (!noLinks.has(errno(error) ?? '')) throw error;
      return writeFile(target, text, { flag: 'wx' });
    });
    return true;
  } catch (error) {
    if (errno(error) === 'EEXIST') return false;
    throw error;
  }
}

/** How often a run tries while others take over, and the wait between, in milliseconds. */
const attempts = 50;
const patience = 20;

const noLinks = new Set(['EPERM', 'ENOTSUP', 'EOPNOTSUPP', 'ENOSYS', 'EMLINK']);

/**
 * Removes a lock whose process is gone, behind a guard that one run holds at a time, so that nobody removes the lock of a run that was quicker.
 * Throws UserError when the lock's holder lives, or works on another machine.
 */
async function removeStale(own: string, target: string, holder: z.infer<typeof Holder>, path: string): Promise<void> {
  const seen = await readHolder(target);
  const other = Holder.safeParse(parseOrNull(seen));
  if (other.success && other.data.host === holder.host && isAlive(other.data.pid)) throw new UserError(`Another run (process ${other.data.pid}, since ${other.data.since}) is writing this plan`, `Wait for it, or remove ${path} if it is gone.`);
  if (other.success && other.data.host !== holder.host) throw new UserError(`A run on ${other.data.host} (since ${other.data.since}) holds this plan`, `Wait for it, or remove ${path} if it is gone.`);
  const guard = `${target}.takeover`;
  if (!(await madeFrom(own, guard, JSON.stringify(holder)))) {
    const taker = Holder.safeParse(parseOrNull(await readHolder(guard)));
    if (taker.success && taker.data.host === holder.host && !isAlive(taker.data.pid)) await rm(guard, { force: true });
    else await setTimeout(patience);
    return;
  }
  try {
    if ((await readHolder(target)) === seen) await rm(target, { force: true });
  } finally {
    await rm(guard, { force: true });
  }
}

/** Text of the lock file; empty when its holder has let go of it in between. */
async function readHolder(target: string): Promise<string> {
  try {
    return await readFile(target, 'utf8');
  } catch (error) {
    if (errno(error) === 'ENOENT') return '';
    throw error;
  }
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return errno(error) === 'EPERM';
  }
}
