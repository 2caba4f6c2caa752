import type { Model } from '../../../model/plan/index.ts';
import type { Context } from '../context.ts';
import { inOrder, made } from '../node.ts';
import { plural, snake, spaced } from '../reading/words.ts';

/** Stores of the platform have English names, whatever the spec is written in. */
const storeOf = (ctx: Context, name: string): string => snake(plural(spaced(name), ctx.resources.has(name) ? ctx.lexicon : { ...ctx.lexicon, endings: [] }));

/** A model made by a rule, everything not given at its default. */
export function model(ctx: Context, name: string, over: Partial<Model>, ruleId: string, by: Iterable<string> = [], confidence = 0.7): Model {
  return {
    ...made(ctx, name, ruleId, by, confidence),
    name, kind: 'core', store: storeOf(ctx, name), purpose: '', embeddedIn: null, keyAttributes: [], retention: 'until the user erases it', ownerScoped: true, deferred: null, states: null, dropped: [], requirements: inOrder(ctx, by),
    ...over,
  };
}
