import { at, defineRule } from '../../rule.ts';
import type { Section } from '../../sheet.ts';

export default defineRule({
  id: 'structure/heading-number',
  about: 'Two sections with one number, or a number that runs backwards: whoever is sent to "section 4" arrives at the wrong one.',
  fix: 'Number the sections in their order.',
  bad: '## 3. Storage\n## 3. API',
  good: '## 3. Storage\n## 4. API',
  severity: 'warning',
  set: 'start',
  *document(sheet) {
    const last = new Map<Section | null, Map<string, { parts: number[]; section: Section }>>();
    for (const section of sheet.sections) {
      // "### 1.2 Title", "## 3. Title", "### Phase 2: Title"; a year or a bare quantity ("3 options") is no number of a section.
      const match = /^(?:(Phase|Step|Part|Section|Milestone|Sprint|Week|Requirement|User Story)\s+(\d{1,2})\b(?![.–-]\d|\s*(?:[-–,&]|and|to)\s*\d)|(\d{1,2})[.)](?=\s)|(\d{1,2}(?:\.\d{1,3})+)\.?(?=\s))/i.exec(section.heading.text.trim());
      if (match === null) continue;
      const text = match[2] ?? match[3] ?? match[4] ?? '';
      const kind = `${section.heading.depth} ${(match[1] ?? '').toLowerCase()} ${text.split('.').length}`;
      const parts = text.split('.').map(Number);
      const before = last.get(section.parent)?.get(kind);
      if (before !== undefined) {
        const order = compare(before.parts, parts);
        if (order === 0) yield at(sheet, section.heading.span, `The number ${text} stands on line ${before.section.line} already ("${before.section.heading.text.slice(0, 60)}").`);
        // Counting that starts again belongs to another list under the same heading.
        else if (order > 0 && parts.at(-1) !== 1) yield at(sheet, section.heading.span, `Number ${text} comes after ${before.parts.join('.')} (line ${before.section.line}).`);
      }
      const names = last.get(section.parent) ?? new Map<string, { parts: number[]; section: Section }>();
      names.set(kind, { parts, section });
      last.set(section.parent, names);
    }
  },
});

function compare(a: number[], b: number[]): number {
  for (const [index, part] of a.entries()) if (part !== b[index]) return part - (b[index] ?? 0);
  return 0;
}
