import { atLine, defineRule } from '../../rule.ts';
import type { Section, TaskBox } from '../../sheet.ts';

const done = /✅|☑|\[(?:x|done|complete)\]|\((?:done|complete|completed|finished)\)|(?:[-–—:]\s*)(?:DONE|COMPLETE|COMPLETED)\b/;
const partly = /\b(?:partly|partial(?:ly)?|mostly|almost|in progress)\b/i;
/** An open box that says itself why it stays open. */
const excused = /\b(?:n\/a|not applicable|optional|deferred|skipped|later|future|won't|wontfix|out of scope|manual(?:ly)?|\w+[- ](?:specific|dependent)|blocked|waiting for|documented in)\b/i;

export default defineRule({
  id: 'wbs/done-disagrees',
  about: 'A heading or a box that says "done" over work that is still open makes both worthless as a report of where the project stands.',
  fix: 'Tick the box, take the mark off, or say at the open task why it stays open.',
  bad: '### 9.1 Unit tests ✅\n- [ ] Install the coverage driver',
  good: '### 9.1 Unit tests\n- [ ] Install the coverage driver',
  severity: 'warning',
  set: 'start',
  *document(sheet) {
    for (const section of sheet.sections) {
      if (!done.test(section.heading.text) || partly.test(section.heading.text)) continue;
      const boxes = sheet.boxes.filter(box => box.section !== null && within(box.section, section));
      const open = boxes.filter(box => !box.checked && !excused.test(box.title));
      const [first] = open;
      if (first === undefined || nested(sheet.sections, section, open)) continue;
      yield atLine(sheet, first.line, `"${section.heading.text.slice(0, 80)}" (line ${section.line}) is marked as done, but ${open.length === 1 ? 'this task is' : `${open.length} tasks from here on are`} open.`);
    }
    // From the outermost inwards, all of one section.
    const parents: TaskBox[] = [];
    for (const box of sheet.boxes) {
      let parent = parents.at(-1);
      for (; parent !== undefined && (parent.item.depth >= box.item.depth || parent.section !== box.section); parent = parents.at(-1)) parents.pop();
      if (parent !== undefined && parent.checked && !box.checked && !excused.test(box.title)) yield atLine(sheet, box.line, `This task is open, but the one it belongs to (line ${parent.line}) is ticked.`);
      parents.push(box);
    }
  },
  *group(group) {
    if (group.feature === null) return;
    const packages = new Map(group.sheets.flatMap(sheet => (sheet.own?.doc === 'work_package' ? [[sheet.document.path, sheet] as const] : [])));
    for (const sheet of group.sheets) {
      const folder = sheet.document.path.slice(0, sheet.document.path.lastIndexOf('/') + 1);
      for (const { checked, item, line } of sheet.boxes) {
        const url = checked ? item.inlines.find(inline => inline.kind === 'link')?.url : undefined;
        const open = packages.get(`${folder}${url ?? ''}`)?.boxes.filter(box => !box.checked).length ?? 0;
        if (open > 0) yield atLine(sheet, line, `This package is ticked, but ${open} of its tasks ${open === 1 ? 'is' : 'are'} open (${folder}${url ?? ''}).`);
      }
    }
  },
});

function within(section: Section, ancestor: Section): boolean {
  for (let at: Section | null = section; at !== null; at = at.parent) if (at === ancestor) return true;
  return false;
}

/** Whether a heading below says the same of all these boxes; it is nearer and speaks for both. */
function nested(sections: Section[], outer: Section, open: TaskBox[]): boolean {
  return sections.some(section => section !== outer && within(section, outer) && done.test(section.heading.text) && open.every(box => box.section !== null && within(box.section, section)));
}
