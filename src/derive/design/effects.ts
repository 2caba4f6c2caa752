import { escapeRegExp } from '../../text/regex.ts';
import type { Context } from './context.ts';
import type { Resource } from './resources.ts';
import { holds } from './words.ts';

/** A row of another resource that the same sentence changes: "create an appointment and hold the slot" also writes the slot. */
export interface Effect {
  resource: string;
  verb: string;
}

/** Other resources that a requirement changes beside its own, with the verb: hold, free, reserve, take stock of. */
export function effectsOf(ctx: Context, text: string, own: string | null): Effect[] {
  const words = ctx.lexicon.effects.join('|');
  const low = text.toLowerCase();
  const out: Effect[] = [];
  for (const r of ctx.resources.values()) {
    if (r.name === own || !r.stored || !low.includes(r.noun.toLowerCase()) || ctx.lexicon.people.includes(r.noun)) continue;
    const found = new RegExp(`\\b(${words})s?\\s+(?:the|its|that|their|an?|one)\\s+(?:old\\s+|new\\s+)?${escapeRegExp(r.noun)}\\b`, 'iu').exec(text);
    const moved = new RegExp(`\\b(change|replace)s?\\s+its\\s+${escapeRegExp(r.noun)}\\b`, 'iu').exec(text);
    const verb = found?.[1]?.toLowerCase() ?? (moved === null ? undefined : 'move');
    if (verb !== undefined) out.push({ resource: r.name, verb });
  }
  return out;
}

/** Requirements whose sentence does `verb` to the resource beside its own work. */
export function causes(ctx: Context, resource: Resource, verbs: readonly string[]): string[] {
  return ctx.active.filter((r) => effectsOf(ctx, r.text, null).some((e) => e.resource === resource.name && verbs.includes(e.verb))).map((r) => r.id);
}

/** "WHEN a slot becomes free": the state a thing must come into, or null. */
export function awaited(text: string, resource: Resource): string | null {
  if (!text.toLowerCase().includes(resource.noun.toLowerCase())) return null;
  return new RegExp(`\\b(?:when|once|if|as soon as)\\s+(?:an?|the)\\s+${resource.noun}\\s+(?:becomes|is|gets|turns)\\s+([\\p{L}-]+)`, 'iu').exec(text)?.[1]?.toLowerCase() ?? null;
}

/** "WHEN an offer is not accepted within 2 hours": somebody must be able to accept it, though no sentence asks for that. */
export function impliedMoves(ctx: Pick<Context, 'active' | 'resources' | 'vocabulary' | 'lexicon'>): { resource: Resource; verb: string; object: string; text: string; requirement: Context['active'][number] }[] {
  const waits = new RegExp(`\\b(?:an?|the)\\s+([\\p{L}-]+(?:\\s[\\p{L}-]+)?)\\s+is\\s+not\\s+(${Object.keys(ctx.lexicon.answers).join('|')})\\s+within\\s+([\\d.]+\\s+\\p{L}+)`, 'iu');
  return ctx.active.flatMap((r) => {
    const found = waits.exec(r.text);
    const object = found?.[1]?.toLowerCase();
    const verb = ctx.lexicon.answers[found?.[2]?.toLowerCase() ?? ''];
    if (object === undefined || verb === undefined) return [];
    const holder = [...ctx.resources.values()].find((x) => x.noun === object) ?? [...ctx.resources.values()].find((x) => ctx.vocabulary.entities.get(x.noun)?.entity.attributes.some((a) => holds(a, object)) === true);
    if (holder === undefined || holder.uses.some((u) => u.operation === 'transition' && u.verb.startsWith(verb))) return [];
    return [{ resource: holder, verb, object: holder.noun === object ? '' : object, text: `within ${found?.[3] ?? ''}`, requirement: r }];
  });
}
