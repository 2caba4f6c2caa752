import { atLine, defineRule } from '../../rule.ts';
import { startsNumbered } from '../../titles.ts';

export default defineRule({
  id: 'wbs/number-group',
  about: 'A task number that does not belong to its group is found by nobody who looks under the group.',
  fix: 'Renumber the task, or move it to its group.',
  bad: '## 2. Storage\n- [ ] 3.1 Add the table',
  good: '## 2. Storage\n- [ ] 2.1 Add the table',
  severity: 'warning',
  set: 'start',
  *document(sheet) {
    const seen = new Map<string, number>();
    for (const box of sheet.boxes) {
      const number = startsNumbered(box.title) ? /^(\d+)((?:\.\d+)+)\.?\s/.exec(box.title) : null;
      if (number === null) continue;
      const group = /^(\d+)[.)]?\s/.exec(box.section?.heading.text ?? '')?.[1];
      const full = `${number[1]}${number[2]}`;
      if (group !== undefined && group !== number[1]) yield atLine(sheet, box.line, `Task ${full} stands under "${box.section?.heading.text ?? ''}".`);
      const first = seen.get(full);
      if (first !== undefined) yield atLine(sheet, box.line, `The number ${full} stands on line ${first} already.`);
      else seen.set(full, box.line);
    }
    const ids = new Map<string, number>();
    for (const box of sheet.boxes) {
      const id = startsNumbered(box.title) ? /^(?:\[P\]\s*)?(T\d{3,})\b/.exec(box.title)?.[1] : undefined;
      if (id === undefined) continue;
      const first = ids.get(id);
      if (first !== undefined) yield atLine(sheet, box.line, `The task id ${id} stands on line ${first} already.`);
      else ids.set(id, box.line);
    }
  },
});
