import type { Design, Judgement, Plan, Work } from '../../model/plan/index.ts';
import type { DeriveInput } from '../input.ts';

/** The plan without its review: what exit criteria, checklist and score are computed on. */
export type Graph = Design & Judgement & Work & Pick<Plan, 'feature'>;

/** All stages as one graph of nodes. */
export function graphOf(input: DeriveInput, design: Design, judgement: Judgement, work: Work): Graph {
  return { feature: input.facts.feature, ...design, ...judgement, ...work };
}
