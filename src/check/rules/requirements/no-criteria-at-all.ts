import { planWords } from '../../plan-words.ts';
import { at, atLine, defineRule } from '../../rule.ts';
import type { Section } from '../../sheet.ts';
import { siblingOf, storyMentions } from '../../siblings.ts';

export default defineRule({
  id: 'requirements/no-criteria-at-all',
  about: 'A plan of tasks that never says how anybody sees that they are done cannot be accepted, only declared finished.',
  fix: 'Give each phase or task one observable result: a command with its outcome, or Given/When/Then.',
  bad: '- [ ] Implement login',
  good: '- [ ] Implement login\n      verify: `pytest tests/test_login.py` => 6 passed',
  severity: 'warning',
  set: 'start',
  *document(sheet, run) {
    if (sheet.own !== null || sheet.boxes.length < 10) return;
    if (planWords(run.languages).proves(sheet.document.text)) return;
    // Where a spec stands beside the tasks, the criteria stand in it.
    if ((['spec.md', 'requirements.md', 'proposal.md'] as const).some(name => siblingOf(run, sheet, name) !== null || run.paths?.has(`${sheet.document.path.replace(/[^/]*$/, '')}${name}`) === true) || storyMentions(sheet).length > 0) return;
    const around = [...aroundOf(sheet.boxes[0]?.section ?? null)];
    const place = around.find(section => /checklist|tasks|implementation|to-?do|plan/i.test(section.heading.text)) ?? around[0] ?? sheet.sections[0];
    const message = `This plan has ${sheet.boxes.length} tasks and no acceptance criterion for any of them.`;
    yield place === undefined ? atLine(sheet, 1, message) : at(sheet, place.heading.span, message);
  },
});

/** The sections around a place, the innermost first, without the title of the document. */
function* aroundOf(section: Section | null): Generator<Section> {
  for (let at = section; at !== null; at = at.parent) if (at.heading.depth > 1) yield at;
}
