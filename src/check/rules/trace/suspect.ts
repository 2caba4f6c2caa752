import { fingerprint } from '../../../text/hash.ts';
import { atLine, defineRule } from '../../rule.ts';

export default defineRule({
  id: 'trace/suspect',
  about: 'The words of a requirement changed in the spec after somebody confirmed what is built for it; everything that hangs on it may be wrong now.',
  fix: 'Read the requirement again with what answers it, then run plan confirm with its id.',
  bad: 'the spec says 15 minutes now; the plan was confirmed for 60',
  good: 'the requirement read again and confirmed',
  severity: 'warning',
  set: 'recommended',
  *group(group, run) {
    if (group.feature === null) return;
    const texts = new Map(group.plan?.requirements.map(requirement => [requirement.id, requirement.text]));
    for (const link of run.locks.get(group.feature)?.links ?? []) {
      const text = texts.get(link.from);
      const suspect = text === undefined ? !link.confirmed : fingerprint(text) !== link.fingerprint;
      const place = suspect ? group.declared.get(link.from) : undefined;
      if (place !== undefined) yield atLine(place.sheet, place.declaration.line, `The text of "${link.from}" changed in the spec and nobody has confirmed what hangs on it.`);
    }
  },
});
