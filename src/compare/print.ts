import type { Change, PlanDiff } from './plans.ts';

const signs = { added: '+', removed: '-', changed: '~' } as const;

/** The numbers a reader decides by, in one line each. */
function summary(diff: PlanDiff): string[] {
  const { hours, growth } = diff;
  const signed = (value: number): string => `${value > 0 ? '+' : ''}${value}`;
  return [`Work ${hours.before.toFixed(0)} -> ${hours.after.toFixed(0)} h; P80 ${signed(diff.daysAtStake)} working days${diff.calibrated ? '' : ' (capacity and pace are not confirmed)'}; scope: criteria ${signed(growth.criteria)} %, routes ${signed(growth.routes)} %, hours ${signed(growth.hours)} %.`];
}

const counts = (changes: readonly Change[]): string => (['added', 'changed', 'removed'] as const).flatMap(how => (changes.some(each => each.how === how) ? [`${changes.filter(each => each.how === how).length} ${how}`] : [])).join(', ');

/** Nothing differs, neither a node nor the work nor its dates. */
export const isSame = (diff: PlanDiff): boolean => diff.changes.length === 0 && diff.hours.before === diff.hours.after && diff.weeks.before === diff.weeks.after;

/** Every change, one a line, tasks last. Empty when nothing changed. */
export function printText(diff: PlanDiff): string {
  if (isSame(diff)) return '';
  const same = Object.entries(diff.untouched).map(([kind, count]) => `${count} ${count === 1 ? kind : kind === 'criterion' ? 'criteria' : `${kind}s`}`);
  return `${[...summary(diff), ...diff.changes.map(each => `${signs[each.how]} ${each.kind} ${each.id}  ${each.what}`), `Untouched: ${same.join(', ')}.`].join('\n')}\n`;
}

/** Words of a spec in a comment: no markup, and nobody is called by name. */
const plainWords = (text: string): string => text.replace(/[<>|`]/g, '').replace(/@(?=\w)/g, '@\u200B');

/** At most 25 visible lines for one pull-request comment; tasks are counted, the rest folds. Empty when nothing changed. */
export function printMarkdown(diff: PlanDiff, feature: string): string {
  if (isSame(diff)) return '';
  const main = diff.changes.filter(each => each.kind !== 'task');
  const tasks = diff.changes.filter(each => each.kind === 'task');
  const line = (each: Change): string => `- ${each.how} ${each.kind} \`${each.id}\` ${plainWords(each.what)}`;
  const shown = main.slice(0, 16);
  const lines = [`### Plan of ${feature}: ${counts(main) || (tasks.length > 0 ? 'tasks only' : 'dates only')}`, '', ...summary(diff), '', ...shown.map(line)];
  if (tasks.length > 0) lines.push(`- tasks: ${counts(tasks)}`);
  const rest = main.slice(16);
  if (rest.length > 0) lines.push('', `<details><summary>${rest.length} more</summary>`, '', ...rest.map(line), '', '</details>');
  return `${lines.join('\n')}\n`;
}
