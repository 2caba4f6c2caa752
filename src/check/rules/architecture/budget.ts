import { atLine, defineRule } from '../../rule.ts';
import type { Sheet } from '../../sheet.ts';

/** What every sentence about a budget holds. */
const money = /budget|cost/i;

export default defineRule({
  id: 'architecture/budget',
  about: 'A budget below the sum of what the stack costs is spent before the first user comes.',
  fix: 'Raise the budget, or choose a smaller host or service; the sum stands in the constraint.',
  bad: 'Budget 100 USD per month: 57 + 40 + 60 = 157, headroom -57.',
  good: 'Budget 300 USD per month: 57 + 40 + 60 = 157, headroom 143.',
  severity: 'error',
  set: 'recommended',
  *document(sheet) {
    if (sheet.own === null) return;
    for (const block of sheet.document.blocks) {
      if ((block.type !== 'item' && block.type !== 'paragraph') || !money.test(block.text)) continue;
      const text = block.text.replace(/(\d),(\d{3})/g, '$1$2');
      const budget = /\b[Bb]udget\b\D{0,40}?(\d+(?:\.\d+)?)\s*(?:USD|EUR|\$)/.exec(text) ?? /\b[Bb]udget\b[^.\d]{0,40}\$(\d+(?:\.\d+)?)/.exec(text);
      // A plan that says itself that it is over budget hides nothing; its decision asks what gives.
      if (/\bover budget\b/i.test(text)) continue;
      const share = /\b(?:Budget|[Cc]osts?)\b[^\n]*?(?:=|:)\s*([\d.]+) of ([\d.]+) USD/.exec(text);
      if (share !== null && (budget === null || !/\bmonth\b/.test(text)) && Number(share[1]) > Number(share[2])) yield atLine(sheet, block.span.start.line, `The budget is ${share[2]} a month, what is planned costs ${share[1]}.`);
      if (budget === null || !/\bmonth\b/.test(text)) continue;
      const of = /(\d+(?:\.\d+)?) of (\d+(?:\.\d+)?) USD/.exec(text);
      const limit = Number(budget[1]);
      if (of !== null && Number(of[2]) !== limit) yield atLine(sheet, block.span.start.line, `The budget is ${limit} a month at the start of this line and ${of[2]} at its end.`);
      const sum = of !== null ? Number(of[1]) : sumOf(text.slice(budget.index + budget[0].length));
      // A gap that a decision on the same line asks about is declared, not overlooked.
      const asked = /\bDEC-[a-z]/.test(text);
      if (sum !== null && sum > limit && !asked) yield atLine(sheet, block.span.start.line, `The budget is ${limit} a month, what is planned costs ${sum}.`);
    }
  },
  *group(group) {
    if (group.feature === null) return;
    const told: { sheet: Sheet; line: number; limit: number }[] = [];
    for (const sheet of group.sheets) {
      for (const block of sheet.document.blocks) {
        if ((block.type !== 'item' && block.type !== 'paragraph') || !money.test(block.text)) continue;
        const text = block.text.replace(/(\d),(\d{3})/g, '$1$2');
        const total = /\b(?:Budget|[Cc]ost(?:s| [Cc]ontrol)?)\b[^\n]*?:\s*([\d.]+ [^+=\n]*(?:\+ [\d.]+ [^+=\n]*)+)= ([\d.]+) of ([\d.]+) USD/.exec(text);
        if (total === null) continue;
        const parts = [...(total[1] ?? '').matchAll(/(?:^|\+ )([\d.]+)/g)].map(match => Number(match[1]));
        const sum = parts.reduce((all, part) => all + part, 0);
        if (Math.abs(sum - Number(total[2])) > 0.011) yield atLine(sheet, block.span.start.line, `The parts of the cost add up to ${sum.toFixed(2)}, not to ${total[2]}.`);
        told.push({ sheet, line: block.span.start.line, limit: Number(total[3]) });
      }
    }
    for (const sheet of told.length === 0 ? [] : group.sheets) {
      for (const block of sheet.document.blocks) {
        if (block.type !== 'item' && block.type !== 'paragraph') continue;
        // A budget in a sentence of its own, without the sum that spends it.
        const limit = /\bbudget\b[^.\d]{0,40}(\d[\d,]*(?:\.\d+)?)\s*(?:USD|EUR|\$)[^.;]{0,20}\bmonth/i.exec(block.text)?.[1];
        if (limit !== undefined && !/\d of [\d.]+ USD/.test(block.text)) told.push({ sheet, line: block.span.start.line, limit: Number(limit.replaceAll(',', '')) });
      }
    }
    for (const one of told) {
      const other = told.find(each => each.limit !== one.limit);
      if (other !== undefined) yield atLine(one.sheet, one.line, `The budget is ${one.limit} a month here and ${other.limit} in ${other.sheet.document.path}:${other.line}.`);
    }
  },
});

/** The result of the sum that follows the budget: what stands after the first "=", or the named cost. */
function sumOf(text: string): number | null {
  const equals = /=\s*(\d+(?:\.\d+)?)/.exec(text) ?? /\bcosts?\b\D{0,30}?(\d+(?:\.\d+)?)\s*(?:USD|EUR|\$)/.exec(text);
  return equals === null ? null : Number(equals[1]);
}
