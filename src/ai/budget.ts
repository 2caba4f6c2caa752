import { CompletionError, type Usage } from '../model/completion.ts';

export type Prices = { input: number; output: number };
export type Limits = { maxTokens: number; maxUsd: number | null; prices: Prices | null };
export type Spent = { requests: number; cached: number; input: number; output: number; usd: number | null };

export const nothingSpent = (limits: Limits): Spent => ({ requests: 0, cached: 0, input: 0, output: 0, usd: limits.prices === null ? null : 0 });

/** USD at the configured prices; null when nobody configured any. */
export function costOf(usage: Pick<Usage, 'input' | 'output'>, prices: Prices | null): number | null {
  return prices === null ? null : (usage.input * prices.input + usage.output * prices.output) / 1_000_000;
}

/** What is spent after one more request; without a price no cost is claimed. */
export function afterUse(spent: Spent, usage: Usage, prices: Prices | null): Spent {
  const cost = costOf(usage, prices);
  return { ...spent, requests: spent.requests + 1, input: spent.input + usage.input, output: spent.output + usage.output, usd: spent.usd === null || cost === null ? null : spent.usd + cost };
}

/** Stops before the request that could go over, at its upper estimate. Throws CompletionError naming the limit. */
export function assertAffordable(spent: Spent, next: { input: number; output: number }, limits: Limits): void {
  const tokens = spent.input + spent.output + next.input + next.output;
  if (tokens > limits.maxTokens) throw new CompletionError('budget', `The next request could bring this run to ${tokens} tokens; the limit is ${limits.maxTokens} (ai.maxTokens).`);
  const cost = costOf(next, limits.prices);
  if (limits.maxUsd !== null && cost !== null && (spent.usd ?? 0) + cost > limits.maxUsd) throw new CompletionError('budget', `The next request could bring this run to ${((spent.usd ?? 0) + cost).toFixed(4)} USD; the limit is ${limits.maxUsd} USD (ai.maxUsd).`);
}

/** One line for the person: what this run used. */
export function describeSpent(spent: Spent): string {
  const cached = spent.cached === 0 ? '' : `, ${spent.cached} answered from the cache`;
  const cost = spent.requests === 0 ? '0 USD' : spent.usd === null ? 'cost unknown (set ai.usdPerMillionTokens)' : `${spent.usd.toFixed(4)} USD`;
  return `${spent.requests} request(s)${cached}, ${spent.input} tokens in, ${spent.output} out, ${cost}`;
}
