import { at, defineRule } from '../../rule.ts';

export default defineRule({
  id: 'structure/heading-skip',
  about: 'A heading that skips a level breaks the outline that readers, screen readers and tables of contents use.',
  fix: 'Use the next level.',
  bad: '## Strategy\n#### Option A',
  good: '## Strategy\n### Option A',
  severity: 'info',
  set: 'all',
  *document(sheet) {
    let depth = 0;
    for (const { heading } of sheet.sections) {
      if (depth > 0 && heading.depth > depth + 1) yield at(sheet, heading.span, `"${heading.text}" jumps from level ${depth} to ${heading.depth}.`);
      depth = heading.depth;
    }
  },
});
