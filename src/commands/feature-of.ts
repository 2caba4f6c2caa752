import { UserError } from '../model/errors.ts';
import { basePath } from '../write/state.ts';
import { chooseFeature, featureName, knownFeatures, type Context } from './context.ts';
import { plannedFeatures } from './paths.ts';

/**
 * The feature whose plan holds an id: the one given behind it, the only one there is, or the only one whose documents name the id. Throws
 * UserError with the whole command where several do.
 */
export async function featureOf(context: Context, command: string, id: string, given: string | undefined): Promise<string> {
  if (given !== undefined) {
    if ((await knownFeatures(context)).includes(id)) throw new UserError(`"${id}" is a feature`, `The id comes first: plan ${command} ${given} ${id}`);
    return featureName(given);
  }
  const planned = await plannedFeatures(context);
  if (planned.length < 2) return chooseFeature(context, undefined, `plan ${command} ${id}`);
  const holding: string[] = [];
  for (const feature of planned) if ((await context.disk.read(basePath(feature)))?.includes(id) === true) holding.push(feature);
  const [only] = holding;
  if (only === undefined) throw new UserError(`No plan of ${planned.join(', ')} names "${id}"`, `Where you are sure, say whose it is: plan ${command} ${id} ${planned[0]}`);
  if (holding.length > 1) throw new UserError(`"${id}" is named in the plans of ${holding.join(', ')}`, `Say whose is meant: plan ${command} ${id} ${only}`);
  return only;
}
