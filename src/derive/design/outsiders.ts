import type { Operation } from '../../model/plan/index.ts';
import type { Context } from './context.ts';

/** A name as products write it, behind a word that leads to it: "at PartsHub", "to QuickBooks". */
const named = /\b(?:at|from|via|through|using|with|in|to|on|against|by)\s+(?:the\s+)?(\p{Lu}[\p{Ll}\d]+(?:\p{Lu}[\p{L}\d]*)+)(?![\p{L}\d])/gu;

/** Another system that a sentence names; null where the name is a technology, the product itself or the provider. */
export function systemIn(ctx: Pick<Context, 'input' | 'lexicon' | 'provider'>, text: string): string | null {
  const own = ctx.input.facts.specs.map((s) => s.title).join(' ');
  return [...text.matchAll(named)].map((m) => m[1] ?? '').find((name) => !ctx.lexicon.technologies.includes(name.toLowerCase()) && !ctx.lexicon.systems.some((s) => s.words.includes(name.toLowerCase())) && !own.includes(name) && name !== ctx.provider?.name) ?? null;
}

/** Operations that only read. */
export const readsOnly = new Set<Operation>(['list', 'search', 'derive']);

/** A thing that nobody here writes and that is read at another system is no resource of this one. */
export function withoutForeign(ctx: Pick<Context, 'input' | 'lexicon' | 'provider' | 'active' | 'resources'>): void {
  for (const [name, r] of ctx.resources) {
    if (r.known || r.uses.length === 0 || !r.uses.every((u) => readsOnly.has(u.operation) && systemIn(ctx, u.requirement.text) !== null)) continue;
    ctx.resources.delete(name);
    for (const x of ctx.active.flatMap((q) => q.readings)) if (x.resource === name) x.resource = null;
  }
}
