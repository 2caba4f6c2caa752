import { lstatSync, readdirSync, type Dirent, type Stats } from 'node:fs';
import { join } from 'node:path';

/** What a pattern found: the folder it lies in, its name, and what it is. */
export type Entry = { readonly folder: string; readonly name: string; readonly isFile: boolean; readonly isLink: boolean };

const plain = /^[\w.-]+$/;
const ending = /^\*(\.\w+)$/;
/** Where names that differ in case are one. */
const foldsCase = process.platform === 'win32' || process.platform === 'darwin';

/**
 * What matches a pattern of plain parts: names, `*`, `**`, and `*.md` as the last. Null for a pattern of any other form, which Node's own
 * `glob` reads; loading that costs more than all else that a small check reads. Both find the same: no hidden names and no linked folders behind
 * a star, and nothing below `node_modules`.
 */
export function walk(root: string, pattern: string): Entry[] | null {
  const parts = pattern.split('/');
  const last = parts.pop() ?? '';
  const extension = ending.exec(last)?.[1];
  if ((extension === undefined && !plain.test(last)) || !parts.every(part => part === '*' || part === '**' || (plain.test(part) && part !== '.' && part !== '..'))) return null;
  const suffix = extension === undefined ? null : folded(extension);
  const found: Entry[] = [];
  const take = (folder: string, name: string, what: Stats | Dirent): void => void found.push({ folder, name, isFile: what.isFile(), isLink: what.isSymbolicLink() });
  const search = (folder: string, at: number, starred: boolean): void => {
    const part = parts[at];
    if (part === undefined) {
      if (suffix !== null) for (const entry of entriesOf(folder)) if (!isHidden(entry) && folded(entry.name).endsWith(suffix)) take(folder, entry.name, entry);
      const named = suffix === null ? statOf(join(folder, last)) : undefined;
      if (named !== undefined) take(folder, last, named);
      return;
    }
    if (part === '**') search(folder, at + 1, true);
    if (part !== '*' && part !== '**') {
      if (!starred || (part !== 'node_modules' && statOf(join(folder, part))?.isDirectory() === true)) search(join(folder, part), at + 1, starred);
      return;
    }
    for (const entry of entriesOf(folder)) {
      if (entry.isDirectory() && !isHidden(entry) && entry.name !== 'node_modules') search(join(folder, entry.name), part === '*' ? at + 1 : at, true);
    }
  };
  search(root, 0, false);
  return found;
}

const folded = (name: string): string => (foldsCase ? name.toLowerCase() : name);
const isHidden = (entry: Dirent): boolean => entry.name.startsWith('.');

const isShut = (error: unknown): boolean => error instanceof Error && 'code' in error && ['ENOENT', 'ENOTDIR', 'EACCES', 'EPERM'].includes(String(error.code));

/** A folder that is not there or may not be read holds nothing that could be found. */
function entriesOf(folder: string): Dirent[] {
  try {
    return readdirSync(folder, { withFileTypes: true });
  } catch (error) {
    if (isShut(error)) return [];
    throw error;
  }
}

function statOf(path: string): Stats | undefined {
  try {
    return lstatSync(path, { throwIfNoEntry: false });
  } catch (error) {
    if (isShut(error)) return undefined;
    throw error;
  }
}
