/** What a text processor leaves in front of a line where Markdown has "-" or "- [x]". */
export interface Mark {
  /** Letters the mark and the space behind it take. */
  skip: number;
  /** Whether its box is ticked, null for a plain bullet. */
  checked: boolean | null;
}

const bullet = /^\s*[•●▪◦‣∙]\s+/u;
const empty = /^\s*(?:[☐□▢⬜]|\(\s?\))\s+/u;
const ticked = /^\s*(?:[☑☒■]|\([xX•✓]\))\uFE0F?\s+/u;

/** The bullet or box a text starts with, or null. */
export function marked(text: string): Mark | null {
  for (const [pattern, checked] of [[bullet, null], [empty, false], [ticked, true]] as const) {
    const match = pattern.exec(text);
    if (match === null) continue;
    const inner = checked === null ? marked(text.slice(match[0].length)) : null;
    return { skip: match[0].length + (inner?.skip ?? 0), checked: inner?.checked ?? checked };
  }
  return null;
}

export interface MarkedLine extends Mark {
  /** First and last line, counted from 0. */
  from: number;
  to: number;
  /** "3.2.1" in front of the line. */
  id: string | null;
}

const number = /^\s*(\d{1,3}(?:\.\d{1,3}){1,4})[.)]?\s+(?=\p{L})/u;
const letter = /^\s*\(?([a-z])\)\s+(?=\S)/u;

/**
 * The lines of a paragraph of which at least two carry a bullet, a box, a number that counts on ("2.1", "2.2") or a letter that does ("a)",
 * "b)"), each with the lines that continue it; null for plain text.
 */
export function markedLines(lines: readonly string[]): MarkedLine[] | null {
  const found: MarkedLine[] = [];
  let before: { id: string | null; letter: string | null } = { id: null, letter: null };
  let starts = 0;
  for (const [index, line] of lines.entries()) {
    const mark = marked(line);
    const id = number.exec(line);
    const sign = letter.exec(line);
    if (mark !== null) {
      found.push({ from: index, to: index, id: null, ...mark });
      starts++;
    } else if (id?.[1] !== undefined && (before.id === null ? index === 0 || starts === 0 : follows(before.id, id[1]))) {
      found.push({ from: index, to: index, id: id[1], skip: id[0].length, checked: null });
      before = { ...before, id: id[1] };
      starts++;
    } else if (sign?.[1] !== undefined && (before.letter === null ? sign[1] === 'a' : sign[1].charCodeAt(0) === before.letter.charCodeAt(0) + 1)) {
      found.push({ from: index, to: index, id: null, skip: sign[0].length, checked: null });
      before = { ...before, letter: sign[1] };
      starts++;
    } else if (starts > 0) {
      const last = found.at(-1);
      if (last !== undefined) last.to = index;
    } else if (found.length > 0) (found[0] ?? { to: 0 }).to = index;
    else found.push({ from: index, to: index, id: null, skip: 0, checked: null });
  }
  if (starts < 2) return null;
  // Of the boxes of a form those without a tick were not chosen.
  return found.some(each => each.checked === true) ? found.filter(each => each.checked !== false) : found;
}

/** "2.2" behind "2.1". */
function follows(before: string, after: string): boolean {
  const [a, b] = [before.split('.'), after.split('.')];
  return a.length === b.length && a.slice(0, -1).join('.') === b.slice(0, -1).join('.') && Number(b.at(-1)) === Number(a.at(-1)) + 1;
}

/** True for text that is struck through from end to end: its author took it back. */
export function isStruck(raw: string): boolean {
  return raw.includes('~~') && /^\s*~~(?:(?!~~)[\s\S])+~~[.;]?\s*$/.test(raw);
}
