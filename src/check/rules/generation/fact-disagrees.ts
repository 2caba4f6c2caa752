import { editWordsOf, readWords } from '../../edit-words.ts';
import type { EditWords } from '../../edit-words.ts';
import { behind, sentencesOf } from '../../edits.ts';
import type { Changed, Line, Removed } from '../../edits.ts';
import { editedIn } from '../../rendered.ts';
import { atLine, defineRule } from '../../rule.ts';
import type { Mark } from '../../rule.ts';
import type { Sheet } from '../../sheet.ts';
import { lacking, likeness } from '../../words.ts';
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
    const say = editWordsOf(run.claims);
    for (const { sheet, edits } of editedIn(group, run)) {
      if (edits === null) {
        yield atLine(sheet, 1, 'So much of this document is changed that it cannot be compared with the plan.');
        continue;
      }
      for (const change of edits.changed) {
        const difference = differenceOf(change, say);
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

function differenceOf(change: Changed, say: EditWords): Difference | null {
  if (behind(change) !== null) return null;
  const { before, after } = withoutAdded(change, say);
  if (after === null || !disagrees(before, after, say)) return null;
  const a = readWords(before.text, say);
  const b = readWords(after.text, say);
  let start = 0;
  while (start < a.length && start < b.length && a[start]?.key === b[start]?.key) start++;
  let end = 0;
  while (end < a.length - start && end < b.length - start && a[a.length - 1 - end]?.key === b[b.length - 1 - end]?.key) end++;
  const phrase = (words: readonly Word[]): string => words.slice(start, words.length - end).map(({ text }) => text).join(' ');
  return { planned: phrase(a), said: phrase(b) };
}

/** A change without the sentences that stand in both, and without those that somebody added: what an added one says is judged by itself. */
function withoutAdded({ before, after }: Changed, say: EditWords): { before: Line; after: Line | null } {
  if (before.fence === null && values.test(before.text) && after.text.startsWith(`${before.text} `)) return { before, after: null };
  if (before.fence !== null || isFixed(before) || before.text.trim().startsWith('|')) return { before, after };
  const now = sentencesOf(after.text);
  const said = sentencesOf(before.text).filter(sentence => {
    const at = now.indexOf(sentence);
    if (at >= 0) now.splice(at, 1);
    return at < 0;
  });
  const of = (line: Line, sentences: readonly string[]): Line => ({ ...line, text: sentences.join(' ') });
  if (now.length < said.length) return { before, after };
  if (now.length === said.length) return { before: of(before, said), after: of(after, now) };
  if (said.length === 0) return { before, after: null };
  const kept = new Set<number>();
  for (const sentence of said) {
    const words = readWords(sentence, say);
    const alike = now.map((each, index) => ({ index, same: kept.has(index) ? -1 : likeness(words, readWords(each, say)) })).toSorted((a, b) => b.same - a.same)[0];
    if (alike !== undefined) kept.add(alike.index);
  }
  return { before: of(before, said), after: of(after, now.filter((_, index) => kept.has(index))) };
}

function disagrees(before: Line, after: Line, say: EditWords): boolean {
  const [said, trace] = parted(before.text);
  const [now, source] = parted(after.text);
  // What a link is called is a matter of taste, as long as it leads where it led.
  const read = (text: string): Word[] => readWords(text.replaceAll(link, (whole, words: string, to: string) => (facts(readWords(words, say)) || !said.includes(to) || !now.includes(to) ? whole : to)), say);
  if (trace !== null && source !== trace && !sameWords(read(trace), read(source ?? ''))) return true;
  if (before.fence === 'mermaid erDiagram' || before.fence === 'mermaid gantt') return !/^\s*title\s/.test(said) && said.replaceAll(/\s+/g, '') !== now.replaceAll(/\s+/g, '');
  if (criterion.test(before.text)) return criterionDisagrees(read(said), read(now), say);
  if (before.fence?.startsWith('json') === true) return pairsOf(said) !== pairsOf(now);
  if (isFixed(before)) return !sameWords(read(said), read(now));
  const cells = cellsOf(said);
  const others = cellsOf(now);
  if (cells !== null && others !== null && cells.length <= others.length) {
    const same = cells.length === others.length ? others : kin(cells, others);
    if (same !== null) return cells.some((cell, index) => cellDisagrees(cell, same[index] ?? '', say));
  }
  if (inList(said) === inList(now)) return false;
  if (before.fence !== null) {
    const drawnNow = partsOf(now);
    return partsOf(said).some(part => !drawnNow.includes(part));
  }
  if (namesMore(said, now, say)) return true;
  const more = behindOf(said, now);
  return more === null ? proseDisagrees(read(said), read(now), say) : takesBack(more, say) || (!isRemark(more, say) && proseDisagrees(read(said), read(now), say));
}

/** The keys of an example with their values, in any order. */
const pairsOf = (text: string): string => text.split(/(?<="\s*|[\d\]}\w]\s*),|[{}[\]]/).map(part => part.replaceAll(/\s+/g, '')).filter(part => part !== '').toSorted().join('\n');

/** A link with its words and where it leads. */
const link = /\[([^\]]*)\](\([^)]*\))/g;

/** The cells of a row that got more columns which are those of before; null when they are not all there. */
function kin(cells: readonly string[], others: readonly string[]): string[] | null {
  const found: string[] = [];
  for (const other of others) if (inList(other) === inList(cells[found.length] ?? '')) found.push(other);
  return found.length === cells.length ? found : null;
}

/** What a line lists behind its colon. */
const itemsOf = (text: string): string[] => (/^[^:]*: (.*)$/s.exec(text)?.[1] ?? '').split(/,\s+|\s+and\s+/).filter(item => item.trim() !== '');

/** A list of what has ids that names something without one. */
function namesMore(said: string, now: string, say: EditWords): boolean {
  const items = itemsOf(said);
  if (items.length < 2 || items.some(item => !item.includes('`'))) return false;
  return itemsOf(now).some(item => !item.includes('`') && !say.remarks.has(readWords(item, say)[0]?.key ?? ''));
}

/** The clause that stands behind a statement which is all there; null when there is none. */
function behindOf(said: string, now: string): string | null {
  const end = said.trim().replace(/[.;]$/, '');
  const rest = now.trim().startsWith(end) ? now.trim().slice(end.length) : '';
  return /^(?:[,;]| [–—-] | \(|<br)/.test(rest) ? rest.replace(/^(?:[\s,;(–—-]|<br\s*\/?>)+/, '') : null;
}

/** "..., except at night". */
const takesBack = (clause: string, say: EditWords): boolean => say.limits.has(readWords(clause, say)[0]?.key ?? '');

/** A clause that states no fact. */
const isRemark = (clause: string, say: EditWords): boolean => readWords(clause, say).every(({ fact, key, text }) => !fact && !say.boundless.has(key) && !say.boundless.has(text.toLowerCase()));

/** Items of a list stand in any order, behind what the list is of; so do those in brackets. */
function inList(text: string): string {
  const plain = text.replace(/^\s*[-*+] /, '').replace(/\.$/, '').replaceAll(/\(([^()]*)\)/g, (_, inner: string) => `(${inList(inner).replaceAll(/,\s+/g, ',')})`);
  const [, of = '', items = ''] = /^([^,;:]*: )?(.*)$/s.exec(plain) ?? [];
  return of + items.split(/[,;]\s+(?:and |or )?|\s+(?:and|or)\s+/).map(part => part.trim()).toSorted().join(', ');
}

/** What a line of a flow shows: labels, kinds of parts, and the arrows that are no plain one. Something may be drawn in addition. */
const partsOf = (text: string): string[] => text.match(/"[^"]*"|:::\w+|-\.->|==>|--x|--o|\b[A-Za-z]\w*\.\w+/g) ?? [];

/** A trace at the end of a line or in a cell stands apart from what the line says. */
function parted(text: string): [string, string | null] {
  const at = text.lastIndexOf('<- ');
  if (at < 0) return [text, null];
  const border = text.trimStart().startsWith('|') ? text.indexOf('|', at) : -1;
  const end = border < 0 ? text.length : border;
  return [text.slice(0, at) + text.slice(end), text.slice(at + 3, end).trim()];
}

/** Lines whose every word was derived: criteria, the lines of a task, contracts and examples. */
function isFixed({ text, fence }: Line): boolean {
  if (fence !== null) return !fence.startsWith('mermaid');
  return criterion.test(text) || values.test(text) || field.test(text) || /^\s+(?:verify|hours|after|for): /.test(text) || text.startsWith('MVP ') || heading.test(text);
}

const criterion = /^- \*\*[^*\s]+\/AC-\d+\*\*/;
/** Other documents link to it, and a reader looks for it. */
const heading = /^## /;
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

function cellDisagrees(before: string, after: string, say: EditWords): boolean {
  if (inList(before) === inList(after)) return false;
  const a = readWords(before, say);
  const b = readWords(after, say);
  const more = behindOf(before, after);
  if (more !== null && (takesBack(more, say) || isRemark(more, say))) return takesBack(more, say);
  if (!(/[.!?]$/.test(before) && a.length > 1) && (a.length <= shortCell || b.length === 0 || after === '-')) return !sameWords(telling(a, say), telling(b, say)) || (b.length === 0) !== (a.length === 0) || (before === '-') !== (after === '-');
  if (typed.test(before) || listed.test(before)) return !sameWords(a, b);
  const lost = lacking(a, b);
  const won = lacking(b, a);
  if (facts(lost) || (lost.length > 0 && facts(won))) return true;
  return proseDisagrees(a, b, say) || (a.length <= valueCell && likeness(a, b) < kept && won.some(word => turns(word, say)));
}

const sameWords = (a: readonly Word[], b: readonly Word[]): boolean => {
  const plain = (words: readonly Word[]): string => words.map(({ key }) => key).join(' ');
  return plain(a) === plain(b);
};

/** The words of a short cell that say something. */
const telling = (words: readonly Word[], say: EditWords): Word[] => {
  const found = words.filter(({ key, text, fact }) => fact || (!say.small.has(key) && /[\p{L}\p{N}<>=+-]/u.test(text)));
  return found.length === 0 ? [...words] : found;
};

const turns = ({ key, text }: Word, say: EditWords): boolean => [key, text.toLowerCase()].some(each => say.turns.has(each) || say.boundless.has(each));

/** A criterion may be worded anew; it says something else when a fact of it changed, when few words did, or when it is turned round. What it proves bears less than what it starts from. */
function criterionDisagrees(a: readonly Word[], b: readonly Word[], say: EditWords): boolean {
  if (facts(lacking(a, b)) || facts(lacking(b, a))) return true;
  const [given, then] = halves(a);
  const [givenNow, thenNow] = halves(b);
  if (lacking(a, b).length + lacking(b, a).length === 0) return inOrder(a) !== inOrder(b);
  return turned(given, givenNow, say, fewGiven) || turned(then, thenNow, say, fewProved);
}

const inOrder = (words: readonly Word[]): string => words.flatMap(({ fact, key }) => (fact ? [key] : [])).join(' ');

/** What a criterion starts from and what it proves. */
function halves(words: readonly Word[]): [Word[], Word[]] {
  const at = words.findIndex(({ key }) => key === 'then');
  return at < 0 ? [[...words], []] : [words.slice(0, at), words.slice(at)];
}

/** So many words of meaning may change before a part of a criterion counts as worded anew. */
const fewGiven = 2;
const fewProved = 4;

function turned(a: readonly Word[], b: readonly Word[], say: EditWords, most: number): boolean {
  const lost = lacking(a, b);
  const won = lacking(b, a);
  const denied = (words: readonly Word[]): boolean => words.some(({ key }) => say.denies.has(key));
  if (denied(lost) !== denied(won)) return true;
  const stem = (key: string): string => key.replace(/(?<=\w\w)s$/, '');
  const bearing = (words: readonly Word[], others: readonly Word[]): Word[] => words.filter(({ key }) => !say.small.has(key) && !others.some(other => stem(other.key) === stem(key)));
  const changed = bearing(lost, b).length + bearing(won, a).length;
  return changed > 0 && changed <= most;
}

/** A route that a line of the plan did not name. */
const path = /^\/[a-z][\w{}/.-]*$/;

/** So many words of a sentence may change before it counts as worded anew. */
const few = 6;
/** A sentence that loses so many of its facts says less, however it is worded. */
const bare = 3;
/** A sentence that keeps this share of its words is the same sentence. */
const kept = 0.5;

/** Fields with their types in one cell. */
const typed = /^[a-z_]\w*: [A-Za-z]/;

/** Names in a row. */
const listed = /^[\w.`-]+(?: \w+)?(?:, [\w.`-]+(?: \w+)?)+$/;

const facts = (words: readonly Word[]): boolean => words.some(({ fact }) => fact);

/** A sentence may be worded in any way; it disagrees when a fact was replaced, when one is left out of it as it stands, or when one word turns it round. */
function proseDisagrees(a: readonly Word[], b: readonly Word[], say: EditWords): boolean {
  const lost = lacking(a, b);
  const won = lacking(b, a);
  if (lost.length + won.length === 0) return !sameWords(a, b);
  if (facts(lost)) return facts(won) || likeness(a, b) >= kept || lost.filter(({ fact }) => fact).length >= bare;
  if (won.some(({ text }) => path.test(text))) return true;
  if (lost.length + won.length > few || likeness(a, b) < kept) return false;
  return (lost.length > 0 && facts(won)) || lost.some(word => word.name || turns(word, say)) || won.some(word => turns(word, say));
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
