import type { AnswerKey, AnswerValue } from '../model/answers.ts';
import type { Plan } from '../model/plan/index.ts';
import { draftValue, type Desk, type Place } from './desk.ts';
import type { Proposal } from '../model/proposal.ts';
import { basisOf, isAnswerable, isAsked, isPending, steps, type Default, type Question, type Role, type Situation, type Step } from './question.ts';
import { fillsGap, promptOf, weightOf } from './missing.ts';
import { inWordsOf } from './words.ts';

/** One option with what choosing it would change, computed before it is chosen. */
export type Effect = { value: string; text: string; effect: string };

/** What the person is shown. `previous` is set when they came back to change an answer. */
export type Prompt = {
  readonly question: Question;
  readonly text: string;
  readonly fallback: Default | null;
  readonly previous: AnswerValue | undefined;
  readonly choices: readonly Effect[];
  /** What a language model proposes, beside the default. */
  readonly draft: Proposal | null;
  readonly progress: { step: Step; number: number; of: number; minutesLeft: number };
  /** Why the last answer was not taken. */
  readonly complaint: string | null;
};

/** `take` takes the draft, `refuse` takes it away; a value typed over the draft is `edited`. */
export type Reply = { kind: 'value'; value: AnswerValue; edited?: true } | { kind: 'take' } | { kind: 'refuse' } | { kind: 'accept' } | { kind: 'back' } | { kind: 'open' } | { kind: 'enough' } | { kind: 'quit' };

/** Who answers: a terminal, plain lines, a test. The loop does not know which. */
export type Ask = (prompt: Prompt) => Promise<Reply>;

/** The last page: every answer and decided draft by number, and what would be written. `diff` is asked for with `d`. `key` is a question's or the name of a place. */
export type Review = {
  readonly answers: readonly { key: string; text: string; value: AnswerValue; state: 'answered' | 'default' | 'open' }[];
  readonly preview: Preview;
  readonly verdict: string;
};
/** What writing now would leave behind: the plan, and the files it changes. */
export type Preview = { readonly plan: Plan; readonly files: readonly { path: string; added: number; removed: number }[]; readonly diff: () => string };
export type ReviewReply = { kind: 'write' } | { kind: 'change'; key: string } | { kind: 'back' } | { kind: 'quit' };

export type Recorded = { key: AnswerKey; value: AnswerValue; state: 'answered' | 'default' | 'open'; basis?: string; draft?: { proposal: Proposal; edited: boolean } };

/** What the loop needs from outside: each answer is saved before the next question; `situation` is as it stands after it. */
export type Surroundings = {
  readonly ask: Ask;
  readonly review: (review: Review) => Promise<ReviewReply>;
  readonly situation: () => Situation;
  readonly record: (question: Question, answer: Recorded, prompt: string) => Promise<void>;
  readonly effects: (question: Question) => readonly Effect[];
  readonly preview: () => Promise<Preview>;
  /** Drafts of a language model, where they were asked for. */
  readonly desk?: Desk;
};

type Stop = { kind: 'question'; key: AnswerKey } | { kind: 'place'; place: Place };

/** `limit` counts prompts, the review page among them. `today` tells what was left open on an earlier day. `lookAgain` shows the review page even when nothing is left to ask,
 * `startOver` asks answered questions once more. */
export type Options = { readonly all: boolean; readonly role: Role | null; readonly limit: number; readonly today: string; readonly lookAgain?: boolean; readonly startOver?: boolean };

const secondsPerQuestion = 45;

/** The last question is the review page: it is not asked like the others. */
const reviewKey: AnswerKey = 'save-as-ready';

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

/**
 * Asks the open questions of this run one at a time; the list is made anew after each answer, so that a conditional question joins when an
 * answer makes its rule fire. Answers given earlier are skipped: an interrupted interview goes on where it stopped. Going back shows the
 * previous answer. On the review page one answer can be changed; then only questions that rest on it are asked again. Ends `quit` when the
 * person leaves; every answer is already saved then.
 */
export async function interview(questions: readonly Question[], around: Surroundings, options: Options): Promise<'done' | 'quit'> {
  const trail: Stop[] = [];
  const asked = new Set<AnswerKey>();
  const again = new Set<AnswerKey>();
  let forced: AnswerKey | null = null;
  let forcedPlace: Place | null = null;
  let complaint: string | null = null;

  const open = (): Question[] => {
    const situation = around.situation();
    const room = options.limit - 1 - asked.size;
    const fresh = pendingQuestions(questions, situation, options).filter(question => !asked.has(question.key)).slice(0, Math.max(0, room));
    return [...questions.filter(question => again.has(question.key)), ...fresh];
  };

  const goBack = (otherwise: AnswerKey | null): void => {
    const stop = trail.pop();
    forced = stop === undefined ? otherwise : stop.kind === 'question' ? stop.key : null;
    forcedPlace = stop?.kind === 'place' ? stop.place : null;
  };

  for (;;) {
    const waiting = open();
    const question: Question | undefined = forced === null ? waiting[0] : questions.find(each => each.key === forced);
    if (around.desk !== undefined && forced === null) {
      const place: Place | null | 'cancelled' = forcedPlace ?? (await around.desk.next(question?.step ?? null));
      forcedPlace = null;
      if (place === 'cancelled') return 'quit';
      if (place !== null) {
        const reply = await around.desk.ask(place);
        if (reply.kind === 'quit') return 'quit';
        if (reply.kind === 'enough') return 'done';
        if (reply.kind === 'back') {
          goBack(null);
          if (forced === null && forcedPlace === null) forcedPlace = place;
        } else if (reply.kind === 'later') around.desk.later(place.draft);
        else if (reply.kind === 'stop') around.desk.stop();
        else {
          await around.desk.decide(place, reply);
          trail.push({ kind: 'place', place });
        }
        continue;
      }
    }
    if (question === undefined) {
      if (trail.length === 0 && options.lookAgain !== true) return 'done';
      const review = await reviewOf(questions, around);
      const reply = await around.review(review);
      if (reply.kind === 'quit') return 'quit';
      if (reply.kind === 'change') {
        forced = questions.find(each => each.key === reply.key)?.key ?? null;
        forcedPlace = around.desk?.decided().find(each => each.place.draft.slot.slot === reply.key)?.place ?? null;
      } else if (reply.kind === 'back') goBack(null);
      else {
        const final = questions.find(each => each.key === reviewKey);
        if (final !== undefined) await around.record(final, { key: reviewKey, value: true, state: 'answered' }, review.verdict);
        return 'done';
      }
      continue;
    }
    const situation = around.situation();
    const before = new Map(questions.filter(each => asked.has(each.key)).map(each => [each.key, basisOf(each, situation)]));
    const fallback = question.default(situation);
    const text = inWordsOf(options.role, promptOf(question, situation));
    const left = waiting.filter(each => each.key !== question.key).length;
    const given = situation.answers.answers[question.key];
    const draft = around.desk?.beside(question.key) ?? null;
    const reply = await around.ask({
      question,
      draft,
      text,
      fallback,
      previous: given?.state === 'default' ? undefined : given?.value,
      choices: around.effects(question),
      progress: { step: question.step, number: asked.has(question.key) ? asked.size : asked.size + 1, of: asked.size + left + (asked.has(question.key) ? 1 : 2), minutesLeft: Math.max(1, Math.round(((left + 1) * secondsPerQuestion) / 60)) },
      complaint,
    });
    complaint = null;
    if (reply.kind === 'quit') return 'quit';
    if (reply.kind === 'enough') return 'done';
    if (reply.kind === 'back') {
      goBack(question.key);
      continue;
    }
    if (draft !== null && reply.kind === 'refuse') {
      around.desk?.refuse(draft);
      forced = question.key;
      continue;
    }
    // Enter on an answer given before keeps that answer.
    const kept = given !== undefined && given.state !== 'default' && reply.kind === 'accept' ? given.value : undefined;
    if (reply.kind === 'accept' && kept === undefined && fallback === null) {
      complaint = `There is no default to accept. Example: ${question.example}`;
      forced = question.key;
      continue;
    }
    const basis = basisOf(question, situation);
    const proposed = draft === null ? undefined : draftValue(question, draft);
    const value = reply.kind === 'value' ? reply.value : reply.kind === 'take' ? proposed : (kept ?? fallback?.value ?? nothing(question));
    const edited = reply.kind === 'value' && reply.edited === true;
    const taken = draft !== null && (reply.kind === 'take' || (reply.kind === 'value' && (edited || value === proposed))) ? { proposal: draft, edited: edited && value !== proposed } : undefined;
    // Left open without a default to derive from: nothing is recorded, and it is asked again in the next run.
    if (value !== undefined) await around.record(question, { key: question.key, value, state: reply.kind === 'open' ? 'open' : 'answered', basis, ...(taken === undefined ? {} : { draft: taken }) }, text);
    const changed = asked.has(question.key) && JSON.stringify(value) !== JSON.stringify(given?.value);
    forced = null;
    again.delete(question.key);
    asked.add(question.key);
    trail.push({ kind: 'question', key: question.key });
    if (changed) {
      const now = around.situation();
      for (const each of questions) if (each.key !== question.key && before.has(each.key) && before.get(each.key) !== basisOf(each, now)) again.add(each.key);
    }
  }
}

/** The value that says nothing, where the question's form has one. */
const nothing = (question: Question): AnswerValue | undefined => (question.form === 'list' || question.form === 'many' ? [] : question.form === 'date' ? null : undefined);

async function reviewOf(questions: readonly Question[], around: Surroundings): Promise<Review> {
  const situation = around.situation();
  const answers = questions.flatMap(question => {
    const given = situation.answers.answers[question.key];
    return given === undefined || given.state === 'default' || question.key === reviewKey ? [] : [{ key: question.key, text: inWordsOf(situation.role, question.prompt(situation)), value: given.value, state: given.state }];
  });
  const words = (around.desk?.decided() ?? []).map(({ place, taking }) => ({ key: place.draft.slot.slot, text: place.draft.slot.ask, value: taking.kind === 'refuse' ? 'AI draft refused' : `${taking.kind === 'edit' ? taking.text : place.draft.text} (AI draft${taking.kind === 'edit' ? ', edited' : ''})`, state: 'answered' as const }));
  const final = questions.find(each => each.key === reviewKey);
  const preview = await around.preview();
  return { answers: [...answers, ...words], preview, verdict: final?.prompt({ ...situation, plan: preview.plan }) ?? '' };
}
