import { behind, sentencesOf } from '../../edits.ts';
import type { Changed, Line, Removed } from '../../edits.ts';
import { editedIn } from '../../rendered.ts';
import { atLine, defineRule } from '../../rule.ts';
import type { Mark } from '../../rule.ts';
import type { Sheet } from '../../sheet.ts';
import { lacking, likeness, turnsSense, wordsOf } from '../../words.ts';
import type { Word } from '../../words.ts';

export default defineRule({
  id: 'generation/fact-disagrees',
  about: 'A number, name, date, status or row that was changed or taken out in one document only: the plan and its other documents still say the old one.',
  fix: 'Change the answer or the spec it comes from and run plan render, or put back what the plan says; an edit that shall stay is waived with its reason.',
  bad: 'the plan says 409 SLOT_TAKEN, the hand-off 404 SLOT_TAKEN',
  good: 'both: 409 SLOT_TAKEN',
  severity: 'warning',
  set: 'recommended',
  yields: true,
  *group(group, run) {
    for (const { sheet, edits } of editedIn(group, run)) {
      if (edits === null) {
        yield atLine(sheet, 1, 'So much of this document is changed that it cannot be compared with the plan.');
        continue;
      }
      for (const change of edits.changed) {
        const difference = differenceOf(change);
        if (difference !== null) yield markOf(sheet, change.after, difference);
      }
      for (const { line, before } of edits.moved) yield atLine(sheet, line.number, `The plan has this heading ${before === null ? 'first' : `after "${before}"`}.`);
      for (const removed of edits.removed) {
        const mark = missing(sheet, removed);
        if (mark !== null) yield mark;
      }
    }
  },
});

/** What the plan says and what stands there now: the words from the first that differs to the last. */
type Difference = { planned: string; said: string };

function differenceOf(change: Changed): Difference | null {
  if (behind(change) !== null) return null;
  const { before, after } = withoutAdded(change);
  if (after === null || !disagrees(before, after)) return null;
  const a = before.words;
  const b = after.words;
  let start = 0;
  while (start < a.length && start < b.length && a[start]?.text === b[start]?.text) start++;
  let end = 0;
  while (end < a.length - start && end < b.length - start && a[a.length - 1 - end]?.text === b[b.length - 1 - end]?.text) end++;
  const phrase = (words: readonly Word[]): string => words.slice(start, words.length - end).map(({ text }) => text).join(' ');
  return { planned: phrase(a), said: phrase(b) };
}

/** A change without the sentences that stand in both, and without those that somebody added: what an added one says is judged by itself. */
function withoutAdded({ before, after }: Changed): { before: Line; after: Line | null } {
  if (before.fence !== null || isFixed(before) || before.text.trim().startsWith('|')) return { before, after };
  const now = sentencesOf(after.text);
  const said = sentencesOf(before.text).filter(sentence => {
    const at = now.indexOf(sentence);
    if (at >= 0) now.splice(at, 1);
    return at < 0;
  });
  if (now.length <= said.length) return { before, after };
  if (said.length === 0) return { before, after: null };
  const kept = new Set<number>();
  for (const sentence of said) {
    const words = wordsOf(sentence);
    const alike = now.map((each, index) => ({ index, same: kept.has(index) ? -1 : likeness(words, wordsOf(each)) })).toSorted((a, b) => b.same - a.same)[0];
    if (alike !== undefined) kept.add(alike.index);
  }
  const of = (line: Line, sentences: readonly string[]): Line => ({ ...line, text: sentences.join(' '), words: wordsOf(sentences.join(' ')) });
  return { before: of(before, said), after: of(after, now.filter((_, index) => kept.has(index))) };
}

function disagrees(before: Line, after: Line): boolean {
  const [said, trace] = parted(before.text);
  const [now, source] = parted(after.text);
  if (trace !== null && source !== trace && !sameWords(wordsOf(trace), wordsOf(source ?? ''))) return true;
  if (before.fence === 'mermaid erDiagram' || before.fence === 'mermaid gantt') return said.replaceAll(/\s+/g, '') !== now.replaceAll(/\s+/g, '');
  if (isFixed(before)) return !sameWords(wordsOf(said), wordsOf(now));
  const cells = cellsOf(said);
  const others = cellsOf(now);
  if (cells !== null && others !== null && cells.length === others.length) return cells.some((cell, index) => cellDisagrees(cell, others[index] ?? ''));
  if (inList(said) === inList(now)) return false;
  if (before.fence !== null) {
    const drawnNow = partsOf(now);
    return partsOf(said).some(part => !drawnNow.includes(part));
  }
  return proseDisagrees(wordsOf(said), wordsOf(now));
}

/** Items of a list stand in any order, behind what the list is of; so do those in brackets. */
function inList(text: string): string {
  const plain = text.replace(/\.$/, '').replaceAll(/\(([^()]*)\)/g, (_, inner: string) => `(${inList(inner).replaceAll(/,\s+/g, ',')})`);
  const [, of = '', items = ''] = /^([^,;:]*: )?(.*)$/s.exec(plain) ?? [];
  return of + items.split(/[,;]\s+(?:and |or )?|\s+(?:and|or)\s+/).map(part => part.trim()).toSorted().join(', ');
}

/** What a line of a flow shows: labels, kinds of parts, and the arrows that are no plain one. Something may be drawn in addition. */
const partsOf = (text: string): string[] => text.match(/"[^"]*"|:::\w+|-\.->|==>|--x|--o|\b[A-Za-z]\w*\.\w+/g) ?? [];

/** A trace at the end of a line stands apart from what the line says. */
function parted(text: string): [string, string | null] {
  const at = text.lastIndexOf('<- ');
  return at < 0 ? [text, null] : [text.slice(0, at), text.slice(at + 3).replace(/\s*\|\s*$/, '')];
}

/** Lines whose every word was derived: criteria, the lines of a task, contracts and examples. */
function isFixed({ text, fence }: Line): boolean {
  if (fence !== null) return !fence.startsWith('mermaid');
  return /^- \*\*[^*\s]+\/AC-\d+\*\*/.test(text) || values.test(text) || field.test(text) || /^\s+(?:verify|hours|after|for): /.test(text) || text.startsWith('MVP ') || heading.test(text);
}

/** Other documents link to it. */
const heading = /^#{2,6} /;
/** The values that a field can have. */
const values = /^- `[A-Z]\w*\.\w+`: [\w -]+(?:, [\w -]+)*\.?$/;

/** A field with its type and what is known of it. */
const field = /^- \*\*[A-Z]\w*\.\w+\*\*: /;

function cellsOf(text: string): string[] | null {
  const row = text.trim();
  return row.startsWith('|') ? row.replace(/^\||\|$/g, '').split(/(?<!\\)\|/).map(cell => cell.trim()) : null;
}

/** A short cell is a value, a long one a sentence. */
const shortCell = 4;
const valueCell = 8;

function cellDisagrees(before: string, after: string): boolean {
  if (inList(before) === inList(after)) return false;
  const a = wordsOf(before);
  const b = wordsOf(after);
  if (a.length <= shortCell || b.length === 0 || after === '-') return !sameWords(a, b) || (b.length === 0) !== (a.length === 0) || (before === '-') !== (after === '-');
  if (typed.test(before) || listed.test(before)) return !sameWords(a, b);
  const lost = lacking(a, b);
  const won = lacking(b, a);
  if (facts(lost) || (lost.length > 0 && facts(won))) return true;
  return proseDisagrees(a, b) || (a.length <= valueCell && likeness(a, b) < kept && won.some(({ text }) => turnsSense(text)));
}

const sameWords = (a: readonly Word[], b: readonly Word[]): boolean => {
  const plain = (words: readonly Word[]): string => words.map(({ text, fact }) => (fact ? text : text.toLowerCase())).join(' ');
  return plain(a) === plain(b);
};

/** A route that a line of the plan did not name. */
const path = /^\/[a-z][\w{}/.-]*$/;

/** So many words of a sentence may change before it counts as worded anew. */
const few = 6;
/** A sentence that keeps this share of its words is the same sentence. */
const kept = 0.5;

/** Fields with their types in one cell. */
const typed = /^[a-z_]\w*: [A-Za-z]/;

/** Names in a row. */
const listed = /^[\w.`-]+(?: \w+)?(?:, [\w.`-]+(?: \w+)?)+$/;

const facts = (words: readonly Word[]): boolean => words.some(({ fact }) => fact);

/** A sentence may be worded in any way; it disagrees when a fact was replaced, when one is left out of it as it stands, or when one word turns it round. */
function proseDisagrees(a: readonly Word[], b: readonly Word[]): boolean {
  const lost = lacking(a, b);
  const won = lacking(b, a);
  if (lost.length + won.length === 0) return !sameWords(a, b);
  if (facts(lost)) return facts(won) || likeness(a, b) >= kept;
  if (won.some(({ text }) => path.test(text))) return true;
  if (lost.length + won.length > few || likeness(a, b) < kept) return false;
  return (lost.length > 0 && facts(won)) || lost.some(({ name, text }) => name || turnsSense(text)) || won.some(({ text }) => turnsSense(text));
}

function markOf(sheet: Sheet, line: Line, { planned, said }: Difference): Mark {
  const message = said === '' ? `The plan says "${short(planned)}" here; this line leaves it out.` : planned === '' ? `The plan does not say "${short(said)}" here.` : `The plan says "${short(planned)}" here, this line "${short(said)}".`;
  const [first = ''] = said.split(' ');
  const row = Math.max(0, first === '' ? 0 : line.rows.findIndex(text => text.includes(first)));
  const mark = atLine(sheet, line.number + row, message);
  const column = first === '' || said.includes(' ') ? -1 : (line.rows[row] ?? '').indexOf(first);
  return column < 0 ? mark : { ...mark, column: column + 1, endColumn: column + 1 + first.length };
}

const longest = 80;
const short = (text: string): string => (text.length <= longest ? text : `${text.slice(0, longest - 3).trimEnd()}...`);

/** Lines that went with what they state; a sentence without a fact may go. */
function missing(sheet: Sheet, { lines, after }: Removed): Mark | null {
  const telling = lines.filter(line => line.fence !== null || isFixed(line) || line.words.some(({ fact }) => fact) || line.text.includes('<- '));
  const [first] = telling;
  if (first === undefined) return null;
  return atLine(sheet, Math.max(1, after), `The plan has a line after this one that is gone: "${short(first.text.trim())}"${telling.length === 1 ? '' : ` and ${telling.length - 1} more`}.`);
}
