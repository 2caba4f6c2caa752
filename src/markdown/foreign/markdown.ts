import { fromUnderlined, isUnderlined } from './underlined.ts';
import { fromWiki, isWiki } from './wiki.ts';

/** "##Scope": a heading whose blank was forgotten, which Markdown takes for text. */
const glued = /^#{2,6}(?=[\p{L}\p{N}'"*])/mu;

function spaced(lines: readonly string[]): string[] {
  let fence = false;
  return lines.map(line => {
    if (/^\s*(?:`{3}|~{3})/.test(line)) fence = !fence;
    return fence ? line : line.replace(/^(#{2,6})(?=[\p{L}\p{N}'"*])/u, '$1 ');
  });
}

/**
 * Text in the marks of a wiki or of reStructuredText as Markdown, line for line, so that every line keeps its number; any other text as
 * it is.
 */
export function asMarkdown(text: string): string {
  const lines = text.split(/\r?\n/);
  if (isWiki(lines)) return fromWiki(lines).join('\n');
  if (isUnderlined(lines)) return fromUnderlined(lines).join('\n');
  return glued.test(text) ? spaced(lines).join('\n') : text;
}
