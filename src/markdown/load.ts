import type { Document } from '../model/document.ts';
import { readFast } from './fast/read.ts';
import { cutSource, openCut, plainMapping } from './front-matter.ts';

/** As `parseMarkdown`, but the full readers are loaded only for a text that needs them: loading one costs more than reading a hundred plain documents. */
export async function loadMarkdown(path: string, source: string): Promise<Document> {
  const cut = cutSource(source);
  const mapping = cut.raw === null ? { data: {}, error: null } : plainMapping(cut.raw) ?? (await import('./front-matter-yaml.ts')).yamlMapping(cut.raw);
  const { text, frontMatter, body } = openCut(cut, mapping);
  const blocks = readFast(body) ?? (await import('./full.ts')).readFull(text, body);
  return { path, text, lines: countLines(text), frontMatter, blocks };
}

function countLines(text: string): number {
  let count = 1;
  for (let at = text.indexOf('\n'); at >= 0; at = text.indexOf('\n', at + 1)) count++;
  return count;
}
