import { CompletionError } from '../model/completion.ts';
import { Drafts, type Proposal, type Refusal, type Slot } from '../model/proposal.ts';
import { clean } from '../text/clean.ts';
import type { Numbers } from './numbers.ts';
import { refusal } from './refuse.ts';

/** What came of one answer: words that may be shown, and reasons for the rest. */
export type Sorted = { proposals: Proposal[]; refusals: Refusal[] };

/** The text of an answer in its agreed form. Throws CompletionError when it is not JSON of that form. */
export function readAnswer(text: string): Drafts {
  let data: unknown;
  try {
    data = JSON.parse(text);
  } catch (error) {
    throw new CompletionError('malformed', 'The model did not answer with JSON.', { cause: error });
  }
  const drafts = Drafts.safeParse(data);
  if (!drafts.success) throw new CompletionError('malformed', 'The model answered in another form than it was asked for.', { cause: drafts.error });
  return drafts.data;
}

/** Drafts checked against the slots that are open: unknown slots, second drafts and words that break a rule are refused. */
export function sortDrafts(drafts: Drafts, slots: readonly Slot[], by: { model: string; at: string }, numbers: Numbers): Sorted {
  const proposals: Proposal[] = [];
  const refusals: Refusal[] = [];
  for (const draft of drafts.proposals) {
    const slot = slots.find(each => each.slot === draft.slot);
    const text = draft.text.trim();
    const reason = slot === undefined ? 'is no open place of this plan' : proposals.some(each => each.slot.slot === draft.slot) ? 'came twice; the first is kept' : refusal(slot, text, numbers);
    if (reason !== null || slot === undefined) refusals.push({ slot: clean(draft.slot).slice(0, 80), reason: reason ?? '' });
    else proposals.push({ slot, text, ...by });
  }
  return { proposals, refusals };
}
