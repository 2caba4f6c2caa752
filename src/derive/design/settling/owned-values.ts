import type { Lexicon } from '../../../model/knowledge.ts';
import type { Reading, Requirement } from '../../../model/plan/index.ts';
import { anyOf, caseless, escapeRegExp } from '../../../text/regex.ts';
import type { Vocabulary } from '../vocabulary.ts';
import { plural, spaced } from '../reading/words.ts';

/** Verbs that give a value of a thing another content. */
const changing = ['change', 'update', 'edit', 'adjust', 'correct', 'amend', 'modify', 'revise', 'configure', 'set', 'replace', 'maintain'];
/** Verbs that move such a value up or down. */
const turning = ['override', 'overrule', 'elevate', 'lower', 'raise', 'increase', 'decrease', 'reduce', 'lift', 'bump'];
const article = String.raw`(?:(?:an?|the|their|his|her|its|each|any|every)\s+(?:own\s+)?)`;

/**
 * "update the phone number and e-mail of a parcel", "change their rate": a value that nobody makes for itself belongs to the thing behind "of", else
 * to whoever changes their own; the thing is what is changed.
 */
export function settleOwnedValues(requirements: readonly Requirement[], vocabulary: Vocabulary): void {
  const all = requirements.filter((r) => r.rejected === null).flatMap((r) => r.readings);
  const made = new Set(all.filter((x) => ['create', 'upload', 'delete', 'ai-job'].includes(x.operation) && x.actor !== null && x.actor !== 'system' && !x.negated && !(x.verb === 'set') && !(turning.includes(x.verb ?? '') && x.of.length > 0)).map((x) => x.noun));
  const row = (noun: string): boolean => made.has(noun) || vocabulary.samples.has(noun) || (vocabulary.entities.has(noun) && vocabulary.entities.get(noun)?.entity.implied !== true);
  const whole = (noun: string): boolean => ['resource', 'user'].includes(vocabulary.meaning(noun).kind);
  for (const requirement of requirements) {
    requirement.readings = requirement.readings.map((x): Reading => {
      // "raise or lower the priority level of a complaint"
      if (x.noun !== null && !x.negated && (x.operation === 'transition' || x.operation === 'create') && turning.includes(x.verb ?? '') && x.of[0] !== undefined && x.of[0] !== x.noun && !row(x.noun) && whole(x.of[0])) return { ...x, verb: 'change', operation: 'update', noun: x.of[0], of: [] };
      if (x.noun === null || x.negated || !changing.includes(x.verb ?? '') || !['create', 'update'].includes(x.operation) || row(x.noun)) return x;
      const [behind] = x.of;
      const own = behind === undefined && x.actor !== null && x.actor !== 'system' && caseless(String.raw`\b(?:their|his|her)\s+(?:own\s+)?(?:[\p{L}-]+\s)?(?:${escapeRegExp(x.noun)}|${escapeRegExp(plural(x.noun, vocabulary.lexicon))})(?!\s+of\b)`).test(requirement.text) ? x.actor : undefined;
      const owner = behind ?? own;
      return owner === undefined || owner === x.noun || !whole(owner) || vocabulary.lexicon.ignored.includes(owner) ? x : { ...x, operation: 'update', noun: owner, of: [] };
    });
    requirement.readings = requirement.readings.filter((x, i, mine) => x.operation !== 'update' || mine.findIndex((y) => y.operation === 'update' && y.noun === x.noun && y.verb === x.verb && y.actor === x.actor && y.negated === x.negated) === i);
  }
}

/** The values of a thing that a sentence says somebody changes: "change start, end and places of a shift"; empty where it names none. */
export function changedValues(text: string, noun: string, lexicon: Lexicon): string[] {
  const thing = `(?:${escapeRegExp(noun)}|${escapeRegExp(plural(noun, lexicon))})`;
  const verb = `(?:${anyOf([...changing, ...turning])})(?:e?[sd])?`;
  const bare = text.replace(/[*`"“”]/gu, '').replace(/\s*\([^)]*\)/gu, '');
  const list = caseless(String.raw`\b${verb}(?:(?:\s*,\s*|\s+(?:and|or)\s+)${verb})*\s+(?<list>[^.;:]{2,120}?)\s+of\s+${article}?(?:[\p{L}-]+\s)?${thing}\b`).exec(bare)?.groups?.['list']
    ?? caseless(String.raw`\b${thing}\s+(?:(?:must|shall|should|may|can|could|will)\s+)?(?:be\s+able\s+to\s+)?${verb}\s+(?<list>(?:their|his|her)\s[^.;:]{2,120})`).exec(bare)?.groups?.['list'] ?? '';
  const names = list.split(/\s*,\s*(?:and\s+|or\s+)?|\s+(?:and|or)\s+/i).map((part) => spaced(part.trim()).replace(new RegExp(`^${article}`, 'u'), '').replace(/\s+(?:until|before|after|when|while|if|as)\s.*$/u, '').trim()).filter((name) => name !== '');
  return names.every((name) => /^\p{L}+(?: \p{L}+){0,3}$/u.test(name)) ? names : [];
}
