import { atLine, defineRule } from '../../rule.ts';
import type { Mark } from '../../rule.ts';
import type { Group } from '../../run.ts';
import type { Sheet } from '../../sheet.ts';
import { unrendered } from '../../unrendered.ts';

export default defineRule({
  id: 'requirements/criterion-missing',
  about: 'A criterion that a requirement names and nobody wrote leaves the requirement untested.',
  fix: 'Write the criterion here, or take it out of the requirement\'s row.',
  bad: 'the row names FR-007/AC-2, the list ends with FR-007/AC-1',
  good: '- **FR-007/AC-2** negative: Given a full slot, When `POST /v1/bookings` is called, Then 409 `SLOT_FULL`.',
  severity: 'error',
  set: 'recommended',
  *group(group, run) {
    if (group.feature === null) return;
    const isNews = unrendered(group, run);
    const order = expected(group);
    let place: { sheet: Sheet; line: number } | null = firstCriterion(group);
    for (const id of order) {
      const known = group.declared.get(id);
      if (known !== undefined) {
        place = { sheet: known.sheet, line: lastLine(known.sheet, known.declaration.line) };
        continue;
      }
      if (place !== null && !isNews(id)) yield atLine(place.sheet, place.line, `The criterion "${id}" should stand after this line and does not.`);
    }
    yield* unnamed(group);
  },
});

/** Criteria that are written, but that the row of their requirement leaves out, so that nobody who reads the row knows of them. */
function* unnamed(group: Group): Generator<Mark> {
  for (const sheet of group.sheets) {
    if (sheet.own?.doc !== 'prd') continue;
    for (const { id, row, line } of sheet.declarations) {
      const column = row?.header.indexOf('criteria') ?? -1;
      const text = row?.cells[column]?.text ?? '';
      if (column < 0 || !/\/AC-\d+/.test(text)) continue;
      const named = new Set(text.split(',').map(part => part.trim()));
      const missing = [...group.declared].filter(([other, { declaration }]) => declaration.how === 'item' && other.startsWith(`${id}/AC-`) && !named.has(other)).map(([other]) => other);
      const cell = row?.cells[column];
      const end = cell === undefined ? -1 : cell.span.start.offset + sheet.document.text.slice(cell.span.start.offset, cell.span.end.offset).trimEnd().length;
      if (missing.length > 0) yield atLine(sheet, line, `The row of "${id}" does not name ${missing.map(other => `"${other}"`).join(', ')}.`, end < 0 ? {} : { fix: { start: end, end, text: `, ${missing.join(', ')}` } });
    }
  }
}

/** Criteria in the order in which rows of requirements name them; the graph knows them even when the row is gone. */
function expected(group: Group): string[] {
  const order = new Set<string>();
  for (const sheet of group.sheets) {
    if (sheet.own?.doc !== 'prd') continue;
    for (const { id, row } of sheet.declarations) {
      if (row === null) continue;
      const column = row.header.indexOf('criteria');
      if (column >= 0) for (const part of (row.cells[column]?.text ?? '').split(',')) if (/\/AC-\d+$/.test(part.trim())) order.add(part.trim());
      for (const criterion of group.plan?.criteria ?? []) if (criterion.requirement === id) order.add(criterion.id);
    }
  }
  for (const criterion of group.plan?.criteria ?? []) order.add(criterion.id);
  return [...order];
}

function firstCriterion(group: Group): { sheet: Sheet; line: number } | null {
  for (const sheet of group.sheets) {
    if (sheet.own?.doc !== 'prd') continue;
    const section = sheet.sections.findLast(item => item.heading.depth === 2 && /acceptance criteria/i.test(item.heading.text));
    if (section !== undefined) return { sheet, line: section.line };
  }
  return null;
}

function lastLine(sheet: Sheet, line: number): number {
  let last = line;
  while (/^\s+\S/.test(sheet.lines[last] ?? '')) last++;
  return last;
}
