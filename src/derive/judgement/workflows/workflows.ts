import type { Nfr, Workflow } from '../../../model/plan/index.ts';
import type { Ground } from '../ground.ts';
import { primaryGroups } from './groups.ts';
import { primaryWorkflow } from './primary.ts';
import { supportingWorkflows } from './supporting.ts';

/** At most three primary workflows and the four supporting ones; every route but probes stands in exactly one of them. */
export function workflowsOf(ground: Ground, nfrs: Nfr[]): Workflow[] {
  const primary = primaryGroups(ground).map((group) => primaryWorkflow(group, nfrs, ground));
  return [...primary, ...supportingWorkflows(ground)];
}
