import type { Finding } from '../model/finding.ts';
import { holding } from '../text/holding.ts';
import { offsetOf } from './rule.ts';
import type { Settings } from './settings.ts';
import type { Sheet } from './sheet.ts';

/** `<!-- plan-ignore rule-id: reason (until YYYY-MM-DD) -->` covers its own line, the next non-blank line, or, above the first heading, the file; in a row of a table, where no line of its own can stand, that row. `alone` says that its comment waives one rule. */
export type Waiver = { alone: boolean; rule: string; reason: string; until: string | null; line: number; covers: { from: number; to: number }; start: number; end: number };

const form = /<!--\s*plan-ignore\s+([a-z]+(?:\/[a-z0-9-]+)?(?:\s*,\s*[a-z]+(?:\/[a-z0-9-]+)?)*)\s*(?::\s*([^]*?))?\s*-->/g;
const opens = /<!--\s*plan-ignore\b/;
const holdsWaiver = holding('plan-ignore');
const expiry = /\s*\(until (\d{4}-\d{2}-\d{2})\)\s*$/;

function readWaivers(sheet: Sheet): Waiver[] {
  if (!holdsWaiver(sheet.document.text)) return [];
  const waivers: Waiver[] = [];
  const firstHeading = sheet.sections[0]?.line ?? sheet.lines.length;
  for (const block of sheet.document.blocks) {
    for (const { raw, line, offset } of commentsIn(sheet, block)) {
      const matches = [...raw.matchAll(form)];
      if (matches.length === 0 && opens.test(raw)) waivers.push({ rule: '', reason: '', until: null, line, covers: { from: line, to: line }, start: offset, end: offset, alone: false });
      for (const match of matches) {
        const at = line + (raw.slice(0, match.index).split('\n').length - 1);
        const said = match[2] ?? '';
        const until = expiry.exec(said)?.[1] ?? null;
        const to = at < firstHeading ? sheet.lines.length : block.type === 'table' ? at : nextLine(sheet, at + match[0].split('\n').length - 1);
        const rules = (match[1] ?? '').split(',').map(each => each.trim());
        for (const rule of rules) waivers.push({ rule, reason: said.replace(expiry, '').trim(), until, line: at, covers: { from: at < firstHeading ? 1 : at, to }, start: offset + match.index, end: offset + match.index + match[0].length, alone: rules.length === 1 });
      }
    }
  }
  return waivers;
}

type Comment = { raw: string; line: number; offset: number };

/** Comments of a block, outside of code. */
function commentsIn(sheet: Sheet, block: Sheet['document']['blocks'][number]): Comment[] {
  if (block.type === 'html') return [{ raw: block.raw, line: block.span.start.line, offset: block.span.start.offset }];
  if (block.type !== 'table') return 'inlines' in block ? block.inlines.filter(inline => inline.kind === 'html').map(({ text, span }) => ({ raw: text, line: span.start.line, offset: span.start.offset })) : [];
  // What stands behind the last bar of a row is in no cell.
  return block.rows.map(({ span: { start: { line } } }) => ({ raw: (sheet.lines[line - 1] ?? '').replaceAll(/`[^`]*`/g, code => ' '.repeat(code.length)), line, offset: offsetOf(sheet, line, 1) }));
}

function nextLine(sheet: Sheet, line: number): number {
  for (let next = line + 1; next <= sheet.lines.length; next++) if ((sheet.lines[next - 1] ?? '').trim() !== '') return next;
  return line;
}

/** Takes out the comment, with its line when it stands there alone. */
function removal(text: string, { start, end, alone: whole }: Waiver): { start: number; end: number; text: string } | undefined {
  if (!whole) return undefined;
  const from = text.lastIndexOf('\n', start - 1) + 1;
  const next = text.indexOf('\n', end);
  const to = next < 0 ? text.length : next + 1;
  const alone = text.slice(from, start).trim() === '' && text.slice(end, to).trim() === '';
  if (!alone) return { start, end, text: '' };
  // The comment ended the list or paragraph above; without it an indented text below would become a part of that.
  if (from === start && /^(?:[ \t]*\r?\n)*[ \t]+[^\s]/.test(text.slice(to))) return undefined;
  // Between two lines of text the comment parted two blocks; an empty line goes on doing so.
  const before = text.slice(text.lastIndexOf('\n', from - 2) + 1, Math.max(0, from - 1)).trim();
  const after = text.slice(to).split('\n', 1)[0]?.trim() ?? '';
  return { start: from, end: to, text: before !== '' && after !== '' ? '\n' : '' };
}

/**
 * Removes what a waiver covers and reports waivers that cover nothing (`waivers/unused`), give no reason (`waivers/no-reason`, and then
 * cover nothing) or are past their day (`waivers/expired`, which warns while the waiver still holds: time alone turns nothing red).
 */
export function applyWaivers(findings: Finding[], sheets: readonly Sheet[], today: string, settings: Settings): Finding[] {
  const left = new Set(findings);
  const own: Finding[] = [];
  const report = (rule: string, severity: Finding['severity'], sheet: Sheet, line: number, message: string, help: string, fix?: Finding['fix']): void => {
    const level = settings.rules[rule] ?? settings.rules['waivers'];
    if (level === 'off') return;
    const end = (sheet.lines[line - 1] ?? '').length + 1;
    own.push({ rule, severity: level === undefined ? severity : level === 'warn' ? 'warning' : level, message, file: sheet.document.path, line, column: 1, endLine: line, endColumn: end, help, ...(fix === undefined ? {} : { fix }) });
  };
  for (const sheet of sheets) {
    for (const waiver of readWaivers(sheet)) {
      if (waiver.reason === '') {
        report('waivers/no-reason', 'error', sheet, waiver.line, waiver.rule === '' ? 'This waiver names no rule, so it waives nothing.' : `This waiver of ${waiver.rule} gives no reason, so it waives nothing.`, 'Write <!-- plan-ignore rule-id: reason -->.');
        continue;
      }
      let used = false;
      for (const finding of findings) {
        if (finding.file !== sheet.document.path || finding.line < waiver.covers.from || finding.line > waiver.covers.to) continue;
        if (finding.rule !== waiver.rule && !finding.rule.startsWith(`${waiver.rule}/`)) continue;
        used = true;
        left.delete(finding);
      }
      if (!used) report('waivers/unused', 'warning', sheet, waiver.line, `This waiver of ${waiver.rule} matches no finding any more.`, 'Remove the comment.', removal(sheet.document.text, waiver));
      else if (waiver.until !== null && waiver.until < today) report('waivers/expired', 'warning', sheet, waiver.line, `This waiver of ${waiver.rule} ended on ${waiver.until}.`, 'Mend what it waives, or set a new day.');
    }
  }
  return [...left, ...own];
}
