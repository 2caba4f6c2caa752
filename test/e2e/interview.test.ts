import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { plan, tree, workspace } from '../support/cli.ts';
import { terminal } from '../support/terminal.ts';

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
    await first.waitFor(/How many backend engineers/);
    first.kill('SIGKILL');
    await first.exit;
    expect(await answers()).toMatch(/promised-date: \{ value: 2026-12-28, state: answered/);
    expect(await answers()).toMatch(/provider-policy: \{ value: \[ A, C \], state: open, by: interview, at: \d{4}-\d\d-\d\d, owner: product owner, due: \d{4}-\d\d-\d\d/);

    const second = terminal(root, ['stravaai']);
    await second.waitFor(/How many backend engineers/);
    expect(second.screen()).not.toMatch(/Which day has been promised/);
    second.type('\u0003');
    expect(await second.exit).toBe(130);
    expect(second.screen()).toContain('Saved. Continue with: plan stravaai');
  });

  test('a closed terminal loses nothing; ACCESSIBLE and 40 columns print plain lines that fit', async () => {
    const first = terminal(root, ['stravaai'], { columns: 40, env: { ACCESSIBLE: '1', NO_COLOR: '1' } });
    await first.waitFor(/Which day has been promised/);
    const lines = first.screen().split('\n');
    expect(Math.max(...lines.filter(line => / /.test(line.trim())).map(line => line.length))).toBeLessThanOrEqual(40);
    first.type('\r');
    await first.waitFor(/may AI read it/);
    first.kill('SIGHUP');
    await first.exit;
    expect(await answers()).toMatch(/promised-date/);
  });

  test('the review page changes one answer and then writes', async () => {
    await mkdir(join(root, 'specs/notes'), { recursive: true });
    await writeFile(join(root, 'specs/notes/spec.md'), '# Notes\n\n## Requirements\n\n- **FR-001**: Users MUST be able to create a note with a title.\n- **FR-002**: Users MUST be able to list their notes.\n');
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
    run.type('\r');
    expect(await run.exit).toBe(0);
    expect(await readFile(join(root, '.plan/notes/answers.yaml'), 'utf8')).toMatch(/hosting: \{ value: single-host, state: open, by: pm, at: \d{4}-\d\d-\d\d, owner: engineer, due: \d{4}-\d\d-\d\d/);
    expect([...(await tree(root)).keys()]).toContain('docs/execution/notes/plan.md');
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
