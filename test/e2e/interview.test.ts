import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { plan, tree, workspace } from '../support/cli.ts';
import { converse, terminal } from '../support/terminal.ts';

const inputs = ['specs/stravaai', 'docs/planning', 'requirements', 'plan.config.yaml'];

describe('the interview on a real terminal', () => {
  let root = '';
  let done: () => Promise<void>;
  beforeEach(async () => {
    ({ root, done } = await workspace(inputs));
  });
  afterEach(() => done());
  const answers = (): Promise<string> => readFile(join(root, '.plan/stravaai/answers.yaml'), 'utf8');

  test('Enter accepts, Ctrl-B goes back with the answer kept, Ctrl-S leaves open, kill -9 loses nothing, the next run goes on there', async () => {
    const first = terminal(root, ['stravaai']);
    await first.waitFor(/Which day has been promised/);
    first.type('\r');
    await first.waitFor(/may AI read it/);
    first.clear();
    first.type('\u0002');
    await first.waitFor(/Which day has been promised, if any\? .*2026-12-28/);
    first.clear();
    first.type('\r');
    await first.waitFor(/may AI read it.*submit/);
    first.type('\u0013');
    await first.waitFor(/Left open: product owner, by \d{4}-\d\d-\d\d\. Until then the plan counts with: A, C\..*How many backend engineers/);
    first.kill('SIGKILL');
    await first.exit;
    expect(await answers()).toMatch(/promised-date: \{ value: 2026-12-28, state: answered/);
    expect(await answers()).toMatch(/provider-policy: \{ value: \[ A, C \], state: open, by: interview, at: \d{4}-\d\d-\d\d, owner: product owner, due: \d{4}-\d\d-\d\d/);

    const second = terminal(root, ['stravaai']);
    await second.waitFor(/2 answers are kept from before\. .*How many backend engineers/);
    expect(second.screen()).not.toMatch(/Which day has been promised/);
    second.type('\u0003');
    expect(await second.exit).toBe(130);
    expect(second.screen()).toContain('Saved. Continue with: plan stravaai');
  });

  test('a closed terminal loses nothing; ACCESSIBLE and 40 columns print plain lines that fit', async () => {
    await withNotes(root);
    const first = terminal(root, ['notes'], { columns: 40, env: { ACCESSIBLE: '1', NO_COLOR: '1' } });
    await first.waitFor(/ > $/, 'the first prompt');
    const lines = first.screen().split('\n');
    expect(Math.max(...lines.filter(line => / /.test(line.trim())).map(line => line.length))).toBeLessThanOrEqual(40);
    first.type('\r');
    await first.waitFor(/ > [^>]* > $/, 'the second prompt');
    first.kill('SIGHUP');
    await first.exit;
    expect(await readFile(join(root, '.plan/notes/answers.yaml'), 'utf8')).toMatch(/state: answered/);
  });

  test('the review page changes one answer and then writes', async () => {
    await withNotes(root);
    const run = terminal(root, ['notes', '--as', 'pm', '--plain']);
    await run.waitFor(/Which day has been promised/);
    for (let prompt = 0; prompt < 8 && !/Enter writes/.test(run.screen()); prompt++) {
      expect(run.screen()).not.toMatch(/\bP(?:50|80|95)\b/);
      run.clear();
      run.type('\r');
      await run.waitFor(/(?:Enter takes|No default|kept with Enter|Enter writes).*> $/, 'the next prompt');
    }
    await run.waitFor(/Enter writes, a number changes/);
    run.clear();
    run.type('2\r');
    await run.waitFor(/Your answer so far, kept with Enter/);
    run.type('\r');
    await run.waitFor(/Enter writes, a number changes/);
    // What the engineer has to answer is open by then, and the page says so before it is written.
    const [, files, open] = /To be written: (\d+) files?\b[^]*?\s(\d+) decisions? open/.exec(run.screen()) ?? [];
    expect(Number(open)).toBeGreaterThan(0);
    run.type('\r');
    expect(await run.exit).toBe(0);
    expect(run.screen()).toMatch(new RegExp(`Documents: ${files} new\\.[^]*MVP DRAFT - ${open} open`));
    expect(await readFile(join(root, '.plan/notes/answers.yaml'), 'utf8')).toMatch(/hosting: \{ value: single-host, state: open, by: pm, at: \d{4}-\d\d-\d\d, owner: engineer, due: \d{4}-\d\d-\d\d/);
    expect([...(await tree(root)).keys()]).toContain('docs/execution/notes/plan.md');
  });
});

const notes = '# Notes\n\n## Requirements\n\n- **FR-001**: Users MUST be able to create a note with a title.\n- **FR-002**: Users MUST be able to list their notes.\n';
async function withNotes(root: string): Promise<void> {
  await mkdir(join(root, 'specs/notes'), { recursive: true });
  await writeFile(join(root, 'specs/notes/spec.md'), notes);
}

describe('without colour, repaint or width', () => {
  test('ACCESSIBLE=1 on 40 columns from the first question to the documents: plain lines that fit, not one escape sequence', async () => {
    const { root, done } = await workspace();
    await withNotes(root);
    await mkdir(join(root, 'specs/zoo'), { recursive: true });
    await writeFile(join(root, 'specs/zoo/spec.md'), notes);
    const screen = terminal(root, [], { columns: 40, env: { ACCESSIBLE: '1' } });
    const pages: string[] = [];
    expect(await converse(screen, page => (pages.push(page), page.includes('Which feature') ? '1' : '')), screen.screen()).toBe(0);
    expect(screen.raw()).not.toContain('\u001B');
    expect(pages[0]).toMatch(/Which feature are we planning\?\s+1\. notes\s+2\. zoo/);
    expect(pages.length).toBeLessThanOrEqual(11);
    expect(pages.at(-1)).toMatch(/Review: your answers[^]*Enter writes/);
    // A path has no blank to break at; everything else fits.
    expect(pages.join('').split('\n').map(line => line.trimEnd()).filter(line => line.length > 40 && / \S+ /.test(line.trim()))).toEqual([]);
    expect([...(await tree(root)).keys()]).toContain('docs/execution/notes/plan.md');
    await done();
  });

  test('NO_COLOR leaves the prompts of the terminal without a colour, and each state in words', async () => {
    const { root, done } = await workspace();
    await withNotes(root);
    // oxlint-disable-next-line no-control-regex -- colours are escape sequences
    const colour = /\u001B\[(?:\d+;)*(?:3[0-7]|4[0-7]|9[0-7]|10[0-7]|38;|48;)[\d;]*m/;
    for (const [env, coloured] of [[{ NO_COLOR: '1' }, false], [{ FORCE_COLOR: '1' }, true]] as const) {
      const screen = terminal(root, ['notes', '--no-resume'], { env });
      await screen.waitFor(/Enter accepts.*1\/\d+.*\? /);
      screen.page();
      screen.type('\r');
      await screen.waitFor(/2\/\d+.*\? /);
      screen.type('\u0003');
      expect(await screen.exit).toBe(130);
      expect(colour.test(screen.raw())).toBe(coloured);
    }
    await done();
  });
});

describe('prompts when every default is taken', () => {
  // A large feature with samples where the most is cut away, a small one where each prompt is a derivation less.
  test.each<[string, string, string[], number]>([
    ['by default', 'stravaai', [], 10],
    ['for a product manager', 'notes', ['--as', 'pm'], 8],
    ['with --all', 'notes', ['--all'], 35],
  ])('%s', async (_name, feature, flags, most) => {
    const { root, done } = await workspace(feature === 'notes' ? [] : inputs);
    if (feature === 'notes') await withNotes(root);
    const run = await plan(root, [feature, ...flags], { input: '\n'.repeat(60) });
    expect(run.code, run.stderr).toBe(0);
    const prompts = run.stderr.match(/^> /gm)?.length ?? 0;
    expect(prompts).toBeGreaterThan(most === 35 ? 15 : 5);
    expect(prompts).toBeLessThanOrEqual(most);
    // Each option says what it would change, or what it is for.
    const choices = (run.stderr.split('Review: your answers')[0] ?? '').replace(/\n {3,}/g, ' ').match(/^ {2}\d+\. .*$/gm) ?? [];
    expect(choices.length).toBeGreaterThan(3);
    expect(choices.filter(choice => !/\[(?:as the draft has it|[^\]]*(?:[+-][\d.]+ |tasks? done otherwise|rule|risk|watch|decide|goes into|likely end)[^\]]*)\]/.test(choice))).toEqual([]);
    await done();
  });
});

describe('long work', () => {
  test('is shown on a terminal while it goes on, in plain words where nothing may be repainted, and never on a pipe', async () => {
    const { root, done } = await workspace(inputs);
    await withNotes(root);
    const painted = terminal(root, ['stravaai', '--yes']);
    expect(await painted.exit).toBe(0);
    expect(painted.raw()).toMatch(/\r[|/\\-] Deriving the plan /);
    // Each line of it is wiped before the next thing is said.
    expect(painted.raw().lastIndexOf('\r\u001B[K')).toBeGreaterThan(painted.raw().lastIndexOf('Deriving the plan'));
    const plain = terminal(root, ['stravaai', '--yes'], { env: { ACCESSIBLE: '1' } });
    expect(await plain.exit).toBe(0);
    expect(plain.raw()).toContain('Deriving the plan ...');
    expect(plain.raw()).not.toContain('\u001B');
    const piped = await plan(root, ['render', 'notes']);
    expect(piped.stderr + piped.stdout).not.toContain('Deriving');
    expect(piped.stderr + piped.stdout).not.toContain('\u001B');
    await done();
  });
});

describe('what a flag chose', () => {
  test('holds against the settings at the next render: profile, depth and folder', async () => {
    const { root, done } = await workspace();
    await withNotes(root);
    await writeFile(join(root, 'plan.config.yaml'), 'profile: fastapi-mongodb\ndepth: full\nout: docs/elsewhere\n');
    expect((await plan(root, ['notes', '--yes', '--profile', 'typescript', '--depth', 'lite', '--out', 'docs/here'])).code).toBe(0);
    const before = await tree(root);
    const again = await plan(root, ['render', 'notes']);
    expect(again.code, again.stderr).toBe(0);
    expect(await tree(root)).toEqual(before);
    expect([...before.keys()].filter(path => path.startsWith('docs/here/')).length).toBeGreaterThan(0);
    expect(before.get('ai_docs/context/core_docs/notes/add.md')).toContain('PostgreSQL');
    expect((await plan(root, ['render', '--check'])).code).toBe(0);
    await done();
  });
});

describe('answers from files', () => {
  test('a sheet for the product manager is filled, read back, and stands in the documents with name and day', async () => {
    const { root, done } = await workspace(inputs);
    const sheet = (await plan(root, ['answers', 'stravaai', '--sheet', 'pm'])).stdout;
    await writeFile(join(root, 'sheet.md'), sheet.replace('- [ ] **A** own files', '- [x] **A** own files').replace(/(\(`people`\)[\s\S]*?)Answer:/, '$1Answer: 3'));
    const run = await plan(root, ['stravaai', '--yes', '--as', 'pm', '--answers', 'sheet.md']);
    expect(run.code, run.stderr).toBe(0);
    const decisions = await readFile(join(root, 'docs/execution/stravaai/decisions.md'), 'utf8');
    expect(decisions).toMatch(/\| `people` \| 3 \| sheet\.md, \d{4}-\d\d-\d\d \|/);
    expect(decisions).toMatch(/\| `hosting` \| single-host \| open: engineer, due \d{4}-\d\d-\d\d \|/);
    await done();
  });
});
