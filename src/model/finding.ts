import * as z from 'zod';

export const Severity = z.enum(['error', 'warning', 'info']);
export type Severity = z.infer<typeof Severity>;

/** One replacement of `[start, end)` (offsets in UTF-16 code units of the document text) that mends a finding. */
export const Fix = z.object({ start: z.int().nonnegative(), end: z.int().nonnegative(), text: z.string() });
export type Fix = z.infer<typeof Fix>;

/**
 * A fact about somebody's document or input. `file` is a POSIX path relative to the root, null for the repository as a whole;
 * lines and columns are 1-based, `endColumn` is exclusive. `message` says what is wrong in the user's words, `help` what would be right.
 */
export const Finding = z.object({
  rule: z.string(),
  severity: Severity,
  message: z.string(),
  file: z.string().nullable(),
  line: z.int().positive(),
  column: z.int().positive(),
  endLine: z.int().positive(),
  endColumn: z.int().positive(),
  help: z.string(),
  fix: Fix.optional(),
});
export type Finding = z.infer<typeof Finding>;
