import type * as z from 'zod';
import { UserError } from '../model/errors.ts';

/** Options through their schema; what is wrong comes back as a user error, not as a schema dump. */
export function parseOptions<T extends z.ZodType>(schema: T, given: unknown): z.infer<T> {
  const result = schema.safeParse(given);
  if (result.success) return result.data;
  const issue = result.error.issues[0];
  throw new UserError(`--${String(issue?.path[0] ?? '').replace(/[A-Z]/g, letter => `-${letter.toLowerCase()}`)}: ${issue?.message ?? 'not understood'}`, 'See plan --help.');
}
