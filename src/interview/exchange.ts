import type { AnswerKey, AnswerValue } from '../model/answers.ts';
import type { Plan } from '../model/plan/index.ts';
import type { Proposal } from '../model/proposal.ts';
import type { Desk } from './desk.ts';
import type { Default, Question, Situation, Step } from './question.ts';

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
