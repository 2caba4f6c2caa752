import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';

const root = join(import.meta.dirname, '..');
const documents = 'test/documents/execution-plan.test.ts';
const core = 'test/documents/core.test.ts';
const profiles = 'test/documents/profiles.test.ts';
const e2e = 'test/e2e/plan.test.ts';

/** A file and the words of it that name the proof: its id or the name of the test. */
type Proof = readonly [file: string, words: string];
type Entry = { id: string; subject: string; proof: Proof } | { id: string; subject: string; settled: string };

const proved = (id: string, subject: string, file: string, words = id): Entry => ({ id, subject, proof: [file, words] });
/** Not met word for word; `how` says what the tool does instead. */
const settled = (id: string, subject: string, how: string): Entry => ({ id, subject, settled: how });

const seeds: readonly Entry[] = [
  settled('SEED-000-1', 'front matter of a rule file', 'T8: no rule file is emitted; documents carry their own front matter, tested in render.test.ts'),
  proved('SEED-000-2', 'backend only', documents),
  settled('SEED-000-3', 'voice of a senior engineer in a start-up', 'T21: prose comes from sentence templates; wording rules of `plan check` hold the plain voice'),
  proved('SEED-000-4', 'plans, never executes', documents),
  proved('SEED-000-5', 'one document a task of the backend', documents),
  proved('SEED-000-6', 'written criterion for a choice', documents),
  proved('SEED-000-7', 'reads the product planning', documents),
  proved('SEED-000-8', 'models data from sample responses', documents),
  proved('SEED-000-9', 'refines the spec, each change with its reason', 'test/derive/design/refinements.test.ts'),
  proved('SEED-000-10', 'hand-off to the web team', documents),
  proved('SEED-000-11', 'easy to containerise', documents),
  proved('SEED-000-12', 'writes where the user says', 'test/render/render.test.ts'),
  proved('SEED-000-13', 'introduction first', documents),
  proved('SEED-000-14', 'strategies with one recommended', documents),
  proved('SEED-000-15', 'fixed order of the three sections', documents),

  proved('SEED-001-1', 'seven top sections', documents),
  proved('SEED-001-2', 'seven objectives, five focus areas', documents),
  proved('SEED-001-3', 'three strategies, one stack', documents),
  proved('SEED-001-4', 'stack of the source', documents),
  proved('SEED-001-5', 'phases with boxes', documents),
  proved('SEED-001-6', 'set-up phase', documents),
  proved('SEED-001-7', 'folder tree', documents),
  proved('SEED-001-8', 'sign-in and connection phase', documents),
  proved('SEED-001-9', 'data phase', documents),
  proved('SEED-001-10', 'analytics phase', documents),
  proved('SEED-001-11', 'AI phase', documents),
  proved('SEED-001-12', 'API phase', documents),
  proved('SEED-001-13', 'performance and hardening phase', documents),
  proved('SEED-001-14', 'quality phase', documents),
  proved('SEED-001-15', 'deployment phase', documents),
  proved('SEED-001-16', 'schema of users', documents),
  proved('SEED-001-17', 'schema of activities', documents),
  proved('SEED-001-18', 'five sign-in routes matched or replaced', 'test/derive/design/design.test.ts'),
  proved('SEED-001-19', 'six user routes matched or replaced', 'test/derive/design/design.test.ts'),
  proved('SEED-001-20', 'performance strategies', documents),
  proved('SEED-001-21', 'five risks, five mitigations', documents),
  proved('SEED-001-22', 'technical and development metrics', documents),
  proved('SEED-001-23', 'timeline with total, team and budget', documents),

  proved('SEED-002-1', 'four deliverables and workflows from one flow', e2e, 'writes every document of the outputs table'),
  proved('SEED-002-2', 'starts from earlier core documents', 'test/sources/existing/read.test.ts'),
  proved('SEED-002-3', 'three to five bullets a section', core),
  proved('SEED-002-4', 'a short session', 'test/interview/loop.test.ts', 'at most the limit is asked'),
  proved('SEED-002-5', 'one question at a time', 'test/interview/loop.test.ts', 'accepting every default records one answer a question and asks none twice'),
  proved('SEED-002-6', 'only what unblocks, depth later', 'test/derive/work/work.test.ts', 'what nothing asks for has no leaf'),
  proved('SEED-002-7', 'security, speed and HIPAA first', core),
  proved('SEED-002-8', 'saved after every exchange', 'test/interview/loop.test.ts', 'back shows the previous answer, and quitting keeps what was said'),
  proved('SEED-002-9', 'four scratchpads', e2e),
  proved('SEED-002-10', 'core documents written or refined', e2e),
  proved('SEED-002-11', 'bootstrap: scope, contradictions, missing parts', 'test/interview/loop.test.ts', 'steps of the quick plan come in their order'),
  proved('SEED-002-12', 'eight charter questions', 'test/documents/questions.test.ts'),
  proved('SEED-002-13', 'what the charter step produces', core),
  proved('SEED-002-14', 'limits of the PRD', core),
  proved('SEED-002-15', 'what the architecture step produces', core),
  proved('SEED-002-16', 'what the WBS step produces', core),
  proved('SEED-002-17', 'three primary and four fixed flows', core),
  proved('SEED-002-18', 'paths, errors, checks and audit in each flow', core),
  proved('SEED-002-19', 'decisions, recovery, bottlenecks of each flow', core),
  proved('SEED-002-20', 'exit criteria', core),
  proved('SEED-002-21', 'branch to a full flow', core),
  proved('SEED-002-22', 'order of the charter', core),
  proved('SEED-002-23', 'order of the PRD', core),
  proved('SEED-002-24', 'order of the architecture', core),
  proved('SEED-002-25', 'order of the WBS', core),
  proved('SEED-002-26', 'foundation that exists', profiles),
  proved('SEED-002-27', 'security first', profiles),
  proved('SEED-002-28', 'targets of quick operations, queue, cache', profiles),
  proved('SEED-002-29', 'four patterns', profiles),
  proved('SEED-002-30', 'development workflow', profiles),

  settled('SEED-003-1', 'front matter of the planner; input from specs/<feature>', 'T10: the command replaces the prompt file; the input path is tested in plan.test.ts'),
  proved('SEED-003-2', 'requirements, criteria, entities, stories, targets read', 'test/sources/spec/cases.test.ts', 'has 7 stories, 24 scenarios and 5 open questions'),
  proved('SEED-003-3', 'routes with contract, access, statuses', core),
  proved('SEED-003-4', 'services with boundaries', core),
  settled('SEED-003-5', 'models with types, limits, relations and keys', 'T3: foreign keys to users only, the rest enforced as the relation says; tested in references.test.ts and profiles.test.ts'),
  proved('SEED-003-6', 'errors with status, format, message', core),
  proved('SEED-003-7', 'no implementation code', core),
  proved('SEED-003-8', 'layout of the four blocks', core),
  proved('SEED-003-9', 'steps from spec to review', 'test/derive/trace.test.ts', 'follows a requirement to route, service, model, error, criterion, task and test'),
  proved('SEED-003-10', 'seven-point checklist', core),
  proved('SEED-003-11', 'implementable without a question', core),

  proved('SEED-004-1', 'many small tasks, each verified', core),
  proved('SEED-004-2', 'errors are thrown', core),
  proved('SEED-004-3', 'types first', core),
  proved('SEED-004-4', 'documents copy no code', core),
  proved('SEED-004-5', 'KSUID keys', core),
  proved('SEED-004-6', 'package manager and its scripts', core),
  proved('SEED-004-7', 'no foreign keys but to users', core),

  proved('CARD-1', 'the named packages carry the tool', 'test/seeds.test.ts'),
  proved('CARD-2', 'the tree of the project', 'test/seeds.test.ts'),
  proved('CARD-3', 'Handlebars to docs/execution and ai_docs/context', 'test/render/render.test.ts', 'writes every document of the catalogue where it says'),
  proved('CARD-4', 'engineers, product managers and CI', 'test/check/mutations/mutations.test.ts', 'says nothing of the documents as generated but that they are a draft'),
];

const ids = (seed: string, last: number): string[] => Array.from({ length: last }, (_, n) => `${seed}-${n + 1}`);

describe('the seed requirements', () => {
  test('each stands in the list once', () => {
    expect(seeds.map(seed => seed.id)).toEqual([...ids('SEED-000', 15), ...ids('SEED-001', 23), ...ids('SEED-002', 30), ...ids('SEED-003', 11), ...ids('SEED-004', 7), ...ids('CARD', 4)]);
  });

  test.each(seeds.flatMap(seed => ('proof' in seed ? [[seed.id, seed.subject, seed.proof] as const] : [])))('%s, %s', (_, _subject, [file, words]) => {
    expect(existsSync(join(root, file)), file).toBe(true);
    const named = readFileSync(join(root, file), 'utf8').split('\n').filter(line => /\b(?:it|test|describe)\b.*\(/.test(line));
    expect(named.some(line => new RegExp(`${words.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')}(?!\\d)`).test(line)), `${file} has no test named "${words}"`).toBe(true);
  });

  test('what is settled otherwise names the tension and what holds instead', () => {
    for (const seed of seeds) if ('settled' in seed) expect(seed.settled).toMatch(/^T(?:[1-9]|1\d|2[0-2]): .{20,}/);
  });
});

const manifest = (): { dependencies?: Record<string, string>; devDependencies?: Record<string, string> } => JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));

test('CARD-1: the packages the tool is made of', () => {
  const { dependencies = {}, devDependencies = {} } = manifest();
  for (const name of ['commander', '@inquirer/prompts', 'handlebars', 'remark', 'remark-gfm', 'zod', 'yaml', 'ksuid', 'openai', 'vitest']) expect([name, name in { ...dependencies, ...devDependencies }]).toEqual([name, true]);
});

test('CARD-2: the tree of the project', () => {
  for (const path of ['src', 'templates', 'specs', 'docs', 'test', 'package.json', 'pnpm-lock.yaml', 'tsconfig.json', 'README.md']) expect([path, existsSync(join(root, path))]).toEqual([path, true]);
});
