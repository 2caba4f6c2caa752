import type { Lexicon } from '../../model/knowledge.ts';
import type { Reading } from '../../model/plan/index.ts';
import type { KnownNouns } from './objects.ts';

type Read = Map<string, readonly Reading[]>;

const byLexicon = new WeakMap<Lexicon, { byList: WeakMap<KnownNouns, Read>; byNouns: Map<string, Read> }>();

/** What sentences were read as with these words: a design made anew for another answer reads the same ones. */
export function readBefore(lexicon: Lexicon, known: KnownNouns): Read {
  const of = byLexicon.get(lexicon) ?? { byList: new WeakMap<KnownNouns, Read>(), byNouns: new Map<string, Read>() };
  byLexicon.set(lexicon, of);
  const here = of.byList.get(known);
  if (here !== undefined) return here;
  const nouns = known.join('\n');
  const there = of.byNouns.get(nouns) ?? new Map<string, readonly Reading[]>();
  of.byNouns.set(nouns, there);
  of.byList.set(known, there);
  return there;
}
