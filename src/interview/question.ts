import type { AnswerKey, Answers, AnswerValue } from '../model/answers.ts';
import type { Facts } from '../model/facts.ts';
import type { Profile } from '../model/knowledge.ts';
import type { Plan } from '../model/plan/index.ts';
import { fingerprint } from '../text/hash.ts';

/** Where the interview stands: what was read, the draft derived so far, the answers given, and who is asked (null: anybody). */
export type Situation = { readonly facts: Facts; readonly plan: Plan; readonly answers: Answers; readonly profiles: readonly Profile[]; readonly role?: Role | null };

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
 * them: how much the answer may move this plan (dates, cost, scope). Others are asked only when `when` says so: a rule fired, or the draft is unsure.
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

/** Can it be asked at all? A choice among nothing is no question. */
export const isAnswerable = (question: Question, situation: Situation): boolean => question.choices === undefined || question.choices(situation).length > 0;

export const isAsked = (question: Question, situation: Situation): boolean => isAnswerable(question, situation) && (question.when?.(situation) ?? question.core);

/** What a question rests on: its default and its choices. When this changed, an answer given before is looked at again. */
export function basisOf(question: Question, situation: Situation): string {
  return fingerprint(JSON.stringify([question.default(situation)?.value ?? null, (question.choices?.(situation) ?? []).map(choice => choice.value)]));
}

/**
 * Is this question still to be asked? A person's answer settles it until what it rested on changed to something the answer does not say;
 * what another role left open, or was left open on an earlier day, is asked again.
 */
export function isPending(question: Question, situation: Situation, today: string): boolean {
  const given = situation.answers.answers[question.key];
  if (given === undefined || given.state === 'default') return true;
  if (given.state === 'open') return given.by !== (situation.role ?? given.by) || (given.at !== null && given.at < today);
  if (given.evidence === null || given.evidence === basisOf(question, situation)) return false;
  const now = question.default(situation);
  return now !== null && now.confidence >= 0.9 && JSON.stringify(now.value) !== JSON.stringify(given.value);
}
