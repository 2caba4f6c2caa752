import type { AnswerKey, AnswerValue } from '../model/answers.ts';
import { pendingQuestions, reviewKey, type Options } from './agenda.ts';
import { draftValue, type Place } from './desk.ts';
import type { Prompt, Recorded, Reply, Review, Surroundings } from './exchange.ts';
import { basisOf, type Question } from './question.ts';
import { promptOf } from './missing.ts';
import { inWordsOf } from './words.ts';

/** What one turn shows: a question, or a place of the documents with a draft. */
type Stop = { kind: 'question'; key: AnswerKey } | { kind: 'place'; place: Place };

/** Where an interview stands. `trail` is the way back, `again` what a changed answer reopened, `next` what comes whatever is waiting. */
type Course = {
  readonly questions: readonly Question[];
  readonly around: Surroundings;
  readonly options: Options;
  readonly trail: Stop[];
  readonly asked: Set<AnswerKey>;
  readonly again: Set<AnswerKey>;
  next: Stop | null;
  complaint: string | null;
};

type Turn = 'on' | 'done' | 'quit';

const secondsPerQuestion = 45;

/**
 * Asks the open questions of this run one at a time; the list is made anew after each answer, so that a conditional question joins when an
 * answer makes its rule fire. Answers given earlier are skipped: an interrupted interview goes on where it stopped. Going back shows the
 * previous answer. On the review page one answer can be changed; then only questions that rest on it are asked again. Ends `quit` when the
 * person leaves; every answer is already saved then.
 */
export async function interview(questions: readonly Question[], around: Surroundings, options: Options): Promise<'done' | 'quit'> {
  const course: Course = { questions, around, options, trail: [], asked: new Set(), again: new Set(), next: null, complaint: null };
  for (;;) {
    const waiting = waitingOf(course);
    const key = course.next?.kind === 'question' ? course.next.key : null;
    const question = key === null ? waiting[0] : questions.find(each => each.key === key);
    const shown = key === null ? await placeTurn(course, question) : null;
    const turn = shown ?? (question === undefined ? await reviewTurn(course) : await questionTurn(course, question, waiting));
    if (turn !== 'on') return turn;
  }
}

function waitingOf({ questions, around, options, asked, again }: Course): Question[] {
  const room = Math.max(0, options.limit - 1 - asked.size);
  const fresh = pendingQuestions(questions, around.situation(), options).filter(question => !asked.has(question.key)).slice(0, room);
  return [...questions.filter(question => again.has(question.key)), ...fresh];
}

/** To the stop before this one; `otherwise` where there is none. */
function goBack(course: Course, otherwise: Stop | null): Turn {
  course.next = course.trail.pop() ?? otherwise;
  return 'on';
}

/** Shows the draft for a place whose step comes before the question; null when there is none. */
async function placeTurn(course: Course, before: Question | undefined): Promise<Turn | null> {
  const { desk } = course.around;
  if (desk === undefined) return null;
  const place = course.next?.kind === 'place' ? course.next.place : await desk.next(before?.step ?? null);
  course.next = null;
  if (place === 'cancelled') return 'quit';
  if (place === null) return null;
  const stop: Stop = { kind: 'place', place };
  const reply = await desk.ask(place);
  switch (reply.kind) {
    case 'quit':
      return 'quit';
    case 'enough':
      return 'done';
    case 'back':
      return goBack(course, stop);
    case 'later':
      desk.later(place.draft);
      return 'on';
    case 'stop':
      desk.stop();
      return 'on';
    default:
      await desk.decide(place, reply);
      course.trail.push(stop);
      return 'on';
  }
}

async function reviewTurn(course: Course): Promise<Turn> {
  const { questions, around, options, trail } = course;
  if (trail.length === 0 && options.lookAgain !== true) return 'done';
  const review = await reviewOf(questions, around);
  const reply = await around.review(review);
  if (reply.kind === 'quit') return 'quit';
  if (reply.kind === 'back') return goBack(course, null);
  if (reply.kind === 'change') {
    course.next = stopNamed(course, reply.key);
    return 'on';
  }
  const final = questions.find(each => each.key === reviewKey);
  if (final !== undefined) await around.record(final, { key: reviewKey, value: true, state: 'answered' }, review.verdict);
  return 'done';
}

/** The question of this key, or the decided place of this name. */
function stopNamed({ questions, around }: Course, name: string): Stop | null {
  const question = questions.find(each => each.key === name);
  if (question !== undefined) return { kind: 'question', key: question.key };
  const decided = around.desk?.decided().find(each => each.place.draft.slot.slot === name);
  return decided === undefined ? null : { kind: 'place', place: decided.place };
}

async function questionTurn(course: Course, question: Question, waiting: readonly Question[]): Promise<Turn> {
  const { around, asked } = course;
  const stop: Stop = { kind: 'question', key: question.key };
  const bases = new Map(course.questions.filter(each => asked.has(each.key)).map(each => [each.key, basisOf(each, around.situation())]));
  const prompt = promptFor(course, question, waiting);
  const reply = await around.ask(prompt);
  course.complaint = null;
  if (reply.kind === 'quit') return 'quit';
  if (reply.kind === 'enough') return 'done';
  if (reply.kind === 'back') return goBack(course, stop);
  if (prompt.draft !== null && reply.kind === 'refuse') {
    around.desk?.refuse(prompt.draft);
    course.next = stop;
    return 'on';
  }
  if (reply.kind === 'accept' && prompt.previous === undefined && prompt.fallback === null) {
    course.complaint = `There is no default to accept. Example: ${question.example}`;
    course.next = stop;
    return 'on';
  }
  const basis = basisOf(question, around.situation());
  const before = around.situation().answers.answers[question.key]?.value;
  const { value, draft } = settle(prompt, reply);
  // Left open without a default to derive from: nothing is recorded, and it is asked again in the next run.
  if (value !== undefined) await around.record(question, { key: question.key, value, state: reply.kind === 'open' ? 'open' : 'answered', basis, ...(draft === undefined ? {} : { draft }) }, prompt.text);
  course.next = null;
  course.again.delete(question.key);
  if (asked.has(question.key) && JSON.stringify(value) !== JSON.stringify(before)) reopen(course, question, bases);
  asked.add(question.key);
  course.trail.push(stop);
  return 'on';
}

function promptFor({ around, asked, options, complaint }: Course, question: Question, waiting: readonly Question[]): Prompt {
  const situation = around.situation();
  const given = situation.answers.answers[question.key];
  const left = waiting.filter(each => each.key !== question.key).length;
  const before = asked.has(question.key) ? asked.size - 1 : asked.size;
  return {
    question,
    draft: around.desk?.beside(question.key) ?? null,
    text: inWordsOf(options.role, promptOf(question, situation)),
    fallback: question.default(situation),
    previous: given?.state === 'default' ? undefined : given?.value,
    choices: around.effects(question),
    progress: { step: question.step, number: before + 1, of: before + left + 2, minutesLeft: Math.max(1, Math.round(((left + 1) * secondsPerQuestion) / 60)) },
    complaint,
  };
}

/** The value that a reply stands for, with the draft it was taken from. Enter on an answer given before keeps that answer. */
function settle({ question, draft, fallback, previous }: Prompt, reply: Reply): { value: AnswerValue | undefined } & Pick<Recorded, 'draft'> {
  const proposed = draft === null ? undefined : draftValue(question, draft);
  const derived = fallback?.value ?? nothing(question);
  if (reply.kind === 'take') return draft === null ? { value: proposed } : { value: proposed, draft: { proposal: draft, edited: false } };
  if (reply.kind !== 'value') return { value: (reply.kind === 'accept' ? previous : undefined) ?? derived };
  const edited = reply.edited === true;
  return draft !== null && (edited || reply.value === proposed) ? { value: reply.value, draft: { proposal: draft, edited: edited && reply.value !== proposed } } : { value: reply.value };
}

/** A changed answer asks again what was asked and now rests on something else. */
function reopen({ questions, around, again }: Course, changed: Question, bases: ReadonlyMap<AnswerKey, string>): void {
  const now = around.situation();
  for (const each of questions) if (each.key !== changed.key && bases.has(each.key) && bases.get(each.key) !== basisOf(each, now)) again.add(each.key);
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
