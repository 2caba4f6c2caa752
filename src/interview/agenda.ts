import type { AnswerKey } from '../model/answers.ts';
import { fillsGap, weightOf } from './missing.ts';
import { isAnswerable, isAsked, isPending, steps, type Question, type Role, type Situation } from './question.ts';

/**
 * `limit` counts prompts, the review page among them. `today` tells what was left open on an earlier day. `lookAgain` shows the review page even
 * when nothing is left to ask, `startOver` asks answered questions once more.
 */
export type Options = { readonly all: boolean; readonly role: Role | null; readonly limit: number; readonly today: string; readonly lookAgain?: boolean; readonly startOver?: boolean };

/** The last question is the review page: it is not asked like the others. */
export const reviewKey: AnswerKey = 'save-as-ready';

/** The questions of this run, answered ones included, step by step, those that may move this plan most first in each step. */
export function questionsFor(questions: readonly Question[], situation: Situation, options: Options): Question[] {
  const fitting = questions.filter(question => question.key !== reviewKey && (isAsked(question, situation) || ((fillsGap(question, situation) || (options.all && question.core)) && isAnswerable(question, situation))) && (options.role === null || question.roles.includes(options.role)));
  const taken = new Set([...fitting].sort((a, b) => weightOf(b, situation) - weightOf(a, situation)).slice(0, options.limit - 1));
  return fitting.filter(question => taken.has(question)).sort((a, b) => steps.indexOf(a.step) - steps.indexOf(b.step) || weightOf(b, situation) - weightOf(a, situation));
}

/** Questions of this run that nobody has answered yet. */
export function pendingQuestions(questions: readonly Question[], situation: Situation, options: Options): Question[] {
  return questionsFor(questions, situation, options).filter(question => options.startOver === true || isPending(question, situation, options.today));
}
