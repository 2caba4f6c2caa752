import { CompletionError, type Complete, type CompletionCache } from '../model/completion.ts';
import type { Proposal, Refusal } from '../model/proposal.ts';
import { readAnswer, sortDrafts } from './answer.ts';
import { afterUse, assertAffordable, costOf, nothingSpent, type Limits, type Spent } from './budget.ts';
import { keyOf, tokensOf, type Batch } from './request.ts';
import { withRetries } from './retry.ts';

export type Outside = {
  readonly complete: Complete;
  readonly wait: (ms: number) => Promise<void>;
  readonly today: () => string;
  readonly onProgress: (batch: number, of: number, characters: number) => void;
};

/** `stopped` is why the run ended early; what came before it stands. `cache` holds the answers to exactly these requests. */
export type Proposed = { proposals: Proposal[]; refusals: Refusal[]; spent: Spent; cache: CompletionCache; stopped: CompletionError | null };

/**
 * Asks for each batch in turn, from the cache where it can. An answer in the wrong form or cut off loses its batch only; any other trouble ends
 * the run. Throws nothing that a language model or its service can cause.
 */
export async function propose(batches: readonly Batch[], cache: CompletionCache, limits: Limits, outside: Outside): Promise<Proposed> {
  const result: Proposed = { proposals: [], refusals: [], spent: nothingSpent(limits), cache: { schemaVersion: 1, answers: {} }, stopped: null };
  for (const [index, batch] of batches.entries()) {
    try {
      const { text, at } = await answerTo(batch, cache, limits, outside, result, characters => outside.onProgress(index + 1, batches.length, characters));
      const sorted = sortDrafts(readAnswer(text), batch.slots, { model: batch.request.model, at });
      result.proposals.push(...sorted.proposals);
      result.refusals.push(...sorted.refusals);
    } catch (error) {
      if (!(error instanceof CompletionError)) throw error;
      result.stopped = error;
      if (error.trouble !== 'malformed' && error.trouble !== 'truncated') break;
    }
  }
  // Answers to requests that this run did not reach stay paid for.
  for (const batch of batches) {
    const kept = cache.answers[keyOf(batch.request)];
    if (kept !== undefined) result.cache.answers[keyOf(batch.request)] ??= kept;
  }
  return result;
}

async function answerTo(batch: Batch, cache: CompletionCache, limits: Limits, outside: Outside, result: Proposed, onText: (characters: number) => void): Promise<{ text: string; at: string }> {
  const key = keyOf(batch.request);
  const known = cache.answers[key];
  if (known !== undefined) {
    result.spent = { ...result.spent, cached: result.spent.cached + 1 };
    result.cache.answers[key] = known;
    return known;
  }
  assertAffordable(result.spent, { input: tokensOf(batch.request), output: batch.request.maxOutputTokens }, limits);
  const answer = await withRetries(() => outside.complete(batch.request, onText), outside.wait);
  result.spent = afterUse(result.spent, answer.usage, limits.prices);
  if (!answer.complete) throw new CompletionError('truncated', 'The answer was cut off by the length limit of the service.');
  const kept = { model: batch.request.model, at: outside.today(), usage: answer.usage, usd: costOf(answer.usage, limits.prices), text: asciiJson(answer.text) };
  readAnswer(kept.text);
  result.cache.answers[key] = kept;
  return kept;
}

/** JSON with everything but printable ASCII escaped, so that no byte of it acts on a terminal or in a diff. Other text stays out of the cache. */
function asciiJson(text: string): string {
  return JSON.stringify(readAnswer(text)).replace(/[^\x20-\x7e]/g, char => `\\u${char.charCodeAt(0).toString(16).padStart(4, '0')}`);
}
