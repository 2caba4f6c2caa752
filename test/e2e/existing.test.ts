import { mkdir, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { workspace } from '../support/cli.ts';
import { planHere } from '../support/here.ts';

const charter = 'ai_docs/context/core_docs/backend_project_charter.md';
const requirements = '## Requirements\n\n- **FR-001**: Users MUST be able to create a note with a title.\n- **FR-002**: Users MUST be able to list their notes.\n';

describe('what people wrote into core documents before the first plan', () => {
  let root = '';
  let done: () => Promise<void>;
  beforeEach(async () => {
    ({ root, done } = await workspace([]));
  });
  afterEach(() => done());
  const write = async (files: Record<string, string>): Promise<void> => {
    for (const [path, text] of Object.entries(files)) {
      await mkdir(dirname(join(root, path)), { recursive: true });
      await writeFile(join(root, path), text);
    }
  };

  test('is the default of the questions it answers', async () => {
    await write({ 'specs/notes/spec.md': `# Notes\n\n${requirements}`, [charter]: '# Charter\n\n## Constraints\n\n- Budget: 150 USD per month\n- Team: 3 backend engineers\n- Deadline: 2030-05-01\n- No other cloud than ours\n' });
    const said = (await planHere(root, ['answers', 'notes', '--template'])).stdout;
    for (const [value, line] of [['2030-05-01', 7], ['3', 6], ['150', 5]]) expect(said).toContain(`# default: ${value} (${charter}:${line})`);
  });

  test('and says something else than the spec is listed and asked, never taken silently', async () => {
    await write({ 'specs/notes/spec.md': `# Notes\n\n## Constraints\n\n- Budget: 250 USD per month\n\n${requirements}`, [charter]: '# Charter\n\n## Constraints\n\n- Budget: 150 USD per month\n- No other cloud than ours\n' });
    const run = await planHere(root, ['notes'], { input: '\n'.repeat(20) });
    expect(run.code, run.stderr).toBe(0);
    const said = run.stderr.replace(/\n {2,}/g, ' ');
    expect(said).toMatch(/1 place where spec, samples or earlier documents disagree: specs\/notes\/spec\.md:5 and the earlier ai_docs\/\S+:5 give different numbers for the budget/);
    expect(said).toContain(`1 constraint in earlier core documents: "No other cloud than ours" (${charter}:6)`);
    expect(said).toMatch(/Which side holds\? DEC-conflict-\S+ A .*250 USD per month or B .*150 USD per month/);
    expect(said.match(/has no section/g)).toHaveLength(4);
    expect((await planHere(root, ['answers', 'notes', '--template'])).stdout).toContain('# default: 250 (specs/notes/spec.md:5)');
  });
});
