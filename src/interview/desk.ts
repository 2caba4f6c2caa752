import type { AnswerKey, AnswerValue } from '../model/answers.ts';
import type { Proposal, Taking } from '../model/proposal.ts';
import type { Question, Step } from './question.ts';

/** A draft of a language model for a place of the documents, as it is shown: beside the derived text, within the step it belongs to. */
export type Place = { readonly draft: Proposal; readonly step: Step; readonly number: number; readonly of: number };

/** What is wrong with words a person writes over a draft; null when they may stand. */
export type PlacePrompt = Place & { readonly complaint: (text: string) => string | null };

export type PlaceReply = Taking | { kind: 'later' } | { kind: 'stop' } | { kind: 'back' } | { kind: 'enough' } | { kind: 'quit' };

/** Where drafts come from and go to. The loop shows each beside what is derived, and a person decides. */
export type Desk = {
  /** The draft beside the default of a question, until it is refused. */
  readonly beside: (key: AnswerKey) => Proposal | null;
  readonly refuse: (draft: Proposal) => void;
  /** The next undecided draft for a place of a step before this one (null: of any step); fetched when its step is reached. */
  readonly next: (before: Step | null) => Promise<Place | null | 'cancelled'>;
  readonly ask: (place: Place) => Promise<PlaceReply>;
  readonly decide: (place: Place, taking: Taking) => Promise<void>;
  readonly later: (draft: Proposal) => void;
  /** Leaves every further draft for another run. */
  readonly stop: () => void;
  /** Places decided in this run, for the review page. */
  readonly decided: () => readonly { place: Place; taking: Taking }[];
};

/** A draft for a question as a value of the question's form. */
export const draftValue = (question: Question, draft: Proposal): AnswerValue => (question.form === 'yes-no' ? draft.text === 'true' : draft.text);

/** `AI draft (test-model, 2026-11-21)`: how every draft is announced. */
export const draftLabel = (draft: Proposal): string => `AI draft (${draft.model}, ${draft.at})`;
