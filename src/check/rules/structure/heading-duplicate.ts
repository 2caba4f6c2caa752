import { normalise } from '../../headings.ts';
import { at, defineRule } from '../../rule.ts';
import type { Section } from '../../sheet.ts';

export default defineRule({
  id: 'structure/heading-duplicate',
  about: 'Two headings of one name under one parent: links reach only the first, and readers do not know which one holds.',
  fix: 'Merge the two sections or name what differs.',
  bad: '## Risks\n...\n## Risks',
  good: '## Technical risks\n...\n## Commercial risks',
  severity: 'warning',
  set: 'start',
  *document(sheet) {
    const seen = new Map<Section | null, Map<string, Section>>();
    for (const section of sheet.sections) {
      const names = seen.get(section.parent) ?? new Map<string, Section>();
      seen.set(section.parent, names);
      const name = `${section.heading.depth} ${normalise(section.heading.text)}`;
      const first = names.get(name);
      if (first === undefined) names.set(name, section);
      else if (section.heading.text.trim() !== '') yield at(sheet, section.heading.span, `The heading "${section.heading.text}" stands on line ${first.line} already.`);
    }
  },
});
