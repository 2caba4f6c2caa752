import { nearest } from '../text/nearest.ts';
import { hostname } from 'node:os';
import type { Context } from './context.ts';
import { gatherFacts, type Selection } from './gather.ts';
import { derivePlan } from '../derive/plan.ts';
import { AnswerSet, Answers } from '../model/answers.ts';
import { UserError } from '../model/errors.ts';
import type { Facts } from '../model/facts.ts';
import type { Knowledge } from '../model/knowledge.ts';
import type { Plan } from '../model/plan/index.ts';
import type { Lock } from '../model/state.ts';
import { renderPlan } from '../render/render.ts';
import { git } from '../io/git-disk.ts';
import { isWholeBase, readBase, withSides, type Base } from '../write/base.ts';
import { gitMark } from '../write/merge.ts';
import { keepIds } from '../write/identity.ts';
import { isJoined, joinAnswers, joinLocks } from '../write/repair.ts';
import { mergeRequirements } from '../derive/design/requirements.ts';
import { createInput } from '../derive/input.ts';
import { answersPath, basePath, lockPath, readAnswers, readAnswersUpTo, readLock } from '../write/state.ts';

/** What stands in `.plan/<feature>` before a run. `base` is null when absent or damaged. */
export type State = { answers: Answers; lock: Lock | null; base: Base | null; /** Files that a git merge had joined, read as one again. */ repaired: string[] };

/** Answers, lock and base of a feature; what git joined of two branches is put together. Answers that no longer fit are refused, unless `upTo` is there to be told: then they count up to the mismatch. */
export async function loadState(context: Context, feature: string, upTo: ((mismatch: string) => void) | null = null): Promise<State> {
  const answers = await context.disk.read(answersPath(feature));
  const lock = await context.disk.read(lockPath(feature));
  const base = await context.disk.read(basePath(feature));
  const repaired: string[] = [];
  const joined = <T>(text: string, path: string, join: (text: string) => T | null, read: (text: string, path: string) => T): T => {
    const result = isJoined(text) ? join(text) : null;
    if (result !== null) repaired.push(path);
    return result ?? read(text, path);
  };
  const known = base === null ? null : readBase(base);
  if (known !== null && [...known.values()].some(document => !document.exact)) repaired.push(basePath(feature));
  return {
    answers: answers === null ? { schemaVersion: 1, feature, answers: {} } : joined(answers, answersPath(feature), text => joinAnswers(text, feature), (text, path) => {
      if (upTo === null) return readAnswers(text, path);
      const found = readAnswersUpTo(text, path, feature);
      if (found.mismatch !== null) upTo(found.mismatch);
      return found.answers;
    }),
    lock: lock === null ? null : joined(lock, lockPath(feature), joinLocks, readLock),
    base: known,
    repaired,
  };
}

/** The state with its merge base; where the file is gone or damaged, what the last commit holds of it stands in. While git merges, with the renders of both sides. */
export async function withKnownBase(context: Context, feature: string, state: State): Promise<State> {
  const whole = state.base !== null && (await baseIsWhole(context, feature));
  if (state.lock === null) return state;
  if (whole) return { ...state, base: await withSidesOfMerge(context, feature, state.base) };
  const committed = await committedBase(context, feature, 'HEAD');
  if (committed === null) return state;
  context.say(`${basePath(feature)} is missing or damaged; the one of the last commit stands in for it.`);
  return { ...state, base: new Map([...committed, ...(state.base ?? [])]) };
}

const baseIsWhole = async (context: Context, feature: string): Promise<boolean> => isWholeBase((await context.disk.read(basePath(feature))) ?? '');

/** Where only one branch rendered anew, its render is the base; the lines that git left of the other side are those of the render before, which git still has. */
async function withSidesOfMerge(context: Context, feature: string, base: Base | null): Promise<Base | null> {
  const marked: string[] = [];
  for (const [path, { exact }] of base ?? []) if (exact && gitMark.test((await context.disk.read(path)) ?? '')) marked.push(path);
  if (base === null || marked.length === 0) return base;
  const ours = await committedBase(context, feature, 'HEAD');
  for (const other of ['MERGE_HEAD', 'REBASE_HEAD', 'CHERRY_PICK_HEAD']) {
    const theirs = await committedBase(context, feature, other);
    if (ours !== null && theirs !== null) return withSides(base, marked, ours, theirs);
  }
  return base;
}

/** Null where git is not there or knows no base that can be read. */
async function committedBase(context: Context, feature: string, revision: string): Promise<Base | null> {
  const text = await git(context.disk.root, ['show', `${revision}:./${basePath(feature)}`]).catch((error: unknown) => {
    if (error instanceof UserError) return null;
    throw error;
  });
  return text === null ? null : readBase(text.toString('utf8'));
}

/** The lock with the ids of reworded requirements kept (Ids): what `derivePlan` takes as `renames`. */
export function withIdentity(lock: Lock, facts: Facts, answers: Answers, knowledge: Knowledge): Lock {
  // Where every requirement has its author's id, and in a first run, there is nothing to keep.
  if (Object.keys(lock.renames).length === 0 && Object.keys(lock.texts ?? {}).length === 0) return lock;
  const { requirements } = mergeRequirements(createInput(facts, answers, knowledge, { plan: lock.plan, asOf: lock.asOf }));
  return { ...lock, renames: keepIds(lock, requirements.filter(isNameless).map(each => ({ natural: each.id, text: each.text }))) };
}

/** Has no id of its author's: its id comes from its text. */
export const isNameless = (requirement: { id: string; sources: readonly { kind: string; id?: string | null }[] }): boolean => requirement.sources.some(source => source.kind === 'spec' && source.id === null);

/** A lock for a plan that has none yet: identity and date are minted once. */
export function mintLock(context: Context, edition: string): Lock {
  return { schemaVersion: 1, plan: context.io.generateKSUID(), asOf: context.io.today(), toolVersion: context.io.version, factsEdition: edition, renames: {}, retired: [], links: [] };
}

/** One answer put into the set, validated by its own schema. */
export function withAnswer(answers: Answers, key: string, value: unknown, provenance: { state: 'answered' | 'default' | 'open'; by: string | null; at: string | null; owner?: string | null; due?: string | null; evidence?: string | null }): Answers {
  const known = AnswerSet.keyof().safeParse(key);
  if (!known.success) {
    const near = nearest(key, Object.keys(AnswerSet.shape));
    throw new UserError(`Unknown answer "${key}"`, near === null ? 'List the keys with: plan answers --template' : `Did you mean "${near}"?`);
  }
  const entry = { value, state: provenance.state, by: provenance.by, at: provenance.at, owner: provenance.owner ?? null, due: provenance.due ?? null, evidence: provenance.evidence ?? null };
  const result = AnswerSet.shape[known.data].safeParse(entry);
  if (result.success) return { ...answers, answers: { ...answers.answers, [known.data]: result.data } };
  const issue = result.error.issues[0];
  throw new UserError(`Answer "${key}": ${issue?.message ?? 'not of the expected form'}`, 'List the forms with: plan answers --template');
}

/** Answers a derivation may rest on: those a person gave, and those left open (with the default they carry). */
export function effectiveAnswers(answers: Answers): Answers {
  const kept = Object.fromEntries(Object.entries(answers.answers).filter(([, answer]) => answer !== undefined && answer.state !== 'default'));
  return { ...answers, answers: AnswerSet.parse(kept) };
}

export type Derived = { facts: Facts; knowledge: Knowledge; plan: Plan; documents: Map<string, string>; lock: Lock };

export type RenderOptions = { out?: string; depth?: 'lite' | 'full'; paths?: Record<string, string> };

/** Where and how deep documents are rendered: flag, then a flag of an earlier run, then settings, then answers. */
export function renderOptions(context: Context, feature: string, flags: { out?: string | undefined; depth?: 'lite' | 'full' | undefined }, answers: Answers): RenderOptions {
  const said = <T>(answer: { value: T; by: string | null } | undefined, by: string): T | undefined => (answer?.by === by ? answer.value : undefined);
  const out = flags.out ?? said(answers.answers.out, '--out') ?? context.config.features?.[feature]?.out ?? context.config.out ?? answers.answers.out?.value;
  // An accepted default is no wish: the size of the feature decides, here as when the documents are checked.
  const asked = answers.answers.depth?.state === 'answered' ? answers.answers.depth.value : undefined;
  const depth = flags.depth ?? said(answers.answers.depth, '--depth') ?? context.config.depth ?? asked;
  return { ...(out === undefined ? {} : { out }), ...(depth === undefined ? {} : { depth }), ...(context.config.paths === undefined ? {} : { paths: context.config.paths }) };
}

/** The profile that settings name, put before any answer (Profile order: flag, config, answer, spec, repo, default). */
export async function withProfile(context: Context, feature: string, flag: string | undefined, answers: Answers): Promise<Answers> {
  // A choice made by the flag holds until it is made again: the settings do not take it back with the next render.
  if (flag === undefined && answers.answers.profile?.by === '--profile') return answers;
  const configured = flag ?? context.config.features?.[feature]?.profile ?? context.config.profile;
  if (configured === undefined) return answers;
  const known = (await context.knowledge()).profiles.map(profile => profile.id);
  if (!known.includes(configured)) {
    const near = nearest(configured, known);
    throw new UserError(`Unknown profile "${configured}"${flag === undefined ? ' in plan.config.yaml' : ''}`, `${near === null ? '' : `Did you mean "${near}"? `}Known: ${known.join(', ')}.`);
  }
  return withAnswer(answers, 'profile', configured, { state: 'answered', by: flag === undefined ? 'plan.config.yaml' : '--profile', at: null });
}

/** Reads, derives and renders from saved state, writing nothing. Throws UserError when the feature has no saved plan. */
export const derivedFromState = (context: Context, feature: string, selection: Selection = { spec: [], samples: [] }): Promise<Derived & { state: State }> => context.working('Deriving the plan', () => derived(context, feature, selection));

async function derived(context: Context, feature: string, selection: Selection): Promise<Derived & { state: State }> {
  const state = await loadState(context, feature);
  if (state.lock === null) throw new UserError(`"${feature}" is not planned yet`, `Plan it first: plan ${feature}`);
  const facts = await gatherFacts(context, feature, selection);
  const knowledge = await context.knowledge();
  const answers = effectiveAnswers(await withProfile(context, feature, undefined, state.answers));
  const lock = withIdentity(state.lock, facts, answers, knowledge);
  const plan = derivePlan(facts, answers, knowledge, { plan: lock.plan, asOf: lock.asOf, renames: lock.renames });
  return { facts, knowledge, plan, documents: renderPlan(plan, knowledge, renderOptions(context, feature, {}, answers)), lock, state };
}

/** Who holds the lock file during a write. */
export function lockHolder(context: Context): { pid: number; host: string; since: string } {
  return { pid: process.pid, host: hostname(), since: context.io.today() };
}
