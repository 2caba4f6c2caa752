import { claimsOf, toldOf } from '../../claims/claim.ts';
import { contracts } from '../../claims/contracts.ts';
import { counts } from '../../claims/counts.ts';
import { dates } from '../../claims/dates.ts';
import { house } from '../../claims/house.ts';
import { measures, none } from '../../claims/measures.ts';
import { order } from '../../claims/order.ts';
import { money, people } from '../../claims/people.ts';
import { resources } from '../../claims/resources.ts';
import { scope } from '../../claims/scope.ts';
import { otherwise } from '../../claims/statements.ts';
import { states } from '../../claims/states.ts';
import { technology } from '../../claims/technology.ts';
import { callers, declared, things } from '../../claims/things.ts';
import { atLine, defineRule } from '../../rule.ts';

const judges = [contracts, resources, states, counts, dates, people, money, technology, house, scope, things, callers, declared, order, none, measures, otherwise];

export default defineRule({
  id: 'generation/claim-disagrees',
  about: 'A sentence that somebody added to a document says another number, date, product, contract or scope than the plan: readers of the other documents never learn of it.',
  fix: 'Change the answer or the spec it comes from and run plan render, or word the sentence as the plan has it; one that shall stay is waived with its reason.',
  bad: 'the plan keeps rows in MongoDB; a sentence added to the ADD: "Rows are kept in PostgreSQL."',
  good: '"Rows are kept in MongoDB, one collection a model."',
  severity: 'warning',
  set: 'recommended',
  yields: true,
  *group(group, run) {
    const { plan } = group;
    if (plan === null) return;
    for (const claim of claimsOf(group, run)) {
      const told = toldOf(group, run, plan);
      for (const judge of judges) {
        const message = judge(claim, told);
        if (message === null) continue;
        yield atLine(claim.sheet, claim.line, message);
        break;
      }
    }
  },
});
