import { at, defineRule } from '../../rule.ts';

export default defineRule({
  id: 'requirements/scenario-missing',
  about: 'A requirement without a scenario or criterion, where its neighbours have one, is the one that nobody tests.',
  fix: 'Write one scenario (WHEN ..., THEN ...) or one numbered criterion under it.',
  bad: '### Requirement: Export\nThe system SHALL export.\n\n### Requirement: Import\n#### Scenario: file',
  good: '### Requirement: Export\nThe system SHALL export.\n#### Scenario: empty export',
  severity: 'warning',
  set: 'start',
  *document(sheet) {
    if (sheet.own !== null) return;
    const requirements = sheet.sections.filter(section => /^(?:Requirement:\s*\S|Requirement\s+\d+\b)/i.test(section.heading.text.trim()) && !/removed|renamed/i.test(section.parent?.heading.text ?? ''));
    const proved = (index: number): boolean => {
      const section = requirements[index];
      if (section === undefined) return false;
      const blocks = sheet.document.blocks.slice(section.start, section.end);
      return blocks.some(block => (block.type === 'heading' && /^(?:Scenario|Acceptance Criteria|Criteria)\b/i.test(block.text.trim())) || ((block.type === 'item' || block.type === 'paragraph') && /\b(?:WHEN|GIVEN|THEN|SHALL|Acceptance)\b/.test(block.text) && block.type === 'item'));
    };
    const states = requirements.map((_, index) => proved(index));
    if (!states.includes(true)) return;
    for (const [index, section] of requirements.entries()) if (!(states[index] ?? true)) yield at(sheet, section.heading.span, `"${section.heading.text.slice(0, 80)}" has no scenario and no criterion.`);
  },
});
