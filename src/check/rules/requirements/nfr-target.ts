import { targetIn } from '../../numbers.ts';
import { atLine, defineRule } from '../../rule.ts';
import { cellOf, isNothing } from '../../tables.ts';

export default defineRule({
  id: 'requirements/nfr-target',
  about: 'A quality target needs a number, a load and a way to measure it, or nobody can say that it was met.',
  fix: 'Fill in the cell: comparator, number and unit; load and window; script, metric or probe.',
  bad: '| NFR-read-p95 | response time p95 | low | 5 rps, 10 min |',
  good: '| NFR-read-p95 | response time p95 | <= 250 ms | 5 rps, 10 min |',
  severity: 'error',
  set: 'recommended',
  *document(sheet) {
    for (const { id, kind, row, line } of sheet.declarations) {
      if (kind !== 'nfr' || row === null) continue;
      const target = cellOf(row, 'target', 'threshold');
      if (target !== null && targetIn(target.text) === null && !/\d/.test(target.text)) yield atLine(sheet, line, `"${id}" has no number as its target.`);
      for (const name of ['load, window', 'measured by']) {
        const cell = cellOf(row, name);
        if (cell !== null && isNothing(cell.text)) yield atLine(sheet, line, `"${id}" does not say its ${name}.`);
      }
    }
  },
});
