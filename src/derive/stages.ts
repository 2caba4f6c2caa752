import type { Decision, Design, Judgement } from '../model/plan/index.ts';
import { deriveDesign } from './design/design.ts';
import type { Designed } from './designs.ts';
import type { DeriveInput } from './input.ts';
import { settledConflicts } from './judgement/decisions/conflicts.ts';
import { groundOf } from './judgement/ground.ts';
import { deriveJudgement } from './judgement/judgement.ts';
import { withJudgedCriteria } from './judgement/target-criteria.ts';

/** What is built, and how well: the stages before work is cut into tasks. `designed` makes the design, anew or from what it remembers. */
export function designAndJudgement(input: DeriveInput, designed: Designed = deriveDesign): { design: Design; judgement: Judgement } {
  const first = designed(input);
  // What a person settled between two lines of the spec is known only once both are understood: the plan is then made without the loser.
  const settled = input.answers.answers.conflicts?.state === 'answered' ? settledConflicts(groundOf(input, first)) : null;
  const base = settled === null || settled.dropped.size === 0 ? first : deriveDesign({ ...input, dropped: settled.dropped });
  const judgement = withSettled(deriveJudgement(input, base), settled?.decisions ?? []);
  return { design: withJudgedCriteria(base, judgement), judgement };
}

/** Settled conflicts stay in the register: without the losing line no rule finds them again. */
function withSettled(judgement: Judgement, settled: readonly Decision[]): Judgement {
  return { ...judgement, decisions: [...judgement.decisions.filter(each => !settled.some(one => one.id === each.id)), ...settled] };
}
