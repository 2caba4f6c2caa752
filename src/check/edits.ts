import { diffArrays } from 'diff';
import { likeness, overlap, wordsOf } from './words.ts';
import type { Word } from './words.ts';

/** A line of a document as a reader sees it: broken text is one line. `number` is where it starts, 1-based; `rows` are its lines as they stand; `fence` is the language of the code block around it, with the kind of a diagram. */
export type Line = { number: number; text: string; rows: string[]; fence: string | null; words: Word[] };
/** A line that was changed: what the plan has and what stands there now. */
export type Changed = { before: Line; after: Line };
/** Lines of the plan that were taken out, and the line of the document after which they stood (0 at its top). */
export type Removed = { lines: Line[]; after: number };
/** A heading that stands at another place, with the heading of its own depth that the plan has before it. */
export type Moved = { line: Line; before: string | null };
export type Edits = { changed: Changed[]; removed: Removed[]; added: Line[]; moved: Moved[] };

type Read = { line: Line; identity: string };

/** Above this many lines of difference a document is another one. */
const most = 2_000;
/** Lines with less in common say different things. */
const alike = 0.3;

const box = /^(\s*[-*+] \[)[xX](\])/;
const route = /^(?:GET|POST|PUT|PATCH|DELETE) \/\S*$/;
const head = /^\s*(?:[-*+] )?(?:\[[ xX]\] )?(?:\*\*[^*]+\*\*|`[^`]+`|\S+)/;
const heading = /^(#{1,6}) /;
const behindLine = /(\S)\s*<!--[^]*?-->/g;
/** What starts a line of its own outside of a code block. */
const starts = /^(?:#{1,6} |[-*+] |\d+[.)] |\||>|<!--|(?:verify|hours|after|for): |MVP )/;

const sentenceEnds = /(?<=[.!?;])\s+(?=[\p{Lu}`"“\d])/u;

/** The rows that somebody wrote under those of a line which all stand as they were, as a line of their own; null when its own words changed. */
export function behind({ before, after }: Changed): Line | null {
  const had = before.rows.map(row => row.trim());
  if (after.rows.length <= had.length || had.some((row, index) => plainly(row) !== plainly(after.rows[index] ?? ''))) return null;
  const rows = after.rows.slice(had.length);
  const text = rows.map(row => row.trim()).join(' ');
  return { ...after, number: after.number + had.length, rows, text, words: wordsOf(text) };
}

/** The sentences of a line, as written. */
export const sentencesOf = (text: string): string[] => text.split(sentenceEnds).map(each => each.trim());

/** The same text, whatever a formatter made of it. */
const plainly = (text: string): string => text.trim().replace(box, '$1 $2').replace(/^[*+] /, '- ').replaceAll(/\s*\|\s*/g, '|').replaceAll(/\s+/g, ' ').replaceAll(/\*\*|__/g, '');

/** Lines with what tells them apart: their text, and the item or route that an indented line belongs to. */
function readLines(text: string): Read[] {
  const lines: Line[] = [];
  const contexts: string[] = [];
  let fence: string | null = null;
  let context = '';
  let front = text.startsWith('---\n');
  let joins = false;
  for (const [index, written] of text.split('\n').entries()) {
    // A comment behind a line is none of its words.
    const raw = fence === null && written.includes('<!--') ? written.replaceAll(behindLine, '$1') : written;
    if (front) {
      front = index === 0 || raw.trimEnd() !== '---';
      continue;
    }
    const plain = raw.trim();
    const mark = /^(?:`{3,}|~{3,})\s*(\S*)/.exec(plain);
    if (mark !== null) {
      fence = fence === null ? mark[1] ?? '' : null;
      context = '';
      joins = false;
      lines.push({ number: index + 1, text: `\`\`\`${mark[1] ?? ''}`, rows: [raw], fence: fence ?? '', words: [] });
      contexts.push('');
      continue;
    }
    if (fence === 'mermaid' && plain !== '') fence = `mermaid ${plain.split(' ')[0] ?? ''}`;
    if (plain === '' || /^\|[\s:|-]+\|$/.test(plain) || plain.startsWith('<!--')) {
      joins = false;
      continue;
    }
    const last = lines.at(-1);
    if (joins && fence === null && last !== undefined && !starts.test(plain)) {
      last.text += ` ${plain}`;
      last.rows.push(raw);
      continue;
    }
    joins = fence === null && !heading.test(plain) && !plain.startsWith('|');
    const child = fence === null ? /^\s/.test(raw) : context !== '' && plain.startsWith('- ');
    if (!child) context = fence === null ? (head.exec(raw)?.[0] ?? '') : route.test(plain) ? plain : '';
    lines.push({ number: index + 1, text: raw, rows: [raw], fence, words: [] });
    contexts.push(child ? `${context}\n` : '');
  }
  return lines.map((line, index) => ({ line, identity: `${contexts[index] ?? ''}${plainly(line.text)}` }));
}

/** What people changed in a rendered document, line by line; null when too little of it is left to tell. Lines that only moved or were broken anew are no change. */
export function editsOf(rendered: string, current: string): Edits | null {
  const before = readLines(rendered);
  const now = readLines(current);
  const parts = diffArrays(before, now, { comparator: (a, b) => a.identity === b.identity, maxEditLength: most });
  if (parts === undefined) return null;
  const edits: Edits = { changed: [], removed: [], added: [], moved: [] };
  const gone = new Set(parts.flatMap(part => (part.removed ? part.value.map(each => each.identity) : [])));
  const moved = new Set(parts.flatMap(part => (part.added ? part.value.map(each => each.identity) : [])).filter(identity => gone.has(identity)));
  let reached = 0;
  let lost: Line[] = [];
  let won: Line[] = [];
  for (const part of parts) {
    if (!part.added && !part.removed) {
      pair(lost, won, reached, edits);
      lost = [];
      won = [];
      reached = lastRow(part.value.at(-1)?.line) ?? reached;
      continue;
    }
    for (const { line, identity } of part.value) {
      const read = { ...line, words: wordsOf(line.text) };
      if (!moved.has(identity)) (part.removed ? lost : won).push(read);
      else if (part.added && line.fence === null && heading.test(line.text)) edits.moved.push({ line: read, before: headingBefore(before, identity) });
    }
  }
  pair(lost, won, reached, edits);
  if (edits.moved.length > 0) edits.moved = firstMoved(before, now, edits.moved);
  return edits;
}

/** Of headings that changed places, the first one that does not follow what it followed: there the order breaks. */
function firstMoved(before: readonly Read[], now: readonly Read[], moved: readonly Moved[]): Moved[] {
  const found = moved.map(each => {
    const depth = heading.exec(each.line.text)?.[1] ?? '';
    const headings = (lines: readonly Read[]): Read[] => lines.filter(({ line }) => line.fence === null && heading.exec(line.text)?.[1] === depth);
    const was = headings(before).map(({ identity }) => identity);
    const is = headings(now).filter(({ identity }) => was.includes(identity));
    const still = was.filter(identity => is.some(each => each.identity === identity));
    const broken = is.find(({ identity }, index) => still[index] !== identity);
    return broken === undefined || broken.line.number >= each.line.number ? each : { line: broken.line, before: headingBefore(before, broken.identity) };
  });
  return found.filter((each, index) => found.findIndex(other => other.line.number === each.line.number) === index);
}

const lastRow = (line: Line | undefined): number | undefined => (line === undefined ? undefined : line.number + line.rows.length - 1);

function headingBefore(lines: readonly Read[], identity: string): string | null {
  const at = lines.findIndex(each => each.identity === identity);
  const depth = heading.exec(lines[at]?.line.text ?? '')?.[1] ?? '';
  const found = lines.slice(0, at).findLast(({ line }) => line.fence === null && heading.exec(line.text)?.[1] === depth);
  return found?.line.text.slice(depth.length + 1).trim() ?? null;
}

/** Finds for each line that went the line that came in its stead, in order. */
function pair(lost: readonly Line[], won: readonly Line[], reached: number, edits: Edits): void {
  if (lost.length > 0 && won.length > 0 && !lost.some(({ fence }) => fence?.startsWith('mermaid')) && sameWords(lost, won)) return;
  let from = 0;
  let place = reached;
  let open: Removed | null = null;
  for (const [index, before] of lost.entries()) {
    const rest = lost.length - index - 1;
    let best = -1;
    let score = alike;
    for (let next = from; next < won.length; next++) {
      const after = won[next];
      if (after === undefined) break;
      const same = Math.max(likeness(before.words, after.words), overlap(before.words, after.words) / 2) + (headOf(before) === headOf(after) ? 0.5 : 0) - (won.length - next <= rest ? 0.1 : 0);
      if (same > score) {
        best = next;
        score = same;
      }
    }
    const after = best < 0 ? undefined : won[best];
    if (after === undefined) {
      if (open === null) edits.removed.push((open = { lines: [], after: place }));
      open.lines.push(before);
      continue;
    }
    edits.added.push(...won.slice(from, best));
    edits.changed.push({ before, after });
    from = best + 1;
    place = lastRow(after) ?? place;
    open = null;
  }
  edits.added.push(...won.slice(from));
}

const headOf = (line: Line): string => line.words[0]?.text ?? '';

function sameWords(a: readonly Line[], b: readonly Line[]): boolean {
  const said = (lines: readonly Line[]): string => lines.flatMap(({ words }) => words.map(({ text }) => text)).join(' ');
  return said(a) === said(b);
}
