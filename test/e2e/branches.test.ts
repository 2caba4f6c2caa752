import { mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { afterEach, describe, expect, test } from 'vitest';
import { workspace } from '../support/cli.ts';
import { planHere } from '../support/here.ts';
import { gitRepo, type GitRepo } from '../support/git.ts';

const spec = 'specs/two-stories/spec.md';
const documents = 'docs/execution/two-stories';
let repo: GitRepo;
afterEach(() => repo.done());

/** The two-story feature in a git repository, planned and committed on `main`. */
async function planned(style: 'merge' | 'diff3' = 'merge'): Promise<void> {
  const { root } = await workspace([['test/cases/two-stories', '.']]);
  repo = gitRepo(root, style);
  repo.commit('plan');
}

const text = (path: string): Promise<string> => readFile(join(repo.root, path), 'utf8');
const change = async (path: string, edit: (text: string) => string): Promise<void> => {
  const before = await text(path);
  const after = edit(before);
  expect(after, path).not.toBe(before);
  await mkdir(dirname(join(repo.root, path)), { recursive: true });
  await writeFile(join(repo.root, path), after);
};

/** One branch off `main`: what `act` does, planned again and committed. */
async function branch(name: string, args: readonly string[], act: () => Promise<void>, after: () => Promise<void> = async () => undefined): Promise<void> {
  repo.git('checkout', '-q', '-b', name, 'main');
  await act();
  const run = await planHere(repo.root, args);
  expect(run.code, run.stderr).toBe(0);
  await after();
  repo.commit(name);
}

const add = (id: string, sentence: string) => (): Promise<void> => change(spec, before => before.replace(/(- \*\*FR-003\*\*.*\n)/, `$1- **${id}**: ${sentence}\n`));

/** The spec as a person resolves it: both sides stay. */
const resolve = (): Promise<void> => change(spec, before => before.replaceAll(/^(?:<{7}|={7}|>{7}).*\n/gm, '').replaceAll(/^\|{7}.*\n/gm, ''));

async function repaired(): Promise<string> {
  const run = await planHere(repo.root, ['render', 'two-stories'], { input: '' });
  expect(run.code, run.stderr).toBe(0);
  for (const [path, each] of repo.read()) expect(each, path).not.toMatch(/^(?:<{7}|={7}|>{7}|\|{7})/m);
  expect((await planHere(repo.root, ['render', '--check'])).code).toBe(0);
  repo.commit('merged');
  expect((await planHere(repo.root, ['render', 'two-stories'])).code).toBe(0);
  expect(repo.git('status', '--porcelain')).toBe('');
  return run.stderr;
}

describe('two branches that git merges', () => {
  test.each(['merge', 'diff3'] as const)('both add a requirement, answer a question, write notes and tick boxes: one render repairs it (conflict style %s)', async style => {
    await planned(style);
    const note = (path: string, before: string, own: string) => (): Promise<void> => change(path, each => each.replace(before, `${own}\n\n${before}`));
    const box = (nth: number) => (): Promise<void> => {
      let seen = 0;
      return change(`${documents}/tasks.md`, each => each.replaceAll('- [ ] **T-', found => (seen++ === nth ? '- [x] **T-' : found)));
    };
    await branch('ours', ['two-stories', '--yes', '--answer', 'people=3'], add('FR-004', 'Members MUST be able to delete an item.'), async () => {
      await note(`${documents}/plan.md`, '## Strategy', 'Ours: ask Ada.')();
      await box(0)();
    });
    await branch('theirs', ['two-stories', '--yes', '--answer', 'people=4', '--answer', 'budget=90'], add('FR-005', 'Members MUST be able to share a shop.'), async () => {
      await note(`${documents}/plan.md`, '## Risk Assessment', 'Theirs: ask Bob.')();
      await box(4)();
    });
    repo.git('checkout', '-q', 'ours');
    expect(repo.merge('theirs').clean).toBe(false);
    await resolve();
    expect(await repaired()).toContain('Repaired after a merge');
    const whole = await text(`${documents}/plan.md`);
    expect(whole).toContain('Ours: ask Ada.');
    expect(whole).toContain('Theirs: ask Bob.');
    expect((await text(`${documents}/tasks.md`)).match(/^- \[x\] \*\*T-.*/gm)).toHaveLength(2);
    const boxes = (await text(`${documents}/tasks.md`)).match(/^- \[[ x]\] \*\*T-[0-9a-z]+/gm)?.map(each => each.slice(6)) ?? [];
    expect(new Set(boxes).size).toBe(boxes.length);
    const prd = await text('ai_docs/context/core_docs/two-stories/prd.md');
    for (const id of ['FR-004', 'FR-005']) expect(prd).toContain(id);
    const answers = await text('.plan/two-stories/answers.yaml');
    expect(answers.match(/^ {2}people:/gm)).toHaveLength(1);
    expect(answers).toMatch(/^ {2}budget: \{ value: 90/m);
    const lock = await text('.plan/two-stories/lock.yaml');
    expect(lock.match(/from: FR-004/g)).toHaveLength(1);
  });

  test('without the attributes (git marks the state files): the same', async () => {
    await planned();
    await rm(join(repo.root, '.plan/.gitattributes'));
    repo.commit('no attributes');
    const without = async (): Promise<void> => rm(join(repo.root, '.plan/.gitattributes'));
    await branch('ours', ['two-stories', '--yes', '--answer', 'people=3'], add('FR-004', 'Members MUST be able to delete an item.'), without);
    await branch('theirs', ['two-stories', '--yes', '--answer', 'people=4'], add('FR-005', 'Members MUST be able to share a shop.'), without);
    repo.git('checkout', '-q', 'ours');
    expect(repo.merge('theirs').clean).toBe(false);
    expect(await text('.plan/two-stories/answers.yaml')).toContain('<<<<<<<');
    await resolve();
    await repaired();
  });

  test('one requirement reworded on both sides is suspect after the repair, and confirmed once', async () => {
    await planned();
    const reword = (more: string) => (): Promise<void> => change(spec, before => before.replace('with name and quantity.', `with name, quantity and ${more}.`));
    await branch('ours', ['two-stories', '--yes'], reword('shop'));
    await branch('theirs', ['two-stories', '--yes'], reword('price'));
    repo.git('checkout', '-q', 'ours');
    repo.merge('theirs');
    await change(spec, before => before.replace(/<{7}[^\n]*\n([^\n]*\n)={7}\n[^\n]*\n>{7}[^\n]*\n/, '$1'));
    await repaired();
    expect((await planHere(repo.root, ['confirm'])).stdout).toContain('FR-001');
    expect((await planHere(repo.root, ['confirm', 'FR-001'])).code).toBe(0);
    expect((await planHere(repo.root, ['confirm'])).stdout).toBe('');
    expect((await text('.plan/two-stories/lock.yaml')).match(/from: FR-001/g)).toHaveLength(1);
  });

  test.each(['merge', 'rebase'] as const)('one side moves the spec, the other rewords and removes rows of the plan: no mark is left (%s)', async how => {
    await planned();
    const prd = 'ai_docs/context/core_docs/two-stories/prd.md';
    await branch('ours', ['two-stories', '--yes'], () => change(spec, before => before.replace('\n## ', '\n\n## ')));
    repo.git('checkout', '-q', '-b', 'theirs', 'main');
    await change(prd, before => before.replace(/^\| FR-001 \| Must/m, '$&, Bob').replace(/^\| FR-003 .*\n/m, ''));
    repo.commit('theirs');
    if (how === 'merge') {
      repo.git('checkout', '-q', 'ours');
      expect(repo.merge('theirs').clean).toBe(false);
    } else expect(() => repo.git('rebase', 'ours')).toThrow();
    expect(await text(prd)).toContain('<<<<<<<');
    const run = await planHere(repo.root, ['render', 'two-stories']);
    expect(run.code, run.stderr).toBe(0);
    const merged = await text(prd);
    expect(merged).not.toMatch(/^[<>=]{7}/m);
    expect(merged.match(/^\| FR-00\d \| .*$/gm)?.map(row => /^\| (.*?) \| (.*?) \|/.exec(row)?.slice(1).join(' '))).toEqual(['FR-001 Must, Bob', 'FR-002 Must']);
    const lines = (await text(spec)).split('\n');
    for (const [, id = '', line] of merged.matchAll(/^\| (FR-00\d) .*#L(\d+)/gm)) expect(lines[Number(line) - 1], id).toContain(id);
    expect((await planHere(repo.root, ['render', '--check'])).code).toBe(0);
  });

  test('a document that one side no longer needs and the other side wrote in stays, is named once, and is checked no more', async () => {
    await planned();
    const path = 'ai_docs/context/workflows/two-stories_workflows.md';
    await branch('ours', ['two-stories', '--yes'], async () => {
      await writeFile(join(repo.root, 'plan.config.yaml'), `${await text('plan.config.yaml')}paths:\n  workflows: ai_docs/context/flows/{feature}.md\n`);
    });
    await branch('theirs', ['two-stories', '--yes'], add('FR-004', 'Members MUST be able to delete an item.'), () => change(path, before => `${before}\nTheirs: keep this note.\n`));
    repo.git('checkout', '-q', 'ours');
    repo.merge('theirs');
    const run = await planHere(repo.root, ['render', 'two-stories']);
    const kept = [...repo.read()].filter(([, each]) => each.includes('Theirs: keep this note.')).map(([name]) => name);
    expect(kept, run.stderr).toHaveLength(1);
    repo.commit('merged');
    expect((await planHere(repo.root, ['render', 'two-stories'])).code).toBe(0);
    expect((await planHere(repo.root, ['render', '--check'])).code).toBe(0);
    expect(repo.git('status', '--porcelain')).toBe('');
  });
});
