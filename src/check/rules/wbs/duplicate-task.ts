import { atLine, defineRule } from '../../rule.ts';
import type { Section } from '../../sheet.ts';
import { pathOf, normaliseTitle } from '../../titles.ts';

export default defineRule({
  id: 'wbs/duplicate-task',
  about: 'The same task twice is done twice, or each waits for the other to be done.',
  fix: 'Keep one of them, or say in each what differs.',
  bad: '- [ ] Add load testing\n...\n- [ ] Add load testing',
  good: '- [ ] Add load testing of the API\n...\n- [ ] Add load testing of the deployment',
  severity: 'warning',
  set: 'start',
  *group(group) {
    const seen = new Map<string, { path: string; line: number; section: Section | null }>();
    for (const sheet of group.sheets) {
      for (const box of sheet.boxes) {
        if (box.item.depth > 0) continue;
        const title = normaliseTitle(box.title);
        if (!title.includes(' ')) continue;
        const first = seen.get(title);
        if (first === undefined) seen.set(title, { path: sheet.document.path, line: box.line, section: box.section });
        else {
          const under = pathOf(first.section);
          yield atLine(sheet, box.line, `This task stands on line ${first.line}${first.path === sheet.document.path ? '' : ` of ${first.path}`} already${under === '' ? '' : `, under "${under}"`}.`);
        }
      }
    }
  },
});
