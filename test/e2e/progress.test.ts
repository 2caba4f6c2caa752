import { chmod, mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { plan, workspace, type Result } from '../support/cli.ts';
import { planHere } from '../support/here.ts';
import { gitRepo, type GitRepo } from '../support/git.ts';

const tasks = 'docs/execution/two-stories/tasks.md';
const spec = 'specs/two-stories/spec.md';
let repo: GitRepo;
beforeAll(async () => {
  const { root } = await workspace([['test/cases/two-stories', '.']]);
  repo = gitRepo(root);
  repo.commit('plan');
});
beforeEach(() => {
  repo.git('checkout', '-q', '--', '.');
  repo.git('clean', '-fdq');
});
afterAll(() => repo.done());

const at = (path: string): string => join(repo.root, path);
const change = async (path: string, edit: (text: string) => string): Promise<void> => {
  const before = await readFile(at(path), 'utf8');
  const after = edit(before);
  expect(after, path).not.toBe(before);
  await writeFile(at(path), after);
};
const tick = (...ids: string[]): Promise<void> => change(tasks, text => ids.reduce((all, id) => all.replace(`- [ ] **${id}**`, `- [x] **${id}**`), text));
const run = (...args: string[]): Promise<Result> => planHere(repo.root, args);
const json = async (...args: string[]): Promise<Record<string, never>> => JSON.parse((await run(...args, '--format', 'json')).stdout);

type Row = { id: string; title: string; package: string };
const startable = async (): Promise<Row[]> => (await json('next'))['tasks'] ?? [];

/** A program of that name in front of all others, made of shell lines. */
async function fake(name: string, lines: string): Promise<{ PATH: string; STAGING_URL?: string }> {
  await mkdir(at('.bin'), { recursive: true });
  await writeFile(at(`.bin/${name}`), `#!/bin/sh\n${lines}\n`);
  await chmod(at(`.bin/${name}`), 0o755);
  return { PATH: `${at('.bin')}:${process.env['PATH'] ?? ''}` };
}

describe('plan next and plan task', () => {
  test('next gives what is not blocked; a tick unblocks what stands behind it; in the end nothing is left', async () => {
    const before = await startable();
    const [first] = before;
    expect(before).toHaveLength(1);
    const text = await run('next');
    expect(text.stdout).toContain(first?.id);
    expect(text.stderr).toContain(`plan task ${first?.id}`);
    await tick(first?.id ?? '');
    const after = (await startable()).map(each => each.id);
    expect(after).not.toContain(first?.id);
    expect(after.length).toBeGreaterThan(1);
    await change(tasks, each => each.replaceAll('- [ ] **T-', '- [x] **T-'));
    expect((await run('next')).stdout).toContain('Every task is ticked.');
  });

  test('task prints one task or one package, self-contained and within 2,000 tokens; a wrong name gets the nearest', async () => {
    const unit = await run('task', 'T-av8v');
    expect(unit.code).toBe(0);
    for (const part of ['POST /v1/items', 'Verify: `pnpm test test/routes/items.test.ts -t create_item_ok` => 201', 'After:', 'VALIDATION_FAILED', 'in body name']) expect(unit.stdout.replace('- body', 'in body')).toContain(part);
    expect(unit.stdout.length).toBeLessThanOrEqual(8000);
    const whole = await run('task', 'WP-items');
    expect(whole.stdout).toMatch(/^# WP-items/);
    expect(whole.stdout).toContain('T-av8v');
    expect(whole.stdout.length).toBeLessThanOrEqual(8000);
    const wrong = await run('task', 'T-av8w');
    expect([wrong.code, wrong.stdout]).toEqual([2, '']);
    expect(wrong.stderr).toContain('Did you mean "T-av8v"?');
    expect((await run('task', 'T-av8v', '--format', 'json')).code).toBe(2);
  });
});

describe('plan status and plan verify', () => {
  test('status counts ticks, tells an unknown one, and forecasts from what is left', async () => {
    const before = await json('status');
    await tick('T-4hh2', 'T-9er0');
    await change(tasks, text => `${text}\n- [x] **T-zzzz** Our own task\n`);
    const after = await json('status');
    expect(after).toMatchObject({ done: 2, total: 38, proven: 0, unknown: ['T-zzzz'], suspect: [] });
    expect(after['hoursLeft']).toBeLessThan(before['hoursLeft'] ?? 0);
    const half = await change(tasks, text => text.replaceAll('- [ ] **T-', '- [x] **T-')).then(() => json('status'));
    expect(half).toMatchObject({ done: 38, hoursLeft: 0, forecast: { weeks: { low: 0, high: 0 } } });
    const text = await run('status');
    expect(text.stdout).toContain('38 of 38 tasks ticked, 0 of them proven');
    expect(text.stdout).toContain('unknown: T-zzzz');
  });

  test('nothing runs without --run; with it each command is shown before it runs, and proven is told from claimed', async () => {
    await tick('T-4hh2', 'T-3mww', 'T-xhq6', 'T-vt01', 'T-sez9');
    const env = await fake('pnpm', 'echo "$@" >> ran.txt\ncase "$*" in *items.test.ts) echo "3 passed";; types) exit 3;; esac');
    const shown = await plan(repo.root, ['verify'], { env });
    expect(shown.code).toBe(0);
    expect(shown.stdout.split('\n').filter(line => line !== '')).toHaveLength(5);
    expect(shown.stdout).toContain('T-4hh2  pnpm install --frozen-lockfile  => exit 0');
    expect(shown.stderr).toContain('Nothing was run.');
    await expect(readFile(at('ran.txt'), 'utf8')).rejects.toThrow('ENOENT');

    const ran = await plan(repo.root, ['verify', '--run'], { env });
    expect(ran.code).toBe(1);
    expect(ran.stderr).toContain('T-4hh2  pnpm install --frozen-lockfile');
    expect(ran.stdout).toContain('T-4hh2 proven');
    expect(ran.stdout).toContain('T-3mww not proven: exit 3');
    expect(ran.stdout).toContain('T-xhq6 not proven: 3 passed, 5 expected');
    expect(ran.stdout).toContain('T-vt01 not proven: exit 1');
    expect(ran.stdout).toContain('T-sez9 not proven: STAGING_URL is not set');
    expect(await readFile(at('ran.txt'), 'utf8')).toBe('install --frozen-lockfile\ntypes\ntest test/repositories/items.test.ts\n');
    expect(await json('status')).toMatchObject({ done: 5, proven: 1 });

    const curl = await fake('curl', 'echo "$4" > url.txt');
    const again = await plan(repo.root, ['verify', '--run', '--task', 'T-sez9', '--format', 'json'], { env: { ...curl, STAGING_URL: 'https://staging.example.org/a b' } });
    expect(JSON.parse(again.stdout)).toMatchObject({ run: true, tasks: [{ id: 'T-sez9', proven: true, why: null }] });
    expect(await readFile(at('url.txt'), 'utf8')).toBe('https://staging.example.org/a b/healthz\n');
    expect(await json('status')).toMatchObject({ proven: 2 });

    // A proof counts for the command it was given by, and for a ticked task.
    await change('.plan/two-stories/proofs.yaml', text => text.replace('pnpm install --frozen-lockfile', 'pnpm install'));
    await change(tasks, text => text.replace('- [x] **T-sez9**', '- [ ] **T-sez9**'));
    expect(await json('status')).toMatchObject({ done: 4, proven: 0 });
  });

  test('a command that takes too long is ended with all it has started', async () => {
    await tick('T-4hh2');
    const env = await fake('pnpm', 'trap "" TERM\n(trap "" TERM; sleep 3; echo late > late.txt) &\nsleep 60');
    const started = Date.now();
    const ran = await plan(repo.root, ['verify', '--run', '--timeout', '1'], { env });
    expect(ran.stdout).toContain('T-4hh2 not proven: it took more than 1 s');
    expect(ran.code).toBe(1);
    expect(Date.now() - started).toBeLessThan(30_000);
    await new Promise(done => setTimeout(done, 3500));
    await expect(readFile(at('late.txt'), 'utf8')).rejects.toThrow('ENOENT');
  });

  test('a command that waits for input gets none; an unknown task is named', async () => {
    await tick('T-4hh2');
    const env = await fake('pnpm', 'read answer || exit 7');
    expect((await plan(repo.root, ['verify', '--run', '--timeout', '20'], { env })).stdout).toContain('T-4hh2 not proven: exit 7');
    const wrong = await run('verify', '--run', '--task', 'T-4hh3');
    expect(wrong.code).toBe(2);
    expect(wrong.stderr).toContain('Did you mean "T-4hh2"?');
  });

  test('proofs of two branches are one after the repair', async () => {
    const head = 'schemaVersion: 1\nproven:\n';
    await writeFile(at('.plan/two-stories/proofs.yaml'), `${head}<<<<<<< HEAD\n  T-4hh2: pnpm install --frozen-lockfile\n  T-3mww: pnpm types\n=======\n  T-4hh2: pnpm install\n  T-0c9m: pnpm types\n>>>>>>> theirs\n`);
    expect((await run('render', '--check')).code).toBe(1);
    expect((await run('render')).code).toBe(0);
    expect(await readFile(at('.plan/two-stories/proofs.yaml'), 'utf8')).toBe(`${head}  T-0c9m: pnpm types\n  T-3mww: pnpm types\n`);
    expect((await run('render', '--check')).code).toBe(0);
  });
});

describe('plan diff', () => {
  const visible = (markdown: string): number => markdown.replace(/<details>[\s\S]*<\/details>/, 'folded').split('\n').filter(line => line !== '').length;

  test('says nothing when nothing changed, in every form', async () => {
    const text = await run('diff');
    expect([text.code, text.stdout]).toEqual([0, '']);
    expect(text.stderr).toContain('Nothing changed since HEAD.');
    expect((await run('diff', '--format', 'markdown')).stdout).toBe('');
    expect(await json('diff')).toMatchObject({ changes: [], daysAtStake: 0, growth: { routes: 0, criteria: 0, hours: 0 } });
  });

  test('a new requirement: what it adds, days at stake, growth, what is untouched', async () => {
    await change(spec, text => text.replace(/(- \*\*FR-003\*\*.*\n)/, '$1- **FR-004**: Members MUST be able to delete an item.\n'));
    const text = await run('diff');
    expect(text.code).toBe(0);
    expect(text.stdout).toMatch(/^\+ requirement FR-004/m);
    expect(text.stdout).toMatch(/^\+ route DELETE \/v1\/items\/\{item_id\}/m);
    expect(text.stdout).toMatch(/P80 \+[\d.]+ working days/);
    expect(text.stdout).toMatch(/Untouched: .*requirements/);
    const found = await json('diff');
    expect(found['daysAtStake']).toBeGreaterThan(0);
    expect(found['growth']).toMatchObject({ routes: 20 });
    const markdown = (await run('diff', '--format', 'markdown')).stdout;
    expect(visible(markdown)).toBeLessThanOrEqual(25);
    expect(markdown).toContain('`DELETE /v1/items/{item_id}`');
    expect(repo.git('status', '--porcelain').trim()).toBe(`M ${spec}`);
  });

  test('a changed answer and a moved line are told apart', async () => {
    await change(spec, text => text.replace('**Status**: Draft', '**Status**: Draft\n\nA line of prose.'));
    expect((await run('diff')).stdout).toBe('');
    expect((await run('two-stories', '--yes', '--answer', 'people=4')).code).toBe(0);
    const dates = await run('diff', '--format', 'markdown');
    expect(dates.stdout).toMatch(/P80 -[\d.]+ working days/);
    expect(dates.stderr).toBe('');
  });

  test('against a branch; an unknown revision and a plan that is not committed are told', async () => {
    repo.git('checkout', '-q', '-B', 'work');
    await change(spec, text => text.replace('SHOULD be able to tick', 'MUST be able to tick'));
    repo.commit('more');
    expect((await run('diff')).stdout).toBe('');
    expect((await run('diff', '--since', 'main')).stdout).toMatch(/^~ requirement FR-003/m);
    repo.git('checkout', '-q', 'main');
    const unknown = await run('diff', '--since', 'nowhere');
    expect([unknown.code, unknown.stdout]).toEqual([2, '']);
    expect(unknown.stderr).toContain('Unknown revision "nowhere"');
    expect((await run('diff', '--since', '--output=x')).code).toBe(2);
    const bare = await workspace([['test/cases/two-stories', '.']]);
    const noGit = await plan(bare.root, ['diff'], { env: { GIT_CEILING_DIRECTORIES: join(bare.root, '..') } });
    expect([noGit.code, noGit.stderr]).toEqual([2, expect.stringContaining('Commit the plan first')]);
    await rm(bare.root, { recursive: true, force: true });
  });

  test('a requirement whose meaning changed is suspect until it is confirmed; white space is no meaning', async () => {
    await change(spec, text => text.replace('able to list the open', 'able  to list the open'));
    expect((await run('render')).code).toBe(0);
    expect((await run('confirm')).stdout).toBe('');
    await change(spec, text => text.replace('the open items of their household', 'all items of their household'));
    expect((await run('render')).code).toBe(0);
    expect((await run('confirm')).stdout).toContain('FR-002');
    expect((await run('status')).stdout).toContain('suspect: FR-002');
    expect((await run('confirm', 'FR-001')).code).toBe(2);
    expect((await run('confirm', 'FR-002')).code).toBe(0);
    expect(await json('status')).toMatchObject({ suspect: [] });
    expect((await run('render', '--check')).code).toBe(0);
  });
});
