import { atLine, defineRule, offsetOf } from '../../rule.ts';

export default defineRule({
  id: 'structure/table-ragged',
  about: 'A row with more cells than the header loses the rest when it is shown.',
  fix: 'Give the row one cell for each column; write \\| for a bar inside a cell.',
  bad: '| Id | Name |\n| --- | --- |\n| 1 | a | b |',
  good: '| Id | Name |\n| --- | --- |\n| 1 | a \\| b |',
  severity: 'warning',
  set: 'start',
  *document(sheet) {
    for (const { table } of sheet.tables) {
      const width = table.header.length;
      for (const row of table.rows) {
        const extra = row.cells.length > width && row.cells.slice(width).some(cell => cell.text.trim() !== '');
        if (extra) yield atLine(sheet, row.span.start.line, `This row has ${row.cells.length} cells, the table has ${width} columns.`);
        else if (sheet.own !== null && row.cells.length < width) {
          // Readers show the cells that are left out as empty ones, so writing them changes nothing anybody sees.
          const line = (sheet.lines[row.span.start.line - 1] ?? '').trimEnd();
          const at = offsetOf(sheet, row.span.start.line, line.length + 1);
          yield atLine(sheet, row.span.start.line, `This row has ${row.cells.length} of ${width} cells.`, line.endsWith('|') && !line.endsWith('\\|') ? { fix: { start: at, end: at, text: ' |'.repeat(width - row.cells.length) } } : {});
        }
      }
    }
  },
});
