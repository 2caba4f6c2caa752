import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { loadKnowledge } from '../../src/knowledge/load.ts';
import type { Knowledge } from '../../src/model/knowledge.ts';

const root = join(import.meta.dirname, '../../templates');

/** The texts of `templates/` by their POSIX path below it. */
export function templateFiles(): Map<string, string> {
  const files = new Map<string, string>();
  for (const entry of readdirSync(root, { recursive: true, withFileTypes: true })) {
    if (!entry.isFile()) continue;
    const path = join(entry.parentPath, entry.name);
    files.set(path.slice(root.length + 1).replaceAll('\\', '/'), readFileSync(path, 'utf8'));
  }
  return files;
}

let loaded: Knowledge | undefined;

/** What `templates/` says, read once a test file. */
export function knowledge(): Knowledge {
  return (loaded ??= loadKnowledge(templateFiles()));
}
