import { derivePlan } from '../../src/derive/plan.ts';
import { mergeRequirements } from '../../src/derive/design/requirements.ts';
import { createInput } from '../../src/derive/input.ts';
import { parseMarkdown } from '../../src/markdown/parse.ts';
import type { Answers } from '../../src/model/answers.ts';
import type { Facts } from '../../src/model/facts.ts';
import { Plan } from '../../src/model/plan/index.ts';
import type { Lock } from '../../src/model/state.ts';
import { renderPlan } from '../../src/render/render.ts';
import { compareSpecs } from '../../src/sources/spec/compare.ts';
import { readSpec } from '../../src/sources/spec/read.ts';
import { fingerprint } from '../../src/text/hash.ts';
import { printBase, readBase } from '../../src/write/base.ts';
import { planChanges, type Change } from '../../src/write/changes.ts';
import { keepIds } from '../../src/write/identity.ts';
import { updateLinks } from '../../src/write/links.ts';
import { isJoined, joinAnswers, joinLocks } from '../../src/write/repair.ts';
import { gitAttributes, printAnswers, printLock, readAnswers, readLock } from '../../src/write/state.ts';
import { gitRepo } from './git.ts';
import { knowledge } from './knowledge.ts';

/** A repository in memory: the spec, the documents on disk and the three state files as texts. */
export type Repo = { spec: string; documents: Map<string, string>; lock: string | null; answers: string; base: string | null };

export const emptyRepo = (spec: string): Repo => ({ spec, documents: new Map(), lock: null, answers: printAnswers({ schemaVersion: 1, feature: 'notes', answers: {} }), base: null });

function factsOf(spec: string): Facts {
  const { source, findings } = readSpec(parseMarkdown('specs/notes/spec.md', spec), knowledge().languages);
  return { feature: 'notes', specs: [source], samples: { models: [], files: [] }, existing: { statements: [], routes: [], models: [], missingSections: [] }, repo: { stackHints: [] }, findings: [...findings, ...compareSpecs([source], knowledge().languages)] };
}

const nameless = (plan: Pick<Plan, 'requirements'>): Plan['requirements'] => plan.requirements.filter(each => each.sources.some(source => source.kind === 'spec' && source.id === null));

/** One run of `plan`, on values: read state, derive, render, merge, state after. */
export function planRun(repo: Repo, options: { depth?: 'lite' | 'full' } = {}): { repo: Repo; changes: Change[]; plan: Plan } {
  const facts = factsOf(repo.spec);
  const answers: Answers = (isJoined(repo.answers) ? joinAnswers(repo.answers, 'notes') : null) ?? readAnswers(repo.answers, 'answers.yaml');
  const minted: Lock = { schemaVersion: 1, plan: '3MMf8oHiS0idqRaigtYxGUA4M77', asOf: '2026-11-20', toolVersion: '0.1.0', factsEdition: '2026-11', renames: {}, retired: [], links: [] };
  const stored = repo.lock === null ? minted : ((isJoined(repo.lock) ? joinLocks(repo.lock) : null) ?? readLock(repo.lock, 'lock.yaml'));
  const at = { plan: stored.plan, asOf: stored.asOf, runs: 12 };
  const renames = keepIds(stored, nameless(mergeRequirements(createInput(facts, answers, knowledge(), at))).map(each => ({ natural: each.id, text: each.text })));
  // What the types promise, the schema holds, over all random specs of the tests.
  const plan = Plan.parse(derivePlan(facts, answers, knowledge(), { ...at, renames }));
  const packages = new Map(plan.packages.map(each => [each.id, plan.tasks.filter(task => task.package === each.id).map(task => task.id)]));
  const changes = planChanges(renderPlan(plan, knowledge(), options), repo.base === null ? null : readBase(repo.base), repo.documents, packages);
  const documents = new Map(repo.documents);
  for (const change of changes) {
    if (change.after === null) documents.delete(change.path);
    else documents.set(change.path, change.after);
  }
  const lock = { ...updateLinks({ ...stored, renames }, plan.requirements.map(each => ({ id: each.id, fingerprint: fingerprint(each.text) }))), texts: Object.fromEntries(nameless(plan).map(each => [each.id, each.text])) };
  const base = new Map(changes.flatMap(change => (change.base === null ? [] : [[change.path, change.base] as const])));
  return { repo: { spec: repo.spec, documents, lock: printLock(lock), answers: printAnswers(answers), base: printBase(base) }, changes, plan };
}

const paths = { spec: 'specs/notes/spec.md', lock: '.plan/notes/lock.yaml', answers: '.plan/notes/answers.yaml', base: '.plan/notes/base' };

/** How a project has set up git: how conflicts are shown, and whether the attributes that the tool writes are there. */
export type GitSettings = { style: 'merge' | 'diff3'; attributes: boolean };

/** Two branches as git itself merges them; the spec is given, since a person resolves it. */
export function mergeRepos(ours: Repo, base: Repo, theirs: Repo, spec: string, settings: GitSettings): Repo {
  const repo = gitRepo(undefined, settings.style);
  const filesOf = (each: Repo): Map<string, string> => new Map([...each.documents, [paths.spec, each.spec], [paths.answers, each.answers], ...(each.lock === null ? [] : [[paths.lock, each.lock] as const]), ...(each.base === null ? [] : [[paths.base, each.base] as const]), ...(settings.attributes ? [['.plan/.gitattributes', gitAttributes] as const] : [])]);
  try {
    const commit = (each: Repo, branch: string): void => {
      repo.git('checkout', '-q', '-B', branch, ...(branch === 'main' ? [] : ['main']));
      repo.write(filesOf(each));
      repo.commit(branch);
    };
    commit(base, 'main');
    commit(theirs, 'theirs');
    commit(ours, 'ours');
    repo.merge('theirs');
    const merged = repo.read();
    const documents = new Map([...merged].filter(([path]) => path.endsWith('.md') && path !== paths.spec));
    return { spec, documents, lock: merged.get(paths.lock) ?? null, answers: merged.get(paths.answers) ?? ours.answers, base: merged.get(paths.base) ?? null };
  } finally {
    repo.done();
  }
}
