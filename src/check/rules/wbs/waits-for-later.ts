import { at, defineRule } from '../../rule.ts';
import type { TaskBox } from '../../sheet.ts';
import { startsNumbered } from '../../titles.ts';

const waits = /\b(?:depends on|after|requires|blocked by|needs)\b:?\s*((?:T\d{3,4}|\d+\.\d+)(?:(?:\s*,\s*|\s+and\s+)(?:T\d{3,4}|\d+\.\d+))*)/gi;

/** Tells fast that a line waits for nothing. */
const anyWait = new RegExp(waits, 'i');

export default defineRule({
  id: 'wbs/waits-for-later',
  about: 'A list is worked off from top to bottom; a task that waits for one below it stops whoever follows the order.',
  fix: 'Move the task below the one it waits for, or drop the dependency.',
  bad: '- [ ] T002 Add the route (depends on T003)\n- [ ] T003 Add the table',
  good: '- [ ] T002 Add the table\n- [ ] T003 Add the route (depends on T002)',
  severity: 'warning',
  set: 'start',
  *document(sheet) {
    if (sheet.own !== null) return;
    const order = new Map<string, { index: number; line: number }>();
    for (const [index, box] of sheet.boxes.entries()) {
      const own = ownNumber(box);
      if (own !== undefined && !order.has(own)) order.set(own, { index, line: box.line });
    }
    // Nothing comes later than anything where no task has a number.
    if (order.size === 0) return;
    for (const [index, box] of sheet.boxes.entries()) {
      const text = sheet.lines[box.line - 1] ?? '';
      if (!anyWait.test(text)) continue;
      const own = ownNumber(box);
      for (const match of text.matchAll(waits)) {
        for (const [other] of (match[1] ?? '').matchAll(/T\d{3,4}|\d+\.\d+/g)) {
          const known = order.get(other);
          if (known === undefined || known.index < index) continue;
          yield at(sheet, { start: { line: box.line, column: match.index + 1 }, end: { line: box.line, column: match.index + match[0].length + 1 } }, other === own ? `Task ${other} waits for itself.` : `This task waits for ${other}, which comes later (line ${known.line}).`);
        }
      }
    }
  },
});

const ownNumber = ({ title }: TaskBox): string | undefined => (startsNumbered(title) ? /^(?:\[P\]\s*)?(T\d{3,4}|\d+\.\d+)\b/.exec(title)?.[1] : undefined);
