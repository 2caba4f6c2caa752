import { atLine, defineRule, offsetOf } from '../../rule.ts';
import type { Group } from '../../run.ts';
import { openDecisions, plannedOpen, statusOf } from '../../status.ts';

export default defineRule({
  id: 'status/false-ready',
  about: '"MVP READY" is earned: every exit criterion of SEED-002-20 is met and every blocking decision is answered by a person.',
  fix: 'Answer what is open, or write "MVP DRAFT - n open"; plan render computes it.',
  bad: 'MVP READY, while a blocking decision is open',
  good: 'MVP DRAFT - 1 open',
  severity: 'error',
  set: 'start',
  *document(sheet, run) {
    const status = sheet.own === null ? null : statusOf(sheet);
    if (status === null) return;
    if (!status.ready) {
      const said = Object.entries(sheet.document.frontMatter?.data ?? {}).find(([, value]) => typeof value === 'string' && claim.test(value));
      const at = said === undefined ? -1 : sheet.lines.findIndex(row => row.startsWith(`${said[0]}:`));
      if (at >= 0) yield atLine(sheet, at + 1, `"MVP READY" stands here, but line ${status.line} of this document says that it is a draft.`);
      // A second status that says otherwise, wherever it stands.
      for (const block of sheet.document.blocks) {
        if (!('text' in block)) continue;
        if (block.type === 'heading' && /\bMVP READY\b/.test(block.text)) {
          yield atLine(sheet, block.span.start.line, `"MVP READY" stands here, but line ${status.line} of this document says that it is a draft.`);
          continue;
        }
        for (const [at, row] of sheet.lines.slice(block.span.start.line - 1, block.span.end.line).entries()) {
          const line = block.span.start.line + at;
          if (line !== status.line && claim.test(row)) yield atLine(sheet, line, `"MVP READY" stands here, but line ${status.line} of this document says that it is a draft.`);
        }
      }
      return;
    }
    const open = openDecisions(sheet, status.line, true);
    if (open === 0) return;
    const start = offsetOf(sheet, status.line, 1) + (sheet.lines[status.line - 1] ?? '').indexOf('MVP READY');
    yield atLine(sheet, status.line, `"MVP READY" stands above ${open} open decision${open === 1 ? '' : 's'} that block${open === 1 ? 's' : ''} it.`, { fix: { start, end: start + 'MVP READY'.length, text: `MVP DRAFT - ${plannedOpen(run, sheet) ?? openDecisions(sheet, status.line)} open` } });
  },
  *group(group) {
    if (group.feature === null) return;
    const why = reason(group);
    const drafts = group.sheets.filter(sheet => statusOf(sheet)?.ready === false);
    for (const sheet of group.sheets) {
      const status = statusOf(sheet);
      if (status === null || !status.ready) continue;
      if (why !== null) yield atLine(sheet, status.line, `"MVP READY" is not earned: ${why}.`);
      else if (drafts.length > 0) yield atLine(sheet, status.line, `"MVP READY" stands here, but ${drafts.length} other document${drafts.length === 1 ? '' : 's'} of this plan ${drafts.length === 1 ? 'is a draft' : 'are drafts'}.`);
    }
  },
});

const claim = /^\W*(?:status\W+)?MVP READY\W*$/i;

/** What speaks against READY, from the graph or, without one, from the open decisions that decisions.md declares. */
function reason(group: Group): string | null {
  if (group.plan !== null && !group.plan.ready) {
    const decision = group.plan.decisions.find(item => item.blocking && item.open);
    if (decision !== undefined) return `${decision.id} is open`;
    const criterion = group.plan.exitCriteria.find(item => !item.met);
    return criterion === undefined ? 'the plan graph says draft' : `${criterion.text} (${criterion.detail})`;
  }
  return null;
}
