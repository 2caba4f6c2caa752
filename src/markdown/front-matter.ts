import { parseDocument as parseYaml } from 'yaml';
import { z } from 'zod';
import type { FrontMatter, Span } from '../model/document.ts';

/** A source without its byte order mark, its front matter, and the text with the front matter blanked, not cut, so that every position stays true. */
export type Opened = { text: string; frontMatter: FrontMatter | null; body: string };

export function openSource(source: string): Opened {
  const text = source.replace(/^\uFEFF/, '');
  const frontMatter = readFrontMatter(text);
  return { text, frontMatter, body: frontMatter === null ? text : blank(text, 0, frontMatter.span.end.offset) };
}

function blank(text: string, start: number, end: number): string {
  return text.slice(0, start) + text.slice(start, end).replace(/[^\r\n]/g, ' ') + text.slice(end);
}

const FrontMatterData = z.record(z.string(), z.unknown());

/** Null for an alias bomb or nesting without end. */
function plainData(yaml: ReturnType<typeof parseYaml>): { value: unknown } | null {
  try {
    return { value: yaml.toJS({ maxAliasCount: 20 }) };
  } catch (error) {
    if (error instanceof ReferenceError || error instanceof RangeError) return null;
    throw error;
  }
}

function readFrontMatter(text: string): FrontMatter | null {
  const match = /^---[ \t]*\r?\n([\s\S]*?)(?:\r?\n)?---[ \t]*(?:\r?\n|$)/.exec(text);
  if (match === null) return null;
  const raw = match[1] ?? '';
  const lines = match[0].replace(/\r?\n$/, '').split('\n');
  const span: Span = {
    start: { line: 1, column: 1, offset: 0 },
    end: { line: lines.length, column: (lines.at(-1) ?? '').replace(/\r$/, '').length + 1, offset: match[0].replace(/\r?\n$/, '').length },
  };
  const yaml = parseYaml(raw, { logLevel: 'silent' });
  const problem = yaml.errors[0];
  if (problem !== undefined) return { raw, data: {}, error: problem.message, span };
  const plain = plainData(yaml);
  if (plain === null) return { raw, data: {}, error: 'front matter has too many aliases or levels', span };
  const data = FrontMatterData.safeParse(plain.value ?? {});
  return data.success ? { raw, data: data.data, error: null, span } : { raw, data: {}, error: 'front matter is not a mapping of keys to values', span };
}
