import { fromUnderlined, isUnderlined } from './underlined.ts';
import { fromWiki, isWiki } from './wiki.ts';

/**
 * Text in the marks of a wiki or of reStructuredText as Markdown, line for line, so that every line keeps its number; any other text as
 * it is.
 */
export function asMarkdown(text: string): string {
  const lines = text.split(/\r?\n/);
  if (isWiki(lines)) return fromWiki(lines).join('\n');
  return isUnderlined(lines) ? fromUnderlined(lines).join('\n') : text;
}
