import type { Document } from '../model/document.ts';
import { readFast } from './fast/read.ts';
import { yamlMapping } from './front-matter-yaml.ts';
import { cutSource, openCut, plainMapping, type Opened } from './front-matter.ts';
import { readFull } from './full.ts';

/**
 * Markdown (GitHub flavour, YAML front matter) to the one document model, positions against `text` as given. A byte order mark is
 * dropped. Never throws on text: what is no structure is a paragraph.
 */
export function parseMarkdown(path: string, source: string): Document {
  const { text, frontMatter, body } = openSource(source);
  return { path, text, lines: text.split('\n').length, frontMatter, blocks: readFast(body) ?? readFull(text, body) };
}

export function openSource(source: string): Opened {
  const cut = cutSource(source);
  return openCut(cut, cut.raw === null ? { data: {}, error: null } : plainMapping(cut.raw) ?? yamlMapping(cut.raw));
}
