import type { AnswerKey, Answers, AnswerValue } from '../model/answers.ts';
import type { Facts } from '../model/facts.ts';
import type { Profile } from '../model/knowledge.ts';
import type { Plan } from '../model/plan/index.ts';

/** Where the interview stands: what was read, the draft derived so far, and the answers given. */
export type Situation = { readonly facts: Facts; readonly plan: Plan; readonly answers: Answers; readonly profiles: readonly Profile[] };

/** The steps of the quick plan (SEED-002-11 to -17), in their order. */
export const steps = ['Bootstrap', 'Charter', 'PRD', 'Architecture', 'WBS', 'Workflows', 'Execution', 'Final'] as const;
export type Step = (typeof steps)[number];

export type Role = 'pm' | 'engineer';

/** Documents an answer feeds; decides which scratchpad it is noted in (SEED-002-9). */
export type Feed = 'charter' | 'prd' | 'add' | 'wbs' | 'workflows' | 'execution';

/** `confidence` in words of the scale: assumed 0.5, rule default 0.7, sample-proven 0.9, confirmed 1. */
export type Default = { value: AnswerValue; from: string; confidence: number };

export type Choice = { value: string; text: string };

/**
 * One entry of the question catalogue. `core` ones are always asked with `--all` and are candidates for the short interview, where `weight` orders
 * them: how much the answer may move this plan (dates, cost, scope). Others are asked only when `when` says so.
 */
export type Question = {
  readonly key: AnswerKey;
  readonly catalogue: string;
  readonly step: Step;
  readonly core: boolean;
  readonly roles: readonly Role[];
  readonly form: 'text' | 'list' | 'number' | 'yes-no' | 'date' | 'one' | 'many';
  readonly prompt: (situation: Situation) => string;
  readonly help: string;
  readonly example: string;
  readonly why: string;
  readonly feeds: readonly Feed[];
  readonly weight: (situation: Situation) => number;
  readonly choices?: (situation: Situation) => Choice[];
  readonly default: (situation: Situation) => Default | null;
  readonly when?: (situation: Situation) => boolean;
};

export const isAsked = (question: Question, situation: Situation): boolean => question.when?.(situation) ?? question.core;
