import { existsSync } from 'node:fs';
import { readFile, stat } from 'node:fs/promises';
import { dirname, join } from 'node:path';

/** Folder of this package: the same from `src/io` and from the bundle in `dist`. */
export const packageRoot = rootAbove(import.meta.dirname);

function rootAbove(start: string): string {
  for (let at = start; ; at = dirname(at)) {
    if (existsSync(join(at, 'templates', 'catalogue.yaml'))) return at;
    if (dirname(at) === at) throw new Error(`no templates/ above ${start}: the package is not complete`);
  }
}

const fromSource = import.meta.filename.endsWith('.ts');
const prepared = join(packageRoot, 'dist', 'knowledge.json');

/** Tells one build from another; null when run from source. */
export async function buildId(): Promise<string | null> {
  if (fromSource) return null;
  const { mtimeMs, size } = await stat(prepared);
  return `${mtimeMs} ${size}`;
}

/** `dist/knowledge.json`, which the build makes for its bundle; null when run from source, where the files themselves are read. */
export async function preparedKnowledge(): Promise<unknown> {
  return fromSource ? null : JSON.parse(await readFile(prepared, 'utf8'));
}
