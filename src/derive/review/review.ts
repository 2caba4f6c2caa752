import type { Design, Judgement, Review, Work } from '../../model/plan/index.ts';
import type { DeriveInput } from '../input.ts';
import { branchTriggersOf } from './branch.ts';
import { checklistOf } from './checklist.ts';
import { exitCriteriaOf } from './exit.ts';
import { graphOf } from './graph.ts';
import { linked } from './links.ts';
import { promised } from './promise.ts';
import { packageStrategies } from './strategies.ts';
import { scoreOf } from './score/score.ts';
import { uncertaintyOf } from './uncertainty.ts';

/**
 * What the finished graph says of itself, and the judgement completed with what only the work knows: tasks of risks and decisions, gates of
 * screens, hours of the promise. `ready` needs every exit criterion and every blocking decision answered by a person or an answers file.
 */
export function deriveReview(input: DeriveInput, design: Design, judgement: Judgement, work: Work): { review: Review; judgement: Judgement } {
  const hours = promised(linked(judgement, work), work);
  const completed = { ...hours, strategies: [...hours.strategies, ...packageStrategies(input, graphOf(input, design, hours, work))] };
  const graph = graphOf(input, design, completed, work);
  const uncertainty = uncertaintyOf(graph);
  const exitCriteria = exitCriteriaOf(graph);
  const ready = exitCriteria.every((check) => check.met) && completed.decisions.every((decision) => !decision.blocking || (!decision.open && decision.origin !== 'ai' && decision.sources.some((source) => source.kind === 'answer')));
  const review = { uncertainty, branchTriggers: branchTriggersOf(input, graph, uncertainty), exitCriteria, checklist: checklistOf(graph), score: scoreOf(graph), ready };
  return { review, judgement: completed };
}
