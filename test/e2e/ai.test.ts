import { spawn } from 'node:child_process';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { answerWith, fail, harmless, modelService, streamText, type Behaviour } from '../ai/server.ts';
import { clinicSpec } from '../ai/support.ts';
import { builtCli, plan, tree, workspace, type Result } from '../support/cli.ts';
import { planHere } from '../support/here.ts';
import { converse, terminal } from '../support/terminal.ts';

const key = 'sk-test-canary-000';
const good: Behaviour = (heard, response) => streamText(response, answerWith(heard, (_slot, choices) => choices?.[0] ?? harmless));

let root = '';
let done: () => Promise<void>;
let service: Awaited<ReturnType<typeof modelService>>;
let behave: Behaviour = good;
beforeAll(async () => {
  service = await modelService((heard, response, number) => behave(heard, response, number));
});
afterAll(() => service.close());
beforeEach(async () => {
  behave = good;
  service.heard.length = 0;
  ({ root, done } = await workspace());
  await mkdir(join(root, 'specs/clinic'), { recursive: true });
  await writeFile(join(root, 'specs/clinic/spec.md'), clinicSpec);
  await writeFile(join(root, 'plan.config.yaml'), 'depth: full\nai:\n  model: test-model\n  usdPerMillionTokens: { input: 1, output: 10 }\n');
});
afterEach(() => done());

const run = (args: readonly string[], options: { input?: string; env?: Record<string, string> } = {}): Promise<Result> => planHere(root, args, { ...options, env: { OPENAI_API_KEY: key, OPENAI_BASE_URL: service.url, ...options.env } });
const stable = (files: Map<string, string>): Map<string, string> => new Map([...files].filter(([path]) => !path.includes('_scratchpad') && !path.endsWith('ai-cache.yaml')));

describe('plan --ai', () => {
  test('--show-request prints what is then sent, byte for byte, and sends and writes nothing', async () => {
    await run(['clinic', '--yes']);
    const before = await tree(root);
    const shown = await run(['clinic', '--yes', '--show-request']);
    expect(shown.code, shown.stderr).toBe(0);
    expect(service.heard).toEqual([]);
    expect(await tree(root)).toEqual(before);
    await run(['clinic', '--yes', '--ai']);
    expect(JSON.parse(shown.stdout).map((each: { body: unknown }) => JSON.stringify(each.body))).toEqual(service.heard.map(each => each.raw));
    expect(shown.stdout).not.toContain(key);
  });

  test('--yes takes no draft, --accept-ai takes and marks words from the cache; again changes no byte and asks nothing', async () => {
    await run(['clinic', '--yes']);
    const without = stable(await tree(root));
    const shown = await run(['clinic', '--yes', '--ai']);
    expect(shown.stderr).toContain('--yes takes none');
    expect(shown.stderr).toMatch(/\d request\(s\), \d+ tokens in, \d+ out, 0\.\d+ USD/);
    expect(stable(await tree(root))).toEqual(without);
    const asked = service.heard.length;
    expect(asked).toBeGreaterThan(0);

    const taken = await run(['clinic', '--yes', '--ai', '--accept-ai']);
    expect(taken.code, taken.stderr).toBe(0);
    const files = await tree(root);
    expect(files.get('ai_docs/context/core_docs/clinic/project_charter.md')).toMatch(/^- Value \(AI draft, test-model, .*AI draft \(test-model, .*<- answer:value-proposition, answer:why-now$/m);
    expect(files.get('docs/execution/clinic/risks.md')).toContain(`): ${harmless}`);
    // Words confirm nothing: the plan is as much a draft as before.
    expect(taken.stderr.match(/^MVP .*$/m)?.[0]).toBe(shown.stderr.match(/^MVP .*$/m)?.[0]);
    expect(files.get('docs/execution/clinic/plan.md')).toContain('MVP DRAFT');
    const answers = files.get('.plan/clinic/answers.yaml') ?? '';
    expect(answers).toMatch(/value-proposition: \{ value: .*by: ai:test-model/);
    expect(answers).toMatch(/risk\/RISK-[\w-]+: \{ text: .*state: accepted, model: test-model, at: \d{4}-\d\d-\d\d, by: --accept-ai/);
    // Choices decide, so nobody but a person takes them.
    expect(answers).not.toMatch(/(?:hosting|sign-in|nouns|hipaa): \{[^\n]*by: ai:/);
    expect((await run(['clinic', '--yes', '--ai', '--accept-ai'])).code).toBe(0);
    expect(await tree(root)).toEqual(files);
    expect(service.heard.length).toBe(asked);
    expect((await plan(root, ['render', '--check'])).code).toBe(0);
    const report: { findings: { rule: string; severity: string }[] } = JSON.parse((await plan(root, ['check', '--format', 'json'])).stdout);
    expect(report.findings.filter(each => each.severity === 'error')).toEqual([]);
    expect([...files.values()].join('\n') + shown.stderr + taken.stderr).not.toContain(key);
  });

  test('a person accepts, edits, refuses and leaves drafts one by one', async () => {
    const file = { schemaVersion: 1, model: 'agent-1', at: '2026-11-20', proposals: [{ slot: 'summary', text: 'Patients book without a call.' }, { slot: 'risk/RISK-single-host', text: 'A broken host stops every booking.' }, { slot: 'question/Q-ccwc', text: 'Working days only.' }, { slot: 'task/T-0000', text: 'x' }, { slot: 'strategy/plan', text: 'It takes 3 weeks.' }] };
    await writeFile(join(root, 'drafts.json'), JSON.stringify(file));
    await run(['clinic', '--yes']);
    const open: { slots: { slot: string }[]; questions: { key: string }[] } = JSON.parse((await run(['answers', 'clinic', '--open', '--format', 'json'])).stdout);
    expect(open.slots.map(each => each.slot)).toEqual(expect.arrayContaining(['summary', 'risk/RISK-single-host', 'question/Q-ccwc', 'rewrite/FR-003']));
    expect(open.questions.map(each => each.key)).toContain('people');
    const screen = terminal(root, ['clinic', '--plain', '--proposals', 'drafts.json']);
    const code = await converse(screen, page => (page.includes('(summary)') ? ':a' : page.includes('(risk/RISK-single-host)') ? 'Our single host is a known risk.' : page.includes('(question/Q-ccwc)') ? ':r' : ''));
    expect(code, screen.screen()).toBe(0);
    expect(screen.screen()).toContain('Refused: task/T-0000 is no open place of this plan.');
    expect(screen.screen()).toContain('Refused: strategy/plan holds a number');
    const files = await tree(root);
    expect(files.get('ai_docs/context/core_docs/clinic/project_charter.md')).toContain('AI draft (agent-1, 2026-11-20): Patients book without a call.');
    expect(files.get('docs/execution/clinic/risks.md')).toContain('AI draft (agent-1, 2026-11-20, edited): Our single host is a known risk.');
    expect([...files].filter(([path]) => path.startsWith('docs/')).map(([, text]) => text).join('\n')).not.toContain('Working days only');
    expect(service.heard).toEqual([]);
    // A refused draft is not offered again; one whose derived text changed is no longer shown.
    expect((await run(['answers', 'clinic', '--open'])).stdout).not.toMatch(/question\/Q-ccwc|risk\/RISK-single-host/);
  });

  test.each([['brief', ''], ['lite', 'depth: lite\n'], ['full', 'depth: full\n']])('every draft taken in a %s plan stands in a document', async (_depth, depth) => {
    await writeFile(join(root, 'plan.config.yaml'), `${depth}ai:\n  model: test-model\n`);
    behave = (heard, response) => streamText(response, answerWith(heard, (slot, choices) => choices?.[0] ?? `${slot.replace(/[^a-z]+/gi, ' ').trim()} is said in plain words.`));
    const run1 = await run(['clinic', '--yes', '--ai', '--accept-ai']);
    const files = await tree(root);
    const taken = [...(files.get('.plan/clinic/answers.yaml') ?? '').matchAll(/(\S+): \{ text: (.*?), state: accepted/g)];
    expect(taken.length, run1.stderr).toBeGreaterThan(5);
    const documents = [...files].filter(([path]) => /^(?:docs|ai_docs\/context)\//.test(path)).map(([, text]) => text).join('\n');
    expect(taken.filter(([, , text = '']) => !documents.includes(text.replaceAll('"', ''))).map(([, slot]) => slot)).toEqual([]);
  });

  test('a taken draft goes when the sentence it was written for changes', async () => {
    await writeFile(join(root, 'drafts.yaml'), 'schemaVersion: 1\nmodel: agent-1\nproposals:\n  - { slot: rewrite/FR-003, text: The system MUST show the answer before a person looks away. }\n');
    await run(['clinic', '--yes', '--proposals', 'drafts.yaml', '--accept-ai']);
    expect(await readFile(join(root, 'docs/execution/clinic/decisions.md'), 'utf8')).toContain('before a person looks away');
    await writeFile(join(root, 'specs/clinic/spec.md'), clinicSpec.replace('answer quickly and be easy to use', 'answer fast and be simple'));
    await run(['clinic', '--yes']);
    expect(await readFile(join(root, 'docs/execution/clinic/decisions.md'), 'utf8')).not.toContain('before a person looks away');
  });

  const settings = 'depth: full\nai:\n  model: test-model\n';
  test.each<[string, { env?: Record<string, string>; config?: string; behave?: Behaviour }, RegExp]>([
    ['no model named', { config: 'depth: full\n' }, /No model is named for --ai\. Add to plan\.config\.yaml: ai: \{ model: NAME \}/],
    ['a money limit without a price', { config: `${settings}  maxUsd: 1\n` }, /ai\.maxUsd is set, but no price to count with\. Add ai\.usdPerMillionTokens/],
    ['no key', { env: { OPENAI_API_KEY: '' } }, /OPENAI_API_KEY is not set\. Set it in the environment/],
    ['no service', { env: { OPENAI_BASE_URL: 'http://127.0.0.1:9/v1' } }, /Cannot reach 127\.0\.0\.1:9\. Check the network/],
    ['a wrong key', { behave: (_heard, response) => fail(response, 401) }, /refused the key \(401\)\. Check OPENAI_API_KEY/],
    ['an unknown model', { behave: (_heard, response) => fail(response, 404) }, /knows no model "test-model" \(404\)\. Check ai\.model/],
    ['a malformed reply', { behave: (_heard, response) => streamText(response, 'Sure! Here: {"proposals": [') }, /The model did not answer with JSON/],
    ['a truncated reply', { behave: (heard, response) => streamText(response, answerWith(heard, () => harmless), { finish: 'length' }) }, /cut off by the length limit/],
    ['a reply of another protocol', { behave: (_heard, response) => void response.writeHead(200, { 'content-type': 'text/event-stream' }).end('data: {broken\n\n') }, /not of the protocol/],
    ['too small a budget of tokens', { config: `${settings}  maxTokens: 50\n` }, /the limit is 50 \(ai\.maxTokens\)\. Raise the limit/],
    ['too small a budget of money', { config: `${settings}  maxUsd: 0.0001\n  usdPerMillionTokens: { input: 5, output: 5 }\n` }, /the limit is 0\.0001 USD \(ai\.maxUsd\)/],
  ])('with %s: one message, the interview goes on without, and the plan is written', async (_name, trouble, message) => {
    if (trouble.behave !== undefined) ({ behave } = { behave: trouble.behave });
    await writeFile(join(root, 'plan.config.yaml'), trouble.config ?? settings);
    const env = trouble.env === undefined ? {} : { env: trouble.env };
    // Enough empty lines for every question and the review page: no draft is shown between them.
    const result = await run(['clinic', '--ai'], { ...env, input: '\n'.repeat(10) });
    expect(result.code, result.stderr).toBe(0);
    expect(result.stderr).toMatch(message);
    expect(result.stderr.match(/AI stopped/g)?.length).toBe(1);
    expect(result.stderr).toMatch(/Charter, question \d+ of 10/);
    expect(result.stderr).not.toMatch(/sk-test|canary|\n\s+at /);
    expect((await tree(root)).has('docs/execution/clinic/plan.md')).toBe(true);
    expect((await run(['clinic', '--yes', '--ai'], env)).code).toBe(0);
  });

  test('tokens are always said and kept, money only where a price is known', async () => {
    await writeFile(join(root, 'plan.config.yaml'), settings);
    const result = await run(['clinic', '--yes', '--ai']);
    expect(result.stderr).toMatch(/AI \(test-model, prompts system \d+, task \d+\): \d request\(s\), \d+ tokens in, \d+ out, cost unknown \(set ai\.usdPerMillionTokens\)/);
    expect((await tree(root)).get('.plan/clinic/ai-cache.yaml')).toMatch(/usage:\s+input: 1000\s+output: 100\s+estimated: false\s+usd: null/);
  });

  test('a repository\'s own settings cannot send the key elsewhere, nor send it unencrypted', async () => {
    await writeFile(join(root, 'plan.config.yaml'), 'ai: { model: test-model, baseUrl: "https://collector.example/v1" }\n');
    const foreign = await run(['clinic', '--yes', '--ai'], { env: { OPENAI_BASE_URL: '' } });
    expect(foreign.code).toBe(2);
    expect(foreign.stderr).toContain('would send your key to collector.example');
    const plain = await run(['clinic', '--yes', '--ai'], { env: { OPENAI_BASE_URL: 'http://models.example/v1' } });
    expect(plain.code).toBe(2);
    expect(plain.stderr).toContain('is not https');
  });

  test('Ctrl-C while the model is asked: exit 130, nothing written', async () => {
    const stopped = new Promise<number | null>(end => {
      behave = () => void child.kill('SIGINT');
      const child = spawn(process.execPath, [builtCli, 'clinic', '--yes', '--ai'], { cwd: root, env: { ...process.env, INIT_CWD: root, OPENAI_API_KEY: key, OPENAI_BASE_URL: service.url }, stdio: 'ignore' });
      child.on('close', code => end(code));
    });
    expect(await stopped).toBe(130);
    expect([...(await tree(root)).keys()].filter(path => path.startsWith('docs/'))).toEqual([]);
  });

  test('Ctrl-C while the model is asked in the middle of the interview: answers are kept, nothing is written', async () => {
    behave = (heard, response, number) => {
      if (number === 1) return good(heard, response, number);
      response.writeHead(200, { 'content-type': 'text/event-stream' });
      response.write('data: {"choices":[{"index":0,"delta":{"content":"{"},"finish_reason":null}]}\n\n');
      return undefined;
    };
    const screen = terminal(root, ['clinic', '--ai'], { env: { OPENAI_API_KEY: key, OPENAI_BASE_URL: service.url } });
    await screen.waitFor(/Enter accepts.*1\/\d+.*\? /);
    for (let prompt = 0; prompt < 12 && service.heard.length < 2; prompt++) {
      screen.page();
      screen.type('\r');
      await screen.waitFor(/\d+\/\d+ ·.*\? |Asking the model: request 1 of \d, 1 char/);
    }
    await screen.waitFor(/request 1 of \d, 1 char/);
    screen.type('\u0003');
    expect(await screen.exit).toBe(130);
    expect(screen.screen()).toContain('Cancelled. No document was written');
    const files = await tree(root);
    expect(files.get('.plan/clinic/answers.yaml')).toMatch(/people: \{ value: 1, state: answered/);
    expect([...files.keys()].filter(path => path.startsWith('docs/'))).toEqual([]);
  });

  test('on a terminal: progress, then each draft beside its default; one taken, one edited, Ctrl-C saves and quits', async () => {
    behave = (heard, response, number) => void setTimeout(() => streamText(response, answerWith(heard, (_slot, choices) => choices?.at(-1) ?? harmless)), number === 1 ? 200 : 20);
    const screen = terminal(root, ['clinic', '--as', 'pm', '--all', '--ai'], { env: { OPENAI_API_KEY: key, OPENAI_BASE_URL: service.url } });
    await screen.waitFor(/Asking the model: request 1 of/);
    await screen.waitFor(/Enter accepts, .*1\/\d+.*\? /);
    // A choice: the option the model proposes is marked, and Enter still takes the default.
    for (let prompt = 0; prompt < 35 && !/What can people do with this backend/.test(screen.screen()); prompt++) {
      screen.page();
      screen.type('\r');
      await screen.waitFor(/\d+\/\d+ ·.*\? |Take this draft/);
    }
    expect(screen.screen()).toMatch(/AI draft \(test-model, \d{4}-\d\d-\d\d\): unsure/);
    expect(screen.screen()).toMatch(/not sure yet {2}\[[^\]]*\] {2}\(AI draft\)/);
    await screen.waitFor(/Default: .* AI draft \(test-model, .*\): People see their own data .*Take the default.*Take the AI draft.*Edit the AI draft.*Write your own.*Refuse the AI draft/);
    screen.page();
    screen.type('\u001B[B\r');
    for (let prompt = 0; prompt < 15 && !/Take this draft/.test(screen.screen()); prompt++) {
      await screen.waitFor(/\d+\/\d+ ·.*\? |Take this draft/);
      if (/Take this draft/.test(screen.screen())) break;
      screen.page();
      screen.type('\r');
    }
    await screen.waitFor(/Charter, AI draft 1 of \d+ .*Derived: .*Take this draft\?.*Leave the rest/);
    screen.page();
    screen.type('\u001B[A\u001B[A\r');
    await screen.waitFor(/Your text/);
    screen.type(' Always.\r');
    await screen.waitFor(/AI draft 2 of \d+ .*Take this draft\?.*Leave the rest/);
    screen.page();
    screen.type('\u0002');
    await screen.waitFor(/AI draft 1 of \d+ .*Take this draft\?.*Leave the rest/);
    screen.type('\u0003');
    expect(await screen.exit).toBe(130);
    expect(screen.screen()).toContain('Saved. Continue with: plan clinic');
    const answers = await readFile(join(root, '.plan/clinic/answers.yaml'), 'utf8');
    expect(answers).toMatch(/value-proposition: \{ value: People see .*state: answered, by: ai:test-model/);
    expect(answers).toMatch(/: \{ text: People see their own data at once and can rely on it\. Always\., state: edited, model: test-model/);
  });

  test('--dry-run asks but writes nothing', async () => {
    const before = await tree(root);
    expect((await run(['clinic', '--yes', '--ai', '--accept-ai', '--dry-run'])).stdout).toContain('AI draft (test-model');
    expect(await tree(root)).toEqual(before);
  });
});

test('without --ai no file of the openai package is opened; to make or show a request, they are', async () => {
  const log = join(root, 'opened.txt');
  const hook = join(root, 'hook.mjs');
  await writeFile(hook, `import { registerHooks } from 'node:module';\nimport { appendFileSync } from 'node:fs';\nregisterHooks({ load(url, context, next) { appendFileSync(${JSON.stringify(log)}, url + '\\n'); return next(url, context); } });\n`);
  // The built command: which files a process opens.
  const env = { OPENAI_API_KEY: key, OPENAI_BASE_URL: service.url, NODE_OPTIONS: `--import ${pathToFileURL(hook).href}` };
  await writeFile(join(root, 'drafts.yaml'), 'schemaVersion: 1\nmodel: a\nproposals: []\n');
  for (const args of [['--help'], ['clinic', '--yes', '--proposals', 'drafts.yaml'], ['check']]) expect((await plan(root, args, { env })).code).toBe(0);
  const opened = await readFile(log, 'utf8');
  expect(opened).toMatch(/\/dist\/chunks\/plan-/);
  // The one chunk that holds the package and what talks to it.
  expect(opened).not.toMatch(/\/chunks\/openai-/);
  await plan(root, ['clinic', '--show-request'], { env });
  expect(await readFile(log, 'utf8')).toMatch(/\/chunks\/openai-/);
});
