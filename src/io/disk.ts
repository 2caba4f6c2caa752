import { glob, open, readFile, realpath, stat } from 'node:fs/promises';
import { lstatSync, readFileSync, readSync, realpathSync } from 'node:fs';
import { setImmediate } from 'node:timers/promises';
import { dirname, isAbsolute, join, relative, resolve, sep } from 'node:path';
import { UserError } from '../model/errors.ts';
import { walk, type Entry } from './walk.ts';

/** Errno codes that are the user's to mend, with what to do. */
const advice: Record<string, string> = {
  EACCES: 'Give yourself read and write access to it.',
  EPERM: 'Give yourself read and write access to it.',
  EROFS: 'The file system is mounted read-only; work on a copy.',
  ENOSPC: 'Free some disk space and run again; nothing was lost.',
  ENOTDIR: 'A file stands where a folder is needed; move it away.',
  EISDIR: 'A folder stands where a file is needed; move it away.',
  EEXIST: 'A file stands where a folder is needed; move it away.',
  ELOOP: 'A link points to itself; remove it.',
  ENAMETOOLONG: 'Choose a shorter name.',
};

/** Node's error codes, read without trusting the shape. */
export function errno(error: unknown): string | null {
  return error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : null;
}

/** Turns an errno a person can mend into a UserError; gives back anything else unchanged. */
export function userErrno(error: unknown, what: string): unknown {
  const code = errno(error);
  const hint = code === null ? undefined : advice[code];
  return hint === undefined ? error : new UserError(`${what} (${code})`, hint, { cause: error });
}

/** Nearest folder at or above `cwd` with `plan.config.yaml`, else with `.git`, else `cwd` (Root). */
export async function findRoot(cwd: string): Promise<string> {
  const start = await realpath(cwd).catch((error: unknown) => {
    throw new UserError(`Cannot find the folder ${cwd}`, 'Pass an existing folder with --cwd.', { cause: error });
  });
  if (!(await stat(start)).isDirectory()) throw new UserError(`${cwd} is no folder`, 'Pass an existing folder with --cwd.');
  for (const marker of ['plan.config.yaml', '.git']) {
    for (let at = start; ; at = dirname(at)) {
      if (await exists(join(at, marker))) return at;
      if (dirname(at) === at) break;
    }
  }
  return start;
}

/** Asked on this thread, as is every short question: a hand-over to the thread pool and back costs more than the answer. */
async function exists(path: string): Promise<boolean> {
  try {
    return lstatSync(path, { throwIfNoEntry: false }) !== undefined;
  } catch (error) {
    if (errno(error) === 'ENOTDIR') return false;
    throw error;
  }
}

/** The files below one root. Every path is POSIX and relative to the root; nothing is read or written outside it. */
export type Disk = {
  readonly root: string;
  /** Text of a file, null when it does not exist. Invalid UTF-8 becomes U+FFFD. */
  readonly read: (path: string) => Promise<string | null>;
  readonly bytes: (path: string, limit?: number) => Promise<Uint8Array | null>;
  /** Bytes in pieces; each is good until the next is asked for, because one buffer serves all. */
  readonly stream: (path: string) => AsyncIterable<Uint8Array>;
  readonly exists: (path: string) => Promise<boolean>;
  readonly isFolder: (path: string) => Promise<boolean>;
  /** Sorted POSIX paths of files that match one of the patterns; with `links` also of links that lead to no file below the root, to be named. */
  readonly glob: (patterns: readonly string[], links?: 'links') => Promise<string[]>;
  /** POSIX path relative to the root for a path as the user typed it in `cwd`. Throws UserError outside the root. */
  readonly inside: (typed: string, cwd: string) => Promise<string>;
  /** Absolute path of a file that may be written: throws UserError when it leaves the root, by name or through a link. */
  readonly target: (path: string, what?: 'file' | 'folder') => Promise<string>;
};

const reserved = /^(?:con|prn|aux|nul|com[0-9]|lpt[0-9])(?:\.|$)/i;

export function createDisk(root: string): Disk {
  const at = (path: string): string => join(root, path);
  const guard = async <T>(path: string, act: () => Promise<T>): Promise<T | null> => {
    try {
      return await act();
    } catch (error) {
      if (errno(error) === 'ENOENT' || errno(error) === 'ENOTDIR') return null;
      throw userErrno(error, `Cannot read ${path}`);
    }
  };
  const inside = new Map<string, Promise<boolean>>();
  const isInside = (folder: string): Promise<boolean> => {
    const known = inside.get(folder) ?? staysInside(root, folder);
    inside.set(folder, known);
    return known;
  };
  /** Throws UserError for a path that leaves the root, by name or through a link. */
  const assertInside = async (path: string): Promise<'file' | 'other'> => {
    if (path.includes('\0')) throw new UserError(`Cannot read ${JSON.stringify(path)}`, 'Name a file without control characters.');
    const refuse = (): never => {
      throw new UserError(`Refusing to read ${path}: it lies outside the project`, 'Copy it into the project, or mend the setting or the link that leads there.');
    };
    if (isAbsolute(path) || (path.includes('..') && relative(root, at(path)).split(sep)[0] === '..')) refuse();
    const file = at(path);
    const folder = dirname(file);
    // What is not there now may be there later in the run.
    const stays = await isInside(folder).catch((error: unknown) => {
      inside.delete(folder);
      throw error;
    });
    if (!stays) refuse();
    const info = lstatSync(file);
    if (info.isSymbolicLink() && !(await leadsInside(root, file))) refuse();
    return info.isFile() ? 'file' : 'other';
  };
  return {
    root,
    read: path => guard(path, async () => {
      return (await assertInside(path)) === 'file' ? readFileSync(at(path), 'utf8') : readFile(at(path), 'utf8');
    }),
    bytes: (path, limit) => guard(path, async () => {
      await assertInside(path);
      return readBytes(at(path), limit);
    }),
    stream: async function* (path) {
      await assertInside(path);
      yield* chunksOf(at(path));
    },
    exists: path => exists(at(path)),
    isFolder: async path => (await guard(path, () => stat(at(path))))?.isDirectory() === true,
    glob: async (patterns, links) => {
      for (const pattern of patterns) if (isAbsolute(pattern) || pattern.includes('\\') || pattern.split(/[/{},]/).includes('..')) throw new UserError(`The pattern ${JSON.stringify(pattern)} leaves the project`, 'Write it from the root of the project, such as "specs/*.md".');
      const found = new Set<string>();
      const shorter = new Map<string, string>();
      const take = async ({ folder, name, isFile, isLink }: Entry): Promise<void> => {
        const stays = isFile || (isLink && links === 'links') ? await isInside(folder) : isLink && (await isFileInside(root, join(folder, name)));
        if (!stays) return;
        const below = shorter.get(folder) ?? relative(root, folder).split(sep).join('/');
        shorter.set(folder, below);
        found.add(below === '' ? name : `${below}/${name}`);
      };
      const others: string[] = [];
      for (const pattern of patterns) {
        const entries = walk(root, pattern);
        if (entries === null) others.push(pattern);
        else for (const entry of entries) await take(entry);
      }
      if (others.length > 0) for await (const entry of globEntries(root, others)) await take(entry);
      return [...found].sort();
    },
    inside: async (typed, cwd) => {
      const real = await realpath(resolve(cwd, typed)).catch((error: unknown) => {
        throw new UserError(`Cannot find ${typed}`, 'Check the path; it is taken from the folder you stand in.', { cause: error });
      });
      const path = relative(root, real);
      if (path.startsWith('..') || isAbsolute(path)) throw new UserError(`${typed} lies outside the project root`, 'Copy it into the project, or run from the folder that holds it.');
      const what = await stat(real);
      if (!what.isFile() && !what.isDirectory()) throw new UserError(`${typed} is neither a file nor a folder`, 'Name a file with text, or a folder.');
      return path.split(sep).join('/');
    },
    target: (path, what = 'file') => target(root, path, what),
  };
}

async function* globEntries(root: string, patterns: readonly string[]): AsyncGenerator<Entry> {
  const found = glob([...patterns], { cwd: root, withFileTypes: true, exclude: name => (typeof name === 'string' ? name : name.name) === 'node_modules' });
  for await (const entry of found) yield { folder: entry.parentPath, name: entry.name, isFile: entry.isFile(), isLink: entry.isSymbolicLink() };
}

/** Is the folder itself below the root, whatever links lead to it. */
async function staysInside(root: string, folder: string): Promise<boolean> {
  const real = realpathSync.native(folder);
  const top = realpathSync.native(root);
  return real === top || real.startsWith(top.endsWith(sep) ? top : top + sep);
}

/** Does a link end below the root; a link to nowhere is a file that is not there (ENOENT). */
async function leadsInside(root: string, path: string): Promise<boolean> {
  return staysInside(root, dirname(await realpath(path)));
}

async function isFileInside(root: string, path: string): Promise<boolean> {
  try {
    const real = await realpath(path);
    return (await staysInside(root, dirname(real))) && (await stat(real)).isFile();
  } catch (error) {
    if (['ENOENT', 'ELOOP', 'EACCES', 'ENOTDIR'].includes(errno(error) ?? '')) return false;
    throw error;
  }
}

async function readBytes(path: string, limit: number | undefined): Promise<Uint8Array> {
  if (limit === undefined) return readFile(path);
  const file = await open(path, 'r');
  try {
    const buffer = new Uint8Array(limit);
    const { bytesRead } = await file.read(buffer, 0, limit, 0);
    return buffer.subarray(0, bytesRead);
  } finally {
    await file.close();
  }
}

const chunkBytes = 1 << 16;
/** Signals are heard this often, in chunks. */
const breathEvery = 64;

/** Reads on this thread: handing each piece to the thread pool and back costs more than reading it. */
async function* chunksOf(path: string): AsyncGenerator<Uint8Array> {
  const file = await open(path, 'r');
  try {
    const buffer = new Uint8Array(chunkBytes);
    for (let count = 1; ; count++) {
      const bytes = readSync(file.fd, buffer);
      if (bytes === 0) return;
      yield buffer.subarray(0, bytes);
      if (count % breathEvery === 0) await setImmediate();
    }
  } finally {
    await file.close();
  }
}

async function target(root: string, path: string, what: 'file' | 'folder'): Promise<string> {
  const refuse = (why: string): never => {
    throw new UserError(`Refusing to write ${JSON.stringify(path)}: ${why}`, 'Choose a path inside the project.');
  };
  if (path === '' || path.includes('\0') || path.includes('\\') || isAbsolute(path) || /^[A-Za-z]:/.test(path)) refuse('it is not a plain relative path');
  const parts = path.split('/');
  if (parts.some(part => part === '' || part === '.' || part === '..')) refuse('it has an empty part, "." or ".."');
  if (parts.some(part => part.toLowerCase() === '.git')) refuse('it lies in the folder of git');
  // oxlint-disable-next-line no-control-regex -- control characters are what this refuses
  if (/[\u0000-\u001F\u007F]/.test(path)) refuse('it has control characters');
  if (parts.some(part => reserved.test(part))) refuse('it has a name that Windows reserves');
  const realRoot = realpathSync.native(root);
  let parent = root;
  for (const [index, part] of parts.entries()) {
    const next = join(parent, part);
    const info = orThrow(() => lstatSync(next, { throwIfNoEntry: false }), `Cannot write ${path}`);
    if (info === undefined) break;
    if (info.isSymbolicLink()) {
      const real = leadsTo(next, `Cannot write ${path}`);
      if (real === null || (real !== realRoot && !real.startsWith(realRoot + sep))) refuse(`${parts.slice(0, index + 1).join('/')} is a link that leaves the project`);
    }
    const last = index === parts.length - 1;
    if (!last && !info.isDirectory() && !info.isSymbolicLink()) throw new UserError(`Cannot write ${path}: ${parts.slice(0, index + 1).join('/')} is a file`, 'A file stands where a folder is needed; move it away.');
    if (last && what === 'file' && info.isDirectory()) throw new UserError(`Cannot write ${path}: a folder stands there`, 'Move the folder away.');
    parent = next;
  }
  return join(root, path);
}

/** Where a link ends. A link to nowhere or to itself leads outside as far as anyone can tell: null. */
function leadsTo(link: string, what: string): string | null {
  return orThrow(() => {
    try {
      return realpathSync.native(link);
    } catch (error) {
      if (errno(error) === 'ENOENT' || errno(error) === 'ELOOP') return null;
      throw error;
    }
  }, what);
}

function orThrow<T>(act: () => T, what: string): T {
  try {
    return act();
  } catch (error) {
    throw userErrno(error, what);
  }
}
