import { placeSections } from '../../headings.ts';
import { at, atLine, defineRule } from '../../rule.ts';
import { specOf } from '../../run.ts';
import type { Section, Sheet } from '../../sheet.ts';

const words = { bullets: 'bullets', rows: 'rows', subsections: 'subsections', diagrams: 'diagrams' } as const;

export default defineRule({
  id: 'structure/limit',
  about: 'Limits such as 3-5 bullets, 3 consumers or 5 models keep a document readable in minutes (SEED-002-3, SEED-002-14); the document catalogue declares them.',
  fix: 'Merge or move what is over the limit, or add what is missing.',
  bad: '## API consumers (<=3)\nfour rows',
  good: '## API consumers (<=3)\nthree rows',
  severity: 'error',
  set: 'start',
  *document(sheet, run) {
    const spec = specOf(run, sheet);
    if (spec === null) return;
    // Of the strategies exactly one is recommended (SEED-000-14).
    const strategies = sheet.sections.filter(section => /^Strategy \d+:/.test(section.heading.text));
    const recommended = strategies.filter(section => section.heading.text.includes('(RECOMMENDED)'));
    for (const section of recommended.slice(1)) yield at(sheet, section.heading.span, `"${section.heading.text}" is recommended beside "${recommended[0]?.heading.text ?? ''}"; one strategy is.`);
    const [first] = strategies;
    if (first !== undefined && recommended.length === 0) yield at(sheet, first.heading.span, `None of the ${strategies.length} strategies is recommended.`);
    for (const { spec: wanted, section } of placeSections(sheet, spec)) {
      const limits = wanted.limits;
      if (limits === undefined || section === null) continue;
      const places = counted(sheet, section, limits.of, limits.deep === true);
      const name = section.heading.text;
      const over = limits.max === undefined ? undefined : places[limits.max];
      if (over !== undefined) yield atLine(sheet, over, `"${name}" holds ${places.length} ${words[limits.of]}, at most ${limits.max} are allowed.`);
      if (limits.min !== undefined && places.length < limits.min && !saysNone(sheet, section)) {
        yield at(sheet, section.heading.span, `"${name}" holds ${places.length} ${words[limits.of]}, at least ${limits.min} are needed.`);
      }
    }
  },
});

/** Lines of what the limit counts, in order. Rows are those of the section's first table. */
function counted(sheet: Sheet, section: Section, of: keyof typeof words, deep: boolean): number[] {
  const blocks = sheet.document.blocks.slice(section.start, deep ? section.end : section.ownEnd);
  switch (of) {
    case 'bullets':
      return blocks.flatMap(block => (block.type === 'item' && block.depth === 0 ? [block.span.start.line] : []));
    case 'rows': {
      const tables = blocks.flatMap(block => (block.type === 'table' ? [block] : []));
      return (deep ? tables : tables.slice(0, 1)).flatMap(table => table.rows.map(row => row.span.start.line));
    }
    case 'subsections':
      return sheet.sections.flatMap(other => (other.parent === section ? [other.line] : []));
    case 'diagrams':
      return blocks.flatMap(block => (block.type === 'fence' && block.lang === 'mermaid' ? [block.span.start.line] : []));
  }
}

/** `None: <reason>` counts as present (`formats.md`, Empty). */
function saysNone(sheet: Sheet, section: Section): boolean {
  return sheet.document.blocks.slice(section.start, section.end).some(block => (block.type === 'paragraph' || block.type === 'item') && /^None: \S/.test(block.text));
}
