import type { Lexicon } from '../../../model/knowledge.ts';
import { toldComputation } from './computations.ts';
import { sentencesOf } from '../reading/counts.ts';
import { toldDelivery } from './deliveries.ts';
import { toldInvariant } from './invariants.ts';
import { behindLapse, toldLapse } from './lapses.ts';
import { toldSeal } from './seals.ts';
import { rolesIn } from './told-roles.ts';
import { toldStages } from './stages.ts';
import { toldThreshold } from './thresholds.ts';

/** What a reader of its own reads: a list of states, the rule of a computed value, calls to others, a seal, what follows too many events. */
const isRule = (sentence: string, lexicon: Lexicon): boolean => [toldStages, toldComputation, toldDelivery, toldInvariant, rolesIn].some((told) => told(sentence, lexicon) !== null) || (toldSeal(sentence, lexicon)?.permits ?? toldSeal(sentence, lexicon) === null) === false || toldThreshold(sentence, lexicon)?.kind === 'events';

/** A text without such sentences: they ask for no route. */
export function unruled(text: string, lexicon: Lexicon): string {
  const sentences = sentencesOf(text);
  const kept = sentences.map((sentence) => (toldLapse(sentence, lexicon) !== null ? behindLapse(sentence) : isRule(sentence, lexicon) ? '' : sentence));
  return kept.every((sentence, at) => sentence === sentences[at]) ? text : kept.filter((sentence) => sentence !== '').join(' ');
}
