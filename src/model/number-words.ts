import * as z from 'zod';

const Words = z.array(z.string().min(1));

/**
 * Numbers written as words, by language (`templates/numbers.yaml`). `characters` belongs to scripts without blanks: there they and the words count
 * wherever they stand. `except` are ordinary words of the language that read as a number, of its own or of another one.
 */
export const NumberWords = z.strictObject({
  languages: z.array(z.strictObject({ id: z.string(), detect: Words, words: Words, joints: Words, endings: Words, characters: z.string().min(1).optional(), except: Words })),
  /** Scripts in which these words are all there are. */
  scripts: z.array(z.enum(['Latin', 'Han', 'Hiragana', 'Katakana', 'Hangul', 'Cyrillic', 'Greek', 'Arabic', 'Hebrew', 'Devanagari', 'Thai'])),
});
export type NumberWords = z.infer<typeof NumberWords>;
