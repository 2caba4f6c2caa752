import { diffArrays } from 'diff';

/**
 * Text of a document in which git left both sides: the marks are dropped, every line of both sides stays, in its order, and once where both have
 * it. The base that some styles of git show between the sides is nobody's wish and goes.
 */
export function bothSides(text: string): string {
  if (!/^<{7}/m.test(text)) return text;
  const lines: string[] = [];
  let ours: string[] = [];
  let theirs: string[] = [];
  let side: 'none' | 'ours' | 'base' | 'theirs' = 'none';
  for (const line of text.split('\n')) {
    if (side === 'none' && /^<{7}(?: |\r?$)/.test(line)) side = 'ours';
    else if (side === 'ours' && /^\|{7}(?: |\r?$)/.test(line)) side = 'base';
    else if ((side === 'ours' || side === 'base') && /^={7}\r?$/.test(line)) side = 'theirs';
    else if (side === 'theirs' && /^>{7}(?: |\r?$)/.test(line)) {
      lines.push(...diffArrays(ours, theirs).flatMap(part => part.value));
      [ours, theirs, side] = [[], [], 'none'];
    } else if (side !== 'base') (side === 'none' ? lines : side === 'ours' ? ours : theirs).push(line);
  }
  // Without its end a mark may be a person's own text: nothing is dropped then.
  return side === 'none' ? lines.join('\n') : text;
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
  let gone: string[] = [];
  let come: string[] = [];
  const settle = (): void => {
    const persons = (line: string): boolean => !own(line) && !wanted.includes(line);
    const again = come.length > 0 && come.every(own);
    if (again && gone.some(persons) && !gone.some(own)) base.push(...come);
    else base.push(...gone.flatMap((line, at) => (!persons(line) ? line : again && gone.length === come.length ? (come[at] ?? []) : [])));
    gone = [];
    come = [];
  };
  for (const part of diffArrays(current.split('\n'), wanted)) {
    if (part.removed) gone.push(...part.value);
    else if (part.added) come.push(...part.value);
    else {
      settle();
      base.push(...part.value);
    }
  }
  settle();
  return base.join('\n');
}
