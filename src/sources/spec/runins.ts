import { wordsIn } from './matcher.ts';
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
  const named = new Set(titles);
  const lines = new Set([...out.unread.filter(each => !named.has(each)), ...out.requirements].map(each => each.line));
  const sections = titles.filter(title => lines.has(title.line)).toSorted((a, b) => a.line - b.line);
  if (sections.length < enough) return;
  const gone = new Set<Leftover>(sections);
  const unread = bySection(out.unread.filter(each => !gone.has(each)), sections);
  const demanded = bySection(out.requirements, sections);
  sections.forEach((section, at) => {
    const group = titleIn(section.text) ?? section.text;
    const { kind } = announced(group, out.words);
    const rest = unread[at] ?? [];
    const demands = demanded[at] ?? [];
    if (kind !== null && kind !== 'requirements') {
      placeOtherwise(out, kind, rest, gone);
      return;
    }
    for (const each of demands) {
      each.group ??= group;
      out.opening.delete(each);
    }
    for (const each of rest.filter(one => one.context.line === section.context.line && one.shape === 'paragraph' && wordsIn(one.text) >= shortest && !/[:：?？]$/.test(one.text))) {
      gone.add(each);
      const before = out.words.pronouns.first(each.text.slice(0, patternLimit))?.index === 0 ? demands.findLast(one => one.line <= each.line) : undefined;
      if (before !== undefined) {
        Object.assign(before, { text: `${before.text} ${each.text}`, endLine: Math.max(before.endLine, each.endLine) });
        continue;
      }
      const made = addRequirement(out, { id: null, text: each.text, raw: each.text, priority: null, style: 'prose' }, { ...each.context, kind: 'requirements', group }, each);
      if (made !== null) demands.push(made);
    }
  });
  out.unread = out.unread.filter(each => !gone.has(each));
}

/** What stands below each title, up to the next. */
function bySection<T extends { line: number }>(all: readonly T[], sections: readonly Leftover[]): T[][] {
  const found: T[][] = sections.map(() => []);
  let at = -1;
  for (const each of all.toSorted((a, b) => a.line - b.line)) {
    while ((sections[at + 1]?.line ?? Number.POSITIVE_INFINITY) <= each.line) at += 1;
    found[at]?.push(each);
  }
  return found;
}

/** What stands below a title that announces something else than demands: lines of that kind, or lines that nothing but their title could place. */
function placeOtherwise(out: Collected, kind: Kind, lines: readonly Leftover[], gone: Set<Leftover>): void {
  for (const each of lines) {
    gone.add(each);
    if (kind === 'outOfScope' || kind === 'assumptions' || kind === 'edgeCases') out[kind].push(lineOf(each.text, each));
    else if (kind === 'metrics' && /\p{Nd}/u.test(each.text)) out.metrics.push({ id: null, ...lineOf(each.text, each) });
    else out.unread.push({ ...each, context: { ...each.context, kind } });
  }
}
