import { atLine, defineRule } from '../../rule.ts';
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
    const seen = new Map<string, { path: string; line: number; section: string }>();
    for (const sheet of group.sheets) {
      for (const box of sheet.boxes) {
        const title = normaliseTitle(box.title);
        if (title.split(' ').length < 2 || box.item.depth > 0) continue;
        const first = seen.get(title);
        if (first === undefined) seen.set(title, { path: sheet.document.path, line: box.line, section: pathOf(box.section) });
        else yield atLine(sheet, box.line, `This task stands on line ${first.line}${first.path === sheet.document.path ? '' : ` of ${first.path}`} already${first.section === '' ? '' : `, under "${first.section}"`}.`);
      }
    }
  },
});
