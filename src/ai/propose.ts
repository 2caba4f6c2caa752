import { CompletionError, type CachedAnswer, type Complete, type CompletionCache } from '../model/completion.ts';
import type { Proposal, Refusal, Slot } from '../model/proposal.ts';
import { readAnswer, sortDrafts } from './answer.ts';
import { afterUse, assertAffordable, costOf, nothingSpent, type Limits, type Spent } from './budget.ts';
import type { Numbers } from './numbers.ts';
import { refusal } from './refuse.ts';
import { keyOf, requestsFor, tokensOf, type Batch, type Ground } from './request.ts';
import { withRetries } from './retry.ts';

export type Outside = {
  readonly complete: Complete;
  readonly wait: (ms: number) => Promise<void>;
  readonly today: () => string;
  readonly numbers: Numbers;
  readonly onProgress: (batch: number, of: number, characters: number) => void;
};

/** `stopped` is why the run ended early; what came before it stands. */
export type Proposed = { proposals: Proposal[]; refusals: Refusal[]; spent: Spent; cache: CompletionCache; stopped: CompletionError | null };

/** Slots that no earlier run has an answer for. */
export const unanswered = (slots: readonly Slot[], ground: Ground, cache: CompletionCache): Slot[] => slots.filter(slot => cache.answers[keyOf(slot, ground)] === undefined);

/**
 * Words for each slot, from the cache where it can, else asked for in batches. An answer in the wrong form or cut off loses its batch only; any
 * other trouble ends the run. `before` is what the run has used already. Throws nothing that a language model or its service can cause.
 */
export async function propose(slots: readonly Slot[], ground: Ground, cache: CompletionCache, limits: Limits, outside: Outside, before: Spent = nothingSpent(limits)): Promise<Proposed> {
  const kept = Object.entries(cache.answers).filter(([key]) => key.startsWith(`${ground.hash}/`));
  const result: Proposed = { proposals: [], refusals: [], spent: before, cache: { ...cache, answers: Object.fromEntries(kept) }, stopped: null };
  for (const slot of slots) recall(slot, cache.answers[keyOf(slot, ground)], result, outside.numbers);
  const batches = requestsFor(unanswered(slots, ground, cache), ground);
  for (const [index, batch] of batches.entries()) {
    try {
      await ask(batch, ground, limits, outside, result, characters => outside.onProgress(index + 1, batches.length, characters));
    } catch (error) {
      if (!(error instanceof CompletionError)) throw error;
      result.stopped = error;
      if (error.trouble !== 'malformed' && error.trouble !== 'truncated') break;
    }
  }
  return result;
}

/** An earlier answer, checked again: the file may have been changed since. */
function recall(slot: Slot, known: CachedAnswer | undefined, result: Proposed, numbers: Numbers): void {
  if (known === undefined) return;
  result.spent = { ...result.spent, cached: result.spent.cached + 1 };
  const reason = known.refused ?? (known.text === null ? null : refusal(slot, known.text, numbers));
  if (reason !== null) result.refusals.push({ slot: slot.slot, reason });
  else if (known.text !== null) result.proposals.push({ slot, text: known.text, model: known.model, at: known.at });
}

async function ask(batch: Batch, ground: Ground, limits: Limits, outside: Outside, result: Proposed, onText: (characters: number) => void): Promise<void> {
  assertAffordable(result.spent, { input: tokensOf(batch.request), output: batch.request.maxOutputTokens }, limits);
  const answer = await withRetries(() => outside.complete(batch.request, onText), outside.wait);
  const by = { model: batch.request.model, at: outside.today() };
  result.spent = afterUse(result.spent, answer.usage, limits.prices);
  result.cache = { ...result.cache, requests: [...result.cache.requests, { ...by, prompts: ground.versions, places: batch.slots.length, usage: answer.usage, usd: costOf(answer.usage, limits.prices) }] };
  if (!answer.complete) throw new CompletionError('truncated', 'The answer was cut off by the length limit of the service.');
  const sorted = sortDrafts(readAnswer(answer.text), batch.slots, by, outside.numbers);
  for (const slot of batch.slots) {
    const text = sorted.proposals.find(proposal => proposal.slot === slot)?.text ?? null;
    const refused = text === null ? (sorted.refusals.find(each => each.slot === slot.slot)?.reason ?? null) : null;
    result.cache.answers[keyOf(slot, ground)] = { slot: slot.slot, ...by, text, refused };
  }
  result.proposals.push(...sorted.proposals);
  result.refusals.push(...sorted.refusals);
}
