import type { Requirement } from '../../../model/plan/index.ts';
import { caseless, escapeRegExp } from '../../../text/regex.ts';
import type { Vocabulary } from '../vocabulary.ts';
import { holds, plural } from '../reading/words.ts';

/** "Lawyers open a case", "guests book a table": a word that mostly means nothing of the product names a thing, since people make it. */
export function settleHomonyms(requirements: readonly Requirement[], vocabulary: Vocabulary): void {
  const { lexicon, made } = vocabulary;
  for (const requirement of requirements) {
    if (requirement.rejected !== null) continue;
    for (const r of requirement.readings) {
      // "search parts by number", and other sentences speak of parts: rows that people look for.
      const sought = r.noun !== null && !r.negated && r.operation === 'search' && r.actor !== null && r.actor !== 'system' && lexicon.homonyms.includes(r.noun) && requirements.filter((q) => q.rejected === null && holds(q.text, plural(r.noun ?? '', lexicon))).length > 1;
      if (sought) made.add(r.noun ?? '');
      if (r.noun === null || r.negated || r.actor === null || r.actor === 'system' || !lexicon.homonyms.includes(r.noun) || !['create', 'transition'].includes(r.operation)) continue;
      const several = `(?:${escapeRegExp(r.verb ?? '')})\\s+(?:new\\s+)?${escapeRegExp(plural(r.noun, lexicon))}\\s+with\\s`;
      if (caseless(`\\b${several}`).test(requirement.text) || caseless(`\\b(?:an?|new|another|one)\\s+(?:new\\s+)?${escapeRegExp(r.noun)}\\b(?!\\s+of\\b)`).test(requirement.text)) made.add(r.noun);
    }
  }
}
