import type { Document } from '../model/document.ts';
import { readFast } from './fast/read.ts';
import { openSource } from './front-matter.ts';

/** As `parseMarkdown`, but the full parser is loaded only for a text that needs it: loading it costs more than reading a hundred plain documents. */
export async function loadMarkdown(path: string, source: string): Promise<Document> {
  const { text, frontMatter, body } = openSource(source);
  const blocks = readFast(body) ?? (await import('./full.ts')).readFull(text, body);
  return { path, text, lines: text.split('\n').length, frontMatter, blocks };
}
