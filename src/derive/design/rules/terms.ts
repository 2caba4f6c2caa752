import type { Context } from '../context.ts';
import { attributesOf } from '../attributes.ts';
import type { Computation } from './computations.ts';
import { lengthOf } from './windows.ts';

const started = /^(?:starts?|from|begins?|begin|pick ?up|arrival|check ?in)\b/;
const due = /^(?:due|return by|returns? (?:date|on|by)|until|ends?|end date|expires?|expiry)\b/;

/** "borrow a tool for 14 days": what is brought back is due that time after it was lent, by the date its entity has for it, else a due date. */
export function termsOf(ctx: Pick<Context, 'resources' | 'acts' | 'lexicon' | 'vocabulary'>): Computation[] {
  return [...ctx.resources.values()].flatMap((resource): Computation[] => {
    const act = ctx.acts.get(resource.noun);
    const length = act === undefined || ctx.lexicon.acts[act.verb]?.closes === undefined ? null : lengthOf(ctx, resource);
    if (length === null) return [];
    const entity = ctx.vocabulary.entities.get(resource.noun)?.entity;
    const nouns = entity === undefined ? [] : attributesOf(entity).map((a) => a.noun);
    if (nouns.some((noun) => started.test(noun))) return [];
    const { count, unit, requirement } = length;
    return [{ way: 'offset', noun: nouns.find((noun) => due.test(noun)) ?? 'due date', of: resource.noun, actor: null, inputs: ['creation'], span: { count, unit, before: false }, rule: `${length.span} after it is made`, resource: resource.name, rows: null, requirement, term: true }];
  });
}
