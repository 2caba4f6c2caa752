import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';

/** Folder of this package: the same from `src/io` and from the bundle in `dist`. */
export const packageRoot = rootAbove(import.meta.dirname);

function rootAbove(start: string): string {
  for (let at = start; ; at = dirname(at)) {
    if (existsSync(join(at, 'templates', 'catalogue.yaml'))) return at;
    if (dirname(at) === at) throw new Error(`no templates/ above ${start}: the package is not complete`);
  }
}

/** `dist/knowledge.json`, which the build makes for its bundle; null when run from source, where the files themselves are read. */
export async function preparedKnowledge(): Promise<unknown> {
  return import.meta.filename.endsWith('.ts') ? null : JSON.parse(await readFile(join(packageRoot, 'dist', 'knowledge.json'), 'utf8'));
}
