import type { Requirement } from '../../../model/plan/index.ts';
import { caseless, escapeRegExp } from '../../../text/regex.ts';
import { plain } from '../reading/clause-verbs.ts';
import type { Vocabulary } from '../vocabulary.ts';
import { withoutFormats } from '../reading/formats.ts';
import { plural, singular } from '../reading/words.ts';

/**
 * "Visitors register a device: brand, fault and up to 3 photos": files among the parts of what people make are uploaded for it, though no sentence
 * asks for that. Adds a reading where nobody else hands such a file in.
 */
export function settleAttached(requirements: readonly Requirement[], vocabulary: Vocabulary): void {
  const { lexicon } = vocabulary;
  const all = requirements.filter((r) => r.rejected === null);
  const handed = new Set(all.flatMap((r) => r.readings).filter((x) => ['create', 'upload'].includes(x.operation) && !x.negated).map((x) => x.noun));
  const files = lexicon.files.filter((file) => !handed.has(file));
  for (const requirement of all) {
    // "import a CSV file of lab results": the rows of the file are what is imported.
    requirement.readings = requirement.readings.map((x) => {
      if (x.operation !== 'upload' || x.negated || (x.noun !== 'file' && vocabulary.meaning(x.noun ?? '').kind === 'resource' && x.noun !== null)) return x;
      const rows = caseless(String.raw`\b(?:files?|lists?|csvs?|spreadsheets?|sheets?)\s+(?:of|with|containing)\s+(?:the\s+|all\s+|their\s+|new\s+)?(?<rows>[\p{L}-]+(?:\s(?!(?:and|or|by|from|for|to|with|then|the|in|that|which|when)\b)[\p{L}-]+)?)`).exec(withoutFormats(requirement.text, lexicon))?.groups?.['rows']?.toLowerCase();
      const noun = rows === undefined ? null : singular(rows, lexicon);
      if (noun === null || noun === rows || x.noun === noun) return x;
      vocabulary.made.add(noun);
      return { ...x, noun, of: [] };
    });
    // "attach up to 5 files to an application": each is an attachment of it.
    requirement.readings = requirement.readings.map((x) => {
      const to = x.operation === 'upload' && x.noun === 'file' && (x.verb === 'attach' || x.verb === 'upload') && !x.negated ? holderIn(withoutFormats(requirement.text, lexicon), 'file', vocabulary) : [];
      if (to.length === 0) return x;
      vocabulary.made.add('attachment');
      return { ...x, verb: 'attach', noun: 'attachment', of: to };
    });
    requirement.readings = requirement.readings.map((x) => (x.operation === 'upload' && x.noun !== null && lexicon.files.includes(x.noun) && x.of.length === 0 ? { ...x, verb: 'attach', of: holderIn(requirement.text, x.noun, vocabulary) } : x));
    const made = requirement.readings.find((x) => (x.operation === 'create' || (x.operation === 'transition' && lexicon.brings.includes(x.verb ?? ''))) && x.noun !== null && !x.negated && x.actor !== null && x.actor !== 'system' && !files.includes(x.noun));
    const list = made?.noun == null ? '' : (caseless(`\\b(?:${escapeRegExp(made.noun)}|${escapeRegExp(plural(made.noun, lexicon))})\\b[^.;]*?(?::|\\b(?:with|including)\\b)([^.;]+)`).exec(requirement.text)?.[1] ?? '');
    if (made?.noun == null || list === '') continue;
    for (const file of files.filter((each) => list.toLowerCase().includes(each))) {
      const part = caseless(`(?:^|,|\\band\\b)\\s*(?:and\\s+)?(?:optional(?:ly)?\\s+)?(?:an?|one|up to \\S+|at most \\S+|some|several|any number of|\\d+)\\s+(?:optional\\s+)?(?:${escapeRegExp(file)}|${escapeRegExp(plural(file, lexicon))})\\b`);
      if (!part.test(list)) continue;
      vocabulary.made.add(file);
      requirement.readings = [...requirement.readings, plain('attach', 'upload', file, { actor: made.actor, of: [made.noun] })];
    }
  }
}

/** "attach up to 3 photos to a ticket": the thing behind the preposition. */
function holderIn(text: string, file: string, vocabulary: Vocabulary): string[] {
  const behind = caseless(`\\b(?:${escapeRegExp(file)}|${escapeRegExp(plural(file, vocabulary.lexicon))})(?:\\s+of\\s+[^.,;]*?)?\\s+(?:to|for)\\s+(?:an?|one|the|each|every|their|his|her|own)\\s+(?:own\\s+)?(\\p{L}+(?:\\s\\p{L}+)?)`).exec(text)?.[1]?.toLowerCase() ?? '';
  const noun = [behind, behind.split(' ')[0] ?? ''].find((n) => n !== '' && vocabulary.meaning(n).kind === 'resource');
  return noun === undefined ? [] : [noun];
}
