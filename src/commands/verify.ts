import { execFile } from 'node:child_process';
import { z } from 'zod';
import { applyFiles, withLock } from '../io/apply.ts';
import type { Task } from '../model/plan/index.ts';
import { stateFolder } from '../write/state.ts';
import { chooseFeature, type Context } from './context.ts';
import { parseOptions } from './options.ts';
import { withTicks } from './progress.ts';
import { printProofs, proofsPath, readProofs } from './proofs.ts';
import { lockHolder } from './session.ts';

const Options = z.object({ run: z.boolean().default(false), task: z.array(z.string()).default([]), timeout: z.int().positive().default(120) });

/** `plan verify [feature]`: shows the verify commands of ticked tasks; with `--run` runs them one by one, each within its time limit. */
export async function run(context: Context, args: readonly string[], given: unknown): Promise<number> {
  const options = parseOptions(Options, given);
  const feature = await chooseFeature(context, args[0]);
  const { plan, ticked } = await withTicks(context, feature);
  const tasks = plan.tasks.filter(task => (options.task.length > 0 ? options.task.includes(task.id) : ticked.has(task.id)));
  if (tasks.length === 0) {
    context.say('No task is ticked: nothing to verify.');
    return 0;
  }
  if (!options.run) {
    for (const task of tasks) context.io.stdout.write(`${task.id}  ${task.verify.command}  => ${task.verify.expect}\n`);
    context.say('Nothing was run. Add --run to run these commands one by one.');
    return 0;
  }
  return withLock(context.disk, stateFolder(feature), lockHolder(context), async () => {
    const proofs = await readProofs(context, feature);
    let failed = 0;
    for (const task of tasks) {
      if (context.io.signal.aborted) return 130;
      context.say(`${task.id}  ${task.verify.command}`);
      const passed = await passes(context, task, options.timeout * 1000);
      if (passed) proofs.set(task.id, task.verify.command);
      else {
        proofs.delete(task.id);
        failed++;
      }
      context.io.stdout.write(`${task.id} ${passed ? 'proven' : 'not proven'}\n`);
    }
    await applyFiles(context.disk, stateFolder(feature), new Map([[proofsPath(feature), printProofs(proofs)]]), []);
    return failed > 0 ? 1 : 0;
  });
}

/** Runs the command of the plan itself, never text of a document, without a shell. Words are split at spaces. */
function passes(context: Context, task: Task, timeout: number): Promise<boolean> {
  const [program, ...args] = task.verify.command.split(/\s+/).map(word => word.replace(/^'(.*)'$/, '$1'));
  if (program === undefined || /[;&|<>$`]/.test(task.verify.command)) return Promise.resolve(false);
  return new Promise(done => {
    execFile(program, args, { cwd: context.disk.root, timeout, maxBuffer: 16 << 20, signal: context.io.signal }, error => done(error === null));
  });
}
