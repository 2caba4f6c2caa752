import * as z from 'zod';

/** A text for a language model. `version` goes up with every change, so that recorded answers can be told apart. */
export const Prompt = z.object({ id: z.string(), version: z.int().positive(), text: z.string().min(1) });
export type Prompt = z.infer<typeof Prompt>;
