import * as z from 'zod';
import { applyFiles } from '../io/apply.ts';
import { withLock } from '../io/run-lock.ts';
import { runCommand } from '../io/run-command.ts';
import { UserError } from '../model/errors.ts';
import type { Task } from '../model/plan/index.ts';
import { commandOf, shortfall } from '../progress/proof.ts';
import { nearest } from '../text/nearest.ts';
import { stateFolder } from '../write/state.ts';
import { chooseFeature, pickFormat, type Context } from './context.ts';
import { parseOptions } from './options.ts';
import { withTicks } from './progress.ts';
import { printProofs, proofsPath, readProofs } from './proofs.ts';
import { lockHolder } from './session.ts';

const Options = z.object({ run: z.boolean().default(false), task: z.array(z.string()).default([]), timeout: z.int().positive().default(120) });

/** What is known of one task's command. `proven` is null where nothing was run. */
type Row = { id: string; command: string; expect: string; proven: boolean | null; why: string | null };

/** `plan verify [feature]`: shows the verify commands of ticked tasks; with `--run` runs them one by one, each within its time limit. */
export async function run(context: Context, args: readonly string[], given: unknown): Promise<number> {
  const options = parseOptions(Options, given);
  const format = pickFormat(context.format, ['pretty', 'json']);
  const feature = await chooseFeature(context, args[0], 'plan verify');
  const { plan, ticked } = await withTicks(context, feature);
  const unknown = options.task.find(id => plan.tasks.every(task => task.id !== id));
  if (unknown !== undefined) {
    const near = nearest(unknown, plan.tasks.map(task => task.id));
    throw new UserError(`No task is called "${unknown}"`, near === null ? 'List what can start with: plan next' : `Did you mean "${near}"?`);
  }
  const tasks = plan.tasks.filter(task => (options.task.length > 0 ? options.task.includes(task.id) : ticked.has(task.id)));
  const rows: Row[] = tasks.map(task => ({ id: task.id, command: task.verify.command, expect: task.verify.expect, proven: null, why: null }));
  if (format === 'pretty' && !options.run) for (const row of rows) context.io.stdout.write(`${row.id}  ${row.command}  => ${row.expect}\n`);
  if (tasks.length === 0) context.say('No task is ticked: nothing to verify.');
  else if (!options.run) context.say('Nothing was run. Add --run to run these commands one by one.');
  for (const [index, task] of (options.run ? tasks : []).entries()) {
    if (context.io.signal.aborted) return 130;
    context.say(`${task.id}  ${task.verify.command}`);
    const why = await proofOf(context, task, options.timeout);
    if (context.io.signal.aborted) return 130;
    rows[index] = { id: task.id, command: task.verify.command, expect: task.verify.expect, proven: why === null, why };
    await record(context, feature, task, why === null);
    if (format === 'pretty') context.io.stdout.write(`${task.id} ${why === null ? 'proven' : `not proven: ${why}`}\n`);
  }
  if (format === 'json') context.io.stdout.write(`${JSON.stringify({ schemaVersion: 1, feature, run: options.run, tasks: rows }, null, 2)}\n`);
  return rows.some(row => row.proven === false) ? 1 : 0;
}

/** Kept after each command, so that a run that is stopped keeps what it has shown. The lock is held for the write alone: a test may take long. */
async function record(context: Context, feature: string, task: Task, proven: boolean): Promise<void> {
  await withLock(context.disk, stateFolder(feature), lockHolder(context), async () => {
    const proofs = await readProofs(context, feature);
    if (proven) proofs.set(task.id, task.verify.command);
    else if (!proofs.delete(task.id)) return;
    await applyFiles(context.disk, stateFolder(feature), new Map([[proofsPath(feature), printProofs(proofs)]]), []);
  });
}

/** Runs the command of the plan itself, never text of a document, without a shell. Null when it shows what the plan expects, else why not. */
async function proofOf(context: Context, task: Task, seconds: number): Promise<string | null> {
  const command = commandOf(task.verify.command, context.io.env);
  if ('problem' in command) return command.problem;
  const result = await runCommand(command.program, command.args, { cwd: context.disk.root, seconds, signal: context.io.signal });
  if (result.ended !== 'exit') return { missing: `${command.program} is not installed`, timeout: `it took more than ${seconds} s`, aborted: 'it was stopped' }[result.ended];
  return result.code === 0 ? shortfall(task.verify.expect, result.output) : `exit ${result.code}`;
}
