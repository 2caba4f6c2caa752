import { atLine, defineRule } from '../../rule.ts';
import type { Row, TaskBox } from '../../sheet.ts';
import { cellOf, rowsOf } from '../../tables.ts';

export default defineRule({
  id: 'wbs/sum',
  about: 'A package whose leaves do not add up to its row was estimated twice.',
  fix: 'Run plan render, which adds them up.',
  bad: 'WP-booking: 12 leaves in wbs.md, 11 boxes in its plan',
  good: '12 leaves, 12 boxes',
  severity: 'error',
  set: 'recommended',
  *group(group) {
    if (group.feature === null) return;
    const plans = new Map<string, TaskBox[]>();
    for (const sheet of group.sheets) {
      if (sheet.own?.doc !== 'work_package') continue;
      const pack = sheet.references.find(reference => reference.kind === 'package')?.id;
      if (pack !== undefined) plans.set(pack, sheet.boxes.filter(box => box.id !== null));
    }
    const rows = new Map<string, PackageRow>();
    for (const sheet of group.sheets) {
      if (sheet.own?.doc !== 'wbs') continue;
      for (const { row } of rowsOf(sheet)) {
        const read = packageRow(row);
        if (read === null) continue;
        rows.set(read.id, read);
        for (const trouble of troublesOf(read, plans.get(read.id))) yield atLine(sheet, row.span.start.line, `"${read.id}" ${trouble}.`);
      }
    }
    if (rows.size === 0) return;
    for (const sheet of group.sheets) {
      if (sheet.own?.doc === 'wbs') {
        for (const { row } of rowsOf(sheet)) {
          // A row of phases: its leaves and hours are those of its packages.
          const id = row.cells[0]?.text.trim() ?? '';
          const parts = [...rows.values()].filter(each => each.phase === id);
          const leaves = numberIn(cellOf(row, 'leaves')?.text);
          const pert = numberIn(cellOf(row, 'pert h')?.text);
          if (!/^PH-\d+$/.test(id) || parts.length === 0) continue;
          if (leaves !== null && leaves !== sumOf(parts, 'leaves')) yield atLine(sheet, row.span.start.line, `"${id}" has ${leaves} leaves; those of its packages add up to ${sumOf(parts, 'leaves')}.`);
          if (pert !== null && Math.abs(pert - sumOf(parts, 'pert')) > rounding * (parts.length + 1)) yield atLine(sheet, row.span.start.line, `"${id}" takes ${pert} h; those of its packages add up to ${sumOf(parts, 'pert').toFixed(2)}.`);
        }
        for (const [index, text] of sheet.lines.entries()) {
          const said = /^Sum of (\d+) packages: ([\d,]+)\b/.exec(text);
          if (said === null) continue;
          if (Number(said[1]) !== rows.size) yield atLine(sheet, index + 1, `The sum speaks of ${said[1]} packages; the table has ${rows.size}.`);
          if (numberIn(said[2]) !== sumOf([...rows.values()], 'leaves')) yield atLine(sheet, index + 1, `The sum says ${said[2]} leaves; the rows add up to ${sumOf([...rows.values()], 'leaves')}.`);
        }
      }
      for (const { item, line } of sheet.own?.doc === 'execution_plan' ? sheet.boxes : []) {
        const said = /^(WP-[\w-]+): (\d+) lea(?:f|ves)(?:, ([\d.,]+) h)?/.exec(item.text);
        const row = rows.get(said?.[1] ?? '');
        if (said === null || row === undefined) continue;
        if (Number(said[2]) !== row.leaves) yield atLine(sheet, line, `"${row.id}" has ${said[2]} leaves here and ${row.leaves} in the work breakdown.`);
        const hours = numberIn(said[3]);
        if (hours !== null && row.pert !== null && Math.abs(hours - row.pert) > rounding) yield atLine(sheet, line, `"${row.id}" takes ${hours} h here and ${row.pert} h in the work breakdown.`);
      }
    }
  },
});

/** What two printed hours may differ by. */
const rounding = 0.02;

type PackageRow = { id: string; phase: string; leaves: number; sizes: number; hours: [number, number, number] | null; pert: number | null };

const numberIn = (text: string | undefined): number | null => (text !== undefined && /^[\d,]+(?:\.\d+)?$/.test(text.trim()) ? Number(text.trim().replaceAll(',', '')) : null);
const sumOf = (rows: readonly PackageRow[], key: 'leaves' | 'pert'): number => rows.reduce((sum, row) => sum + (row[key] ?? 0), 0);

function packageRow(row: Row): PackageRow | null {
  const id = row.cells[0]?.text.trim() ?? '';
  const count = /^(\d+)(?:\s*=\s*(\d+)\/(\d+)\/(\d+))?/.exec(row.cells[row.header.findIndex(name => name.startsWith('leaves'))]?.text.trim() ?? '');
  if (!id.startsWith('WP-') || count === null) return null;
  const leaves = Number(count[1]);
  const hours = /^([\d.,]+)\/([\d.,]+)\/([\d.,]+)$/.exec(cellOf(row, 'o/m/p h')?.text.trim() ?? '');
  const [o, m, p] = (hours?.slice(1) ?? []).map(each => Number(each.replaceAll(',', '')));
  return {
    id, leaves, phase: cellOf(row, 'phase')?.text.trim() ?? '', pert: numberIn(cellOf(row, 'pert h')?.text),
    sizes: count[2] === undefined ? leaves : Number(count[2]) + Number(count[3]) + Number(count[4]),
    hours: o === undefined || m === undefined || p === undefined ? null : [o, m, p],
  };
}

function* troublesOf(row: PackageRow, boxes: TaskBox[] | undefined): Generator<string> {
  if (row.sizes !== row.leaves) yield `has ${row.leaves} leaves, but its sizes add up to ${row.sizes}`;
  if (boxes !== undefined && boxes.length !== row.leaves) yield `has ${row.leaves} leaves here and ${boxes.length} boxes in its plan`;
  if (row.hours === null) return;
  const [o, m, p] = row.hours;
  const pert = (o + 4 * m + p) / 6;
  if (row.pert !== null && Math.abs(pert - row.pert) > rounding) yield `takes ${row.pert} h; its hours ${o}/${m}/${p} make ${pert.toFixed(2)}`;
  const sums = (['o', 'm', 'p'] as const).map(key => (boxes ?? []).reduce((sum, { hours }) => sum + (hours?.[key] ?? 0), 0));
  const same = sums.every((sum, index) => Math.abs(sum - (row.hours?.[index] ?? 0)) < rounding);
  if (boxes !== undefined && boxes.length === row.leaves && boxes.every(box => box.hours !== null) && !same) yield `takes ${o}/${m}/${p} h here; the boxes of its plan add up to ${sums.join('/')}`;
}
