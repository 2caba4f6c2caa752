import type { NodeBase, Origin, Source } from '../../model/source.ts';
import type { Context } from './context.ts';

export const rule = (id: string): Source => ({ kind: 'rule', id });

/** Spec sources of requirements, each once, in the order of the ids. */
function sourcesOf(ctx: Context, ids: Iterable<string>): Source[] {
  const wanted = new Set(ids);
  return ctx.requirements.filter((r) => wanted.has(r.id)).flatMap((r) => r.sources);
}

/** A node made by a rule: its requirements first, then the rule. Confidence of a rule default is 0.7 (0.5 when it rests on a guess). */
export function made(ctx: Context, id: string, ruleId: string, by: Iterable<string> = [], confidence = 0.7): NodeBase {
  const origin: Origin = `rule:${ruleId}`;
  return { id, sources: [...sourcesOf(ctx, by), rule(ruleId)], origin, confidence, status: 'new' };
}

/** Ids of requirements in the order of the spec. */
export function inOrder(ctx: Context, ids: Iterable<string>): string[] {
  const wanted = new Set(ids);
  return ctx.requirements.filter((r) => wanted.has(r.id)).map((r) => r.id);
}
