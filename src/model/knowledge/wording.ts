import * as z from 'zod';

const Patterns = z.array(z.string().min(1));

/** Words of one language that say how good without saying how much (`vague`) or leave open what is meant (`weak`), and terms that hold one of them and praise nothing, as patterns matched without case. */
export const Wording = z.strictObject({ id: z.string(), vague: Patterns, weak: Patterns, ordinary: Patterns });
export type Wording = z.infer<typeof Wording>;
