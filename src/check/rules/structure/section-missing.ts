import { headingName, headingPattern, normalise, placeSections } from '../../headings.ts';
import { at, atLine, defineRule } from '../../rule.ts';
import { specOf, termsOf } from '../../run.ts';

export default defineRule({
  id: 'structure/section-missing',
  about: 'Readers and other documents rely on the sections of the document catalogue; a plan without one leaves a question open.',
  fix: 'Write the section, or one line "None: <reason>" under its heading.',
  bad: '## Introduction\n...\n## Executive Checklist',
  good: '## Introduction\n...\n## Strategy\n...\n## Executive Checklist',
  severity: 'error',
  set: 'start',
  *document(sheet, run) {
    const spec = specOf(run, sheet);
    if (spec === null) return;
    const placed = placeSections(sheet, spec);
    for (const [index, { spec: wanted, section }] of placed.entries()) {
      if (section !== null) continue;
      const other = sheet.sections.find(each => each.heading.depth !== wanted.depth && headingPattern(wanted.heading).test(normalise(each.heading.text)));
      if (other !== undefined) {
        yield at(sheet, other.heading.span, `"${other.heading.text}" is a heading of level ${other.heading.depth}; it belongs on level ${wanted.depth}.`, { help: `Write it with ${'#'.repeat(wanted.depth)}.` });
        continue;
      }
      const next = placed.slice(index + 1).find(item => item.section !== null)?.section;
      const before = placed.slice(0, index).findLast(item => item.section !== null)?.section;
      const name = headingName(wanted.heading, termsOf(run, sheet));
      const line = next?.line ?? (before === undefined || before === null ? sheet.lines.length : lastTextLine(sheet.lines, before.endLine));
      yield atLine(sheet, line, `The section "${name}" is missing.`, {
        help: `Write "${'#'.repeat(wanted.depth)} ${name}"${next === undefined || next === null ? ' at the end' : ` before "${next.heading.text}"`}, or one line "None: <reason>" under it.`,
      });
    }
  },
});

function lastTextLine(lines: string[], from: number): number {
  for (let line = from; line > 1; line--) if ((lines[line - 1] ?? '').trim() !== '') return line;
  return 1;
}
