import type { Drafts, Slot } from '../../src/model/proposal.ts';
import { numberReader } from '../../src/ai/numbers.ts';
import { sortDrafts } from '../../src/ai/answer.ts';
import { knowledge } from '../support/knowledge.ts';

/** How good the drafts for a set of slots are, each part 0..1, `total` 0..100. */
export type DraftScore = { places: number; filled: number; passed: number; fresh: number; plain: number; short: number; total: number; refused: { slot: string; reason: string }[] };

/** Share of the total. A draft that is refused is worth less than none, so passing weighs most. */
const weights = { passed: 40, filled: 25, fresh: 15, plain: 10, short: 10 };

/** Longest sentence, in words, that a reader takes in at once. */
const shortSentence = 24;

/**
 * `filled`: places with an accepted draft; `passed`: drafts that the check lets stand; `fresh`: words that the derived text does not hold already;
 * `plain`: drafts without an empty word; `short`: sentences of at most 24 words.
 */
export function scoreDrafts(slots: readonly Slot[], drafts: Drafts, emptyWords: readonly string[]): DraftScore {
  const { proposals, refusals } = sortDrafts(drafts, slots, { model: 'recorded', at: '2026-01-01' }, numberReader(knowledge().numbers));
  const texts = proposals.filter(proposal => proposal.slot.choices === null);
  const sentences = texts.flatMap(proposal => proposal.text.split(/(?<=[.!?])\s+/));
  const parts = {
    passed: share(proposals.length, drafts.proposals.length),
    filled: share(proposals.length, slots.length),
    fresh: mean(texts.map(({ text, slot }) => freshness(text, slot.derived))),
    plain: share(texts.filter(({ text }) => !emptyWords.some(word => wordsOf(text).includes(word))).length, texts.length),
    short: share(sentences.filter(sentence => wordsOf(sentence).length <= shortSentence).length, sentences.length),
  };
  const total = weights.passed * parts.passed + weights.filled * parts.filled + weights.fresh * parts.fresh + weights.plain * parts.plain + weights.short * parts.short;
  return { places: slots.length, ...parts, total: Math.round(total * 10) / 10, refused: refusals };
}

const wordsOf = (text: string): string[] => text.toLowerCase().match(/[\p{L}\p{N}'-]+/gu) ?? [];
const share = (part: number, whole: number): number => (whole === 0 ? 0 : part / whole);
const mean = (values: readonly number[]): number => share(values.reduce((sum, value) => sum + value, 0), values.length);

function freshness(text: string, derived: string): number {
  const known = new Set(wordsOf(derived));
  const own = wordsOf(text).filter(word => word.length > 3);
  return own.length === 0 ? 0 : share(own.filter(word => !known.has(word)).length, own.length);
}
