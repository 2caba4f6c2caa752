import type { Block } from '../../model/document.ts';
import { flow } from './flow.ts';
import { pageOf } from './page.ts';

/**
 * The blocks of a text in which front matter is blanked, in one pass, for the Markdown that plans and specs consist of; null when any
 * part of it is for the full parser. What it gives is what the full parser gives.
 */
export function readFast(body: string): Block[] | null {
  const page = pageOf(body);
  return page === null ? null : flow(page, 0, 0);
}
