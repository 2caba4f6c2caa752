import { mkdir, readFile, writeFile } from 'node:fs/promises';
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

test('a spec without backend work that is planned by force: what has no third item says so, and no target is named that the plan does not set', { timeout: 60_000 }, async () => {
  const { root, done } = await workspace([]);
  try {
    await mkdir(join(root, 'specs/tool'), { recursive: true });
    await writeFile(
      join(root, 'specs/tool/spec.md'),
      '# Command line tool\n\n## Requirements\n\n### Requirement: Help text\nThe tool SHALL print its help text in the terminal, from a cache of the last build.\n\n#### Scenario: help\n- **WHEN** the user runs the tool with `--help`\n- **THEN** the help text is printed\n\n### Requirement: Colours\nThe tool SHALL print no colour codes when the output is a file. It has no read replica and no sharding.\n\n#### Scenario: file\n- **WHEN** the output is a file\n- **THEN** it holds no colour codes\n',
    );
    expect((await plan(root, ['tool', '--yes', '--force', '--answer', 'people=3', '--answer', 'hosting=cluster'])).code).toBe(0);
    const found: { rule: string; severity: string; message: string }[] = JSON.parse((await plan(root, ['check', '--format', 'json'])).stdout).findings;
    expect(found.filter(each => each.severity === 'error')).toEqual([]);
    expect(await readFile(join(root, 'ai_docs/context/core_docs/tool/project_charter.md'), 'utf8')).toMatch(/## Technical objectives \(3\)\n- [^]*?\n\nNone: \S/);
  } finally {
    await done();
  }
});
