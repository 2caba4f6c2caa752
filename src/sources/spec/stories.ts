import type { SpecStory } from '../../model/spec.ts';
import type { Collected, Range } from './context.ts';
import { flat, labelPriority } from './phrase.ts';
import { storySentence } from './storysentence.ts';
import type { Words } from './words.ts';

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
