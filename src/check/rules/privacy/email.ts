import { at, defineRule } from '../../rule.ts';

const address = /(?<![\w.+/@-])[A-Za-z0-9._%+-]+@(?!(?:example|test|localhost|invalid|your|my)\b)[A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)*\.(?!(?:example|test|invalid|local)\b)[A-Za-z]{2,}\b/;

export default defineRule({
  id: 'privacy/email',
  about: 'An address of a person in a plan is personal data without a purpose; samples are a common source.',
  fix: 'Name the role instead, or use an address under example.org.',
  bad: 'Ask jane.doe@corp.com',
  good: 'Ask the product owner',
  severity: 'warning',
  set: 'recommended',
  *document(sheet) {
    const skip = sheet.document.frontMatter?.span.end.line ?? 0;
    for (const [index, text] of sheet.lines.entries()) {
      if (index < skip || !text.includes('@') || text.length > 20_000) continue;
      const match = address.exec(text);
      // An address of an office is nobody's.
      if (match === null || /^git@|@(?:latest|next|\d)|^(?:developers?|support|info|privacy|legal|security|contact|hello|team|api|help|noreply|no-reply|abuse|admin|sales|press)@/i.test(match[0])) continue;
      yield at(sheet, { start: { line: index + 1, column: match.index + 1 }, end: { line: index + 1, column: match.index + match[0].length + 1 } }, 'This is a mail address.');
    }
  },
});
