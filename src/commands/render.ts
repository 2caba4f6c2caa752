import * as z from 'zod';
import { applyFiles, recover } from '../io/apply.ts';
import { withLock } from '../io/run-lock.ts';
import { UserError } from '../model/errors.ts';
import { printBase } from '../write/base.ts';
import type { Adopt } from '../write/changes.ts';
import { conflictMarker } from '../write/merge.ts';
import { answersPath, basePath, lockPath, printAnswers, printLock, stateFolder } from '../write/state.ts';
import { chooseFeature, type Context } from './context.ts';
import { parseOptions } from './options.ts';
import { plannedFeatures } from './paths.ts';
import { proofsPath, repairedProofs } from './proofs.ts';
import { addState, baseOf, changesFor, lockAfter, report, writesOf } from './plan.ts';
import { derivedFromState, lockHolder, withKnownBase } from './session.ts';

const Options = z.object({ check: z.boolean().default(false), adopt: z.enum(['yours', 'plan'], 'yours or plan').optional() });

/** `plan render [feature]`: documents again from saved answers, merged with human edits. `--check` writes nothing and exits 1 on drift. */
export async function run(context: Context, args: readonly string[], given: unknown): Promise<number> {
  const options = parseOptions(Options, given);
  if (options.check && options.adopt !== undefined) throw new UserError('--check writes nothing, --adopt decides what is written', 'Leave one of them out.');
  const features = args[0] === undefined && options.check ? await plannedFeatures(context) : [await chooseFeature(context, args[0], 'plan render')];
  if (features.length === 0) {
    context.say('No plan found: nothing to render.');
    return 0;
  }
  let code = 0;
  for (const feature of features) code = Math.max(code, options.check ? await check(context, feature) : await withLock(context.disk, stateFolder(feature), lockHolder(context), () => write(context, feature, options.adopt ?? null)));
  return code;
}

async function write(context: Context, feature: string, adopt: Adopt | null): Promise<number> {
  if (await recover(context.disk, stateFolder(feature))) context.say('An interrupted run was completed first.');
  const { documents, state: stored, lock, plan, knowledge } = await derivedFromState(context, feature);
  const state = await withKnownBase(context, feature, stored);
  const proofs = await repairedProofs(context, feature);
  const repaired = [...state.repaired, ...(proofs === null ? [] : [proofsPath(feature)])];
  if (repaired.length > 0) context.say(`Repaired after a merge: ${repaired.join(', ')}`);
  const changes = await changesFor(context, documents, state.base, plan, adopt);
  for (const change of changes) if (change.kind === 'same' && change.note !== null) context.say(`Adopted: ${change.path}: ${change.note}`);
  const writes = writesOf(changes);
  for (const { kind, path, before } of changes) {
    if (kind !== 'replace' || before === null) continue;
    const old = await freeName(context, `${path}.old`);
    context.say(`Replaced: ${path}; the text as it was is ${old}`);
    writes.set(old, before);
  }
  await addState(context, writes, [
    [lockPath(feature), printLock(lockAfter({ ...lock, toolVersion: context.io.version, factsEdition: knowledge.edition }, plan))],
    [basePath(feature), printBase(baseOf(changes))],
    ...(proofs === null ? [] : [[proofsPath(feature), proofs] as const]),
    ...(state.repaired.includes(answersPath(feature)) ? [[answersPath(feature), printAnswers(state.answers)] as const] : []),
  ]);
  await applyFiles(context.disk, stateFolder(feature), writes, changes.filter(change => change.kind === 'delete').map(change => change.path));
  return report(context, feature, changes, plan, false);
}

/** The name itself, or with a number while something of that name is there: nothing a person wrote is ever written over. */
async function freeName(context: Context, name: string): Promise<string> {
  for (let number = 1; ; number++) {
    const path = number === 1 ? name : `${name}-${number}`;
    if (!(await context.disk.exists(path))) return path;
  }
}

/** Current: the fresh render equals the base, every document stands, no conflict marker is left. A human edit is no staleness. */
async function check(context: Context, feature: string): Promise<number> {
  const { documents, state, lock, knowledge } = await derivedFromState(context, feature);
  const stale: string[] = [];
  for (const path of [...state.repaired, ...((await repairedProofs(context, feature)) === null ? [] : [proofsPath(feature)])]) stale.push(`${path}: joined by a merge`);
  if (state.base === null) stale.push(`${basePath(feature)}: damaged or missing`);
  for (const [path, text] of documents) {
    const current = await context.disk.read(path);
    if (current === null) stale.push(`${path}: missing`);
    else if (conflictMarker.test(current)) stale.push(`${path}: a conflict marker is left`);
    else if (state.base !== null && !state.repaired.includes(basePath(feature)) && state.base.get(path)?.text !== text) stale.push(`${path}: out of date`);
  }
  for (const path of state.base?.keys() ?? []) if (!documents.has(path)) stale.push(`${path}: no longer part of the plan`);
  // A newer tool or newer facts may render differently; an untouched repository does not fail for it.
  const newer = lock.toolVersion !== context.io.version || lock.factsEdition !== knowledge.edition;
  for (const line of stale) context.io.stdout.write(`${line}\n`);
  if (stale.length === 0) {
    context.say(`${feature}: ${documents.size} documents are current.`);
    return 0;
  }
  if (newer && stale.every(line => line.endsWith('out of date'))) {
    context.say(`${feature}: the tool or its facts are newer than this plan (${lock.toolVersion}, ${lock.factsEdition}). Run plan render ${feature} to follow.`);
    return 0;
  }
  context.say(`${feature}: run plan render ${feature}`);
  return 1;
}
