import type { Requirement } from '../../../model/plan/index.ts';
import { caseless, escapeRegExp } from '../../../text/regex.ts';
import { plain } from '../reading/clause-verbs.ts';
import { plural } from '../reading/words.ts';
import type { Vocabulary } from '../vocabulary.ts';
import type { ActRow } from './acts.ts';

/**
 * "An employee puts together a claim from one or more expenses", where an expense is described: whoever makes the whole adds its parts, though no sentence
 * asks for that. Adds a reading where nobody else makes them.
 */
export function settleListedParts(requirements: readonly Requirement[], vocabulary: Vocabulary, rows: Map<string, ActRow>): void {
  const { lexicon } = vocabulary;
  const open = requirements.filter((r) => r.rejected === null && r.kind === 'functional');
  for (const [noun, { entity }] of vocabulary.entities) {
    if (entity.implied === true || entity.attributes.length < 2 || vocabulary.meaning(noun).kind !== 'resource' || open.some((r) => r.readings.some((x) => x.noun === noun && !x.negated && ['create', 'upload', 'ai-job', 'job'].includes(x.operation)))) continue;
    const listed = caseless(`\\b(?:from|of|with|including|containing)\\s+(?:one or more|several|many|multiple|any number of|at least one|its|their)\\s+(?:[\\p{L}-]+\\s+)?${escapeRegExp(plural(noun, lexicon))}(?!\\p{L})`);
    for (const requirement of open) {
      const whole = requirement.readings.find((x) => x.operation === 'create' && !x.negated && x.noun !== null && x.noun !== noun && x.actor !== null && x.actor !== 'system' && vocabulary.meaning(x.noun).kind === 'resource');
      if (whole?.noun == null || !listed.test(requirement.text)) continue;
      requirement.readings = [...requirement.readings, plain('add', 'create', noun, { actor: whole.actor, of: [whole.noun] })];
      rows.set(noun, { noun, verb: 'add', state: '', things: [whole.noun] });
      break;
    }
  }
}
