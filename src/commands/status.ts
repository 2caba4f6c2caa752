import { statusOf } from '../progress/status.ts';
import { chooseFeature, pickFormat, type Context } from './context.ts';
import { withTicks } from './progress.ts';
import { readProofs } from './proofs.ts';
import { textTable } from './table.ts';

/** `plan status [feature]`: progress from ticked boxes, proven apart from claimed, suspect requirements, what is left. */
export async function run(context: Context, args: readonly string[]): Promise<number> {
  const format = pickFormat(context.format, ['pretty', 'json']);
  const feature = await chooseFeature(context, args[0]);
  const { plan, ticked, lock } = await withTicks(context, feature);
  const status = statusOf(plan, ticked);
  const proofs = await readProofs(context, feature);
  const proven = plan.tasks.filter(task => ticked.has(task.id) && proofs.get(task.id) === task.verify.command).length;
  const suspect = lock.links.filter(link => !link.confirmed).map(link => link.from);
  if (format === 'json') {
    context.io.stdout.write(`${JSON.stringify({ schemaVersion: 1, feature, ready: plan.ready, proven, suspect, ...status }, null, 2)}\n`);
    return 0;
  }
  const rows = status.packages.map(each => [each.id, each.phase, `${each.done}/${each.total}`, `${each.hoursLeft.toFixed(1)} h left`]);
  context.io.stdout.write(`${textTable(['Package', 'Phase', 'Tasks', 'Left'], rows, context.io.stdout.columns)}\n\n`);
  context.io.stdout.write(`${status.done} of ${status.total} tasks ticked, ${proven} of them proven by their verify command; ${status.hoursLeft.toFixed(0)} h left`);
  context.io.stdout.write(plan.schedule.calibrated ? `, about ${status.weeksLeft.toFixed(1)} weeks at ${plan.schedule.capacityPerWeek.toFixed(0)} h a week\n` : ' (capacity and pace are not confirmed)\n');
  for (const id of suspect) context.io.stdout.write(`suspect: ${id} changed in the spec since it was planned; look at its tasks, then: plan confirm ${id}\n`);
  for (const id of status.unknown) context.io.stdout.write(`unknown: ${id} is ticked but no task of the plan\n`);
  return 0;
}
