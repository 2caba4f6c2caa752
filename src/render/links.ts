import { posix } from 'node:path';
import { headingSlug } from '../text/slug.ts';

/** URL of `to` seen from the document `from`, both POSIX paths from the root; parts that Markdown would misread are percent-encoded. */
export function relativeUrl(from: string, to: string, anchor: string | null = null): string {
  const path = from === to ? '' : posix.relative(posix.dirname(from), to);
  const url = encodeURI(path).replace(/[()]/g, mark => (mark === '(' ? '%28' : '%29')).replaceAll('#', '%23').replaceAll('?', '%3F');
  return anchor === null ? url : `${url}#${anchor}`;
}

/** Anchor of source lines as code hosts read it: `L12`, `L12-L14`. */
export function lineAnchor(line: number, endLine: number): string {
  return endLine > line ? `L${line}-L${endLine}` : `L${line}`;
}

/** Anchor of a heading, the marks of its Markdown dropped first. */
export function headingAnchor(heading: string): string {
  return headingSlug(heading.replace(/`/g, ''));
}
