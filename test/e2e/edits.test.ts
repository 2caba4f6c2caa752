import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { tree, workspace, type Result } from '../support/cli.ts';
import { planHere } from '../support/here.ts';

const spec = 'specs/two-stories/spec.md';
const prd = 'ai_docs/context/core_docs/two-stories/prd.md';
const lock = '.plan/two-stories/lock.yaml';
let root = '';
let done: () => Promise<void>;
beforeEach(async () => {
  ({ root, done } = await workspace([['test/cases/two-stories', '.']]));
});
afterEach(() => done());

const text = (path: string): Promise<string> => readFile(join(root, path), 'utf8');
const run = (...args: string[]): Promise<Result> => planHere(root, args);
const change = async (path: string, edit: (text: string) => string): Promise<void> => {
  const before = await text(path);
  expect(edit(before), path).not.toBe(before);
  await writeFile(join(root, path), edit(before));
};

describe('an edit that says something else than the plan', () => {
  test('a number is offered back as an answer; once it is given, nothing is in conflict and nothing is offered any more', async () => {
    await change(prd, each => each.replace(/(NFR-quick-p95[^\n]*p95 <= )250/, '$1400'));
    const offered = await run('render');
    expect(offered.code, offered.stderr).toBe(0);
    expect(offered.stderr).toContain('--answer targets=NFR-quick-p95=400');
    expect(await text(prd)).toContain('p95 <= 400');
    const given = await run('two-stories', '--yes', '--answer', 'targets=NFR-quick-p95=400');
    expect(given.code, given.stderr).toBe(0);
    expect(given.stderr).not.toContain('Your edit:');
    for (const each of (await tree(root)).values()) expect(each).not.toMatch(/NFR-quick-p95[^\n]*p95 <= 250/);
    expect((await run('render', '--check')).code).toBe(0);
  });

  test('a route that the plan does not have points to the spec', async () => {
    await change('docs/execution/two-stories/plan.md', each => `${each}\nWe also need \`PUT /v1/shops\`.\n`);
    expect((await run('render')).stderr).toMatch(new RegExp(`Your edit: .*PUT /v1/shops.*${spec}`));
  });

  test('a line that both changed is marked, listed, exit 1, found by plan check; resolved, it is merged again', async () => {
    const row = (each: string): string => /^\| FR-001 .*$/m.exec(each)?.[0] ?? '';
    await change(prd, each => each.replace(row(each), `${row(each).replace('quantity', 'QUANTITY, asked Ada')}`));
    await change(spec, each => each.replace('with name and quantity.', 'with name, amount and shop.'));
    const marked = await run('render');
    expect(marked.code).toBe(1);
    expect(marked.stderr).toContain(`Conflict: ${prd}`);
    expect(await text(prd)).toMatch(/^<{7} yours\n[^\n]*asked Ada[\s\S]*?^={7}\n[^\n]*shop[\s\S]*?^>{7} plan$/m);
    expect((await run('check')).stdout + (await run('check')).stderr).toContain('conflict');
    expect((await run('render')).code).toBe(1);
    await change(prd, each => each.replace(/^<{7} yours\n([\s\S]*?)^={7}\n[\s\S]*?^>{7} plan\n/gm, '$1'));
    expect((await run('render')).code).toBe(0);
    expect(await text(prd)).toContain('asked Ada');
    expect((await run('render', '--check')).code).toBe(0);
  });
});

describe('an untouched repository', () => {
  test('does not fail for a newer tool or newer facts', async () => {
    await change(lock, each => each.replace(/toolVersion: .*/, 'toolVersion: 0.0.1').replace(/factsEdition: .*/, 'factsEdition: 2020-01-01'));
    expect((await run('render', '--check')).code).toBe(0);
    expect((await run('check')).code).toBe(0);
  });

  test('whose templates have changed since stays green and says so, until plan render follows', async () => {
    await change(lock, each => each.replace(/toolVersion: .*/, 'toolVersion: 0.0.1'));
    // What an older version would have rendered.
    await change(prd, each => each.replace('## ', '## Old '));
    await change('.plan/two-stories/base', each => each.split('\n').map(row => (row.startsWith(`${prd} `) ? row.replace('## ', '## Old ') : row)).join('\n'));
    const current = await run('render', '--check');
    expect(current.code, current.stdout).toBe(0);
    expect(current.stderr).toContain('newer than this plan');
    expect((await run('render')).code).toBe(0);
    expect(await text(prd)).not.toContain('## Old ');
    expect(await text(lock)).not.toContain('0.0.1');
  });
});

describe('identity', () => {
  const ids = async (): Promise<string[]> => [...new Set((await text('docs/execution/two-stories/tasks.md')).match(/\*\*T-[0-9a-z]+/g) ?? [])].sort();

  test('reordering, inserting and renaming a heading rename no task; a removed requirement is retired, and its id is suspect when it comes back with another meaning', async () => {
    const before = await ids();
    await change(spec, each => {
      const rows = each.match(/^- \*\*FR-00\d\*\*.*\n/gm) ?? [];
      return each.replace(rows.join(''), rows.toReversed().join('')).replace('## Requirements', '## Requirements we have');
    });
    expect((await run('render')).code).toBe(0);
    expect(await ids()).toEqual(before);
    await change(spec, each => each.replace(/(- \*\*FR-002\*\*)/, '- **FR-004**: Members MUST be able to delete an item.\n$1'));
    expect((await run('render')).code).toBe(0);
    expect(await ids()).toEqual(expect.arrayContaining(before));
    await change(spec, each => each.replace(/- \*\*FR-003\*\*.*\n/, ''));
    expect((await run('render')).code).toBe(0);
    expect(await text(lock)).toMatch(/retired:\n\s+- \{ id: FR-003, key:/);
    await change(spec, each => each.replace(/(- \*\*FR-004\*\*)/, '- **FR-003**: Members MUST be able to archive an item.\n$1'));
    expect((await run('render')).code).toBe(0);
    expect((await run('confirm')).stdout).toContain('FR-003');
  });
});
