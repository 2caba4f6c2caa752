import { UserError } from '../model/errors.ts';
import { packageUnit, taskUnit } from '../progress/unit.ts';
import { nearest } from '../text/nearest.ts';
import { pickFormat, type Context } from './context.ts';
import { featureOf } from './feature-of.ts';
import { withTicks } from './progress.ts';

/** `plan task ID`: one task or package as a self-contained unit of at most 2,000 tokens. */
export async function run(context: Context, args: readonly string[]): Promise<number> {
  const [id = ''] = args;
  pickFormat(context.format, ['markdown']);
  const { plan, ticked } = await withTicks(context, await featureOf(context, 'task', id, args[1]));
  const task = plan.tasks.find(each => each.id === id);
  if (task !== undefined) context.io.stdout.write(`${taskUnit(plan, task, ticked).trimEnd()}\n`);
  else if (plan.packages.some(each => each.id === id)) context.io.stdout.write(`${packageUnit(plan, id, ticked).trimEnd()}\n`);
  else {
    const near = nearest(id, [...plan.tasks, ...plan.packages].map(each => each.id));
    throw new UserError(`No task or package is called "${id}"`, near === null ? 'List what can start with: plan next' : `Did you mean "${near}"?`);
  }
  return 0;
}
