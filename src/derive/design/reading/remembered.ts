import type { Lexicon } from '../../../model/knowledge.ts';
import type { Reading } from '../../../model/plan/index.ts';
import { oncePer } from '../../../text/once.ts';
import type { KnownNouns } from './objects.ts';

type Read = Map<string, readonly Reading[]>;

const withLexicon = oncePer((lexicon: Lexicon) => lexicon, () => {
  const byNouns = new Map<string, Read>();
  return oncePer((known: KnownNouns) => known, (known) => {
    const nouns = known.join('\n');
    const there = byNouns.get(nouns) ?? new Map<string, readonly Reading[]>();
    byNouns.set(nouns, there);
    return there;
  });
});

/** What sentences were read as with these words: a design made anew for another answer reads the same ones. */
export const readBefore = (lexicon: Lexicon, known: KnownNouns): Read => withLexicon(lexicon)(known);
