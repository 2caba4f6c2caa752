import { figuresOf } from '../derive/figures.ts';
import { effectBetween, feedsInWords } from '../interview/effects.ts';
import type { Effect } from '../interview/exchange.ts';
import type { Question, Situation } from '../interview/question.ts';
import type { Answers, AnswerValue } from '../model/answers.ts';
import type { Figures } from '../model/plan/index.ts';
import { withAnswer } from './session.ts';

/** Choices whose effect is no part of the plan graph. */
const noEffect = new Set(['inputs', 'top-risks', 'estimate-unit', 'workflows', 'diagrams-ok', 'code-policy']);

export type Effects = {
  /** Each choice with what it would change against the default, or in words what it feeds. Where a decision has priced its options (a promise that does not fit), its own words stand. */
  of: (question: Question, now: Situation) => Effect[];
  /** The values that can be chosen. */
  values: (question: Question, now: Situation) => AnswerValue[];
  /** The effects in steps, for whoever has time before they are asked for. */
  steps: (question: Question, now: Situation) => Generator<() => void>;
};

/** The effects of the options of each question; `figuresOfAnswers` makes the figures of the plan a set of answers leads to. They are counted once per answer set and value. */
export function createEffects(figuresOfAnswers: (answers: Answers) => Figures): Effects {
  const known = new Map<string, Figures>();
  const figuresWith = (question: Question, value: unknown, now: Situation): Figures => {
    const key = `${question.key}=${JSON.stringify(value)}|${JSON.stringify({ ...now.answers.answers, [question.key]: undefined })}`;
    const figures = known.get(key) ?? figuresOfAnswers(withAnswer(now.answers, question.key, value, { state: 'answered', by: null, at: null }));
    known.set(key, figures);
    return figures;
  };
  const listedOf = (question: Question, now: Situation): { value: string; text: string }[] => question.choices?.(now) ?? (question.form === 'yes-no' && !noEffect.has(question.key) ? [{ value: 'yes', text: 'yes' }, { value: 'no', text: 'no' }] : []);
  const valueOf = (question: Question, choice: { value: string }): AnswerValue => (question.form === 'many' ? [choice.value] : question.form === 'yes-no' ? choice.value === 'yes' : choice.value);
  const isCounted = (question: Question): boolean => !noEffect.has(question.key) && question.key !== 'promise-gap';
  return {
    of: (question, now) => {
      const listed = listedOf(question, now);
      if (noEffect.has(question.key)) return listed.map(choice => ({ ...choice, effect: feedsInWords(question.feeds) }));
      const decision = now.plan.decisions.find(each => each.asks === question.key);
      const fallback = question.default(now);
      return listed.map(choice => {
        const option = decision?.options.find(each => each.key === choice.value);
        const priced = now.plan.schedule.options.find(each => each.key === choice.value);
        if (!isCounted(question)) return { ...choice, effect: priced === undefined ? (option?.effect ?? '') : `likely end ${priced.p80}; ${priced.effect}` };
        const value = valueOf(question, choice);
        const usual = JSON.stringify(value) === JSON.stringify(fallback?.value);
        const computed = usual ? 'as the draft has it' : effectBetween(fallback === null ? figuresOf(now.plan) : figuresWith(question, fallback.value, now), figuresWith(question, value, now), now.role ?? null) || feedsInWords(question.feeds);
        return { ...choice, effect: option === undefined ? computed : `${computed}; ${option.effect}` };
      });
    },
    values: (question, now) => listedOf(question, now).map(choice => valueOf(question, choice)),
    *steps(question, now) {
      const listed = listedOf(question, now);
      if (!isCounted(question) || listed.length === 0) return;
      const fallback = question.default(now);
      for (const value of [...(fallback === null ? [] : [fallback.value]), ...listed.map(choice => valueOf(question, choice))]) yield () => void figuresWith(question, value, now);
    },
  };
}
