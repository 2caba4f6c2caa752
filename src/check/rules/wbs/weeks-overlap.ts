import { at, defineRule } from '../../rule.ts';
import type { Section } from '../../sheet.ts';

const weeks = /\(\s*weeks?\s+(\d+)(?:\s*(?:-|–|to)\s*(\d+))?\s*\)/i;

export default defineRule({
  id: 'wbs/weeks-overlap',
  about: 'Phases that overlap need people for both at once; a small team has them only on paper.',
  fix: 'Start a phase in the week after the one before it, or say who works on both.',
  bad: '### Phase 1 (Week 1-2)\n### Phase 2 (Week 2)',
  good: '### Phase 1 (Week 1-2)\n### Phase 2 (Week 3)',
  severity: 'info',
  set: 'start',
  *document(sheet) {
    const last = new Map<Section | null, { section: Section; end: number }>();
    for (const section of sheet.sections) {
      const match = weeks.exec(section.heading.text);
      if (match === null) continue;
      const start = Number(match[1]);
      const end = Number(match[2] ?? match[1]);
      const before = last.get(section.parent);
      if (before !== undefined && start <= before.end) yield at(sheet, section.heading.span, `"${section.heading.text}" starts in week ${start}, in which "${before.section.heading.text}" still runs.`);
      if (end < start) yield at(sheet, section.heading.span, `Week ${end} is before week ${start}.`);
      last.set(section.parent, { section, end: Math.max(end, before?.end ?? 0) });
    }
  },
});
