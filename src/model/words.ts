import * as z from 'zod';
import { Day, Id } from './ids.ts';

/** Name of a language model, or of whoever wrote a proposals file, as documents print it. */
export const ModelName = z.string().min(1).max(80).regex(/^[\w.:/@+-]+$/, 'a model name such as "gpt-5.2": letters, digits and . : / @ + -');
export type ModelName = z.infer<typeof ModelName>;

/** Longest text that any slot takes, in characters. */
export const longestWords = 600;

/**
 * What became of words that a language model drafted for one slot. `edited` is a person's text that began as a draft. `evidence` is the
 * fingerprint of the derived text the draft was written beside: when that changes, the draft is no longer shown.
 */
export const TakenWords = z.strictObject({
  text: z.string().max(longestWords),
  state: z.enum(['accepted', 'edited', 'refused']),
  model: ModelName,
  at: Day,
  by: z.string(),
  evidence: z.string(),
});
export type TakenWords = z.infer<typeof TakenWords>;

/**
 * A marked place for words in the documents. `derived` is what rules say there and stands whatever is drafted beside it; `material` are the
 * facts that a draft may name besides; `taken` is the draft a person accepted, null while there is none for this `evidence`.
 */
export const Words = z.object({
  /** `risk/RISK-refresh-race`: kind of the place, then the node it belongs to. */
  slot: Id,
  ask: z.string(),
  derived: z.string(),
  material: z.array(z.string()),
  maxChars: z.int().positive(),
  evidence: z.string(),
  taken: TakenWords.nullable(),
  refused: z.boolean(),
});
export type Words = z.infer<typeof Words>;

/** A sentence a person answered for the charter. `model` is set when a language model drafted it. */
export const Statement = z.object({ question: Id, label: z.string(), text: z.string(), model: ModelName.nullable(), at: Day.nullable() });
export type Statement = z.infer<typeof Statement>;
