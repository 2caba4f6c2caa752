import { dayNumber } from '../../mermaid/gantt.ts';
import { at, defineRule } from '../../rule.ts';

/** Names of the columns that say when a row starts and when it ends. */
const starts = /^(?:planned )?(?:start|starts|begin|begins|from)(?: date)?$/i;
const ends = /^(?:planned )?(?:end|ends|finish|due|until|to)(?: date)?$/i;

export default defineRule({
  id: 'wbs/dates-reversed',
  about: 'A milestone or step that ends before it starts was typed wrong, and everything planned behind it rests on that date.',
  fix: 'Put the earlier date first, or correct the one that is wrong.',
  bad: '| Milestone | Start | End |\n| --- | --- | --- |\n| Build | 2027-01-10 | 2027-01-05 |',
  good: '| Build | 2027-01-05 | 2027-01-10 |',
  severity: 'warning',
  set: 'start',
  *document(sheet) {
    for (const { table } of sheet.tables) {
      const from = table.header.findIndex(cell => starts.test(cell.text.trim()));
      const to = table.header.findIndex(cell => ends.test(cell.text.trim()));
      if (from < 0 || to < 0) continue;
      for (const row of table.rows) {
        const [start, end] = [row.cells[from], row.cells[to]];
        if (start === undefined || end === undefined) continue;
        const first = dayNumber(start.text.trim());
        const last = dayNumber(end.text.trim());
        if (first !== null && last !== null && last < first) yield at(sheet, end.span, `"${row.cells[0]?.text.trim() ?? ''}" ends on ${end.text.trim()}, before it starts on ${start.text.trim()}.`);
      }
    }
  },
});
