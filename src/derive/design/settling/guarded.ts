import type { Requirement } from '../../../model/plan/index.ts';
import { guardedIn } from '../reading/guarded.ts';
import { sentencesOf } from '../reading/counts.ts';
import { singular, verbBases } from '../reading/words.ts';
import type { Vocabulary } from '../vocabulary.ts';

/**
 * "Plans that have subscriptions cannot be deleted": others can, and whoever makes plans deletes them. The deed that a condition forbids is asked for,
 * unless another sentence asks for it; the call refuses it where the condition holds.
 */
export function settleGuarded(requirements: readonly Requirement[], vocabulary: Vocabulary): void {
  const { lexicon } = vocabulary;
  const all = requirements.filter((r) => r.rejected === null).flatMap((r) => r.readings);
  for (const requirement of requirements) for (const sentence of sentencesOf(requirement.text)) {
    const told = guardedIn(sentence);
    const noun = told === null ? '' : singular(told.thing, lexicon);
    if (told === null || vocabulary.meaning(noun).kind !== 'resource') continue;
    const verb = verbBases(told.past).find((base) => lexicon.verbs[base] !== undefined);
    const makers = [...new Set(all.flatMap((x) => (x.noun === noun && x.operation === 'create' && !x.negated && x.actor !== null && x.actor !== 'system' ? [x.actor] : [])))];
    if (verb === undefined || makers.length === 0) continue;
    const asked = all.some((x) => x.noun === noun && x.verb === verb && !x.negated && x.actor !== 'system');
    requirement.readings = requirement.readings.flatMap((x) => (x.noun === noun && x.verb === verb && x.negated ? (asked ? [{ ...x, operation: 'none' as const }] : makers.map((actor) => ({ ...x, actor, negated: false }))) : [x]));
    // "only archived": by them, too.
    requirement.readings = requirement.readings.flatMap((x) => (x.noun === noun && x.operation === 'transition' && !x.negated && x.actor === null ? makers.map((actor) => ({ ...x, actor })) : [x]));
  }
}
