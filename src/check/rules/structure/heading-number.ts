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
    const lists = new Map<Section | null, Map<string, Numbered[]>>();
    for (const section of sheet.sections) {
      // "### 1.2 Title", "## 3. Title", "### Phase 2: Title"; a year or a bare quantity ("3 options") is no number of a section.
      const match = /^(?:(Phase|Step|Part|Section|Milestone|Sprint|Week|Requirement|User Story)\s+(\d{1,2})\b(?![.–-]\d|\s*(?:[-–,&]|and|to)\s*\d)|(\d{1,2})[.)](?=\s)|(\d{1,2}(?:\.\d{1,3})+)\.?(?=\s))/i.exec(section.heading.text.trim());
      if (match === null) continue;
      const text = match[2] ?? match[3] ?? match[4] ?? '';
      const kind = `${section.heading.depth} ${(match[1] ?? '').toLowerCase()} ${text.split('.').length}`;
      const names = lists.get(section.parent) ?? new Map<string, Numbered[]>();
      names.set(kind, [...(names.get(kind) ?? []), { text, parts: text.split('.').map(Number), section }]);
      lists.set(section.parent, names);
    }
    for (const names of lists.values()) {
      for (const list of names.values()) {
        const steps = list.slice(1).map((item, index) => ({ item, before: list[index] ?? item, order: compare(list[index]?.parts ?? [], item.parts) }));
        // What runs backwards from the start, as the releases of a change log do, is meant to.
        const down = steps.filter(step => step.order > 0).length;
        const backwards = down > 1 && down > steps.filter(step => step.order < 0).length;
        for (const { item, before, order } of steps) {
          // Of two headings that are the same in every word, `structure/heading-duplicate` speaks.
          if (order === 0 && item.section.heading.text === before.section.heading.text) continue;
          if (order === 0) yield at(sheet, item.section.heading.span, `The number ${item.text} stands on line ${before.section.line} already ("${before.section.heading.text.slice(0, 60)}").`);
          // Counting that starts again belongs to another list under the same heading.
          else if (order > 0 && !backwards && item.parts.at(-1) !== 1) yield at(sheet, item.section.heading.span, `Number ${item.text} comes after ${before.parts.join('.')} (line ${before.section.line}).`);
        }
      }
    }
  },
});

type Numbered = { text: string; parts: number[]; section: Section };

function compare(a: number[], b: number[]): number {
  for (const [index, part] of a.entries()) if (part !== b[index]) return part - (b[index] ?? 0);
  return 0;
}
