import { placeSections } from '../../headings.ts';
import { at, defineRule } from '../../rule.ts';
import { specOf } from '../../run.ts';

export default defineRule({
  id: 'structure/section-order',
  about: 'The order of the sections is fixed (SEED-000-15, SEED-001-1, SEED-002-22 to -25), so that a reader finds the same thing in the same place in every plan.',
  fix: 'Move the section to its place.',
  bad: '## Executive Checklist\n## Strategy',
  good: '## Strategy\n## Executive Checklist',
  severity: 'error',
  set: 'start',
  *document(sheet, run) {
    const spec = specOf(run, sheet);
    if (spec === null) return;
    const placed = placeSections(sheet, spec).flatMap(({ section }) => (section === null ? [] : [section]));
    for (const [index, section] of placed.entries()) {
      const before = placed[index - 1];
      if (before === undefined || before.line < section.line) continue;
      yield at(sheet, section.heading.span, `"${section.heading.text}" stands before "${before.heading.text}".`, { help: `Move it after "${before.heading.text}" (line ${before.line}).` });
      yield at(sheet, before.heading.span, `"${before.heading.text}" stands after "${section.heading.text}".`, { help: `Move it before "${section.heading.text}" (line ${section.line}).` });
    }
  },
});
