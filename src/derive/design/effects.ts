import { caseless, escapeRegExp } from '../../text/regex.ts';
import type { Context } from './context.ts';
import type { Resource } from './resources.ts';
import { byClock, conditionsOf } from './reading/schedule.ts';
import { holds, plural, stateAfter } from './reading/words.ts';

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
  // Patterns are made for each noun, and most sentences have no such verb.
  if (!low.includes('its') && !ctx.lexicon.effects.some((word) => low.includes(word))) return out;
  for (const r of ctx.resources.values()) {
    if (r.name === own || !r.stored || !low.includes(r.noun.toLowerCase()) || ctx.lexicon.people.includes(r.noun)) continue;
    const found = caseless(`\\b(${words})s?\\s+(?:the|its|that|their|an?|one)\\s+(?:old\\s+|new\\s+)?${escapeRegExp(r.noun)}\\b`).exec(text);
    const moved = caseless(`\\b(change|replace)s?\\s+its\\s+${escapeRegExp(r.noun)}\\b`).exec(text);
    const verb = found?.[1]?.toLowerCase() ?? (moved === null ? undefined : 'move');
    // "reserve a berth" makes a reservation: nothing of the berth changes with it.
    const act = [...ctx.acts.values()].some((row) => row.verb === verb && row.things.includes(r.noun));
    if (verb !== undefined && !act) out.push({ resource: r.name, verb });
  }
  return out;
}

/** Requirements whose sentence does `verb` to the resource beside its own work. */
export function causes(ctx: Context, resource: Resource, verbs: readonly string[]): string[] {
  return ctx.active.filter((r) => effectsOf(ctx, r.text, null).some((e) => e.resource === resource.name && verbs.includes(e.verb))).map((r) => r.id);
}

/** "WHEN a slot becomes free": the state a thing must come into, or null. */
export function awaited(text: string, resource: Resource): string | null {
  if (!text.toLowerCase().includes(resource.noun.toLowerCase()) || !/\b(?:when|once|if|as soon as)\s/i.test(text)) return null;
  return caseless(`\\b(?:when|once|if|as soon as)\\s+(?:an?|the)\\s+${resource.noun}\\s+(?:becomes|is|gets|turns)\\s+([\\p{L}-]+)`).exec(text)?.[1]?.toLowerCase() ?? null;
}

/** "WHEN an offer is not accepted within 2 hours": somebody must be able to accept it, though no sentence asks for that. */
export function impliedMoves(ctx: Pick<Context, 'active' | 'resources' | 'vocabulary' | 'lexicon'>): { resource: Resource; verb: string; object: string; text: string; requirement: Context['active'][number] }[] {
  const waits = caseless(`\\b(?:an?|the)\\s+([\\p{L}-]+(?:\\s[\\p{L}-]+)?)\\s+is\\s+not\\s+(${Object.keys(ctx.lexicon.answers).join('|')})\\s+within\\s+([\\d.]+\\s+\\p{L}+)`);
  return ctx.active.flatMap((r) => {
    const found = waits.exec(r.text);
    const object = found?.[1]?.toLowerCase();
    const verb = ctx.lexicon.answers[found?.[2]?.toLowerCase() ?? ''];
    if (object === undefined || verb === undefined) return [];
    const holder = [...ctx.resources.values()].find((x) => x.noun === object) ?? [...ctx.resources.values()].find((x) => ctx.vocabulary.entities.get(x.noun)?.entity.attributes.some((a) => holds(a, object)) === true);
    if (holder === undefined || holder.uses.some((u) => u.operation === 'transition' && (u.verb.startsWith(verb) || (verb === 'answer' && ['accept', ...ctx.lexicon.rejects].includes(u.verb))))) return [];
    return [{ resource: holder, verb, object: holder.noun === object ? '' : object, text: `within ${found?.[3] ?? ''}`, requirement: r }];
  });
}

/** "When an order is shipped": a move by nobody the spec names. One that the software makes, an outside system or a caller, is none. */
export function countedOn(ctx: Context): { resource: Resource; verb: string; requirement: Context['active'][number] }[] {
  const { lexicon } = ctx;
  // The first verb that leads to a state wins, so English stays English.
  const verbs = new Map([...Object.entries(lexicon.verbs).filter(([, operation]) => operation === 'transition').map(([verb]) => verb), ...Object.keys(lexicon.participles).filter((verb) => lexicon.verbs[verb] === undefined)].filter((verb) => /^[a-z]+$/.test(verb)).toReversed().map((verb) => [stateAfter(verb, lexicon), verb]));
  const out = new Map<string, { resource: Resource; verb: string; requirement: Context['active'][number] }>();
  for (const requirement of ctx.active) {
    for (const condition of conditionsOf(requirement.text)) {
      const found = caseless(String.raw`^(?:an?|the|one|any|his|her|their|my)\s+(.+?)\s+(?:is|are|was|has been|gets)\s+(?:being\s+)?(\p{L}+)$`).exec(condition.trim());
      const marked = caseless(String.raw`^(?:an?|the|one|any|his|her|their|my)\s+(.+?)\s+(?:is|are|has been|gets)\s+(?:marked|flagged|set)\s+(?:as|to)\s+(\p{L}+)$`).exec(condition.trim());
      const verb = marked === null ? verbs.get(found?.[2]?.toLowerCase() ?? '') : `mark ${marked[2]?.toLowerCase() ?? ''}`;
      const thing = (marked ?? found)?.[1]?.toLowerCase() ?? '';
      const resource = [...ctx.resources.values()].find((r) => r.stored && [r.noun, plural(r.noun, lexicon)].includes(thing));
      if (verb === undefined || resource === undefined || byClock(condition) || isMade(ctx, resource, verb)) continue;
      out.set(`${resource.name} ${verb}`, { resource, verb, requirement });
    }
  }
  return [...out.values()];
}

/** Whether a route, a job or a sentence makes the move already. */
function isMade(ctx: Context, resource: Resource, verb: string): boolean {
  const state = stateAfter(verb, ctx.lexicon);
  // A payment is confirmed by the event of the payment service.
  if (ctx.lexicon.lifecycles[resource.noun]?.moves.some((m) => m.by === verb && m.always === true) === true && resource.uses.some((u) => u.operation === 'create' && !u.internal) && ctx.lexicon.payments.includes(resource.noun)) return true;
  if (resource.uses.some((u) => u.verb.split(' ')[0] === verb || u.state === state || stateAfter(u.verb, ctx.lexicon) === state)) return true;
  if (ctx.acts.get(resource.noun)?.state === state) return true;
  return [...ctx.blueprint.routes.values()].some((r) => r.resource === resource.name && (r.verb === verb || r.path.endsWith(`/${verb}`))) || [...ctx.blueprint.jobs.values()].some((j) => j.resource === resource.name && (j.id.startsWith(`${verb}-`) || j.id.endsWith(`-${state}`)));
}
