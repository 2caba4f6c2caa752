import * as z from 'zod';
import { Day, Id } from '../ids.ts';

/**
 * A dated statement about the world. `grade` decides the wording: `read` at the source is stated; `quoted` by others "is reported to";
 * `experience` "is expected to". Older than `maxAgeDays` is a finding that warns. `ends` is the day a component or rule stops.
 */
export const DatedFact = z.strictObject({
  id: Id,
  text: z.string(),
  source: z.string(),
  read: Day,
  grade: z.enum(['read', 'quoted', 'experience']),
  maxAgeDays: z.int().positive(),
  /** Component this fact is about, such as "MongoDB 6.0", matched against profile and spec. */
  component: z.string().optional(),
  ends: Day.optional(),
  replacement: z.string().optional(),
  /** Role of the component in a profile, so that another stack names its own part instead of the replacement. */
  role: z.string().optional(),
});
export type DatedFact = z.infer<typeof DatedFact>;
