import type { Lexicon } from '../../../model/knowledge.ts';
import type { Requirement } from '../../../model/plan/index.ts';
import { snake, stateAfter } from '../reading/words.ts';

/** "Marked as fixed" is what "fix" does: two verbs that lead a thing to one state are one move, named by the verb of that state. */
export function settleMoves(requirements: readonly Requirement[], lexicon: Lexicon): void {
  const moves = requirements.filter((r) => r.rejected === null).flatMap((r) => r.readings).filter((x) => x.operation === 'transition' && !x.negated && x.noun !== null && x.verb !== null);
  for (const r of requirements) r.readings = r.readings.map((x) => {
    const state = x.state === null ? null : snake(x.state);
    if (x.operation !== 'transition' || state === null || x.verb?.startsWith('mark ') !== true) return x;
    const own = moves.find((other) => other.noun === x.noun && other.verb !== null && !other.verb.startsWith('mark ') && stateAfter(other.verb, lexicon) === state);
    return own === undefined ? x : { ...x, verb: own.verb };
  });
}
