import type { Prompt } from '../interview/exchange.ts';
import type { Question, Situation } from '../interview/question.ts';
import type { Answers, AnswerValue } from '../model/answers.ts';
import type { Plan } from '../model/plan/index.ts';
import type { Effects } from './effects.ts';

type Around = {
  situation: Situation;
  draftOf: (answers: Answers) => Plan;
  effects: Effects;
  /** The answers with this value given to the question that is asked. */
  answered: (value: AnswerValue) => Answers;
  /** The question that comes then. */
  next: (then: Situation) => Question | undefined;
};

/** What the next question needs, for each answer that may be chosen, the default first: the draft, and the effects of that question's options. */
export function* stepsAhead({ question, fallback }: Pick<Prompt, 'question' | 'fallback'>, { situation, draftOf, effects, answered, next }: Around): Generator<() => void> {
  const others = effects.values(question, situation).filter(value => JSON.stringify(value) !== JSON.stringify(fallback?.value));
  for (const value of [...(fallback === null ? [] : [fallback.value]), ...others]) {
    const answers = answered(value);
    yield () => void draftOf(answers);
    const then: Situation = { ...situation, plan: draftOf(answers), answers };
    const coming = next(then);
    if (coming !== undefined) yield* effects.steps(coming, then);
  }
}

/** More answers than a question has options. */
const draftsKept = 16;

/** The last drafts are kept, so that what was done while a person read is not done again. */
export function rememberDrafts(derive: (answers: Answers) => Plan): (answers: Answers) => Plan {
  const kept = new Map<string, Plan>();
  return answers => {
    const key = JSON.stringify(answers);
    const draft = kept.get(key) ?? derive(answers);
    kept.delete(key);
    kept.set(key, draft);
    const [oldest] = kept.keys();
    if (kept.size > draftsKept && oldest !== undefined) kept.delete(oldest);
    return draft;
  };
}
