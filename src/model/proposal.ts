import * as z from 'zod';
import { Day, Id } from './ids.ts';
import { longestWords, ModelName } from './words.ts';

/**
 * One place where words may be proposed. `prose` stands beside derived text, `answer` is a question of the interview, `rewrite` a vague
 * requirement, `reading` a noun the rules could not place. With `choices` the text must be one of them. `decides` is true where taking it
 * changes what is planned: only a person takes such a proposal.
 */
export const Slot = z.strictObject({
  slot: Id,
  kind: z.enum(['prose', 'answer', 'rewrite', 'reading']),
  ask: z.string(),
  derived: z.string(),
  material: z.array(z.string()),
  choices: z.array(z.string()).nullable(),
  maxChars: z.int().positive(),
  decides: z.boolean(),
  evidence: z.string(),
});
export type Slot = z.infer<typeof Slot>;

/** What a model is asked to answer with, and nothing else of it is read. No length here: providers refuse such limits, the check makes them. */
export const Draft = z.strictObject({ slot: z.string(), text: z.string() });
export const Drafts = z.strictObject({ proposals: z.array(Draft) });
export type Drafts = z.infer<typeof Drafts>;

/** The file of `--proposals`: what a model answers, with its name. */
export const ProposalsFile = z.strictObject({
  schemaVersion: z.literal(1),
  model: ModelName,
  at: Day.optional(),
  proposals: z.array(z.strictObject({ slot: z.string().max(200), text: z.string().max(longestWords * 10) })).max(500),
});
export type ProposalsFile = z.infer<typeof ProposalsFile>;

/** Words for one slot that passed the check. */
export const Proposal = z.strictObject({ slot: Slot, text: z.string(), model: ModelName, at: Day });
export type Proposal = z.infer<typeof Proposal>;

/** Words that did not, with the reason a person is told. The text itself is not kept. */
export const Refusal = z.strictObject({ slot: z.string(), reason: z.string() });
export type Refusal = z.infer<typeof Refusal>;

/** What a person, or `--accept-ai`, did with a proposal for a place. */
export type Taking = { kind: 'accept' } | { kind: 'edit'; text: string } | { kind: 'refuse' };
