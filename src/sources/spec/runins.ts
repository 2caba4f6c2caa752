import { addRequirement } from './requirements.ts';
import type { Collected, Leftover } from './context.ts';
import { announced } from './phrase.ts';
import { patternLimit } from './words.ts';

/** Paragraphs with a title of their own make sections from this many on. */
const enough = 3;
/** Fewest words of a sentence that demands something. */
const shortest = 4;

/** "**Boarding.** Deck hands scan tickets": the title at the head of a paragraph, without its mark; null for a sentence. */
const titleIn = (text: string): string | null => /^(\p{Lu}[^.!?:]{1,40})[.:]$/u.exec(text)?.[1]?.trim() ?? null;

/**
 * A document whose paragraphs open with titles is written in sections without headings: each of their sentences is a demand, in the group of its
 * title, unless the title announces something else. What follows with a pronoun belongs to the sentence before it.
 */
export function readRunIns(out: Collected): void {
  const titles = out.unread.filter(each => each.shape === 'paragraph' && titleIn(each.text) !== null && each.text.split(/\s+/).length <= 4 && out.words.modal.first(each.text) === null && out.words.capability.first(each.text) === null && (each.context.kind === null || each.context.kind === 'requirements'));
  const opened = (title: Leftover): boolean => [...out.unread, ...out.requirements].some(each => !titles.some(other => other === each) && each.line === title.line);
  const sections = titles.filter(opened).toSorted((a, b) => a.line - b.line);
  if (sections.length < enough) return;
  const gone = new Set<Leftover>(sections);
  sections.forEach((section, at) => {
    const group = titleIn(section.text) ?? section.text;
    if (![null, 'requirements'].includes(announced(group, out.words).kind)) return;
    const until = sections[at + 1]?.line ?? Number.POSITIVE_INFINITY;
    const inside = (each: { line: number }): boolean => each.line >= section.line && each.line < until;
    for (const each of out.requirements) if (inside(each)) {
      each.group ??= group;
      out.opening.delete(each);
    }
    const sentences = out.unread.filter(each => !gone.has(each) && inside(each) && each.context.line === section.context.line && each.shape === 'paragraph' && each.text.split(/\s+/).length >= shortest && !/[:：?？]$/.test(each.text));
    for (const each of sentences) {
      const before = out.requirements.filter(one => inside(one) && one.line <= each.line).at(-1);
      gone.add(each);
      if (out.words.pronouns.first(each.text.slice(0, patternLimit))?.index === 0 && before !== undefined) Object.assign(before, { text: `${before.text} ${each.text}`, endLine: Math.max(before.endLine, each.endLine) });
      else addRequirement(out, { id: null, text: each.text, raw: each.text, priority: null, style: 'prose' }, { ...each.context, kind: 'requirements', group }, each);
    }
  });
  out.unread = out.unread.filter(each => !gone.has(each));
}
