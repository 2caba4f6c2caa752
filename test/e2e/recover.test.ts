import { spawn } from 'node:child_process';
import { cp, mkdir, readdir, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { builtCli, plan, tree, workspace, type Result } from '../support/cli.ts';
import { planHere } from '../support/here.ts';
import { gitRepo, type GitRepo } from '../support/git.ts';
import { cases } from '../support/soak.ts';

const spec = 'specs/two-stories/spec.md';
const prd = 'ai_docs/context/core_docs/two-stories/prd.md';
const base = '.plan/two-stories/base';
let root = '';
let done: () => Promise<void>;
beforeEach(async () => {
  ({ root, done } = await workspace([['test/cases/two-stories', '.']]));
});
afterEach(() => done());

const at = (path: string): string => join(root, path);
const text = (path: string): Promise<string> => readFile(at(path), 'utf8');
const run = (...args: string[]): Promise<Result> => planHere(root, args);
/** The built command, in a process of its own. */
const spawned = (...args: string[]): Promise<Result> => plan(root, args, { env: { GIT_CEILING_DIRECTORIES: join(root, '..') } });
const change = async (path: string, edit: (text: string) => string): Promise<void> => {
  const before = await text(path);
  expect(edit(before), path).not.toBe(before);
  await writeFile(at(path), edit(before));
};
const commit = (): GitRepo => {
  const repo = gitRepo(root);
  repo.commit('plan');
  return repo;
};
const moments = cases(6, 60);
const reword = (): Promise<void> => change(spec, each => each.replace('with name and quantity.', 'with name, quantity and shop.'));

describe('a merge base that is gone or damaged', () => {
  const damages: [string, (path: string) => Promise<void>][] = [
    ['gone', path => rm(path)],
    ['empty', path => writeFile(path, '')],
    ['cut short', async path => writeFile(path, (await readFile(path, 'utf8')).slice(0, 30_000))],
    ['no base at all', path => writeFile(path, 'damaged')],
  ];
  test.each(damages)('%s: the one of the last commit stands in, edits and a changed plan are merged', async (_what, damage) => {
    commit();
    await change(prd, each => `${each}\nMine: ask Ada.\n`);
    await damage(at(base));
    await reword();
    expect((await run('render', '--check')).code).toBe(1);
    const repaired = await run('render');
    expect(repaired.code, repaired.stderr).toBe(0);
    expect(repaired.stderr).toContain('the one of the last commit stands in');
    expect(await text(prd)).toContain('Mine: ask Ada.');
    expect(await text(prd)).toContain('quantity and shop');
    expect((await run('render', '--check')).code).toBe(0);
    const again = await tree(root);
    expect((await run('render')).code).toBe(0);
    expect(await tree(root)).toEqual(again);
  });

  test('without git, --adopt yours: documents stay as they are, and from then on they are merged', async () => {
    await change(prd, each => `${each}\nMine: ask Ada.\n`);
    await rm(at(base));
    const left = await run('render');
    expect(left.code).toBe(1);
    expect(left.stderr).toContain(`Left alone: ${prd}`);
    expect(left.stderr).toContain('--adopt yours');
    expect((await run('render')).code).toBe(1);
    const kept = await text(prd);
    const adopted = await run('render', '--adopt', 'yours');
    expect(adopted.code, adopted.stderr).toBe(0);
    expect(adopted.stderr).toContain(`Adopted: ${prd}`);
    expect(await text(prd)).toBe(kept);
    await reword();
    expect((await run('render')).code).toBe(0);
    expect(await text(prd)).toContain('Mine: ask Ada.');
    expect(await text(prd)).toContain('quantity and shop');
    expect((await run('render', '--check')).code).toBe(0);
  });

  test('without git, --adopt plan: the generated document comes, with the ticks; the text as it was stays beside it, also a second time', async () => {
    const tasks = 'docs/execution/two-stories/tasks.md';
    for (const old of ['tasks.md.old', 'tasks.md.old-2']) {
      await change(tasks, each => `${each.replace('- [ ] **T-', '- [x] **T-')}\nMine ${old}.\n`);
      const before = await text(tasks);
      await rm(at(base));
      const adopted = await run('render', '--adopt', 'plan');
      expect(adopted.code, adopted.stderr).toBe(0);
      expect(await text(tasks)).not.toContain('Mine');
      expect(await text(tasks)).toContain('- [x] **T-');
      expect(await text(`docs/execution/two-stories/${old}`)).toBe(before);
    }
    expect((await run('render', '--check')).code).toBe(0);
  });

  test('--adopt touches nothing that has a base, and is no word for --check', async () => {
    await change(prd, each => `${each}\nMine: ask Ada.\n`);
    const before = await tree(root);
    expect((await run('render', '--adopt', 'plan')).code).toBe(0);
    expect(await tree(root)).toEqual(before);
    expect((await run('render', '--check', '--adopt', 'plan')).code).toBe(2);
    expect((await run('render', '--adopt', 'theirs')).code).toBe(2);
  });
});

describe('a run that is killed', () => {
  test('with kill -9 at any moment: each document is old or new, no person\'s line is lost, and the next run completes', async () => {
    await change(prd, each => `${each}\nMine: ask Ada.\n`);
    await reword();
    const before = await tree(root);
    await run('render');
    const after = await tree(root);
    const start = Date.now();
    await spawned('render');
    const length = Date.now() - start;
    const restore = async (): Promise<void> => {
      for (const each of await readdir(root)) await rm(at(each), { recursive: true });
      for (const [path, each] of before) {
        await mkdir(join(at(path), '..'), { recursive: true });
        await writeFile(at(path), each);
      }
    };
    for (let nth = 0; nth < moments; nth++) {
      await restore();
      const child = spawn(process.execPath, [builtCli, 'render', 'two-stories'], { cwd: root, stdio: 'ignore', env: { ...process.env, INIT_CWD: root } });
      const ended = new Promise(over => child.on('close', over));
      setTimeout(() => child.kill('SIGKILL'), (length * (nth + 1)) / moments);
      await ended;
      const now = await tree(root);
      for (const [path, each] of before) expect([each, after.get(path)], path).toContain(now.get(path));
      const next = await run('render');
      expect(next.code, next.stderr).toBe(0);
      expect(await tree(root)).toEqual(after);
    }
  });

  test('what it leaves is not for git', async () => {
    await run('two-stories', '--yes');
    const repo = commit();
    await mkdir(at('.plan/two-stories/.stage'));
    await writeFile(at('.plan/two-stories/.stage/0'), 'half');
    await writeFile(at('.plan/two-stories/.lock'), '{"pid":4194000,"host":"elsewhere","since":"2026-11-20"}');
    expect(repo.git('status', '--porcelain')).toBe('');
  });

  test('two runs at once: one writes, the other says so or comes after it; the documents are whole', async () => {
    await reword();
    const runs = await Promise.all([spawned('render'), spawned('render'), spawned('two-stories', '--yes')]);
    for (const each of runs) expect(each.code === 0 || (each.code === 2 && /Another run/.test(each.stderr)), each.stderr).toBe(true);
    expect(runs.some(each => each.code === 0)).toBe(true);
    expect((await run('render', '--check')).code).toBe(0);
  });
});

describe('no write leaves the root', () => {
  const hostile = ['..', '../outside', 'docs/../../outside', '/tmp/outside', 'a\\b', '.git', '.GIT/x', 'CON', 'c:x', 'a\nb', '.plan', '.plan/two-stories', '.PLAN'];
  test.each(hostile)('--out %j is refused with one message, and nothing is written', async out => {
    const before = await tree(root);
    const refused = await run('two-stories', '--yes', '--out', out);
    expect([refused.code, refused.stdout]).toEqual([2, '']);
    expect(refused.stderr).toMatch(/^plan: (?:Refusing to write|The document)/m);
    expect(await tree(root)).toEqual(before);
  });

  test('--out takes a folder as people type it; a folder beside the specs makes no features', async () => {
    expect((await run('two-stories', '--yes', '--depth', 'full', '--out', './specs/')).code).toBe(0);
    expect(await text('specs/plan.md')).toContain('generated-by: planwright');
    expect((await readdir(at('specs'))).length).toBeGreaterThan(3);
    const again = await run('render');
    expect(again.code, again.stderr).toBe(0);
    expect((await run('render', '--check')).code).toBe(0);
  });

  test.each(['../x', '..', '.git', 'a/b', 'CON', '{{x}}', '-x', 'a b', '%2e%2e'])('the feature name %j is refused', async name => {
    const before = await tree(root);
    expect((await run('--yes', '--spec', spec, '--', name)).code).toBe(2);
    expect(await tree(root)).toEqual(before);
  });

  test.each([
    ['paths', 'paths:\n  prd: ../prd.md\n', /Refusing to write/],
    ['paths over the state', 'paths:\n  prd: .plan/two-stories/lock.yaml\n', /own state/],
    ['paths over the spec', `paths:\n  prd: ${spec}\n`, /which the plan is made from/],
    ['the folder of a feature', 'features:\n  two-stories: { out: /tmp/outside }\n', /Refusing to write/],
    ['a profile', 'profile: ../../profile\n', /Unknown profile/],
    ['a baseline', 'baseline: ../../outside.yaml\n', /outside the project/],
  ])('settings with hostile %s are refused', async (what, settings, message) => {
    await writeFile(at('plan.config.yaml'), settings);
    const before = await tree(root);
    const refused = what === 'a baseline' ? await run('check') : await run('two-stories', '--yes');
    expect(refused.code, refused.stderr).toBe(2);
    expect(refused.stderr).toMatch(message);
    expect(await tree(root)).toEqual(before);
  });

  test.each(['docs', 'docs/execution/two-stories', 'docs/execution/two-stories/plan.md', '.plan', '.plan/two-stories', '.plan/two-stories/base'])('a link at %s that leads outside is refused', async path => {
    const outside = await workspace([['test/cases/two-stories', '.']]);
    try {
      await rm(at(path), { recursive: true });
      await symlink(join(outside.root, path), at(path));
      await reword();
      const before = await tree(outside.root);
      const refused = await run('two-stories', '--yes');
      expect(refused.code, refused.stderr).toBe(2);
      expect(refused.stderr).toMatch(/leaves the project|outside the project/);
      expect(await tree(outside.root)).toEqual(before);
    } finally {
      await outside.done();
    }
  });

  test('a link inside the project is followed', async () => {
    await cp(at('docs'), at('elsewhere'), { recursive: true });
    await rm(at('docs'), { recursive: true });
    await symlink('elsewhere', at('docs'));
    await reword();
    expect((await run('render')).code).toBe(0);
    expect((await run('render', '--check')).code).toBe(0);
  });
});
