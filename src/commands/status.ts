import { forecastRemaining } from '../derive/work/remaining.ts';
import { statusOf } from '../progress/status.ts';
import { chooseFeature, pickFormat, type Context } from './context.ts';
import { withTicks } from './progress.ts';
import { readProofs } from './proofs.ts';
import { textTable } from './table.ts';

const rounded = (value: number): number => Math.round(value * 100) / 100;

/** `plan status [feature]`: progress from ticked boxes, proven apart from claimed, suspect requirements, what is left. */
export async function run(context: Context, args: readonly string[]): Promise<number> {
  const format = pickFormat(context.format, ['pretty', 'json']);
  const feature = await chooseFeature(context, args[0], 'plan status');
  const { plan, ticked, lock, state, knowledge } = await withTicks(context, feature);
  const status = statusOf(plan, ticked);
  const proofs = await readProofs(context, feature);
  const proven = plan.tasks.filter(task => ticked.has(task.id) && proofs.get(task.id) === task.verify.command).length;
  const suspect = lock.links.filter(link => !link.confirmed).map(link => link.from);
  const left = forecastRemaining(plan, ticked, { from: context.io.today(), holidays: state.answers.answers.holidays?.value ?? [] }, knowledge.tasks);
  if (format === 'json') {
    context.io.stdout.write(`${JSON.stringify({ schemaVersion: 1, feature, ready: plan.ready, proven, suspect, ...status, hoursDone: rounded(status.hoursDone), hoursLeft: rounded(status.hoursLeft), weeksLeft: rounded(status.weeksLeft), packages: status.packages.map(each => ({ ...each, hoursLeft: rounded(each.hoursLeft) })), forecast: { calibrated: left.calibrated, finish: left.calibrated ? left.finish : null, weeks: left.range } }, null, 2)}\n`);
    return 0;
  }
  const rows = status.packages.map(each => [each.id, each.phase, `${each.done}/${each.total}`, `${each.hoursLeft.toFixed(1)} h left`]);
  context.io.stdout.write(`${textTable(['Package', 'Phase', 'Tasks', 'Left'], rows, context.io.stdout.columns)}\n\n`);
  context.io.stdout.write(`${status.done} of ${status.total} tasks ticked, ${proven} of them proven by their verify command; ${status.hoursLeft.toFixed(0)} h left`);
  context.io.stdout.write(left.calibrated ? `; from today it ends ${left.finish.p50} at even odds, ${left.finish.p80} at 4 in 5\n` : `, ${left.range.low} to ${left.range.high} weeks (capacity and pace are not confirmed)\n`);
  for (const id of suspect) context.io.stdout.write(`suspect: ${id} changed in the spec since it was planned; look at its tasks, then: plan confirm ${id}\n`);
  for (const id of status.unknown) context.io.stdout.write(`unknown: ${id} is ticked but no task of the plan\n`);
  return 0;
}
