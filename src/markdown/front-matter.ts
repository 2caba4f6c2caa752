import type { FrontMatter, Span } from '../model/document.ts';

/** What the text between the two marks says: its keys, or why it says nothing. */
export type Mapping = Pick<FrontMatter, 'data' | 'error'>;

/** A source cut at its front matter, without its byte order mark: `raw` is null when it has none. */
export type Cut = { text: string; raw: string | null; span: Span };

/** A source with its front matter read, and the text with the front matter blanked, not cut, so that every position stays true. */
export type Opened = { text: string; frontMatter: FrontMatter | null; body: string };

const nowhere: Span = { start: { line: 1, column: 1, offset: 0 }, end: { line: 1, column: 1, offset: 0 } };

export function cutSource(source: string): Cut {
  const text = source.replace(/^\uFEFF/, '');
  const match = text.startsWith('---') ? /^---[ \t]*\r?\n([\s\S]*?)(?:\r?\n)?---[ \t]*(?:\r?\n|$)/.exec(text) : null;
  if (match === null) return { text, raw: null, span: nowhere };
  const whole = match[0].replace(/\r?\n$/, '');
  const lines = whole.split('\n');
  return { text, raw: match[1] ?? '', span: { start: nowhere.start, end: { line: lines.length, column: (lines.at(-1) ?? '').replace(/\r$/, '').length + 1, offset: whole.length } } };
}

/** The body is joined, not added up: a text that is one piece in memory is read faster. */
export function openCut({ text, raw, span }: Cut, mapping: Mapping): Opened {
  if (raw === null) return { text, frontMatter: null, body: text };
  return { text, frontMatter: { raw, ...mapping, span }, body: [text.slice(0, span.end.offset).replace(/[^\r\n]/g, ' '), text.slice(span.end.offset)].join('') };
}

const line = /^([a-z][a-z0-9_-]{0,60}): (?:"([ !#-[\]-~]*)"|([A-Za-z](?:[A-Za-z0-9_./ -]*[A-Za-z0-9_./-])?|\d{4}-\d{2}-\d{2})|([1-9]\d{0,14}))$/;
/** Words that YAML reads as something else than text. */
const words = /^(?:null|true|false|yes|no|on|off)$/i;

/**
 * Front matter of the plainest form: a key and a word, a text in double quotes, a day or a whole number on each line. Null for any other,
 * which is for the reader of YAML; loading that costs more than reading a hundred such documents.
 */
export function plainMapping(raw: string): Mapping | null {
  const data: Record<string, unknown> = {};
  for (const each of raw.split('\n')) {
    const [, key, quoted, plain, number] = line.exec(each) ?? [];
    if (key === undefined || Object.hasOwn(data, key) || words.test(key) || (plain !== undefined && words.test(plain))) return null;
    data[key] = quoted ?? plain ?? Number(number);
  }
  return { data, error: null };
}
