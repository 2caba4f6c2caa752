/** Text as it is inside a regular expression: nouns and ids come from specs and may hold any mark. */
export function escapeRegExp(text: string): string {
  return text.replace(/[.*+?^${}()|[\]\\/]/g, String.raw`\$&`);
}

/** Any of the words, inside a regular expression. */
export const anyOf = (words: Iterable<string>): string => [...words].map(escapeRegExp).join('|');
