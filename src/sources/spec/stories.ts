import type { SpecStory } from '../../model/spec.ts';
import type { Collected, Range } from './context.ts';
import { flat, labelPriority } from './phrase.ts';
import { patternLimit, type Words } from './words.ts';

export interface StorySentence {
  role: string;
  want: string;
  benefit: string | null;
}

/** "As a runner, I want ... so that ..." in any of the languages, or null. */
export function storySentence(text: string, words: Words): StorySentence | null {
  const sentence = flat(text).slice(0, patternLimit).replace(/[*_`]/g, '');
  for (const pattern of words.stories) {
    const groups = pattern.exec(sentence)?.groups;
    if (groups?.role === undefined || groups.want === undefined) continue;
    const trim = (part: string): string => flat(part).replace(/[.。,;]+$/, '');
    return { role: trim(groups.role), want: trim(groups.want), benefit: groups.benefit === undefined ? null : trim(groups.benefit) };
  }
  return null;
}

/** "(Priority: P1)" or "(P2)" taken off a story title. */
export function storyTitle(text: string, words: Words): { title: string; priority: string | null } {
  const match = /\s*[-–—]?\s*[([]\s*(?:\p{L}+\s*[:：]\s*)?([^()[\]]{1,30})[)\]]\s*[^\p{L}\p{N}]*$/u.exec(text);
  const label = match?.[1]?.trim();
  if (match === null || label === undefined || labelPriority(label, words) === null) return { title: flat(text), priority: null };
  return { title: flat(text.slice(0, match.index)).replace(/^[-–—:]\s*/, ''), priority: label };
}

/** Keeps one story; text without the story form becomes what is wanted. */
export function addStory(out: Collected, story: { id: string | null; title: string | null; text: string; priority: string | null }, at: Range): SpecStory {
  const sentence = storySentence(story.text, out.words);
  const wanted = sentence?.want ?? (story.text === '' ? null : flat(story.text));
  const made: SpecStory = {
    id: story.id,
    title: story.title ?? sentence?.want ?? flat(story.text),
    role: sentence?.role ?? null,
    want: wanted,
    benefit: sentence?.benefit ?? null,
    priority: story.priority,
    line: at.line,
    endLine: at.endLine,
  };
  out.stories.push(made);
  return made;
}
