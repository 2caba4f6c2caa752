import { applyFiles } from '../io/apply.ts';
import { withLock } from '../io/run-lock.ts';
import { UserError } from '../model/errors.ts';
import { fingerprint } from '../text/hash.ts';
import { confirmLinks } from '../write/links.ts';
import { lockPath, printLock, stateFolder } from '../write/state.ts';
import { chooseFeature, knownFeatures, type Context } from './context.ts';
import { derivedFromState, lockHolder } from './session.ts';

/** `plan confirm [ids...]`: takes the changed meaning of suspect requirements as looked at. Without ids it lists them. */
export async function run(context: Context, args: readonly string[]): Promise<number> {
  const known = await knownFeatures(context);
  const named = args.find(arg => known.includes(arg));
  const ids = args.filter(arg => arg !== named);
  const feature = await chooseFeature(context, named, ['plan confirm', ...ids].join(' '));
  const { plan, lock } = await derivedFromState(context, feature);
  const suspect = lock.links.filter(link => !link.confirmed).map(link => link.from);
  if (ids.length === 0) {
    for (const id of suspect) context.io.stdout.write(`${id}  ${plan.requirements.find(each => each.id === id)?.title ?? ''}\n`);
    context.say(suspect.length === 0 ? 'No requirement is suspect.' : 'Confirm one with: plan confirm ID');
    return 0;
  }
  const unknown = ids.find(id => !suspect.includes(id));
  if (unknown !== undefined) throw new UserError(`${unknown} is not suspect`, suspect.length === 0 ? 'There is nothing to confirm.' : `Suspect: ${suspect.join(', ')}.`);
  const next = confirmLinks(lock, plan.requirements.map(each => ({ id: each.id, fingerprint: fingerprint(each.text) })), new Set(ids));
  await withLock(context.disk, stateFolder(feature), lockHolder(context), () => applyFiles(context.disk, stateFolder(feature), new Map([[lockPath(feature), printLock(next)]]), []));
  context.say(`Confirmed: ${ids.join(', ')}`);
  return 0;
}
