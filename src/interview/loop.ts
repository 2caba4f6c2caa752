import type { AnswerKey, AnswerValue } from '../model/answers.ts';
import { isAsked, steps, type Default, type Question, type Role, type Situation, type Step } from './question.ts';

/** One option with what choosing it would change, computed before it is chosen. */
export type Effect = { value: string; text: string; effect: string };

/** What the person is shown. `previous` is set when they came back to change an answer. */
export type Prompt = {
  readonly question: Question;
  readonly text: string;
  readonly fallback: Default | null;
  readonly previous: AnswerValue | undefined;
  readonly choices: readonly Effect[];
  readonly progress: { step: Step; number: number; of: number; minutesLeft: number };
  /** Why the last answer was not taken. */
  readonly complaint: string | null;
};

export type Reply = { kind: 'value'; value: AnswerValue } | { kind: 'accept' } | { kind: 'back' } | { kind: 'open' } | { kind: 'enough' } | { kind: 'quit' };

/** Who answers: a terminal, plain lines, a test. The loop does not know which. */
export type Ask = (prompt: Prompt) => Promise<Reply>;

export type Recorded = { key: AnswerKey; value: AnswerValue; state: 'answered' | 'default' | 'open' };

/** What the loop needs from outside: each answer is saved before the next question. `record` gives the situation as it is after it. */
export type Surroundings = {
  readonly ask: Ask;
  readonly situation: () => Situation;
  readonly record: (question: Question, answer: Recorded, prompt: string) => Promise<void>;
  readonly effects: (question: Question) => readonly Effect[];
};

export type Options = { readonly all: boolean; readonly role: Role | null; readonly limit: number };

const secondsPerQuestion = 45;

/** The questions of this run, step by step, those that may move this plan most first in each step. */
export function questionsFor(questions: readonly Question[], situation: Situation, options: Options): Question[] {
  const fitting = questions.filter(question => (options.all || isAsked(question, situation)) && (options.role === null || question.roles.includes(options.role)));
  const byWeight = [...fitting].sort((a, b) => b.weight(situation) - a.weight(situation));
  const taken = new Set(byWeight.slice(0, options.limit));
  return fitting.filter(question => taken.has(question)).sort((a, b) => steps.indexOf(a.step) - steps.indexOf(b.step) || b.weight(situation) - a.weight(situation));
}

/**
 * Asks the open questions of this run one at a time. Answers given earlier (by a person) are skipped, so that an interrupted interview goes on
 * where it stopped. Going back shows the previous answer. Ends `quit` when the person leaves; every answer is already saved then.
 */
export async function interview(questions: readonly Question[], around: Surroundings, options: Options): Promise<'done' | 'quit'> {
  const asked: Question[] = questionsFor(questions, around.situation(), options);
  let at = nextOpen(asked, around.situation(), -1);
  const trail: number[] = [];
  let complaint: string | null = null;
  while (at < asked.length) {
    const question = asked[at];
    if (question === undefined) break;
    const situation = around.situation();
    const fallback = question.default(situation);
    const text = question.prompt(situation);
    const left = asked.slice(at).filter(each => situation.answers.answers[each.key] === undefined).length;
    const reply = await around.ask({
      question,
      text,
      fallback,
      previous: situation.answers.answers[question.key]?.value,
      choices: around.effects(question),
      progress: { step: question.step, number: at + 1, of: asked.length, minutesLeft: Math.max(1, Math.round((left * secondsPerQuestion) / 60)) },
      complaint,
    });
    complaint = null;
    if (reply.kind === 'quit') return 'quit';
    if (reply.kind === 'enough') return 'done';
    if (reply.kind === 'back') {
      at = trail.pop() ?? at;
      continue;
    }
    if (reply.kind === 'open') await around.record(question, { key: question.key, value: fallback?.value ?? null, state: 'open' }, text);
    else if (reply.kind === 'accept' && fallback === null) {
      complaint = `There is no default to accept. Example: ${question.example}`;
      continue;
    } else if (reply.kind === 'accept') await around.record(question, { key: question.key, value: fallback?.value ?? null, state: 'answered' }, text);
    else await around.record(question, { key: question.key, value: reply.value, state: 'answered' }, text);
    trail.push(at);
    at = nextOpen(asked, around.situation(), at);
  }
  return 'done';
}

function nextOpen(asked: readonly Question[], situation: Situation, after: number): number {
  for (let index = after + 1; index < asked.length; index++) {
    const question = asked[index];
    const given = question === undefined ? undefined : situation.answers.answers[question.key];
    if (given === undefined || given.state === 'default') return index;
  }
  return asked.length;
}
