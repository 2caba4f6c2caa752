import { exportJson } from '../export/json.ts';
import { chooseFeature, pickFormat, type Context } from './context.ts';
import { derivedFromState } from './session.ts';

/** `plan export json [feature]`: the whole plan graph. */
export async function run(context: Context, args: readonly string[]): Promise<number> {
  pickFormat(args[0] ?? null, ['json']);
  const { plan } = await derivedFromState(context, await chooseFeature(context, args[1], 'plan export json'));
  context.io.stdout.write(exportJson(plan));
  return 0;
}
