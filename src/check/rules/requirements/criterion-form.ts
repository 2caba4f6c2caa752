import { atLine, defineRule } from '../../rule.ts';

const observable = /\d|`|"|\b[A-Z][A-Z0-9]*_[A-Z0-9_]+\b|\b(?:is|are|equals?|shows?|contains?|holds?|returns?|answers?|refused|rejected|listed|removed|created|sent|null|true|false|empty|unchanged|ends|gets|sees?|no)\b/;
const untestable = /\b(?:works(?: correctly| as expected)?|is correct|should be good|as expected|properly|correctly|successfully)\s*[.,]?$/i;

export default defineRule({
  id: 'requirements/criterion-form',
  about: 'A criterion that a machine cannot tell from its failure is no criterion: Given a state, When one thing happens, Then one observable.',
  fix: 'Write Given ..., When ..., Then ... and end with a status, field, number or event.',
  bad: '- **FR-007/AC-1** Booking works as expected.',
  good: '- **FR-007/AC-1** Given a free slot, When `POST /v1/bookings` is called, Then 201 and `Location` names the booking.',
  severity: 'warning',
  set: 'recommended',
  *group(group) {
    const quoted = new Set(group.plan?.criteria.filter(criterion => criterion.fromSpec).map(criterion => criterion.id));
    for (const { sheet, declaration } of group.declared.values()) {
      if (declaration.kind !== 'criterion' || declaration.how !== 'item') continue;
      const text = declaration.text.replace(/\s+/g, ' ');
      const then = /\bthen\b\s*(.*)$/i.exec(text)?.[1];
      const ears = /\b(?:shall|must)\b/i.test(text) && /^(?:\S+ )?(?:negative: )?(?:when|while|if|where|the)\b/i.test(text.replace(declaration.id, '').trim());
      if (then === undefined && !ears && sheet.own === null) continue;
      if (then === undefined && !ears) yield atLine(sheet, declaration.line, `"${declaration.id}" is not in the form Given, When, Then.`);
      // The words of the source are the source's own; without the graph nobody knows which they are.
      else if (then !== undefined && !quoted.has(declaration.id) && (untestable.test(then) || (group.plan !== null && !observable.test(then)))) yield atLine(sheet, declaration.line, `"${declaration.id}" ends without anything one could observe.`);
    }
  },
});
