import { parseMarkdown } from '../../src/markdown/parse.ts';
import type { Document } from '../../src/model/document.ts';

export type Wanted = { file: string; line: number; text: string };

/**
 * A rule's sample: one or more documents, each after a line `%%% path`, where `<!-- want "text" -->` at the end of a line asks for a
 * finding on that line whose message holds the text. The comments are taken out before parsing. `%%% exists path` names a file that
 * exists, `%%% missing path` a planned document that is gone.
 */
export function readSample(source: string): { documents: Document[]; wanted: Wanted[]; paths: Set<string>; missing: { path: string; feature: string }[] } {
  const missing: { path: string; feature: string }[] = [];
  const documents: Document[] = [];
  const wanted: Wanted[] = [];
  const paths = new Set<string>();
  let path = 'plan.md';
  let lines: string[] = [];
  const flush = (): void => {
    if (lines.some(line => line !== '')) documents.push(parseMarkdown(path, lines.join('\n')));
    paths.add(path);
    lines = [];
  };
  for (const raw of source.split('\n')) {
    const mark = /^%%% (exists |missing )?(.+)$/.exec(raw);
    if (mark !== null) {
      if (mark[1] === 'exists ') paths.add(mark[2] ?? '');
      if (mark[1] === 'missing ') missing.push({ path: mark[2] ?? '', feature: 'bookings' });
      if (mark[1] !== undefined) continue;
      flush();
      path = mark[2] ?? '';
      continue;
    }
    lines.push(raw.replaceAll(/\s*<!-- want "(.*?)" -->/g, (_, text: string) => {
      wanted.push({ file: path, line: lines.length + 1, text: text.replaceAll('\\"', '"') });
      return '';
    }));
  }
  flush();
  for (const { path } of missing) wanted.push({ file: path, line: 1, text: 'is gone' });
  wanted.sort((a, b) => (a.file < b.file ? -1 : a.file > b.file ? 1 : 0));
  return { documents, wanted, paths, missing };
}
