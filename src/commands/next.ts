import { nextTasks } from '../progress/next.ts';
import { chooseFeature, pickFormat, type Context } from './context.ts';
import { withTicks } from './progress.ts';
import { textTable } from './table.ts';

const shown = 10;

/** `plan next [feature]`: the unblocked tasks, most urgent first. */
export async function run(context: Context, args: readonly string[]): Promise<number> {
  const format = pickFormat(context.format, ['pretty', 'json']);
  const feature = await chooseFeature(context, args[0], 'plan next');
  const { plan, ticked } = await withTicks(context, feature);
  const tasks = nextTasks(plan, ticked);
  if (format === 'json') context.io.stdout.write(`${JSON.stringify({ schemaVersion: 1, feature, tasks: tasks.map(task => ({ id: task.id, title: task.title, package: task.package, verify: task.verify, hours: task.hours })) }, null, 2)}\n`);
  else if (tasks.length === 0) context.io.stdout.write(ticked.size > 0 ? 'Every task is ticked.\n' : 'The plan has no task.\n');
  else {
    context.io.stdout.write(`${textTable(['Task', 'Package', 'Hours', 'Title'], tasks.slice(0, shown).map(task => [task.id, task.package, `${task.hours.o}/${task.hours.m}/${task.hours.p}`, task.title]), context.io.stdout.columns)}\n`);
    if (tasks.length > shown) context.io.stdout.write(`${tasks.length - shown} more can start.\n`);
    context.say(`Start one with: plan task ${tasks[0]?.id ?? ''}`);
  }
  return 0;
}
