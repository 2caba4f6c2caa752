import type { Reading, Requirement } from '../../../model/plan/index.ts';
import type { Lexicon } from '../../../model/knowledge.ts';
import type { Vocabulary } from '../vocabulary.ts';
import { holds, plural, singular } from '../reading/words.ts';

/** "summary" by the verb whose product it is; null for any other noun. */
function verbOf(noun: string, lexicon: Lexicon): string | null {
  const last = singular(noun.split(' ').at(-1) ?? '', lexicon);
  return Object.entries(lexicon.products).find(([, product]) => product.toLowerCase() === last)?.[0] ?? null;
}

const writing = new Set(['write', 'generate', 'create', 'produce', 'draft', 'compose', 'make', 'provide']);

/**
 * What a text model writes: "write a summary of each transcript with a language model" is to summarise it, and who reads "the summary" reads that
 * row, no figure of transcripts. The model itself is nothing that is stored.
 */
export function settleModelProducts(requirements: readonly Requirement[], vocabulary: Vocabulary): void {
  const { lexicon } = vocabulary;
  const named = (r: Requirement): boolean => lexicon.modelWords.some((word) => holds(r.text, word));
  for (const r of requirements) {
    if (!named(r)) continue;
    r.readings = r.readings.map((x): Reading => {
      if (x.noun !== null && lexicon.modelWords.includes(x.noun)) return { ...x, operation: 'none', noun: null };
      const verb = x.noun === null ? null : verbOf(x.noun, lexicon);
      const thing = x.of.find((noun) => vocabulary.meaning(noun).kind === 'resource');
      return verb !== null && thing !== undefined && !x.negated && writing.has(x.verb ?? '') ? { ...x, operation: 'ai-job', verb, noun: thing, of: [] } : x;
    });
  }
  const written = new Map<string, string>();
  for (const x of requirements.flatMap((r) => (r.rejected === null ? r.readings : []))) {
    const product = x.operation === 'ai-job' && !x.negated ? lexicon.products[x.verb ?? '']?.toLowerCase() : undefined;
    if (product !== undefined && x.noun !== null && vocabulary.meaning(x.noun).kind === 'resource') written.set(x.noun, product);
  }
  if (written.size === 0) return;
  for (const r of requirements) {
    r.readings = r.readings.map((x): Reading => {
      if (!['list', 'search', 'delete', 'update'].includes(x.operation) || x.noun === null) return x;
      const own = [...written].filter(([thing, product]) => x.noun === product && (x.of.includes(thing) || holds(r.text, `${thing} ${product}`) || holds(r.text, `${thing} ${plural(product, lexicon)}`) || (x.of.length === 0 && written.size === 1)) || x.noun === `${thing} ${product}`);
      const [thing, product] = own[0] ?? [];
      if (own.length !== 1 || thing === undefined || product === undefined) return x;
      vocabulary.made.add(`${thing} ${product}`);
      return { ...x, noun: `${thing} ${product}`, of: [] };
    });
  }
}
