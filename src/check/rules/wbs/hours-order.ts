import { atLine, defineRule } from '../../rule.ts';

export default defineRule({
  id: 'wbs/hours-order',
  about: 'Optimistic, likely and pessimistic hours rise in this order, or the sum means nothing.',
  fix: 'Write the smallest first: optimistic/likely/pessimistic.',
  bad: 'hours: 4/2/1',
  good: 'hours: 1/2/4',
  severity: 'error',
  set: 'recommended',
  *document(sheet) {
    for (const { id, hours } of sheet.boxes) {
      if (hours === null) continue;
      if (hours.o > hours.m || hours.m > hours.p || hours.o <= 0) yield atLine(sheet, hours.line, `The hours of "${id ?? 'this task'}" do not rise: ${hours.o}/${hours.m}/${hours.p}.`);
    }
  },
});
