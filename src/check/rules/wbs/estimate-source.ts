import { atLine, defineRule } from '../../rule.ts';

const column = /^(?:estimates?|estimated (?:time|hours|days|effort)|effort|duration|hours|days|person[- ]days|story points|points|sp)\b/i;
const cell = /^~?\d+(?:\.\d+)?\s*(?:h|hrs?|hours?|d|days?|w|weeks?|pts?|points?|sp)?$/i;
const said = /(?:\b(?:estimate[ds]?|effort|time)\b[*_]*\s*[:=]\s*[*_]*\s*~?\d+(?:\.\d+)?\s*(?:h|hrs?|hours?|d|days?|w|weeks?|points?|sp)\b)|[([]~?\d+(?:\.\d+)?\s?(?:h|hrs?|hours?|d|days?)[)\]]\s*$/i;
/** Words of a plan that says where its numbers come from, or that they are a range. */
const source = /\b(?:based on|basis of|basis:|velocity|historical|history of|reference class|three[- ]point|pert|optimistic|pessimistic|confidence|planning poker|t-shirt|measured|from (?:the )?(?:last|previous|similar)|assum\w+|estimated by|±|p50|p80|range)/i;

export default defineRule({
  id: 'wbs/estimate-source',
  about: 'An estimate without its source is a wish: nobody can tell whether it was measured, compared or invented.',
  fix: 'Say once where the numbers come from: past tasks, a size table, who estimated; or write ranges.',
  bad: '| Task | Estimate |\n| --- | --- |\n| Login | 3 days |',
  good: 'Estimates are ranges based on the last two sprints.\n\n| Task | Estimate |\n| --- | --- |\n| Login | 2 to 4 days |',
  severity: 'info',
  set: 'recommended',
  *document(sheet) {
    if (sheet.own !== null || source.test(sheet.document.text)) return;
    const lines: number[] = [];
    for (const { table } of sheet.tables) {
      const at = table.header.findIndex(each => column.test(each.text.trim()));
      if (at >= 0) for (const row of table.rows) if (cell.test(row.cells[at]?.text.trim() ?? '')) lines.push(row.span.start.line);
    }
    for (const block of sheet.document.blocks) if ((block.type === 'item' || block.type === 'heading' || block.type === 'paragraph') && said.test(block.text)) lines.push(block.span.start.line);
    const first = Math.min(...lines);
    // One or two may be a deadline somebody set.
    if (lines.length >= 3) yield atLine(sheet, first, `${lines.length} estimates from here on, and nothing says where they come from.`);
  },
});
