import type { Lexicon } from '../../../model/knowledge.ts';
import type { Requirement } from '../../../model/plan/index.ts';
import { oncePer, oncePerText } from '../../../text/once.ts';
import { caseless } from '../../../text/regex.ts';
import type { Context } from '../context.ts';
import { sentencesOf } from '../reading/counts.ts';
import type { Resource } from '../resources.ts';
import { nounsOf } from '../triggers.ts';
import { holds, singular, verbBases } from '../reading/words.ts';

/** A move that says why: "a refusal must state a reason", "a reason is required when rejecting a claim". */
export interface Reasoned {
  resource: string;
  verb: string;
  requirement: Requirement;
}

const reason = String.raw`(?:an?|the|its|their|one)\s+(?:\p{L}+\s+){0,2}?(?:reason|justification)\b`;
const ways = [
  caseless(String.raw`(?:^|[,;]\s*(?:and\s+|but\s+)?)(?:an?|the|each|every|all)?\s*(?<deed>\p{L}+)(?:\s+of\s+[^,;]+?)?\s+(?:must|shall|has to|have to|needs?(?:\s+to)?|requires?)\s+(?:always\s+)?(?:(?:state|give|have|include|name|contain|carry|be given|come with|be made with)\s+)?${reason}`),
  caseless(String.raw`\b(?:must|shall|has to|have to|needs? to|(?:is|are) (?:required|obliged) to)\s+(?:always\s+)?(?:state|give|provide|enter|include|name|supply)\s+${reason}\s+(?:when|for|on|upon|before|to|if\s+they|whenever\s+they)\s+(?:they\s+)?(?<deed>\p{L}+)`),
  caseless(String.raw`^when(?:ever)?\s+(?:\p{L}+\s+){0,3}?(?<deed>\p{L}+(?:ing|s))\s[^,]{2,60},\s*[^,]*?\b(?:must|shall|has to|have to|needs? to)\s+(?:state|give|provide|enter|include|name|supply)\s+${reason}`),
  caseless(String.raw`${reason}\s+(?:must be (?:given|stated|provided|entered)|(?:is|are) (?:required|mandatory|compulsory|needed))\s+(?:when|for|on|upon|before|to)\s+(?:(?:an?|the|each|every)\s+)?(?<deed>\p{L}+)`),
  caseless(String.raw`\b(?:must|may only|can only)\s+(?<deed>\p{L}+)\s+[^,.;]{2,50}?\s+with\s+${reason}`),
];

/** The verb of the move that a sentence wants a reason for; null for any other sentence. */
const toldReason = oncePerText((sentence: string, lexicon: Lexicon): string | null => {
  if (!/\b(?:reason|justification)\b/i.test(sentence)) return null;
  for (const way of ways) {
    const deed = way.exec(sentence.trim())?.groups?.['deed']?.toLowerCase();
    if (deed === undefined) continue;
    const one = singular(deed, lexicon);
    const verb = lexicon.nominals[one] ?? [...verbBases(deed), ...(one.endsWith('al') ? [one.slice(0, -2), `${one.slice(0, -2)}e`] : [])].find((base) => lexicon.verbs[base] !== undefined || lexicon.refusals.includes(base) || lexicon.states[base] !== undefined);
    if (verb !== undefined) return verb;
  }
  return null;
});

/** The moves of the feature that take a reason, each at the resource that is moved: the one that the requirement names, else any that is moved so. */
export const reasonsOf = oncePer((ctx: Context) => ctx.active, (ctx: Context): Reasoned[] => ctx.active.flatMap((requirement) => sentencesOf(requirement.text).flatMap((sentence): Reasoned[] => {
  const verb = toldReason(sentence, ctx.lexicon);
  if (verb === null) return [];
  const moved = [...ctx.resources.values()].filter((r) => r.stored && r.uses.some((u) => u.operation === 'transition' && u.verb === verb && u.actor !== 'system'));
  const named = moved.filter((r) => nounsOf(ctx, r).some((noun) => holds(requirement.text, noun)));
  const own = named.length > 0 ? named : moved.length === 1 ? moved : [];
  return own.map((resource: Resource) => ({ resource: resource.name, verb, requirement }));
})));

/** Whether a call takes a reason. */
export const takesReason = (ctx: Context, route: { resource: string | null; verb?: string | null; action: string }): boolean => route.action === 'transition' && reasonsOf(ctx).some((each) => each.resource === route.resource && each.verb === route.verb);
