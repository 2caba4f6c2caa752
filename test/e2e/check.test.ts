import { execFileSync } from 'node:child_process';
import { cp, mkdir, readFile, rename, rm, symlink, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { reporters } from '../../src/check/reporters/index.ts';
import type { Finding } from '../../src/model/finding.ts';
import { plan, projectRoot, workspace, type Result } from '../support/cli.ts';
import { planHere } from '../support/here.ts';

let root = '';
let done: () => Promise<void>;
beforeEach(async () => {
  ({ root, done } = await workspace());
});
afterEach(() => done());

const put = async (path: string, text: string | Uint8Array): Promise<void> => {
  await mkdir(dirname(join(root, path)), { recursive: true });
  await writeFile(join(root, path), text);
};
const check = (...args: string[]): Promise<Result> => planHere(root, ['check', ...args]);
/** The same by the built command, in a process of its own. */
const checkBuilt = (...args: string[]): Promise<Result> => plan(root, ['check', ...args]);
const findingsOf = async (...args: string[]): Promise<Finding[]> => JSON.parse((await check(...args, '--format', 'json')).stdout).findings;
const git = (...args: string[]): void => void execFileSync('git', ['-c', 'user.name=t', '-c', 'user.email=t@example.org', '-c', 'init.defaultBranch=main', ...args], { cwd: root, stdio: 'pipe' });

describe('the format decides nothing', () => {
  const documents = { clean: '# Plan\n\nWe ship on Monday.\n', warned: '# Plan\n\n- limit: TBD\n', broken: '# Plan\n\n[gone](#nowhere)\n' };

  test.each([
    ['clean', ['clean.md'], 0], ['warnings', ['warned.md'], 0], ['errors', ['broken.md'], 1], ['too many warnings', ['warned.md', '--max-warnings', '0'], 1], ['a folder without documents', ['empty'], 0],
    ['a file that is not there', ['gone.md'], 2], ['an unknown rule', ['clean.md', '--rule', 'no/rule=off'], 2],
  ] as const)('%s', { timeout: 60_000 }, async (_, args, code) => {
    for (const [name, text] of Object.entries(documents)) await put(`${name}.md`, text);
    await mkdir(join(root, 'empty'));
    const codes: [string, number | null][] = [];
    for (const { id } of reporters) codes.push([id, (await check(...args, '--format', id)).code]);
    expect(codes).toEqual(reporters.map(({ id }) => [id, code]));
    expect((await checkBuilt(...args)).code).toBe(code);
  });

  test('GITHUB_ACTIONS picks annotations when no format is given', async () => {
    await put('broken.md', documents.broken);
    const env = { GITHUB_ACTIONS: 'true' };
    const picked = await planHere(root, ['check', 'broken.md'], { env });
    expect(picked.stdout).toMatch(/^::error file=broken\.md,line=3,/);
    expect(picked.code).toBe(1);
    expect((await planHere(root, ['check', 'broken.md', '--format', 'plain'], { env })).stdout).toMatch(/^broken\.md:3:1: error: /);
    expect((await check('broken.md')).stdout).toMatch(/^broken\.md:3:1: error: /);
  });
});

test('a folder on the command line brings the hidden folders of specs with it', async () => {
  await put('.kiro/specs/shop/requirements.md', '# R\n\n- limit: TBD\n');
  await put('.github/pull_request_template.md', '# P\n\n- TBD\n');
  await put('plans/a.md', '# A\n\n- limit: TBD\n');
  expect((await findingsOf('.')).map(finding => finding.file)).toEqual(['.kiro/specs/shop/requirements.md', 'plans/a.md']);
});

describe('some documents of a plan, named on the command line', () => {
  const folder = 'docs/execution/clinic-bookings';
  const said = async (...args: string[]): Promise<string[]> => (await findingsOf(...args)).filter(({ rule }) => rule !== 'status/draft').map(({ severity, rule, file, message }) => `${severity} ${rule} ${file}: ${message}`);
  const edit = async (path: string, find: string, by: string): Promise<void> => {
    const text = await readFile(join(root, path), 'utf8');
    expect(text).toContain(find);
    await put(path, text.replace(find, by));
  };
  beforeEach(() => cp(join(projectRoot, 'test/cases/clinic-bookings'), root, { recursive: true }));

  test('stand among the others of their plan', async () => {
    expect(await said(`${folder}/plan.md`)).toEqual([]);
    expect(await said('ai_docs/context/core_docs/clinic-bookings/prd.md', `${folder}/3-slots/plan.md`)).toEqual([]);
    await edit(`${folder}/risks.md`, '| T-sdhg |', '| T-sdhh |');
    expect(await said(`${folder}/risks.md`)).toEqual([`error ids/dangling ${folder}/risks.md: "T-sdhh" is declared nowhere in the plan "clinic-bookings".`]);
    // What is wrong elsewhere is not asked for.
    expect(await said(`${folder}/plan.md`)).toEqual([]);
    await edit(`${folder}/3-slots/plan.md`, '- [ ] **T-xr3z**', '- [ ] **T-sdhh** Sign\n      verify: `ls` => 1 file\n      hours: 1/2/4 · after: - · for: Slot\n- [ ] **T-xr3z**');
    expect(await said(`${folder}/risks.md`)).toEqual([expect.stringContaining('warning generation/fact-disagrees')]);
  });

  test('whatever is kept of the last render', async () => {
    await rm(join(root, '.plan'), { recursive: true });
    await edit(`${folder}/risks.md`, '| T-sdhg |', '| T-sdhh |');
    expect(await said(`${folder}/plan.md`)).toEqual([]);
    expect(await said(`${folder}/risks.md`)).toEqual([`error ids/dangling ${folder}/risks.md: "T-sdhh" is declared nowhere in the plan "clinic-bookings".`]);
  });
});

describe('hostile input ends in findings', () => {
  const deep = (count: number): string => Array.from({ length: count }, (_, level) => `${'  '.repeat(level)}- a`).join('\n');
  const mermaid = (text: string): string => `# M\n\n\`\`\`mermaid\n${text}\n\`\`\`\n`;
  const bomb = `---\na: &a [${'x,'.repeat(9)}x]\n${Array.from({ length: 9 }, (_, index) => `${String.fromCharCode(98 + index)}: &${String.fromCharCode(98 + index)} [${`*${String.fromCharCode(97 + index)},`.repeat(9)}1]`).join('\n')}\n---\n# Plan\n\nTBD\n`;

  const inputs: [string, string, RegExp][] = [
    ['emphasis that never closes', '*a_'.repeat(20_000), /file\/too-complex/],
    ['strikethrough that never closes', '~~a'.repeat(20_000), /file\/too-complex/],
    ['backtick runs', Array.from({ length: 3_000 }, (_, length) => '`'.repeat((length % 300) + 1)).join(' a '), /file\/too-complex/],
    ['lists nested 500 deep', deep(500), /file\/too-complex/],
    ['quotes nested 10,000 deep', `${'>'.repeat(10_000)} a`, /file\/too-complex/],
    ['bullets nested 10,000 deep', `${'- '.repeat(10_000)}a`, /file\/too-complex/],
    ['a line of 10 MB', `- ${'MUST be fast '.repeat(800_000)}`, /file\/too-complex/],
    ['a NUL byte', '# a\n\0\n', /file\/too-complex/],
    ['comments that never close', '<!-- plan-ignore a: '.repeat(4_000), /file\/too-complex/],
    ['aliases of YAML that grow ninefold', bomb, /front matter cannot be read/],
    ['YAML nested 5,000 deep', `---\na: ${'['.repeat(5_000)}${']'.repeat(5_000)}\n---\n# Plan\n`, /file\/too-complex/],
    ['a prototype as front matter', '---\n__proto__: {x: 1}\ngenerated-by: planwright\ndoc: __proto__\nfeature: constructor\nplan: toString\n---\n# P\n', /"__proto__" is no document/],
    ['a table of 9,000 rows', `# T\n\n| a | b |\n| - | - |\n${'| `x` | [y](#z) TBD |\n'.repeat(9_000)}`, /no heading here has that anchor/],
    ['a table of 200 columns', `# T\n\n${`|${'TBD|'.repeat(200)}\n`}|${'-|'.repeat(200)}\n${`|${'TBD|'.repeat(200)}\n`.repeat(400)}`, /structure\/placeholder/],
    ['9,000 near duplicates', `# B\n\n${Array.from({ length: 9_000 }, (_, index) => `- [ ] Add load testing of thing ${index} alpha beta\n`).join('')}`, /wbs\/near-duplicate|no acceptance criterion/],
    ['9,000 contradictions', `# R\n\n${Array.from({ length: 9_000 }, (_, index) => `- **FR-${index}**: The list MUST load within ${index} ms.\n`).join('')}`, /requirements\/contradiction/],
    ['one paragraph of 12,000 vague sentences', `# W\n\n${'It is fast a.b.c.d;e;f! '.repeat(300)}\n`.replace(/$/, 'It is fast! '.repeat(3_000)), /wording\/vague/],
    ['a diagram longer than Mermaid draws', mermaid(`flowchart TD\n${Array.from({ length: 15_000 }, (_, index) => `  a${index} --> a${index + 1}`).join('\n')}`), /Mermaid draws at most 50000/],
    ['a diagram of open brackets', mermaid(`flowchart TD\n a${'['.repeat(30_000)}`), /a square bracket is left open/],
    ['a chart of 2,000 tasks in a row', mermaid(`gantt\n dateFormat YYYY-MM-DD\n${Array.from({ length: 1_500 }, (_, index) => ` T${index} :t${index}, after t${index + 1}, 1d`).join('\n')}`), /No task of this chart has the id/],
    ['invalid UTF-8', '# P\n\n\uFFFD TBD\n', /structure\/placeholder/],
    ['old line ends', '# P\r\rTBD\r', /structure\/placeholder/],
  ];

  test('of every kind, in one run of the built command', { timeout: 120_000 }, async () => {
    for (const [name, text] of inputs) await put(`plans/${name}.md`, text);
    const started = performance.now();
    const run = await checkBuilt('plans', '--rule-set', 'all', '--format', 'plain');
    expect(performance.now() - started).toBeLessThan(60_000);
    expect(run.stderr).toBe('');
    expect(run.code).toBe(1);
    const said = Map.groupBy(run.stdout.split('\n').slice(0, -1), line => /^plans\/(.*?)\.md:/.exec(line)?.[1]);
    expect([...said.keys()].toSorted()).toEqual(inputs.map(([name]) => name).toSorted());
    for (const [name, text, message] of inputs) {
      const lines = said.get(name) ?? [];
      expect(lines.join('\n'), name).toMatch(message);
      const last = Math.max(text.split(/\r\n|\r|\n/).length, text.split('\n').length);
      expect(lines.filter(line => !(Number(/\.md:(\d+):/.exec(line)?.[1]) <= last)), name).toEqual([]);
    }
  });

  test('diagrams that a grammar cannot read in time are ended, and the others are read', { timeout: 90_000 }, async () => {
    const slow = (name: string): string => mermaid(`flowchart TD\n a${Array.from({ length: 5_500 }, (_, index) => ` & ${name}${index}`).join('')}`);
    await put('slow.md', `${slow('b')}\n${slow('c')}\n${slow('d')}`);
    await put('quick.md', mermaid('flowchart TD\n a[ --> b'));
    const found: Finding[] = JSON.parse((await checkBuilt('slow.md', 'quick.md', '--format', 'json')).stdout).findings;
    expect(found.map(finding => [finding.file, finding.rule])).toContainEqual(['quick.md', 'diagrams/parse']);
    expect(found.filter(finding => finding.file === 'slow.md').at(-1)?.message).toMatch(/take more than 10 s to read/);
  });

  test('escapes and forged commands of a document reach neither terminal nor CI', async () => {
    await put('plan.md', '# Plan\n\n- limit \u001b[31mred\u001b[0m \u001b]0;title\u0007 TBD\n- [::error file=a.js,line=1::forged%0A](x%0A::error::forged.md)\n\n## \u001b[2J\u202eEmpty\n\n## Next\ntext\n');
    for (const { id } of reporters) {
      const { stdout, stderr } = await check('plan.md', '--format', id);
      // oxlint-disable-next-line no-control-regex -- control characters are what this looks for
      expect(stdout + stderr).not.toMatch(/[\u0000-\u0009\u000B-\u001F\u007F-\u009F\u202A-\u202E]/);
      expect((stdout.match(/^::/gm) ?? []).length).toBe(id === 'github' ? stdout.trim().split('\n').length : 0);
    }
  });

  test('names of files with line ends and escapes', async () => {
    const names = ['new\nline.md', 'esc\u001b[31m.md', '::error::x.md', 'a,b:c%0A.md', '-rf.md', '#1?.md'];
    for (const name of names) await put(`docs/${name}`, '# Plan\n\nTBD\n');
    for (const { id } of reporters) {
      const { stdout, code } = await check('docs', '--format', id);
      expect(code).toBe(0);
      expect(stdout).not.toContain('\u001b');
      expect((stdout.match(/^::/gm) ?? []).length).toBe(id === 'github' ? names.length + 1 : 0);
      if (id === 'plain') expect(stdout.trim().split('\n')).toHaveLength(names.length);
    }
    expect((await findingsOf('docs')).map(finding => finding.file).toSorted()).toEqual(names.map(name => `docs/${name}`).toSorted());
  });

  test('nothing outside the root is read, whatever leads there', async () => {
    const other = await workspace();
    await writeFile(join(other.root, 'secret.md'), '# CANARY TBD\n\n[CANARY](#nowhere)\n');
    await put('specs/shop/spec.md', '# Shop\n\n- **FR-001**: Users MUST be able to add a product.\n- **FR-002**: Users MUST be able to list products.\n');
    git('init');
    expect((await planHere(root, ['shop', '--yes'])).code).toBe(0);
    await put('plans/a.md', '# A\n\nText.\n');
    await symlink(join(other.root, 'secret.md'), join(root, 'plans/link.md'));
    await symlink(other.root, join(root, 'plans/folder'));
    await symlink('loop.md', join(root, 'plans/loop.md'));
    const silent = async (...args: string[]): Promise<Result> => {
      const run = await check(...args);
      expect(run.stdout + run.stderr).not.toContain('CANARY');
      return run;
    };
    expect(await silent('plans', '--format', 'json')).toMatchObject({ code: 0 });
    expect((await silent('plans/link.md')).stderr).toMatch(/lies outside the project root/);
    expect((await silent('plans/loop.md')).code).toBe(2);
    // A document of the plan itself, turned into a link.
    const prd = 'ai_docs/context/core_docs/shop/prd.md';
    await rename(join(root, prd), join(root, 'prd.md'));
    await symlink(join(other.root, 'secret.md'), join(root, prd));
    expect(await silent('--format', 'pretty')).toMatchObject({ code: 2 });
    for (const path of [join(other.root, 'secret.md'), '../secret.md', 'plans/link.md', 'plans/folder/secret.md']) {
      await put('plan.config.yaml', `baseline: ${JSON.stringify(path)}\n`);
      expect(await silent('plans/a.md')).toMatchObject({ code: 2, stderr: expect.stringMatching(/outside the project/) });
    }
    await other.done();
  });
});

describe('adoption', () => {
  test('the baseline accepts what is there, and says what of it is gone, also with its file', async () => {
    await put('plans/a.md', '# A\n\n- limit: TBD\n');
    await put('plans/b.md', '# B\n\n- limit: TBD\n');
    expect((await check('plans', '--update-baseline')).code).toBe(0);
    expect(await findingsOf('plans')).toEqual([]);
    await put('plans/a.md', '# A\n\n- limit: 5\n- other: TBD\n');
    await rm(join(root, 'plans/b.md'));
    const found = await findingsOf('plans');
    expect(found.map(finding => [finding.rule, finding.severity])).toEqual([['waivers/baseline-unused', 'warning']]);
    expect(found[0]?.message).toContain('plans/b.md');
    // Another line with the same words is the finding that was accepted; a second one is new.
    await put('plans/a.md', '# A\n\n- limit: TBD\n- other: TBD\n');
    expect((await findingsOf('plans')).map(finding => finding.rule)).toEqual(['waivers/baseline-unused', 'structure/placeholder']);
    expect((await check('plans/a.md', '--rule', 'waivers=off', '--max-warnings', '0')).code).toBe(1);
  });

  test('--fix mends what is mechanical, and a second run changes nothing', async () => {
    await put('plans/a.md', '\uFEFF# A\n\n[steps](#Steps_to-take)\n\n## Steps to take\n\n- limit: TBD\n\n```json\n{}\n');
    const first = await check('plans', '--fix', '--format', 'json');
    expect(first.stderr).toMatch(/2 findings mended in 1 file\./);
    const text = await readFile(join(root, 'plans/a.md'), 'utf8');
    expect(text).toBe('\uFEFF# A\n\n[steps](#steps-to-take)\n\n## Steps to take\n\n- limit: TBD\n\n```json\n{}\n```\n');
    expect((await check('plans', '--fix')).stderr).toMatch(/0 findings mended/);
    expect(await readFile(join(root, 'plans/a.md'), 'utf8')).toBe(text);
  });

  test('the quiet set sees what breaks a plan of anybody', async () => {
    await put('plans/a.md', `# A\n\n- **FR-001**: a list MUST load within 200 ms\n- **FR-001**: b\n- **FR-002**: c\n- **FR-003**: see FR-009\n- **FR-004**: [NEEDS CLARIFICATION: which]\n\n[gone](b.md)\n\n\`\`\`mermaid\nflowchart TD\n  a[ --> b\n\`\`\`\n`);
    await put('plans/tasks.md', '# T\n\n### 1. Tests ✅\n- [x] T001 Write\n- [ ] T002 Run\n- [ ] T003 Read after T009\n\n## Empty\n\n## Next\n\n- [ ] Add load tests\n- [ ] Create load tests\n');
    const rulesOf = async (path: string): Promise<string[]> => [...new Set((await findingsOf(path)).map(finding => finding.rule))].toSorted();
    expect(await rulesOf('plans/a.md')).toEqual(['diagrams/parse', 'ids/duplicate', 'ids/prose-only', 'structure/broken-link', 'structure/placeholder']);
    expect(await rulesOf('plans/tasks.md')).toEqual(['structure/section-empty', 'wbs/done-disagrees', 'wbs/duplicate-task', 'wbs/unknown-task']);
  });

  test('--since shows nothing of a file that was only renamed, and what is new in it', async () => {
    await put('plans/old.md', `# Plan\n\n- limit: TBD\n\n${'Text that stays.\n\n'.repeat(20)}`);
    git('init');
    git('add', '-A');
    git('commit', '-m', 'a');
    git('mv', 'plans/old.md', 'plans/new.md');
    expect(await findingsOf('plans', '--since', 'HEAD')).toEqual([]);
    await put('plans/new.md', `${await readFile(join(root, 'plans/new.md'), 'utf8')}\n[gone](#nowhere)\n`);
    expect((await findingsOf('plans', '--since', 'HEAD')).map(finding => [finding.rule, finding.file])).toEqual([['structure/broken-link', 'plans/new.md']]);
  });

  test('a named document is compared with what it was rendered as, at a revision with what it was then', async () => {
    await put('specs/shop/spec.md', '# Shop\n\n- **FR-001**: Users MUST be able to add a product.\n- **FR-002**: Users MUST be able to list products.\n');
    expect((await planHere(root, ['shop', '--yes'])).code).toBe(0);
    const path = 'docs/execution/shop/plan.md';
    const text = await readFile(join(root, path), 'utf8');
    const facts = async (...args: string[]): Promise<string[]> => (await findingsOf(path, ...args)).filter(({ rule }) => rule === 'generation/fact-disagrees').map(({ message }) => message);
    expect(await facts()).toEqual([]);
    git('init');
    await put(path, text.replace(/15 % pool/, '25 % pool'));
    expect(await facts()).toEqual(['The plan says "15" here, this line "25".']);
    git('add', '-A');
    git('commit', '-m', 'a');
    expect(await facts('--since', 'HEAD')).toEqual([]);
  });

  test('--since judges a plan against its own state at the revision', async () => {
    await put('specs/shop/spec.md', '# Shop\n\n- **FR-001**: Users MUST be able to add a product.\n- **FR-002**: Users MUST be able to list products.\n');
    expect((await planHere(root, ['shop', '--yes'])).code).toBe(0);
    git('init');
    git('add', '-A');
    git('commit', '-m', 'a');
    expect(await findingsOf('--since', 'HEAD')).toEqual([]);
    await put('specs/shop/spec.md', '# Shop\n\n- **FR-001**: Users MUST be able to add a product.\n- **FR-002**: Users MUST be able to list products by name.\n');
    expect((await findingsOf('--since', 'HEAD')).map(finding => finding.rule)).toContain('generation/stale');
    expect((await findingsOf('--since', 'HEAD')).filter(finding => finding.rule === 'generation/stale')).toHaveLength(1);
  });
});
