import { clean } from '../text/clean.ts';
import { createPatch, diffLines } from 'diff';
import * as z from 'zod';
import { applyFiles, recover } from '../io/apply.ts';
import { withLock } from '../io/run-lock.ts';
import { UserError } from '../model/errors.ts';
import type { Preview } from '../interview/exchange.ts';
import { typedValue } from '../interview/typed.ts';
import type { Answers } from '../model/answers.ts';
import type { Facts } from '../model/facts.ts';
import type { Knowledge } from '../model/knowledge.ts';
import type { Plan } from '../model/plan/index.ts';
import type { Lock } from '../model/state.ts';
import { nothingToPlan } from '../derive/design/design.ts';
import { rememberDesigns } from '../derive/designs.ts';
import { createFigures } from '../derive/figures.ts';
import { derivePlan } from '../derive/plan.ts';
import { renderPlan } from '../render/render.ts';
import { createSite, type RenderOptions } from '../render/site.ts';
import { printBase, type Base } from '../write/base.ts';
import { fingerprint } from '../text/hash.ts';
import { contradictions } from '../write/contradictions.ts';
import { planChanges, type Adopt, type Change } from '../write/changes.ts';
import { updateLinks } from '../write/links.ts';
import { answersPath, basePath, gitAttributes, gitAttributesPath, gitIgnore, gitIgnorePath, lockPath, printAnswers, printLock, stateFolder } from '../write/state.ts';
import { chooseFeature, type Context } from './context.ts';
import { gatherFacts } from './gather.ts';
import { parseOptions } from './options.ts';
import { readAnswersFile } from './answers-file.ts';
import { describeFacts } from './found.ts';
import { questionsOfRun, quickRuns, runInterview } from './interview.ts';
import { whichFeature } from './which-feature.ts';
import { effectiveAnswers, isNameless, loadState, lockHolder, mintLock, renderOptions, withAnswer, withIdentity, withKnownBase, withProfile, type State } from './session.ts';
import { counted } from '../text/count.ts';

const Options = z.object({
  yes: z.boolean().default(false),
  answers: z.string().optional(),
  answer: z.array(z.string()).default([]),
  as: z.enum(['pm', 'engineer'], 'pm or engineer').optional(),
  all: z.boolean().default(false),
  profile: z.string().optional(),
  spec: z.array(z.string()).default([]),
  samples: z.array(z.string()).default([]),
  out: z.string().optional(),
  depth: z.enum(['lite', 'full'], 'lite or full').optional(),
  plain: z.boolean().default(false),
  dryRun: z.boolean().default(false),
  strict: z.boolean().default(false),
  force: z.boolean().default(false),
  resume: z.boolean().default(true),
  ai: z.boolean().default(false),
  acceptAi: z.boolean().default(false),
  proposals: z.string().optional(),
  showRequest: z.boolean().default(false),
});
export type PlanOptions = z.infer<typeof Options>;

/** Drafts of a language model are asked for; their code is loaded only then. */
const wantsDrafts = (options: PlanOptions): boolean => options.ai || options.proposals !== undefined;

/** `plan [feature]`: read, derive a draft, say what was found, ask, write. */
export async function run(context: Context, args: readonly string[], given: unknown): Promise<number> {
  const options = parseOptions(Options, given);
  const feature = options.yes ? await chooseFeature(context, args[0]) : await whichFeature(context, args[0], options.plain);
  if (options.dryRun) return plan(context, feature, options);
  return withLock(context.disk, stateFolder(feature), lockHolder(context), () => plan(context, feature, options));
}

async function plan(context: Context, feature: string, options: PlanOptions): Promise<number> {
  if (!options.dryRun && (await recover(context.disk, stateFolder(feature)))) context.say('An interrupted run was completed first.');
  // Somebody is there to be asked: a file that no longer fits is used as far as it goes. Without a person it is refused, so that no answer is dropped.
  let stale: string | null = null;
  const state = await withKnownBase(context, feature, await loadState(context, feature, options.yes ? null : mismatch => void (stale = mismatch)));
  if (stale !== null) {
    const kept = Object.keys(state.answers.answers).length;
    context.say(`${answersPath(feature)}: ${stale}. The ${counted(kept, 'answer')} before it ${kept === 1 ? 'is' : 'are'} kept, the rest is asked again; the file as it was is ${answersPath(feature)}.old`);
    if (!options.dryRun) await applyFiles(context.disk, stateFolder(feature), new Map([[`${answersPath(feature)}.old`, (await context.disk.read(answersPath(feature))) ?? '']]), []);
  }
  const knowledge = await context.knowledge();
  let answers = await givenAnswers(context, feature, options, state);
  const inputs = answers.answers.inputs?.state === 'answered' ? answers.answers.inputs.value : [];
  const facts = await context.working('Reading spec and samples', () => gatherFacts(context, feature, { spec: options.spec.length > 0 ? options.spec : inputs, samples: options.samples }));
  refuseUnreadable(facts);
  const lock = withIdentity(state.lock ?? mintLock(context, knowledge.edition), facts, effectiveAnswers(answers), knowledge);
  // Most answers leave the design as it is: plans and figures of this run share what was made.
  const designed = rememberDesigns();
  const derive = (set: Answers, runs?: number): Plan => derivePlan(facts, effectiveAnswers(set), knowledge, { plan: lock.plan, asOf: lock.asOf, renames: lock.renames, ...(runs === undefined ? {} : { runs }) }, designed);
  const figures = createFigures(facts, knowledge, designed);
  const whole = once(derive);
  // The draft before the first question need not be exact to the day: fewer runs show it within a second.
  const draft = await context.working('Deriving the plan', () => (options.yes ? whole(answers) : derive(answers, quickRuns)));
  const reasons = options.force ? null : nothingToPlan(draft);
  if (reasons !== null) {
    context.say(`nothing to plan: no requirement of "${feature}" is backend work`);
    for (const reason of reasons) context.say(`  ${clean(reason)}`);
    context.say('Use --force to plan it anyway.');
    return 1;
  }
  context.say(describeFacts(facts, draft, context.io.stderr.columns));
  const setting = { context, feature, options, facts, knowledge, plan: draft };
  if (options.showRequest) {
    const plan = whole(answers);
    const situation = { facts, plan, answers, profiles: knowledge.profiles, role: options.as ?? null };
    await (await import('./drafts.ts')).showRequests({ ...setting, plan }, situation, options.yes ? null : questionsOfRun(context, options, situation));
    return 0;
  }
  await refuseTargets(context, renderOptions(context, feature, options, answers), draft, knowledge);
  const preview = (set: Answers): Promise<Preview> => context.working('Deriving the plan', async () => previewOf(whole(set), await changesFor(context, renderPlan(whole(set), knowledge, renderOptions(context, feature, options, set)), state.base, whole(set))));
  const drafts = wantsDrafts(options) ? await (await import('./drafts.ts')).openDrafts(setting) : null;
  const asked = await runInterview({ context, feature, options, facts, knowledge, answers, draft, derive, figures: set => figures(effectiveAnswers(set), { plan: lock.plan, asOf: lock.asOf, renames: lock.renames, runs: quickRuns }), preview, drafts });
  if (asked.ended === 'quit') return 130;
  answers = asked.answers;
  const final = await context.working('Deriving the plan', () => whole(answers));
  const dropped = Object.entries(answers.words ?? {}).filter(([slot, words]) => words.state !== 'refused' && !final.words.some(each => each.slot === slot && each.taken !== null));
  if (dropped.length > 0) context.say(`AI drafts no longer shown, because the text they were written for changed: ${dropped.map(([slot]) => slot).join(', ')}`);
  return finish(context, feature, options, { state, answers, lock: { ...lock, toolVersion: context.io.version, factsEdition: knowledge.edition }, facts, plan: final });
}

/** The last plan is kept while the answers that count stay the same. */
function once(derive: (set: Answers) => Plan): (set: Answers) => Plan {
  let last: { key: string; plan: Plan } | null = null;
  return set => {
    const key = JSON.stringify(effectiveAnswers(set));
    if (last?.key !== key) last = { key, plan: derive(set) };
    return last.plan;
  };
}

/** Files that would be written, with lines added and removed; the diff is made on request. */
function previewOf(plan: Plan, changes: readonly Change[]): Preview {
  const written = changes.filter(change => change.kind !== 'same' && change.kind !== 'kept');
  return {
    plan,
    files: written.map(change => {
      const parts = diffLines(change.before ?? '', change.after ?? '');
      const sum = (of: 'added' | 'removed'): number => parts.filter(part => part[of]).reduce((total, part) => total + (part.count ?? 0), 0);
      return { path: change.path, added: sum('added'), removed: sum('removed') };
    }),
    diff: () => written.map(patchOf).join(''),
  };
}

const patchOf = (change: Change): string => createPatch(change.path, change.before ?? '', change.after ?? '', undefined, undefined, { context: 2 });

/** Saved answers, then the answers file, then single answers, then what flags and settings say. */
async function givenAnswers(context: Context, feature: string, options: PlanOptions, state: State): Promise<Answers> {
  let answers = state.answers;
  const by = options.as ?? 'answers';
  const at = context.io.today();
  if (options.answers !== undefined) {
    for (const [key, value] of await readAnswersFile(context, options.answers)) answers = withAnswer(answers, key, value, { state: 'answered', by: options.answers, at });
  }
  for (const pair of options.answer) {
    const equals = pair.indexOf('=');
    if (equals < 1) throw new UserError(`--answer ${pair}: no "="`, 'Write --answer key=value, such as --answer people=2.');
    answers = withAnswer(answers, pair.slice(0, equals), typedValue(pair.slice(0, equals), pair.slice(equals + 1)), { state: 'answered', by, at });
  }
  if (options.out !== undefined) answers = withAnswer(answers, 'out', options.out, { state: 'answered', by: '--out', at });
  if (options.depth !== undefined) answers = withAnswer(answers, 'depth', options.depth, { state: 'answered', by: '--depth', at });
  if (options.spec.length > 0) answers = withAnswer(answers, 'inputs', await Promise.all(options.spec.map(path => context.disk.inside(path, context.cwd))), { state: 'answered', by: '--spec', at });
  return withProfile(context, feature, options.profile, answers);
}

/** Before the first note of the interview is kept: a document that may not be written where it is wanted stops the run, and nothing was. */
async function refuseTargets(context: Context, options: RenderOptions, plan: Plan, knowledge: Knowledge): Promise<void> {
  for (const page of createSite(plan, knowledge, options).pages) await context.disk.target(page.path);
}

function refuseUnreadable(facts: Facts): void {
  const counted = facts.specs.reduce((sum, spec) => sum + spec.requirements.length + spec.stories.length + spec.scenarios.length, 0);
  const slots = facts.specs.flatMap(spec => spec.placeholders.map(slot => `${spec.path}:${slot.line} ${clean(slot.text)}`));
  if (counted > 0) return;
  const files = facts.specs.map(spec => spec.path).join(', ');
  if (slots.length > 0) throw new UserError(`${files} is a template that is not filled in: ${slots.slice(0, 5).join('; ')}${slots.length > 5 ? `; ${slots.length - 5} more` : ''}`, 'Replace the placeholders with your feature, then run again.');
  throw new UserError(`Nothing to plan: ${files} holds no requirement, story or scenario`, 'Write what the product must do, one sentence each ("The system must ..." or "As a ..., I want ...").');
}

type Finished = { state: State; answers: Answers; lock: Lock; facts: Facts; plan: Plan };

/** Renders, merges with what stands on disk, writes as one commit and says what changed. */
async function finish(context: Context, feature: string, options: PlanOptions, done: Finished): Promise<number> {
  const knowledge = await context.knowledge();
  const changes = await context.working('Writing the documents', () => changesFor(context, renderPlan(done.plan, knowledge, renderOptions(context, feature, options, done.answers)), done.state.base, done.plan));
  if (options.dryRun) {
    for (const change of changes) if (change.kind !== 'same' && change.kind !== 'kept') context.io.stdout.write(patchOf(change));
    context.say('Nothing was written (--dry-run).');
    return 0;
  }
  const writes = writesOf(changes);
  await addState(context, writes, [
    [answersPath(feature), printAnswers(done.answers)],
    [lockPath(feature), printLock(lockAfter(done.lock, done.plan))],
    [basePath(feature), printBase(baseOf(changes))],
    [gitAttributesPath, gitAttributes],
    [gitIgnorePath, gitIgnore],
  ]);
  await applyFiles(context.disk, stateFolder(feature), writes, changes.filter(change => change.kind === 'delete').map(change => change.path));
  return report(context, feature, changes, done.plan, options.strict);
}

/** What each requirement means today, for the lock. */
export const fingerprints = (plan: Plan): { id: string; fingerprint: string }[] => plan.requirements.map(each => ({ id: each.id, fingerprint: fingerprint(each.text) }));

/** The lock after a run: what each requirement means now, and the texts that keep the ids of reworded ones. */
export function lockAfter(lock: Lock, plan: Plan): Lock {
  return { ...updateLinks(lock, fingerprints(plan)), texts: Object.fromEntries(plan.requirements.filter(isNameless).map(each => [each.id, each.text])) };
}

/** What the next merge starts from. A document left alone has no base, so that it is never taken for the tool's own. */
export const baseOf = (changes: readonly Change[]): Map<string, string> => new Map(changes.flatMap(change => (change.base === null ? [] : [[change.path, change.base] as const])));

/** Compares the render with the disk (shared with `plan render`). */
export async function changesFor(context: Context, documents: ReadonlyMap<string, string>, base: Base | null, plan: Plan, adopt: Adopt | null = null): Promise<Change[]> {
  const current = new Map<string, string>();
  for (const path of new Set([...documents.keys(), ...(base?.keys() ?? [])])) {
    await context.disk.target(path);
    const text = await context.disk.read(path);
    if (text !== null) current.set(path, text);
  }
  return planChanges(documents, base, current, new Map(plan.packages.map(each => [each.id, plan.tasks.filter(task => task.package === each.id).map(task => task.id)])), adopt);
}

/** The documents that change, by path. */
export function writesOf(changes: readonly Change[]): Map<string, string> {
  const writes = new Map<string, string>();
  for (const change of changes) if (change.after !== null && change.kind !== 'same' && change.kind !== 'kept') writes.set(change.path, change.after);
  return writes;
}

/** Adds the state files whose text is another than on disk. */
export async function addState(context: Context, writes: Map<string, string>, files: readonly (readonly [string, string])[]): Promise<void> {
  for (const [path, text] of files) if ((await context.disk.read(path)) !== text) writes.set(path, text);
}

/** Says what was written. Exit 1 for conflicts and documents left alone, and for a DRAFT under `--strict`. */
export function report(context: Context, feature: string, changes: readonly Change[], plan: Plan, strict: boolean): number {
  const count = (kind: Change['kind']): number => changes.filter(change => change.kind === kind).length;
  const parts = (['create', 'update', 'merge', 'replace', 'delete', 'same'] as const).flatMap(kind => (count(kind) === 0 ? [] : [`${count(kind)} ${{ create: 'new', update: 'updated', merge: 'merged with your edits', replace: 'replaced', delete: 'removed', same: 'unchanged' }[kind]}`]));
  context.say(`Documents: ${parts.join(', ')}.`);
  const trouble = changes.filter(change => change.kind === 'conflict' || change.kind === 'kept');
  for (const change of trouble) context.say(`${change.kind === 'conflict' ? 'Conflict' : 'Left alone'}: ${change.path}: ${change.note ?? ''}`);
  const edited = changes.flatMap(change => (change.before === null || change.base === null || change.kind === 'create' || change.kind === 'update' ? [] : [{ path: change.path, current: change.before, base: change.base }]));
  for (const line of contradictions(plan, edited)) context.say(`Your edit: ${line}`);
  for (const change of changes) if (change.kind !== 'same') context.io.stdout.write(`${change.path}\n`);
  const open = plan.decisions.filter(each => each.open).length;
  const unmet = plan.exitCriteria.filter(each => !each.met).map(each => each.text);
  const missing = open > 0 ? `${open} open. Answer the open decisions with plan ${feature}, or run plan check` : unmet.length > 0 ? `not met: ${unmet.join('; ')}` : `nobody has confirmed the answers. Go through them with plan ${feature}, or give them with --answers FILE`;
  context.say(plan.ready ? 'MVP READY' : `MVP DRAFT - ${missing}.`);
  return trouble.length > 0 || (strict && !plan.ready) ? 1 : 0;
}
