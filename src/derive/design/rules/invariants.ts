import type { Lexicon } from '../../../model/knowledge.ts';
import type { Requirement } from '../../../model/plan/index.ts';
import type { RouteDraft } from '../blueprint.ts';
import type { Context } from '../context.ts';
import { oncePerText } from '../../../text/once.ts';
import { sentencesOf } from '../reading/counts.ts';
import { nounsOf, verbsOf } from '../triggers.ts';
import { holds, verbBases } from '../reading/words.ts';
import { caseless } from '../../../text/regex.ts';

/** "Blocking a family does not cancel its open orders": a deed, and what stays as it was. */
interface Told {
  /** Base form of the deed: block. */
  deed: string;
  /** What it is done to, in the author's words. */
  on: string;
  /** What stays, in the author's words. */
  left: string;
}

export interface Invariant extends Told {
  requirement: Requirement;
}

const denied = caseless(String.raw`^(?<subject>[^.;,]{3,80}?)\s+(?:(?:does|do|must|shall|should|will|may|can)(?:\s+not|n['’]t)|cannot|never|(?:must|shall|should|will|may)\s+never)\s+(?:also\s+|automatically\s+|ever\s+)?(?<verb>\p{L}+)\s+(?<left>[^;]+)$`);

/** The deed that a subject names and what it is done to: "blocking a family", "cancellation of an order"; null for a thing or a person. */
function deedOf(subject: string, lexicon: Lexicon): { deed: string; on: string } | null {
  const [first = '', ...rest] = subject.trim().split(/\s+/u);
  const word = first.toLowerCase();
  const nominal = lexicon.nominals[word];
  if (nominal !== undefined && rest[0]?.toLowerCase() === 'of') return { deed: nominal, on: rest.slice(1).join(' ') };
  if (!/\p{L}{3,}ing$/u.test(word) || rest.length === 0) return null;
  const bases = verbBases(word).filter((base) => base !== word);
  const deed = bases.find((base) => lexicon.verbs[base] !== undefined || lexicon.acts[base] !== undefined) ?? bases[0];
  return deed === undefined ? null : { deed, on: rest.join(' ') };
}

/** What a sentence says that a deed leaves alone; null for any other sentence. */
export const toldInvariant = oncePerText((sentence: string, lexicon: Lexicon): Told | null => {
  const groups = denied.exec(sentence.trim().replace(/[*`]/gu, '').replace(/[.;]+$/u, ''))?.groups;
  const acted = groups === undefined ? null : deedOf(groups['subject'] ?? '', lexicon);
  return acted === null ? null : { ...acted, left: groups?.['left'] ?? '' };
});

export const invariantsOf = (active: readonly Requirement[], lexicon: Lexicon): Invariant[] => active.flatMap((requirement) => sentencesOf(requirement.text).flatMap((sentence): Invariant[] => {
  const told = toldInvariant(sentence, lexicon);
  return told === null ? [] : [{ ...told, requirement }];
}));

const operations: Readonly<Record<string, readonly string[]>> = { create: ['create', 'upload', 'start-ai'], upload: ['upload', 'create'], update: ['update', 'update-me'], delete: ['delete'] };

/** The calls by which people do the deed: on what the sentence names; where that is no row of its own, whatever is done so. */
export function routesOf(ctx: Context, invariant: Invariant): RouteDraft[] {
  const writes = [...ctx.blueprint.routes.values()].filter((route) => route.method !== 'GET' && ctx.resources.has(route.resource ?? ''));
  const kinds = operations[ctx.lexicon.verbs[invariant.deed] ?? ''] ?? [];
  const named = (route: RouteDraft): boolean => {
    const resource = ctx.resources.get(route.resource ?? '');
    return resource !== undefined && nounsOf(ctx, resource).some((noun) => holds(invariant.on, noun));
  };
  const does = (route: RouteDraft): boolean => verbsOf(ctx, route).includes(invariant.deed);
  for (const able of [writes.filter((route) => named(route) && does(route)), writes.filter((route) => named(route) && kinds.includes(route.action)), kinds.length > 0 ? [] : writes.filter(does)]) if (able.length > 0) return able.slice(0, 2);
  return [];
}
