import { diffArrays } from 'diff';

/** A place where two sides differ: lines of one side, of the base, of the other. */
export type Region = { a: string[]; o: string[]; b: string[] };

/** Lines `from` to `to` of the base, and what one side has there instead. */
type Hunk = { side: 'a' | 'b'; from: number; to: number; lines: string[] };

/** Changes of one side. Lines replaced by as many others are changed one by one. */
function hunksOf(side: 'a' | 'b', base: readonly string[], lines: readonly string[]): Hunk[] {
  const hunks: Hunk[] = [];
  let at = 0;
  let open: Hunk | null = null;
  const settle = (): void => {
    if (open !== null && open.to - open.from === open.lines.length) hunks.push(...open.lines.map((line, index) => ({ side, from: (open?.from ?? 0) + index, to: (open?.from ?? 0) + index + 1, lines: [line] })));
    else if (open !== null) hunks.push(open);
    open = null;
  };
  for (const part of diffArrays([...base], [...lines])) {
    if (!part.added && !part.removed) settle();
    else {
      open ??= { side, from: at, to: at, lines: [] };
      if (part.removed) open.to += part.count;
      else open.lines.push(...part.value);
    }
    if (!part.added) at += part.count;
  }
  settle();
  return hunks;
}

/** Do two changes share a line of the base; one that only adds lines belongs to whatever it touches, because nothing tells which comes first. */
const meet = (group: { from: number; to: number }, hunk: Hunk): boolean => hunk.from < group.to || (hunk.from === group.to && (hunk.from === hunk.to || group.from === group.to));

/**
 * Takes a region apart into what one side alone changed, and what both did: neighbouring lines are changed by each side for itself. A part that
 * only one side changed comes with the base on the other side.
 */
export function apart({ a, o, b }: Region): Region[] {
  const hunks = [...hunksOf('a', o, a), ...hunksOf('b', o, b)].sort((one, other) => one.from - other.from || one.to - other.to);
  const groups: { from: number; to: number; hunks: Hunk[] }[] = [];
  for (const hunk of hunks) {
    const last = groups.at(-1);
    const own = last?.hunks.every(each => each.side === hunk.side) === true;
    if (last !== undefined && !own && meet(last, hunk)) {
      last.hunks.push(hunk);
      last.to = Math.max(last.to, hunk.to);
    } else groups.push({ from: hunk.from, to: hunk.to, hunks: [hunk] });
  }
  const parts: Region[] = [];
  let at = 0;
  const same = (to: number): void => {
    if (to > at) parts.push({ a: o.slice(at, to), o: o.slice(at, to), b: o.slice(at, to) });
    at = Math.max(at, to);
  };
  for (const group of groups) {
    same(group.from);
    const side = (name: 'a' | 'b'): string[] => {
      const lines: string[] = [];
      let from = group.from;
      for (const hunk of group.hunks.filter(each => each.side === name)) {
        lines.push(...o.slice(from, hunk.from), ...hunk.lines);
        from = hunk.to;
      }
      return [...lines, ...o.slice(from, group.to)];
    };
    parts.push({ a: side('a'), o: o.slice(group.from, group.to), b: side('b') });
    at = group.to;
  }
  same(o.length);
  return parts;
}
