import { addRequirement } from './requirements.ts';
import { lineOf, type Collected, type Leftover } from './context.ts';
import { announced } from './phrase.ts';
import { patternLimit, type Kind } from './words.ts';

/** Paragraphs with a title of their own make sections from this many on. */
const enough = 3;
/** Fewest words of a sentence that demands something. */
const shortest = 3;

/** "**Boarding.** Deck hands scan tickets": the title at the head of a paragraph, without its mark; null for a sentence. */
const titleIn = (text: string): string | null => /^(\p{Lu}[^.!?:]{1,40})[.:]$/u.exec(text)?.[1]?.trim() ?? null;

/**
 * A document whose paragraphs open with titles is written in sections without headings: each of their sentences is a demand, in the group of its
 * title, unless the title announces something else. What follows with a pronoun belongs to the sentence before it.
 */
export function readRunIns(out: Collected): void {
  // Only what stands first on its line can be a title: a short sentence behind one is none.
  const titles = out.unread.filter((each, at) => out.unread[at - 1]?.line !== each.line && each.shape === 'paragraph' && titleIn(each.text) !== null && each.text.split(/\s+/).length <= 4 && out.words.modal.first(each.text) === null && out.words.capability.first(each.text) === null && (each.context.kind === null || each.context.kind === 'requirements'));
  const opened = (title: Leftover): boolean => [...out.unread, ...out.requirements].some(each => !titles.some(other => other === each) && each.line === title.line);
  const sections = titles.filter(opened).toSorted((a, b) => a.line - b.line);
  if (sections.length < enough) return;
  const gone = new Set<Leftover>(sections);
  sections.forEach((section, at) => {
    const group = titleIn(section.text) ?? section.text;
    const { kind } = announced(group, out.words);
    const until = sections[at + 1]?.line ?? Number.POSITIVE_INFINITY;
    const inside = (each: { line: number }): boolean => each.line >= section.line && each.line < until;
    if (kind !== null && kind !== 'requirements') {
      placeOtherwise(out, kind, each => !gone.has(each) && inside(each), gone);
      return;
    }
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

/** What stands below a title that announces something else than demands: lines of that kind, or lines that nothing but their title could place. */
function placeOtherwise(out: Collected, kind: Kind, inside: (each: Leftover) => boolean, gone: Set<Leftover>): void {
  const lines = out.unread.filter(inside);
  for (const each of lines) {
    gone.add(each);
    if (kind === 'outOfScope' || kind === 'assumptions' || kind === 'edgeCases') out[kind].push(lineOf(each.text, each));
    else if (kind === 'metrics' && /\p{Nd}/u.test(each.text)) out.metrics.push({ id: null, ...lineOf(each.text, each) });
    else out.unread.push({ ...each, context: { ...each.context, kind } });
  }
}
