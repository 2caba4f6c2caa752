import type { Decision, Nfr } from '../../../model/plan/index.ts';
import type { Ground } from '../ground.ts';
import { conflictDecisions } from './conflicts.ts';
import { availabilityDecision, budgetDecision, hipaaDecision, measureDecision, policyDecision, promiseDecision, stackConflictDecision } from './product.ts';
import { aiModelDecision, auditDecision, databaseDecision, identityDecision, queueDecision } from './stack.ts';

/** Every decision this plan has, blocking ones first. DEC-architecture is added with the strategy scores. */
export function decisionsOf(ground: Ground, nfrs: Nfr[]): Decision[] {
  return [
    policyDecision(ground),
    promiseDecision(ground),
    hipaaDecision(ground),
    budgetDecision(ground),
    availabilityDecision(ground, nfrs),
    measureDecision(ground, nfrs),
    stackConflictDecision(ground),
    ...conflictDecisions(ground),
    identityDecision(ground),
    databaseDecision(ground),
    queueDecision(ground),
    auditDecision(ground),
    aiModelDecision(ground),
  ].filter((decision) => decision !== null);
}
