import { execFileSync } from 'node:child_process';
import { mkdir, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { plan, tree, workspace } from '../support/cli.ts';

const spec = '# Notes\n\n## Requirements\n\n- **FR-001**: Users MUST be able to create a note with a title.\n- **FR-002**: Users MUST be able to list their notes.\n';

describe('bad input: one clear message, exit 2, nothing half-written', () => {
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
  const refused = async (args: string[], message: RegExp, code = 2, input?: string): Promise<void> => {
    const before = [...(await tree(root)).keys()].filter(path => !path.startsWith('.plan/'));
    const run = await plan(root, args, input === undefined ? {} : { input });
    expect(run.stderr).toMatch(message);
    expect(run.stderr).not.toMatch(/internal error|\n\s+at /);
    expect(run.code).toBe(code);
    expect([...(await tree(root)).keys()].filter(path => !path.startsWith('.plan/') && !path.startsWith('ai_docs/_scratchpad'))).toEqual(before);
  };

  test('no spec', () => refused(['notes', '--yes'], /No spec found for "notes"/));
  test.each(['notes', '003-note'])('a name that is nearly that of a numbered folder: %s', async name => {
    await put('specs/003-notes/spec.md', spec);
    await refused([name, '--yes'], /Did you mean "003-notes"\?/);
  });
  test.each(['.kiro/specs/notes/requirements.md', 'openspec/changes/add-notes/specs/notes/spec.md'])('no feature, but a spec where another tool keeps it: %s', async path => {
    await put(path, spec);
    await refused(['--yes'], new RegExp(`plan notes --spec ${path.replaceAll('.', '\\.')}`));
  });
  test('no feature at all', () => refused(['--yes'], /No spec found/));
  test.each(['../x', 'A B', '.', 'x/y', '-'])('feature name %j', async name => {
    await put('specs/notes/spec.md', spec);
    const run = await plan(root, ['--yes', '--', name]);
    expect(run.code).toBe(2);
    expect(run.stderr).toMatch(/is no feature name/);
  });
  test('a name that is nearly one, and a task where a feature is meant', async () => {
    await put('specs/notes/spec.md', spec);
    await refused(['Notes', '--yes'], /"Notes" is no feature name[^]*Did you mean "notes"\?/);
    await refused(['verify', 'T-4hh2'], /plan verify --task T-4hh2 --run/);
  });
  test('nouns that every object of the language has, and a title that turns the line around', async () => {
    await put('specs/notes/spec.md', '# Notes \u202Edetser\u202C\n\n## Requirements\n\n- **FR-001**: Users MUST be able to create a constructor with a title.\n- **FR-002**: Users MUST be able to list each `__proto__` and each toString.\n- **FR-003**: Users MUST be able to delete a constructor.\n\n## Key Entities\n\n- **constructor**: valueOf, __proto__\n- **__proto__**: constructor\n- **toString**: title\n');
    const run = await plan(root, ['notes', '--yes']);
    expect(run.stderr).not.toMatch(/internal error|\n\s+at /);
    expect(run.code).toBe(0);
    expect(run.stdout + run.stderr).not.toMatch(/[\u202A-\u202E]/);
  });
  test('a binary spec', async () => {
    await put('specs/notes/spec.md', Uint8Array.from([0x89, 0x50, 0, 1, 2, 3, 0, 0]));
    await refused(['notes', '--yes'], /specs\/notes\/spec\.md is no text/);
  });
  test.each([
    ['emphasis that never closes', '*a_'.repeat(20_000)],
    ['deep nesting', Array.from({ length: 500 }, (_, depth) => `${'  '.repeat(depth)}- a`).join('\n')],
    ['a line of 10 MB', `- ${'MUST '.repeat(2_000_000)}`],
  ])('a spec of %s', async (_, text) => {
    await put('specs/notes/spec.md', text);
    await refused(['notes', '--yes'], /plan: specs\/notes\/spec\.md:\d+: .*(?:not read|larger than 1 MB)/);
  });
  test('a hostile planning or core document beside a good spec is left out and named', async () => {
    await put('specs/notes/spec.md', spec);
    await put('docs/planning/notes.md', '[a]('.repeat(10_000));
    await put('ai_docs/context/core_docs/prd.md', '>'.repeat(20_000));
    const run = await plan(root, ['inspect', 'spec']);
    expect(run).toMatchObject({ code: 0 });
    expect(run.stdout).toMatch(/docs\/planning\/notes\.md[^]*file\/too-complex/);
    expect((await plan(root, ['notes', '--yes', '--dry-run'])).code).toBe(0);
  });
  test('escapes in what was typed do not reach the terminal', async () => {
    const run = await plan(root, ['\u001b[31mred\u202e', '--yes']);
    expect(run).toMatchObject({ code: 2 });
    expect(run.stderr).toMatch(/"red" is no feature name/);
  });
  test('an option of every command counts before its name too', async () => {
    await refused(['--cwd', '/nowhere', 'check'], /Cannot find the folder \/nowhere/);
    await put('file.md', '# x\n');
    await refused(['check', '--cwd', 'file.md'], /file\.md is no folder/);
  });
  test('no documents: json is printed all the same', async () => {
    for (const format of ['json', 'sarif', 'gitlab']) JSON.parse((await plan(root, ['check', '--format', format])).stdout);
  });
  test('settings that name no document, or files outside', async () => {
    await put('specs/notes/spec.md', spec);
    await put('plan.config.yaml', 'paths: { prdd: a.md }');
    const refusedToo = async (args: string[], message: RegExp): Promise<void> => {
      const run = await plan(root, args);
      expect(run.code).toBe(2);
      expect(run.stderr).toMatch(message);
    };
    await refusedToo(['notes', '--yes'], /there is no document "prdd"/);
    await put('plan.config.yaml', 'specs: ["/etc/*"]');
    await refusedToo(['notes', '--yes'], /The pattern "\/etc\/\*" leaves the project/);
  });
  test('a rule that does not exist', async () => {
    await put('docs/execution/a/plan.md', '# A\n');
    await refused(['check', '--rule', 'wording/vague-word=off'], /There is no rule "wording\/vague-word"[^]*wording\/vague/);
    await put('plan.config.yaml', 'rules: { nope/rule: error }');
    await refused(['check'], /There is no rule "nope\/rule"/);
  });
  test('diff without a commit, and against one without the plan', async () => {
    await put('specs/notes/spec.md', spec);
    execFileSync('git', ['init', '-q'], { cwd: root });
    expect((await plan(root, ['notes', '--yes'])).code).toBe(0);
    expect((await plan(root, ['diff', 'notes'])).stderr).toMatch(/git has no commit here/);
    execFileSync('git', ['add', 'specs'], { cwd: root });
    execFileSync('git', ['-c', 'user.name=a', '-c', 'user.email=a@example.test', 'commit', '-qm', 'x'], { cwd: root });
    const diff = await plan(root, ['diff', 'notes']);
    expect(diff.code).toBe(2);
    expect(diff.stderr).toMatch(/HEAD holds no plan of "notes"/);
  });
  test('an overrule without a reason, and of a row that does not exist', async () => {
    await put('specs/notes/spec.md', spec);
    await put('plan.config.yaml', 'overrules: [{ at: "strava#activity.distance", unit: km }]');
    await refused(['notes', '--yes'], /plan\.config\.yaml: overrules\.0\.reason/);
    await put('plan.config.yaml', 'overrules: [{ at: "strava#activity.distanse", unit: km, reason: x }]');
    await refused(['notes', '--yes'], /no catalogue row "strava#activity\.distanse"[^]*Did you mean "strava#activity\.distance"/);
  });
  test('an unknown profile', async () => {
    await put('specs/notes/spec.md', spec);
    await refused(['notes', '--yes', '--profile', 'fastapi-mongo'], /Unknown profile "fastapi-mongo"[\s\S]*Did you mean "fastapi-mongodb"/);
  });
  test('broken settings', async () => {
    await put('specs/notes/spec.md', spec);
    await put('plan.config.yaml', 'profile: [');
    await refused(['notes', '--yes'], /plan\.config\.yaml:\d+: broken YAML/);
  });
  test('an unknown setting', async () => {
    await put('specs/notes/spec.md', spec);
    await put('plan.config.yaml', 'profil: x');
    await refused(['notes', '--yes'], /plan\.config\.yaml: unknown key "profil"/);
  });
  test('answers: unknown key, wrong kind, no file, broken YAML', async () => {
    await put('specs/notes/spec.md', spec);
    await refused(['notes', '--yes', '--answer', 'peple=2'], /Unknown answer "peple"[\s\S]*Did you mean "people"/);
    await refused(['notes', '--yes', '--answer', 'people=many'], /Answer "people"/);
    await refused(['notes', '--yes', '--answers', 'none.yaml'], /Cannot find none\.yaml/);
    await put('bad.yaml', 'people: [2');
    const run = await plan(root, ['notes', '--yes', '--answers', 'bad.yaml']);
    expect([run.code, run.stderr]).toEqual([2, expect.stringMatching(/bad\.yaml:\d+: broken YAML/)]);
  });
  test('an unknown command or option', async () => {
    await put('specs/notes/spec.md', spec);
    expect((await plan(root, ['check', '--formt', 'json'])).code).toBe(2);
    expect((await plan(root, ['check', '--format', 'jsn'])).stderr).toMatch(/Did you mean "json"/);
  });
  test('a file where a folder is needed', async () => {
    await put('specs/notes/spec.md', spec);
    await put('docs', 'a file');
    await refused(['notes', '--yes'], /docs is a file/);
  });
  test('an unfilled template names its placeholders', async () => {
    await put('specs/notes/spec.md', '# Feature Specification: [FEATURE NAME]\n\n## Requirements\n\n- **FR-001**: System MUST [specific capability, e.g., "do x"]\n');
    await refused(['notes', '--yes'], /specific capability/);
  });
  test('a spec without backend work is refused with reasons, exit 1', async () => {
    await put('specs/notes/spec.md', '# Style guide\n\n## Requirements\n\n- **FR-001**: The command SHALL print help with `--help`.\n- **FR-002**: The command SHALL colour errors red in the terminal.\n');
    await refused(['notes', '--yes'], /nothing to plan:[\s\S]*FR-001/, 1);
  });
  test('piped answers that end early name the open keys and keep what was said', async () => {
    await put('specs/notes/spec.md', spec);
    const run = await plan(root, ['notes'], { input: '\n\n' });
    expect(run.code).toBe(2);
    expect(run.stderr).toMatch(/The input ended with \d+ questions? unanswered: [a-z-]+/);
    expect([...(await tree(root)).keys()]).toContain('.plan/notes/answers.yaml');
    const rest = await plan(root, ['notes'], { input: '\n'.repeat(40) });
    expect(rest.code, rest.stderr).toBe(0);
  });
  test('no plan at all: check says so and passes', async () => {
    const run = await plan(root, ['check']);
    expect([run.code, run.stderr.trim().split('\n').length]).toEqual([0, 1]);
  });
});
