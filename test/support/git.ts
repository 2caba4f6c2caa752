import { execFileSync, spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';

/** A real git repository in a folder of its own. */
export type GitRepo = { root: string; git: (...args: string[]) => string; merge: (branch: string) => { clean: boolean; said: string }; write: (files: ReadonlyMap<string, string>) => void; commit: (what: string) => void; read: () => Map<string, string>; done: () => void };

export function gitRepo(root: string = mkdtempSync(join(tmpdir(), 'planwright-git-')), style: 'merge' | 'diff3' = 'merge'): GitRepo {
  const settings = ['-c', 'user.name=Ada', '-c', 'user.email=ada@example.org', '-c', 'commit.gpgsign=false', '-c', 'core.autocrlf=false', '-c', 'gc.auto=0', '-c', 'core.fsync=none', '-c', `merge.conflictStyle=${style}`];
  const git = (...args: string[]): string => execFileSync('git', [...settings, ...args], { cwd: root, encoding: 'utf8', stdio: ['ignore', 'pipe', 'pipe'] });
  const at = (path: string): string => join(root, path);
  const files = (): string[] => readdirSync(root, { recursive: true, withFileTypes: true }).filter(each => each.isFile()).map(each => join(each.parentPath, each.name).slice(root.length + 1)).filter(path => !path.startsWith('.git/'));
  git('init', '-q', '-b', 'main');
  return {
    root,
    git,
    merge: branch => {
      const run = spawnSync('git', [...settings, 'merge', '-q', '--no-edit', branch], { cwd: root, encoding: 'utf8' });
      return { clean: run.status === 0, said: run.stdout + run.stderr };
    },
    /** The files are all there is afterwards. */
    write: wanted => {
      for (const path of files()) if (!wanted.has(path)) rmSync(at(path));
      for (const [path, text] of wanted) {
        if (existsSync(at(path)) && readFileSync(at(path), 'utf8') === text) continue;
        mkdirSync(dirname(at(path)), { recursive: true });
        writeFileSync(at(path), text);
      }
    },
    commit: what => {
      git('add', '-A');
      git('commit', '-q', '--allow-empty', '-m', what);
    },
    read: () => new Map(files().map(path => [path, readFileSync(at(path), 'utf8')])),
    done: () => rmSync(root, { recursive: true, force: true }),
  };
}
