import { atLine, defineRule } from '../../rule.ts';
import { renderOf } from '../../rendered.ts';
import { specOf } from '../../run.ts';

export default defineRule({
  id: 'structure/word-budget',
  about: 'A plan that nobody reads to the end is no plan; each document has a word budget in the catalogue.',
  fix: 'Cut sentences without an id, a number, a name or a decision; say a fact in one document and link to it.',
  bad: 'a charter of 1,400 words',
  good: 'a charter of 800 words',
  severity: 'warning',
  set: 'recommended',
  *document(sheet, run) {
    const limit = specOf(run, sheet)?.maxWords ?? null;
    if (limit === null) return;
    const words = wordsIn(sheet.lines.slice(sheet.document.frontMatter?.span.end.line ?? 0).join('\n'));
    // What was rendered keeps the budget; people may add a tenth of it before the document is too long.
    const rendered = renderOf(run, sheet.document.path);
    const most = rendered !== null && wordsIn(rendered.replace(/^---\n[^]*?\n---\n/, '')) <= limit ? Math.floor(limit * added) : limit;
    if (words > most) yield atLine(sheet, sheet.sections[0]?.line ?? 1, `This document has ${words} words, its budget is ${limit}.`);
  },
});

const added = 1.1;
const wordsIn = (text: string): number => text.split(/\s+/).filter(word => /[\p{L}\p{N}]/u.test(word)).length;
