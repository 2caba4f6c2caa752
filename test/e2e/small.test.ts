import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { plan, tree, workspace } from '../support/cli.ts';

test('a small feature: seven documents that check clean, stay current, and whose ticks count', { timeout: 60_000 }, async () => {
  const { root, done } = await workspace([['test/cases/two-stories', '.']]);
  try {
    expect((await plan(root, ['two-stories', '--yes'])).code).toBe(0);
    const made = [...(await tree(root)).keys()].filter(path => path.endsWith('.md') && !path.startsWith('specs/') && !path.includes('_scratchpad'));
    expect(made).toHaveLength(7);
    const found: { rule: string; severity: string }[] = JSON.parse((await plan(root, ['check', '--format', 'json'])).stdout).findings;
    expect(found.filter(each => each.severity !== 'info' && each.rule !== 'status/draft')).toEqual([]);
    expect((await plan(root, ['render', '--check'])).code).toBe(0);
    const tasks = join(root, 'docs/execution/two-stories/tasks.md');
    await writeFile(tasks, (await readFile(tasks, 'utf8')).replace('- [ ] **T-', '- [x] **T-'));
    expect((await plan(root, ['status', 'two-stories', '--format', 'json'])).stdout).toMatch(/"done":\s*1\b/);
  } finally {
    await done();
  }
});
