import type { Design, Judgement } from '../../model/plan/index.ts';
import type { DeriveInput } from '../input.ts';
import { arithmeticOf, peakLoad } from './capacity.ts';
import { constraintsOf } from './constraints.ts';
import { decisionsOf } from './decisions/decisions.ts';
import { groundOf } from './ground.ts';
import { laterOf } from './later.ts';
import { nfrsOf } from './nfr/nfrs.ts';
import { objectivesOf } from './objectives.ts';
import { risksOf, watchOf } from './risks/risks.ts';
import { screensOf, screenStatesOf } from './screens.ts';
import { architectureDecision, planStrategy } from './strategies/plan.ts';
import { slowestMs } from './workflows/budget.ts';
import { workflowsOf } from './workflows/workflows.ts';

/** How well, in what shape and at what risk the design is built. Hours and dates are filled in by the review, once the work is known. */
export function deriveJudgement(input: DeriveInput, design: Design): Judgement {
  const ground = groundOf(input, design);
  const capacity = peakLoad(ground);
  const nfrs = nfrsOf(ground, { peakRps: capacity.peakRps, slowestMs: slowestMs(ground) });
  const strategy = planStrategy(ground, capacity.peakRps);
  return {
    workflows: workflowsOf(ground, nfrs),
    nfrs,
    arithmetic: arithmeticOf(ground, capacity, nfrs.find((nfr) => nfr.id === 'NFR-availability')?.value ?? null),
    objectives: objectivesOf(ground, nfrs),
    constraints: constraintsOf(ground),
    decisions: [...decisionsOf(ground, nfrs), architectureDecision(ground, strategy)],
    risks: risksOf(ground, nfrs),
    watch: watchOf(ground),
    strategies: [strategy],
    later: laterOf(ground, nfrs),
    screens: screensOf(ground),
    screenStates: screenStatesOf(ground),
  };
}
