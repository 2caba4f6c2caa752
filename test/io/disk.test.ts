import { execFileSync } from 'node:child_process';
import { mkdir, mkdtemp, readFile, rm, stat, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { applyFiles, recover } from '../../src/io/apply.ts';
import { createDisk, findRoot, type Disk } from '../../src/io/disk.ts';
import { UserError } from '../../src/model/errors.ts';

let root = '';
let disk: Disk;
beforeEach(async () => {
  root = await mkdtemp(join(tmpdir(), 'planwright-'));
  disk = createDisk(root);
});
afterEach(() => rm(root, { recursive: true, force: true }));

describe('paths', () => {
  test.each(['', '../x', 'a/../../x', '/etc/x', 'a//b', 'a/./b', 'a\\b', 'c:x', 'a\0b', 'docs/con.md', 'nul', '.git/config', 'docs/.GIT/hooks/x', 'a\u0001b'])('refuses to write %j', async path => {
    await expect(disk.target(path)).rejects.toThrow(UserError);
  });

  test('nothing outside the root is read, by name or through a link', async () => {
    const outside = await mkdtemp(join(tmpdir(), 'outside-'));
    await writeFile(join(outside, 'x.md'), 'secret');
    await symlink(outside, join(root, 'docs'));
    await symlink(join(outside, 'x.md'), join(root, 'x.md'));
    await symlink('y.md', join(root, 'inner.md'));
    await symlink('nowhere.md', join(root, 'gone.md'));
    await writeFile(join(root, 'y.md'), 'ours');
    for (const path of ['docs/x.md', 'x.md', join(outside, 'x.md'), '../x.md', 'docs/../../x.md', 'a\0b']) {
      await expect(disk.read(path)).rejects.toThrow(UserError);
      await expect(disk.bytes(path)).rejects.toThrow(UserError);
    }
    expect(await disk.read('inner.md')).toBe('ours');
    expect(await disk.read('gone.md')).toBeNull();
    expect(await disk.read('no/such/file.md')).toBeNull();
    await mkdir(join(root, 'no/such'), { recursive: true });
    await writeFile(join(root, 'no/such/file.md'), 'now');
    expect(await disk.read('no/such/file.md')).toBe('now');
    await rm(outside, { recursive: true });
  });

  test('a link that leaves the root is refused at every level', async () => {
    const outside = await mkdtemp(join(tmpdir(), 'outside-'));
    await symlink(outside, join(root, 'docs'));
    await mkdir(join(root, 'a'));
    await symlink(outside, join(root, 'a', 'b'));
    await symlink(join(outside, 'file.md'), join(root, 'a', 'file.md'));
    for (const path of ['docs/x.md', 'a/b/c/x.md', 'a/file.md']) await expect(disk.target(path)).rejects.toThrow(/leaves the project/);
    await rm(outside, { recursive: true });
  });

  test('patterns of plain parts find what those with braces find: nothing hidden, linked or installed behind a star', async () => {
    for (const folder of ['docs/plans/a/b', 'docs/plans/.hidden', 'docs/plans/node_modules/x', 'docs/plans/dir.md', '.plan/f', '.plan/.g', 'real/sub']) await mkdir(join(root, folder), { recursive: true });
    for (const file of ['docs/plans/top.md', 'docs/plans/.dot.md', 'docs/plans/other.txt', 'docs/plans/a/a.md', 'docs/plans/a/b/b.md', 'docs/plans/.hidden/h.md', 'docs/plans/node_modules/x/n.md', 'docs/plans/dir.md/in.md', '.plan/f/lock.yaml', '.plan/.g/lock.yaml', 'real/r.md', 'real/sub/s.md']) await writeFile(join(root, file), file);
    for (const [link, to] of [['docs/plans/linked', '../../real'], ['docs/plans/a/linked', '../../../real'], ['docs/plans/link.md', '../../real/r.md'], ['docs/plans/dead.md', 'nowhere'], ['linked', 'docs/plans'], ['.plan/ln', 'f']] as const) await symlink(to, join(root, link));
    for (const pattern of ['docs/plans/**/*.md', 'linked/**/*.md', '.plan/*/lock.yaml', '.plan/*/base', 'docs/*/top.md', 'docs/**/a/*.md', 'docs/**/linked/*.md', '**/.hidden/**/*.md', '**/node_modules/**/*.md', 'docs/plans/node_modules/x/*.md', 'nowhere/**/*.md', 'docs/plans/top.md/**/*.md', '**/*.md', '*.md', '*/*/*.md', 'real/r.md']) {
      // Braces are read by Node's own glob.
      const same = pattern.replace(/[^/]*$/, last => `{${last},${last}.}`);
      for (const links of [undefined, 'links'] as const) expect(await disk.glob([pattern], links), pattern).toEqual(await disk.glob([same], links));
    }
    expect(await disk.glob(['docs/plans/**/*.md'])).toEqual(['docs/plans/a/a.md', 'docs/plans/a/b/b.md', 'docs/plans/dir.md/in.md', 'docs/plans/link.md', 'docs/plans/top.md']);
    expect(await disk.glob(['.plan/*/lock.yaml'])).toEqual(['.plan/f/lock.yaml']);
  });

  test('nothing is listed outside the root, by pattern or through a linked folder', async () => {
    const outside = await mkdtemp(join(tmpdir(), 'outside-'));
    await writeFile(join(outside, 'spec.md'), 'x');
    await symlink(outside, join(root, 'specs'));
    await writeFile(join(root, 'own.md'), 'x');
    expect(await disk.glob(['specs/*.md', '**/*.md'])).toEqual(['own.md']);
    for (const pattern of ['/etc/*', '../*', 'a/../../*', '{a,../b}/*']) await expect(disk.glob([pattern])).rejects.toThrow(/leaves the project/);
    await rm(outside, { recursive: true });
  });

  test('nothing is read outside the root: by name, through a linked folder or file; a link inside is followed', async () => {
    const outside = await mkdtemp(join(tmpdir(), 'outside-'));
    await writeFile(join(outside, 'secret.md'), 'secret');
    await writeFile(join(root, 'own.md'), 'own');
    await symlink(outside, join(root, 'docs'));
    await symlink(join(outside, 'secret.md'), join(root, 'link.md'));
    await symlink('own.md', join(root, 'inner.md'));
    await symlink('nowhere.md', join(root, 'dangling.md'));
    const up = `../${outside.split('/').at(-1) ?? ''}/secret.md`;
    for (const path of [up, join(outside, 'secret.md'), 'docs/secret.md', 'link.md']) {
      await expect(disk.read(path), path).rejects.toThrow(/outside the project/);
      await expect(disk.bytes(path), path).rejects.toThrow(UserError);
      await expect(disk.stream(path)[Symbol.asyncIterator]().next(), path).rejects.toThrow(UserError);
    }
    expect(await disk.read('inner.md')).toBe('own');
    expect([await disk.read('dangling.md'), await disk.read('own.md/x')]).toEqual([null, null]);
    await rm(outside, { recursive: true });
  });

  test('what is neither file nor folder is refused, not waited for', async () => {
    await expect(disk.inside('/dev/zero', '/')).rejects.toThrow(UserError);
    execFileSync('mkfifo', [join(root, 'pipe')]);
    await expect(disk.inside('pipe', root)).rejects.toThrow(/neither a file nor a folder/);
  });

  test.each(['', 'x', '{}', '{"writes":[{"staged":"own.md","path":"b.md"}],"deletes":[]}', '{"writes":[{"staged":".plan/f/.stage/../../../own.md","path":"b.md"}],"deletes":[]}'])('a journal that no run wrote moves nothing: %j', async journal => {
    await mkdir(join(root, '.plan/f/.stage'), { recursive: true });
    await writeFile(join(root, 'own.md'), 'x');
    await writeFile(join(root, '.plan/f/.stage/journal.json'), journal);
    await expect(recover(disk, '.plan/f')).rejects.toThrow(/journal\.json is damaged/);
    expect(await readFile(join(root, 'own.md'), 'utf8')).toBe('x');
  });

  test('no path text makes it write outside the root', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(fc.constantFrom('..', '.', 'a', '/', '\\', 'c:', '\0', 'é', '...'), { maxLength: 6 }), async parts => {
        try {
          expect(await disk.target(parts.join('/'))).toMatch(new RegExp(`^${root}/`));
        } catch (error) {
          expect(error).toBeInstanceOf(UserError);
        }
      }),
      { numRuns: 200 },
    );
  });

  test('the root is the nearest folder with plan.config.yaml, else .git, else the folder itself', async () => {
    await mkdir(join(root, 'pkg', 'deep'), { recursive: true });
    await mkdir(join(root, '.git'));
    expect(await findRoot(join(root, 'pkg', 'deep'))).toBe(root);
    await writeFile(join(root, 'pkg', 'plan.config.yaml'), '');
    expect(await findRoot(join(root, 'pkg', 'deep'))).toBe(join(root, 'pkg'));
  });
});

describe('applyFiles', () => {
  test('writes a set and removes what it staged', async () => {
    await applyFiles(disk, '.plan/x', new Map([['docs/a.md', 'A'], ['b.md', 'B']]), []);
    expect(await readFile(join(root, 'docs/a.md'), 'utf8')).toBe('A');
    await expect(stat(join(root, '.plan/x/.stage'))).rejects.toThrow(/ENOENT/);
    await applyFiles(disk, '.plan/x', new Map(), ['docs/a.md']);
    await expect(stat(join(root, 'docs'))).rejects.toThrow(/ENOENT/);
  });

  test('a target that cannot be written leaves everything as it was', async () => {
    await writeFile(join(root, 'docs'), 'a file');
    await expect(applyFiles(disk, '.plan/x', new Map([['b.md', 'B'], ['docs/a.md', 'A']]), [])).rejects.toThrow(UserError);
    await expect(stat(join(root, 'b.md'))).rejects.toThrow(/ENOENT/);
  });

  test('a run killed after its journal is completed by the next one; before it, discarded', async () => {
    await mkdir(join(root, '.plan/x/.stage'), { recursive: true });
    await writeFile(join(root, '.plan/x/.stage/0'), 'half');
    expect(await recover(disk, '.plan/x')).toBe(false);
    await expect(stat(join(root, '.plan/x/.stage'))).rejects.toThrow(/ENOENT/);
    await mkdir(join(root, '.plan/x/.stage'), { recursive: true });
    await writeFile(join(root, '.plan/x/.stage/1'), 'new');
    await writeFile(join(root, '.plan/x/.stage/journal.json'), JSON.stringify({ writes: [{ staged: '.plan/x/.stage/0', path: 'done.md' }, { staged: '.plan/x/.stage/1', path: 'todo.md' }], deletes: [] }));
    expect(await recover(disk, '.plan/x')).toBe(true);
    expect(await readFile(join(root, 'todo.md'), 'utf8')).toBe('new');
  });
});
