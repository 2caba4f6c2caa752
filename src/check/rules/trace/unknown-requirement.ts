import { at, defineRule } from '../../rule.ts';
import { numberedRequirements, requirementMentions, siblingOf, storiesOf, storyMentions } from '../../siblings.ts';

export default defineRule({
  id: 'trace/unknown-requirement',
  about: 'A task that names a requirement or story which the spec beside it does not have was written for another version of the spec.',
  fix: 'Name the requirement that the task serves, or write the missing one.',
  bad: 'tasks.md: _Requirements: 7.1_; requirements.md ends with Requirement 5',
  good: 'tasks.md: _Requirements: 5.1_',
  severity: 'warning',
  set: 'start',
  *document(sheet, run) {
    if (sheet.own !== null) return;
    const spec = siblingOf(run, sheet, 'requirements.md');
    const requirements = new Map((spec === null || spec === sheet ? [] : numberedRequirements(spec, run)).map(item => [item.number, item]));
    if (spec !== null && requirements.size > 0) {
      for (const { text, line, column } of requirementMentions(sheet, run)) {
        const [number = '', criterion] = text.split('.');
        const known = requirements.get(Number(number));
        const place = { start: { line, column }, end: { line, column: column + text.length } };
        if (known === undefined) yield at(sheet, place, `${spec.document.path} has no requirement ${number}.`);
        else if (criterion !== undefined && known.criteria > 0 && Number(criterion) > known.criteria) yield at(sheet, place, `Requirement ${number} has ${known.criteria} criteria (${spec.document.path}:${known.section.line}); there is no ${text}.`);
      }
    }
    const stories = siblingOf(run, sheet, 'spec.md');
    const known = new Set((stories === null || stories === sheet ? [] : storiesOf(stories, run)).map(story => story.number));
    if (stories === null || known.size === 0) return;
    for (const { text, story, line, column } of storyMentions(sheet)) {
      if (!known.has(story)) yield at(sheet, { start: { line, column }, end: { line, column: column + text.length } }, `${stories.document.path} has no User Story ${story}.`);
    }
  },
});
