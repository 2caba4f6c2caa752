import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { z } from 'zod';
import { workspace } from '../support/cli.ts';
import { planHere } from '../support/here.ts';

const Report = z.object({ findings: z.array(z.object({ rule: z.string(), severity: z.string(), file: z.string() })) });
let at: Awaited<ReturnType<typeof workspace>>;
const run = (...args: string[]) => planHere(at.root, args);

beforeAll(async () => {
  at = await workspace();
  for (const [feature, noun, id] of [['notes', 'note', 'FR-001'], ['boards', 'board', 'FR-900']] as const) {
    await mkdir(join(at.root, 'specs', feature), { recursive: true });
    await writeFile(join(at.root, 'specs', feature, 'spec.md'), `# ${feature}\n\n## Requirements\n\n- **${id}**: Users MUST be able to create a ${noun} with a title.\n`);
    expect((await run(feature, '--yes')).code).toBe(0);
  }
});
afterAll(() => at.done());

describe('a project with two planned features', () => {
  test('an id says whose it is', async () => {
    const explained = await run('explain', 'FR-900');
    expect(explained.code).toBe(0);
    // Its text once, then where it leads.
    expect(explained.stdout.split('create a board')).toHaveLength(2);
    expect(explained.stdout).toContain('routes: POST /v1/boards');
    expect(await run('task', 'WP-boards')).toMatchObject({ code: 0, stdout: expect.stringContaining('WP-boards') });
  });

  test('an id of both, or of none, asks with the whole command', async () => {
    expect(await run('task', 'WP-foundation')).toMatchObject({ code: 2, stderr: expect.stringMatching(/in the plans of boards, notes\n {2}.*plan task WP-foundation boards/) });
    expect(await run('task', 'WP-foundation', 'notes')).toMatchObject({ code: 0 });
    expect(await run('explain', 'FR-404')).toMatchObject({ code: 2, stderr: expect.stringMatching(/No plan of boards, notes names "FR-404"/) });
    expect(await run('explain', 'notes', 'FR-001')).toMatchObject({ code: 2, stderr: expect.stringContaining('plan explain FR-001 notes') });
  });

  test.each([
    [['next'], 'plan next boards'],
    [['status'], 'plan status boards'],
    [['explain', 'score'], 'plan explain score boards'],
    [['export', 'json'], 'plan export json boards'],
    [['confirm', 'FR-001'], 'plan confirm FR-001 boards'],
    [['trace', 'FR-001'], 'plan explain "FR-001"'],
  ])('plan %j is told what to type', async (args, advice) => {
    expect(await run(...args)).toMatchObject({ code: 2, stderr: expect.stringContaining(advice) });
  });
});

describe('a plan whose documents are not rendered since', () => {
  const rulesOf = async () => Report.parse(JSON.parse((await run('check', '--format', 'json')).stdout)).findings.filter((f) => f.file.includes('/notes/') && f.severity !== 'warning');
  const edit = async (path: string, from: string | RegExp, to: string): Promise<void> => writeFile(join(at.root, path), (await readFile(join(at.root, path), 'utf8')).replace(from, to));

  test('by its inputs is said once, whatever they add; by the tool it is news and no fault', async () => {
    await edit('specs/notes/spec.md', '\n- **FR-001**', '\n- **FR-002**: Users MUST be able to delete a note.\n- **FR-001**');
    expect(await rulesOf()).toMatchObject([{ rule: 'generation/stale', severity: 'error' }]);
    // A newer tool plans more from the same spec.
    await edit('.plan/notes/lock.yaml', /toolVersion: .*/, 'toolVersion: 0.0.1');
    expect(await rulesOf()).toMatchObject([{ rule: 'generation/newer-tool', severity: 'info' }]);
    expect((await run('check')).code).toBe(0);
  });
});
