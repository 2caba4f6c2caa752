import { execFile } from 'node:child_process';
import { posix } from 'node:path';
import { UserError } from '../model/errors.ts';
import type { Disk } from './disk.ts';

/** What git prints when it is asked in `root`. Rejects with git's own error, which carries its exit code. */
const run = async (root: string, args: readonly string[]): Promise<Buffer> =>
  new Promise((resolve, reject) => {
    execFile('git', [...args], { cwd: root, encoding: 'buffer', maxBuffer: 256 << 20 }, (error, stdout) => (error === null ? resolve(stdout) : reject(error)));
  });

/** Output of one git command in `root`, or null when git says no (exit 1 or 128). Throws UserError when git cannot be run. */
export async function git(root: string, args: readonly string[]): Promise<Buffer | null> {
  try {
    return await run(root, args);
  } catch (error) {
    if (error instanceof Error && 'code' in error && (error.code === 128 || error.code === 1)) return null;
    throw new UserError('git does not answer', 'Install git, or leave --since out.', { cause: error });
  }
}

/** Paths below `root` that git tracks; empty where git is not installed or knows no repository. */
export async function trackedFiles(root: string): Promise<ReadonlySet<string>> {
  try {
    const listed = await run(root, ['ls-files', '-z']);
    return new Set(listed.toString('utf8').split('\0').filter(path => path !== ''));
  } catch (error) {
    if (error instanceof Error && 'code' in error && (error.code === 128 || error.code === 'ENOENT')) return new Set();
    throw error;
  }
}

/** Checks that `revision` names a commit. Throws UserError. */
async function assertRevision(root: string, revision: string): Promise<void> {
  if (revision.startsWith('-') || (await git(root, ['rev-parse', '--verify', '--quiet', '--end-of-options', `${revision}^{commit}`])) === null) {
    if (revision === 'HEAD') throw new UserError('git has no commit here to compare with', 'Commit the plan first, or run it in its repository.');
    throw new UserError(`Unknown revision "${revision}"`, 'Name a commit, a branch or a tag; git must know this folder.');
  }
}

/** New path by old path for files below `root` that were renamed since a revision, as git tells it of files it tracks. */
export async function renamesSince(root: string, revision: string): Promise<ReadonlyMap<string, string>> {
  await assertRevision(root, revision);
  const said = await git(root, ['diff', '--no-ext-diff', '--relative', '--find-renames', '--diff-filter=R', '--name-status', '-z', revision, '--', '.']);
  const words = (said?.toString('utf8') ?? '').split('\0');
  const renames = new Map<string, string>();
  for (let at = 0; at + 2 < words.length; at += 3) renames.set(words[at + 1] ?? '', words[at + 2] ?? '');
  return renames;
}

/** The files below `disk.root` as they stood at a git revision, read-only, as a Disk. */
export async function createGitDisk(disk: Disk, revision: string): Promise<Disk> {
  await assertRevision(disk.root, revision);
  const listing = await git(disk.root, ['ls-tree', '-r', '-z', '--name-only', revision, '.']);
  const paths = (listing?.toString('utf8') ?? '').split('\0').filter(path => path !== '').sort();
  const known = new Set(paths);
  const bytes = async (path: string): Promise<Buffer | null> => (known.has(path) ? git(disk.root, ['show', `${revision}:./${path}`]) : null);
  return {
    root: disk.root,
    read: async path => (await bytes(path))?.toString('utf8') ?? null,
    bytes: async (path, limit) => (await bytes(path))?.subarray(0, limit) ?? null,
    stream: async function* (path) {
      const whole = await bytes(path);
      if (whole !== null) yield whole;
    },
    exists: async path => known.has(path) || paths.some(each => each.startsWith(`${path}/`)),
    isFolder: async path => paths.some(each => each.startsWith(`${path}/`)),
    glob: async patterns => paths.filter(path => patterns.some(pattern => posix.matchesGlob(path, pattern))),
    inside: disk.inside,
    target: async path => {
      throw new Error(`a revision is read-only: ${path}`);
    },
  };
}
