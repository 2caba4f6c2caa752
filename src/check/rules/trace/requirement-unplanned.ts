import { at, defineRule } from '../../rule.ts';
import { numberedRequirements, requirementMentions, siblingOf, storiesOf, storyMentions } from '../../siblings.ts';

export default defineRule({
  id: 'trace/requirement-unplanned',
  about: 'A requirement or story that no task of the list beside it names is forgotten the day the list is worked off.',
  fix: 'Add a task that names it, or say in the spec that it waits.',
  bad: 'requirements.md: Requirement 5; tasks.md names 1 to 4 only',
  good: 'tasks.md: _Requirements: 5.1, 5.2_',
  severity: 'warning',
  set: 'start',
  *document(sheet, run) {
    const tasks = sheet.own === null ? siblingOf(run, sheet, 'tasks.md') : null;
    if (tasks === null || tasks === sheet || tasks.boxes.length === 0) return;
    const named = new Set(requirementMentions(tasks, run).map(mention => mention.text.split('.')[0]));
    // A list that names no requirement at all is traced in another way, or not at all; one finding each would be noise.
    if (named.size > 0) {
      for (const { number, title, section } of numberedRequirements(sheet, run)) {
        if (!named.has(String(number))) yield at(sheet, section.heading.span, `No task of ${tasks.document.path} names requirement ${number}${title === '' ? '' : ` ("${title.slice(0, 60)}")`}.`);
      }
    }
    const told = new Set(storyMentions(tasks).map(mention => mention.story));
    if (told.size === 0) return;
    for (const { number, title, section } of storiesOf(sheet, run)) {
      if (!told.has(number)) yield at(sheet, section.heading.span, `No task of ${tasks.document.path} is marked [US${number}]${title === '' ? '' : ` ("${title.slice(0, 60)}")`}.`);
    }
  },
});
