import { mkdir, readFile, rename, writeFile } from 'node:fs/promises';
import { createHash } from 'node:crypto';
import { join } from 'node:path';
import type { Disk } from './disk.ts';
import { errno } from './disk.ts';
import { buildId } from './package-root.ts';

/** What a run may keep for the next one. Losing it costs time only: a value that is missing or damaged reads as null. */
export type Cache = {
  /** Which build wrote it: another one may judge otherwise. */
  readonly build: string;
  readonly read: (key: string) => Promise<unknown>;
  readonly write: (key: string, value: unknown) => Promise<void>;
};

/** Below `node_modules/.cache`, where nothing is committed; null in a repository without that folder, and when run from source, which may change at any time. */
export async function openCache(disk: Disk): Promise<Cache | null> {
  const build = await buildId();
  if (build === null || !(await disk.isFolder('node_modules'))) return null;
  const folder = join(disk.root, 'node_modules/.cache/planwright');
  return {
    build,
    read: async key => {
      const text = await readFile(join(folder, key), 'utf8').catch((error: unknown) => {
        if (errno(error) === 'ENOENT') return null;
        throw error;
      });
      return text === null ? null : parsed(text);
    },
    write: async (key, value) => {
      await mkdir(folder, { recursive: true });
      const staged = join(folder, `.${key}.${process.pid}`);
      await writeFile(staged, JSON.stringify(value));
      await rename(staged, join(folder, key));
    },
  };
}

/** A file cut short by a crash is no cache, and no reason to stop. */
function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    if (error instanceof SyntaxError) return null;
    throw error;
  }
}

/** SHA-256 over all parts, each with its length, so that no two lists of parts are mistaken for each other. */
export function keyOf(parts: Iterable<string>): string {
  const hash = createHash('sha256');
  for (const part of parts) hash.update(`${part.length}:`).update(part);
  return hash.digest('hex');
}
