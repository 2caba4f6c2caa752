import * as z from 'zod';
import { Day } from './ids.ts';
import { longestWords, ModelName } from './words.ts';

export const Message = z.strictObject({ role: z.enum(['system', 'user']), content: z.string() });
export type Message = z.infer<typeof Message>;

/** One request to a language model. It has no tools; the answer's form is `Drafts`. */
export const Completion = z.strictObject({ model: ModelName, messages: z.array(Message).min(1), maxOutputTokens: z.int().positive() });
export type Completion = z.infer<typeof Completion>;

/** Tokens as the service counted them; `estimated` when it did not say. */
export const Usage = z.strictObject({ input: z.int().nonnegative(), output: z.int().nonnegative(), estimated: z.boolean() });
export type Usage = z.infer<typeof Usage>;

/** `complete` is false when the answer was cut off by a length limit. */
export const Completed = z.strictObject({ text: z.string(), complete: z.boolean(), usage: Usage });
export type Completed = z.infer<typeof Completed>;

/** Sends one request. `onText` hears how many characters have come so far. Throws CompletionError for everything that can go wrong outside. */
export type Complete = (request: Completion, onText: (characters: number) => void) => Promise<Completed>;

/** `busy` (429) and `down` (5xx, dropped connection) pass by themselves; nothing else does. */
export type Trouble = 'no-model' | 'no-price' | 'no-key' | 'wrong-key' | 'unknown-model' | 'unreachable' | 'timeout' | 'busy' | 'down' | 'refused' | 'malformed' | 'truncated' | 'budget' | 'cancelled';

/** Why a language model gave nothing. `message` is one sentence, with no word of the service's own and no key in it. */
export class CompletionError extends Error {
  readonly trouble: Trouble;
  /** How long the service asked to wait, in milliseconds. */
  readonly waitMs: number | null;

  constructor(trouble: Trouble, message: string, options: { cause?: unknown; waitMs?: number | null } = {}) {
    super(message, options.cause === undefined ? undefined : { cause: options.cause });
    this.name = 'CompletionError';
    this.trouble = trouble;
    this.waitMs = options.waitMs ?? null;
  }
}

/** What a model said for one slot: words that passed the check, the reason they did not, or neither when it left the slot out. */
export const CachedAnswer = z.strictObject({ slot: z.string(), model: ModelName, at: Day, text: z.string().max(longestWords).nullable(), refused: z.string().nullable() });
export type CachedAnswer = z.infer<typeof CachedAnswer>;

/**
 * `.plan/<feature>/ai-cache.yaml`: answers by the hash of what they were asked with, so that a second run costs nothing, and every request with
 * what it used. Holds no key and no request, and no text that was refused.
 */
export const CompletionCache = z.strictObject({
  schemaVersion: z.literal(1),
  requests: z.array(z.strictObject({ model: ModelName, at: Day, prompts: z.string(), places: z.int(), usage: Usage, usd: z.number().nonnegative().nullable() })),
  answers: z.record(z.string(), CachedAnswer),
});
export type CompletionCache = z.infer<typeof CompletionCache>;
