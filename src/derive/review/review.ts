import type { Design, Judgement, Review, Work } from '../../model/plan/index.ts';
import type { DeriveInput } from '../input.ts';
import { branchTriggersOf } from './branch.ts';
import { checklistOf } from './checklist.ts';
import { exitCriteriaOf } from './exit.ts';
import { graphOf } from './graph.ts';
import { linked } from './links.ts';
import { priced } from './policy.ts';
import { promised } from './promise.ts';
import { packageStrategies } from './strategies.ts';
import { scoreOf } from './score/score.ts';
import { uncertaintyOf } from './uncertainty.ts';

/**
 * What the finished graph says of itself, and the judgement completed with what only the work knows: tasks of risks and decisions, gates of
 * screens, hours of the promise. `ready` needs every exit criterion and every blocking decision answered by a person or an answers file;
 * a plan nobody answered anything about is a draft.
 */
export function deriveReview(input: DeriveInput, design: Design, judgement: Judgement, work: Work): { review: Review; judgement: Judgement } {
  const hours = priced(input, design, promised(linked(judgement, work), work), work);
  const completed = { ...hours, strategies: [...hours.strategies, ...packageStrategies(input, graphOf(input, design, hours, work))] };
  const graph = graphOf(input, design, completed, work);
  const uncertainty = uncertaintyOf(graph);
  const exitCriteria = exitCriteriaOf(graph);
  const ready = confirmed(input) && exitCriteria.every((check) => check.met) && completed.decisions.every((decision) => !decision.blocking || (!decision.open && decision.origin !== 'ai' && decision.sources.some((source) => source.kind === 'answer')));
  const review = { uncertainty, branchTriggers: branchTriggersOf(input, graph, uncertainty), exitCriteria, checklist: checklistOf(graph), score: scoreOf(graph), ready };
  return { review, judgement: completed };
}

/** Settings of the run, which say nothing about the product. */
const settings = new Set(['profile', 'inputs', 'out', 'depth']);

/** True when a person or an answers file confirmed at least one statement about the product; a draft of a language model (`ai:`) confirms nothing. */
function confirmed(input: DeriveInput): boolean {
  return Object.entries(input.answers.answers).some(([key, answer]) => !settings.has(key) && answer?.state === 'answered' && answer.by?.startsWith('ai:') !== true);
}
