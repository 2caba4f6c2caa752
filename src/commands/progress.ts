import { ticksOf } from '../write/ticks.ts';
import type { Context } from './context.ts';
import { derivedFromState, type Derived, type State } from './session.ts';

/** The plan of a feature with the tasks whose boxes are ticked in its documents. */
export async function withTicks(context: Context, feature: string): Promise<Derived & { state: State; ticked: Set<string> }> {
  const derived = await derivedFromState(context, feature);
  const ticked = new Set<string>();
  for (const path of derived.documents.keys()) for (const id of ticksOf((await context.disk.read(path)) ?? '')) ticked.add(id);
  return { ...derived, ticked };
}
