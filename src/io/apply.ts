import { accessSync, appendFileSync, constants, mkdirSync, renameSync, writeFileSync } from 'node:fs';
import { open, readdir, rm, unlink } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import * as z from 'zod';
import { UserError } from '../model/errors.ts';
import { errno, userErrno, type Disk } from './disk.ts';
import { parseOrNull } from './json.ts';

/** Called with the name of the step that comes next. */
export type BeforeStep = (step: string) => void;
const nothing: BeforeStep = () => undefined;

const Journal = z.object({ writes: z.array(z.object({ staged: z.string(), path: z.string() })), deletes: z.array(z.string()) });

/**
 * Writes a set of files as one commit: everything is staged and synced below `folder` first, then a journal is put in place by one rename,
 * then each file is renamed over its target. A process killed before the journal leaves all old; after it, `recover` completes the set.
 * `before` is called before each step that touches the disk, so that a test can end the process there.
 */
export async function applyFiles(disk: Disk, folder: string, writes: ReadonlyMap<string, string>, deletes: readonly string[], before: BeforeStep = nothing): Promise<void> {
  if (writes.size === 0 && deletes.length === 0) return;
  const stage = `${folder}/.stage`;
  let staging = true;
  try {
    for (const path of writes.keys()) await assertWritable(disk, path);
    for (const path of deletes) await disk.target(path);
    before('clear stage');
    await rm(await disk.target(stage, 'folder'), { recursive: true, force: true });
    before('make stage');
    mkdirSync(join(disk.root, stage), { recursive: true });
    const journal: z.infer<typeof Journal> = { writes: [], deletes: [...deletes] };
    for (const [path, text] of writes) {
      const staged = `${stage}/${journal.writes.length}`;
      before(`stage ${path}`);
      writeFileSync(join(disk.root, staged), text, { flag: 'wx' });
      journal.writes.push({ staged, path });
    }
    before('sync stage');
    await syncFiles(journal.writes.map(({ staged }) => join(disk.root, staged)));
    before('write journal');
    writeFileSync(join(disk.root, `${stage}/journal.part`), JSON.stringify(journal), { flag: 'wx' });
    await syncFiles([join(disk.root, `${stage}/journal.part`)]);
    before('place journal');
    renameSync(join(disk.root, `${stage}/journal.part`), join(disk.root, `${stage}/journal.json`));
    staging = false;
    await syncFolders([join(disk.root, stage)]);
    before('complete');
    await complete(disk, stage, journal, before);
  } catch (error) {
    // A full disk is not kept full by what was staged in vain. What cannot be removed now is discarded by the next run.
    if (staging && errno(error) !== null) await rm(join(disk.root, stage), { recursive: true, force: true }).catch(() => undefined);
    throw userErrno(error, 'Cannot write the plan');
  }
}

/** Completes or discards what a killed run left behind. True when something was completed. */
export async function recover(disk: Disk, folder: string, before: BeforeStep = nothing): Promise<boolean> {
  const stage = `${folder}/.stage`;
  if (!(await disk.exists(stage))) return false;
  try {
    const text = await disk.read(`${stage}/journal.json`);
    if (text === null) {
      await rm(await disk.target(stage, 'folder'), { recursive: true, force: true });
      return false;
    }
    await complete(disk, stage, readJournal(text, stage), before);
    return true;
  } catch (error) {
    throw userErrno(error, 'Cannot complete the interrupted run');
  }
}

/** What a killed run still had to do. A journal that no run wrote is refused: it could move any file of the project. */
function readJournal(text: string, stage: string): z.infer<typeof Journal> {
  const journal = Journal.safeParse(parseOrNull(text));
  if (journal.success && journal.data.writes.every(({ staged }) => staged.startsWith(`${stage}/`) && /^\d+$/.test(staged.slice(stage.length + 1)))) return journal.data;
  throw new UserError(`${stage}/journal.json is damaged: an interrupted run cannot be completed`, `Remove ${stage}; the documents are as they were or can be restored from git.`);
}

async function complete(disk: Disk, stage: string, journal: z.infer<typeof Journal>, before: BeforeStep): Promise<void> {
  const folders = new Set<string>();
  for (const { staged, path } of journal.writes) {
    const target = await disk.target(path);
    if (!(await disk.exists(staged))) continue;
    before(`place ${path}`);
    mkdirSync(dirname(target), { recursive: true });
    renameSync(join(disk.root, staged), target);
    folders.add(dirname(target));
  }
  for (const path of journal.deletes) {
    const target = await disk.target(path);
    before(`remove ${path}`);
    await unlink(target).catch((error: unknown) => {
      if (errno(error) !== 'ENOENT') throw error;
    });
    await removeEmpty(disk, dirname(path));
  }
  await syncFolders([...folders]);
  before('remove stage');
  await rm(await disk.target(stage, 'folder'), { recursive: true, force: true });
}

async function removeEmpty(disk: Disk, folder: string): Promise<void> {
  for (let at = folder; at !== '.' && at !== ''; at = dirname(at)) {
    // A run killed right after this step left the folder gone already.
    const entries = await readdir(join(disk.root, at)).catch((error: unknown) => {
      if (errno(error) === 'ENOENT') return null;
      throw error;
    });
    if (entries === null) continue;
    if (entries.length > 0) return;
    await rm(join(disk.root, at), { recursive: true });
  }
}

/** Refuses before anything is staged when a target cannot be written, so that nothing is half-written. */
async function assertWritable(disk: Disk, path: string): Promise<void> {
  const target = await disk.target(path);
  let at = target;
  for (;;) {
    try {
      accessSync(at, constants.W_OK);
      return;
    } catch (error) {
      if (errno(error) === 'ENOENT' && dirname(at) !== at) at = dirname(at);
      else throw userErrno(error, `Cannot write ${path}`);
    }
  }
}

/** Waits until all are on the disk: at once, so that the disk may write them in one go. */
async function syncFiles(paths: readonly string[]): Promise<void> {
  await Promise.all(paths.map(path => sync(path, 'r+')));
}

async function syncFolders(paths: readonly string[]): Promise<void> {
  await Promise.all(paths.map(path => sync(path, 'r')));
}

async function sync(path: string, flags: 'r' | 'r+'): Promise<void> {
  const opened = await open(path, flags);
  try {
    await opened.sync();
  } finally {
    await opened.close();
  }
}

/** Appends to a file below the root, creating it: for scratchpads, which are notes and need no merge. */
export async function appendFile(disk: Disk, path: string, text: string): Promise<void> {
  try {
    const target = await disk.target(path);
    mkdirSync(dirname(target), { recursive: true });
    appendFileSync(target, text);
  } catch (error) {
    throw userErrno(error, `Cannot write ${path}`);
  }
}
