import { clean } from '../text/clean.ts';
import { traceOf } from '../derive/trace.ts';
import { UserError } from '../model/errors.ts';
import { Slug } from '../model/ids.ts';
import { chooseFeature, pickFormat, type Context } from './context.ts';
import { derivedFromState } from './session.ts';
import { textTable } from './table.ts';

/** `plan trace [feature]`: what each requirement became, with coverage. Exit 0 also with gaps. */
export async function run(context: Context, args: readonly string[]): Promise<number> {
  const format = pickFormat(context.format, ['pretty', 'json']);
  const [given] = args;
  if (given !== undefined && !Slug.safeParse(given).success) throw new UserError(`"${given}" is no feature name`, `The chain of one id: plan explain "${given}"`);
  const { plan } = await derivedFromState(context, await chooseFeature(context, given, 'plan trace'));
  const trace = traceOf(plan);
  if (format === 'json') {
    context.io.stdout.write(`${JSON.stringify(trace, null, 2)}\n`);
    return 0;
  }
  const rows = trace.requirements.map(each => [
    each.id,
    each.priority,
    each.open !== null ? `open: ${each.open}` : each.rejected !== null ? `rejected: ${clean(each.rejected)}` : [...each.routes, ...each.jobs, ...each.nfrs].join(', ') || 'nothing yet',
    `${each.criteria.length}`,
    `${each.tasks.length}`,
    each.source === null ? 'by rule' : `${each.source.path}:${each.source.line}`,
  ]);
  const share = (value: number | null): string => (value === null ? 'none' : `${Math.round(value * 100)} %`);
  context.io.stdout.write(`${textTable(['Id', 'Priority', 'Becomes', 'Criteria', 'Tasks', 'Source'], rows, 400)}\n\n`);
  context.io.stdout.write(`Coverage: must ${share(trace.coverage.must)}, should ${share(trace.coverage.should)}, could ${share(trace.coverage.could)}, all ${share(trace.coverage.all)}${trace.coverage.open === 0 ? '' : `; ${trace.coverage.open} not covered, each waits for an answer`}\n`);
  for (const line of trace.unused) context.io.stdout.write(`not used: ${line.path}:${line.line} ${clean(line.text)}\n`);
  return 0;
}
