import * as z from 'zod';
import { comparePlans } from '../compare/plans.ts';
import { isSame, printMarkdown, printText } from '../compare/print.ts';
import { createGitDisk } from '../io/git-disk.ts';
import { UserError } from '../model/errors.ts';
import { lockPath } from '../write/state.ts';
import { chooseFeature, pickFormat, type Context } from './context.ts';
import { parseOptions } from './options.ts';
import { derivedFromState } from './session.ts';

const Options = z.object({ since: z.string().default('HEAD') });

/** `plan diff [feature]`: what changed specs, samples and answers change in the plan, against a git revision. Nothing is printed when nothing changed. */
export async function run(context: Context, args: readonly string[], given: unknown): Promise<number> {
  const options = parseOptions(Options, given);
  const format = pickFormat(context.format, ['pretty', 'json', 'markdown']);
  const feature = await chooseFeature(context, args[0], 'plan diff');
  const then = await createGitDisk(context.disk, options.since);
  if (!(await then.exists(lockPath(feature))) && (await context.disk.exists(lockPath(feature)))) throw new UserError(`${options.since} holds no plan of "${feature}" to compare with`, 'Commit the plan, or name a revision that has it with --since.');
  const before = await derivedFromState({ ...context, disk: then }, feature);
  const after = await derivedFromState(context, feature);
  const diff = comparePlans(before.plan, after.plan);
  if (format === 'json') context.io.stdout.write(`${JSON.stringify({ schemaVersion: 1, feature, since: options.since, ...diff }, null, 2)}\n`);
  else context.io.stdout.write(format === 'markdown' ? printMarkdown(diff, feature) : printText(diff));
  if (isSame(diff)) context.say(`Nothing changed since ${options.since}.`);
  return 0;
}
