import type { Span } from '../../../model/document.ts';
import { at, defineRule } from '../../rule.ts';
import type { Sheet } from '../../sheet.ts';

/** Slots that templates leave, and notes to self; `[US-01]` and `[ISO 8601]` name something. A bare TBD with an owner and a day is an open question, not a slot; so is such a TODO. */
const slot = /\[(?:NEEDS CLARIFICATION[^\]]*|(?![A-Z][A-Z0-9]*(?:[ -][A-Z][A-Z0-9]*)*[ -]\d+[A-Za-z]?\])[A-Z][A-Z0-9]*(?:[ _/-][A-Z0-9]+)+|FEATURE|PROJECT|NAME|DATE|TODO|TBD)\](?!\()|\{\{[^{}\n]{1,80}\}\}|\b(?:TODO|FIXME|XXX|TKTK)\b(?!-\d)|\bTBD\b|\?\?\?|<(?:insert|your|replace|add|fill)[ -][^<>\n]{1,60}>/;
/** How every slot starts; a text without it need not be cut into pieces. */
const start = /\[[A-Z]|\{\{|TODO|FIXME|XXX|TKTK|TBD|\?\?\?|<(?:insert|your|replace|add|fill)[ -]/;
/** What looks like a tag and is none. */
const posing = /^\s*<(?:insert|your|replace|add|fill)[ -][^<>\n]{1,60}>\s*$/;
/** What a template holds is meant to be filled in by others. */
const template = /(?:^|[/_.-])templates?(?:[/_.-]|$)/i;
const day = /\d{4}-\d{2}-\d{2}/;
/** A note to self with who does it by when, in brackets behind it. */
const owned = /^TODO ?[([](?=[^)\]\n]*\p{L}{2})[^)\]\n]*\d{4}-\d{2}-\d{2}[^)\]\n]*[)\]]/u;

export default defineRule({
  id: 'structure/placeholder',
  about: 'A template slot or a TODO left in a plan is a decision that nobody has made.',
  fix: 'Fill it in, or turn it into a question with an owner and a date.',
  bad: '- Response time: TBD',
  good: '- **Q-response-time** (product owner, 2027-01-15) Which p95 does the list need?',
  severity: 'warning',
  set: 'start',
  *document(sheet) {
    const starts = startsIn(sheet.document.text);
    if (starts.length === 0 || (sheet.own === null && template.test(sheet.document.path))) return;
    // Who writes of blocks and helpers in braces writes of templates.
    const ofTemplates = /\{\{[#/@^>!&~]|~\}\}/.test(sheet.document.text);
    for (const { raw, span, codes } of texts(sheet, starts)) {
      const match = slot.exec(blank(raw, span.start.offset, codes));
      if (match === null || (ofTemplates && match[0].startsWith('{{'))) continue;
      if ((match[0] === 'TBD' && day.test(raw)) || (match[0] === 'TODO' && owned.test(raw.slice(match.index)))) continue;
      const before = raw.slice(0, match.index).split('\n');
      const line = span.start.line + before.length - 1;
      const column = before.length === 1 ? span.start.column + match.index : (before.at(-1)?.length ?? 0) + 1;
      yield at(sheet, { start: { line, column }, end: { line, column: column + match[0].length } }, `"${match[0]}" is still to be filled in.`);
    }
  },
});

type Piece = { raw: string; span: Span; codes: { start: number; end: number }[] };

/** Offsets at which a slot may start. */
function startsIn(text: string): number[] {
  const found: number[] = [];
  const each = new RegExp(start, 'g');
  for (let match = each.exec(text); match !== null; match = each.exec(text)) found.push(match.index);
  return found;
}

/** The pieces of text that hold the start of a slot. */
function texts(sheet: Sheet, starts: readonly number[]): Piece[] {
  let next = 0;
  const codesOf = (inlines: { kind: string; text: string; span: Span }[]): Piece['codes'] => inlines.filter(inline => inline.kind === 'code' || (inline.kind === 'html' && !posing.test(inline.text))).map(({ span }) => ({ start: span.start.offset, end: span.end.offset }));
  return sheet.document.blocks.flatMap(block => {
    while ((starts[next] ?? Number.POSITIVE_INFINITY) < block.span.start.offset) next++;
    if ((starts[next] ?? Number.POSITIVE_INFINITY) >= block.span.end.offset || block.type === 'fence' || ('raw' in block && !start.test(block.raw))) return [];
    // A heading of that one word stands above a list of what is to be done.
    if (block.type === 'heading' && /^to-?dos?$/i.test(block.text.trim())) return [];
    if (block.type === 'heading' || block.type === 'paragraph') return [{ raw: block.raw, span: block.span, codes: codesOf(block.inlines) }];
    if (block.type === 'item') {
      const at = block.raw === '' ? -1 : sheet.document.text.indexOf(block.raw, block.span.start.offset);
      if (at < 0) return [];
      const skipped = sheet.document.text.slice(block.span.start.offset, at);
      const rows = skipped.split('\n');
      const line = block.span.start.line + rows.length - 1;
      const column = rows.length === 1 ? block.span.start.column + skipped.length : (rows.at(-1)?.length ?? 0) + 1;
      return [{ raw: block.raw, span: { start: { line, column, offset: at }, end: block.span.end }, codes: codesOf(block.inlines) }];
    }
    if (block.type === 'html') return posing.test(block.raw) ? [{ raw: block.raw, span: block.span, codes: [] }] : [];
    if (block.type === 'table') return block.rows.flatMap(row => row.cells.filter(cell => start.test(cell.raw)).map(cell => ({ raw: cell.raw, span: cell.span, codes: codesOf(cell.inlines) })));
    return [];
  });
}

function blank(raw: string, offset: number, codes: Piece['codes']): string {
  let out = raw;
  for (const { start, end } of codes) out = out.slice(0, Math.max(0, start - offset)) + ' '.repeat(Math.max(0, end - start)) + out.slice(Math.max(0, end - offset));
  return out;
}
