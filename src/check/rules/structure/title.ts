import { at, atLine, defineRule } from '../../rule.ts';

export default defineRule({
  id: 'structure/title',
  about: 'One title a document: tools and readers take it as the name.',
  fix: 'Start the document with one "# Title"; make the others "##".',
  bad: '# Plan\n# Risks',
  good: '# Plan\n## Risks',
  severity: 'warning',
  set: 'recommended',
  *document(sheet) {
    const titles = sheet.sections.filter(section => section.heading.depth === 1);
    if (titles.length === 0 && sheet.own !== null) yield atLine(sheet, (sheet.document.frontMatter?.span.end.line ?? 0) + 1, 'The document has no title.');
    // Books of a foreign author may use several titles as parts; only generated documents promise one.
    if (sheet.own !== null) for (const section of titles.slice(1)) yield at(sheet, section.heading.span, `"${section.heading.text}" is a second title.`);
  },
});
