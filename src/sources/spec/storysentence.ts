import { flat } from './phrase.ts';
import { patternLimit, type Words } from './words.ts';

export interface StorySentence {
  /** Null where the sentence starts from a situation: "When I ..., I want ...". */
  role: string | null;
  want: string;
  benefit: string | null;
}

/** "As a runner, I want ... so that ..." in any of the languages, or null. */
export function storySentence(text: string, words: Words): StorySentence | null {
  const sentence = flat(text).slice(0, patternLimit).replace(/[*_`]/g, '');
  for (const pattern of words.stories) {
    const groups = pattern.exec(sentence)?.groups;
    if (groups?.want === undefined) continue;
    const trim = (part: string): string => flat(part).replace(/[.。,;]+$/, '');
    return { role: groups.role === undefined ? null : trim(groups.role), want: trim(groups.want), benefit: groups.benefit === undefined ? null : trim(groups.benefit) };
  }
  return null;
}
