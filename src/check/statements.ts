import { leadingId } from './ids.ts';
import type { Sheet } from './sheet.ts';

/** A sentence that demands something of the system: its words, the author's id when it has one, and the line it starts on. */
export type Statement = { text: string; id: string | null; line: number };

/** Any space but a single blank. */
const uneven = /[^\S ]|  /;
const demands = /\b(?:must|shall|MUST|SHALL)\b/;
/** Steps of a scenario hold under its conditions only; `when` may open a whole sentence with its demand. */
const step = /^(?:given|then|and|but)\b/i;

/**
 * Demands of a document that planwright did not make: list items, paragraphs under a requirement's heading and table rows with an id.
 * Steps of scenarios are left out.
 */
export function statementsOf(sheet: Sheet): Statement[] {
  const found: Statement[] = [];
  const add = (text: string, id: string | null, line: number): void => {
    const plain = (uneven.test(text) ? text.replace(/\s+/g, ' ') : text).trim();
    if (!step.test(plain)) found.push({ text: plain, id, line });
  };
  let heading = '';
  for (const block of sheet.document.blocks) {
    if (block.type === 'heading') heading = block.text;
    if ((block.type === 'item' || block.type === 'paragraph') && !demands.test(block.text)) continue;
    if (block.type === 'item') add(block.text, leadingId(block.text), block.span.start.line);
    else if (block.type === 'paragraph' && (/^requirement\b/i.test(heading.trim()) || leadingId(block.text) !== null)) add(block.text, leadingId(block.text), block.span.start.line);
    else if (block.type === 'table') {
      for (const row of block.rows) {
        const id = leadingId(row.cells[0]?.text ?? '');
        if (id === null) continue;
        const text = row.cells.slice(1).map(cell => cell.text).join(' ');
        if (demands.test(text)) add(text, id, row.span.start.line);
      }
    }
  }
  return found;
}
