import { renderOf } from './rendered.ts';
import type { Run } from './run.ts';
import type { Sheet } from './sheet.ts';

/** The status line under the title: `MVP READY` or `MVP DRAFT - 3 open`. */
export type Status = { ready: boolean; open: number; line: number };

/** Read from the first 25 lines, where a reader looks; null when there is none. */
export function statusOf(sheet: Sheet): Status | null {
  const from = sheet.document.frontMatter?.span.end.line ?? 0;
  for (const [index, text] of sheet.lines.slice(from, from + 25).entries()) {
    const match = /^(?:#+ |\*\*)?MVP (?:(READY)|DRAFT(?: - (\d+) open)?)\b/.exec(text.trim());
    if (match !== null) return { ready: match[1] !== undefined, open: match[1] === undefined ? Number(match[2] ?? 0) : 0, line: from + index + 1 };
  }
  return null;
}

/** How many open decisions the list under the status line names, up to the first section; with `blocking` only those that keep a plan from READY. */
export function openDecisions(sheet: Sheet, after: number, blocking = false): number {
  const end = sheet.sections.find(section => section.line > after)?.line ?? sheet.lines.length + 1;
  return sheet.document.blocks.filter(block => block.type === 'item' && block.depth === 0 && block.span.start.line > after && block.span.start.line < end && /^`?DEC-/.test(block.raw) && (!blocking || /\bblocks READY\b/.test(block.text))).length;
}

/** How many decisions are open by the last render of the document, which knows more than the list under the status line; null without one. */
export function plannedOpen(run: Run, sheet: Sheet): number | null {
  const open = /^MVP DRAFT - (\d+) open$/m.exec(renderOf(run, sheet.document.path) ?? '')?.[1];
  return open === undefined ? null : Number(open);
}
