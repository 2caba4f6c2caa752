import { diffArrays } from 'diff';
import { walkHunks } from './hunks.ts';

/** Where git left both sides: a piece without marks, or the lines of each. Null when the marks do not end: then they may be a person's own text. */
function piecesOf(text: string): { ours: string[]; theirs: string[]; marked: boolean }[] | null {
  const pieces: { ours: string[]; theirs: string[]; marked: boolean }[] = [];
  let same: string[] = [];
  let ours: string[] = [];
  let theirs: string[] = [];
  let side: 'none' | 'ours' | 'base' | 'theirs' = 'none';
  for (const line of text.split('\n')) {
    if (side === 'none' && /^<{7}(?: |\r?$)/.test(line)) side = 'ours';
    else if (side === 'ours' && /^\|{7}(?: |\r?$)/.test(line)) side = 'base';
    else if ((side === 'ours' || side === 'base') && /^={7}\r?$/.test(line)) side = 'theirs';
    else if (side === 'theirs' && /^>{7}(?: |\r?$)/.test(line)) {
      pieces.push({ ours: same, theirs: same, marked: false }, { ours, theirs, marked: true });
      [same, ours, theirs, side] = [[], [], [], 'none'];
    } else if (side !== 'base') (side === 'none' ? same : side === 'ours' ? ours : theirs).push(line);
  }
  pieces.push({ ours: same, theirs: same, marked: false });
  return side === 'none' ? pieces : null;
}

/**
 * Text of a document in which git left both sides: the marks are dropped, every line of both sides stays, in its order, and once where both have
 * it. The base that some styles of git show between the sides is nobody's wish and goes.
 */
export function bothSides(text: string): string {
  const pieces = piecesOf(text);
  return pieces === null ? text : pieces.flatMap(({ ours, theirs, marked }) => (marked ? diffArrays(ours, theirs).flatMap(part => part.value) : ours)).join('\n');
}

/** The document as each side has it, ours first; twice the same where git left no marks. */
export function sidesOf(text: string): [string, string] {
  const pieces = piecesOf(text);
  return pieces === null ? [text, text] : [pieces.flatMap(each => each.ours).join('\n'), pieces.flatMap(each => each.theirs).join('\n')];
}

/**
 * A merge base for a document whose stored base was mixed by a git merge. What the tool has ever written there (`known`) is its own; every other
 * line is a person's. The base is the document without the person's lines; where a person replaced lines that the tool would write again
 * unchanged, those lines stand in the base, so that the person's edit wins. Among lines of an older render it is told line by line, if at all.
 */
export function rebuiltBase(current: string, fresh: string, known: ReadonlySet<string>): string {
  const wanted = fresh.split('\n');
  const own = (line: string): boolean => known.has(line);
  const base: string[] = [];
  walkHunks(current.split('\n'), wanted, {
    same: lines => void base.push(...lines),
    changed: (gone, come) => {
      const persons = (line: string): boolean => !own(line) && !wanted.includes(line);
      const again = come.length > 0 && come.every(own);
      if (again && gone.some(persons) && !gone.some(own)) base.push(...come);
      else base.push(...gone.flatMap((line, at) => (!persons(line) ? line : again && gone.length === come.length ? (come[at] ?? []) : [])));
    },
  });
  return base.join('\n');
}
