import { mkdir, readFile, rename, writeFile } from 'node:fs/promises';
import { hash } from 'node:crypto';
import { join } from 'node:path';
import type { Disk } from './disk.ts';
import { errno } from './disk.ts';
import { buildId } from './package-root.ts';

/** What a run may keep for the next one, as texts. Losing it costs time only: what is missing reads as null. */
export type Cache = {
  /** Which build wrote it: another one may judge otherwise. */
  readonly build: string;
  readonly read: (name: string) => Promise<string | null>;
  readonly write: (name: string, text: string) => Promise<void>;
};

/** Below `node_modules/.cache`, where nothing is committed; null in a repository without that folder, and when run from source, which may change at any time. */
export async function openCache(disk: Disk): Promise<Cache | null> {
  const build = await buildId();
  if (build === null || !(await disk.isFolder('node_modules'))) return null;
  const folder = join(disk.root, 'node_modules/.cache/planwright');
  return {
    build,
    read: name => readFile(join(folder, name), 'utf8').catch((error: unknown) => {
      if (errno(error) === 'ENOENT') return null;
      throw error;
    }),
    write: async (name, text) => {
      await mkdir(folder, { recursive: true });
      const staged = join(folder, `.${name}.${process.pid}`);
      await writeFile(staged, text);
      await rename(staged, join(folder, name));
    },
  };
}

/**
 * SHA-256 over all parts, each with its length, so that no two lists of parts are mistaken for each other. At one stroke: an object that
 * takes parts one by one lives outside the heap until a full collection, one for every document and diagram.
 */
export function keyOf(parts: Iterable<string>): string {
  let whole = '';
  for (const part of parts) whole += `${part.length}:${part}`;
  return hash('sha256', whole);
}
