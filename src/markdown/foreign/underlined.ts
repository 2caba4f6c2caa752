import { asTable, rowOf } from './table.ts';

const adornment = /^([=\-~^"'#*+.:_])\1{2,}\s*$/;
const directive = /^\.\.\s+([\w-]{1,40})::/;
const verbatim = new Set(['code', 'code-block', 'sourcecode', 'literalinclude', 'toctree', 'math', 'image', 'figure', 'graphviz', 'uml', 'contents', 'raw']);
const rule = /^\+(?:[-=]+\+)+\s*$/;

/** The sign a title on this line is underlined with, "o" behind it where a line above it is the same; null for any other line. */
function styleOf(lines: readonly string[], at: number): string | null {
  const line = (lines[at] ?? '').trimEnd();
  const sign = adornment.exec(lines[at + 1] ?? '')?.[1];
  if (sign === undefined || line.trim() === '' || adornment.test(line) || (lines[at + 1] ?? '').trimEnd().length < [...line.trim()].length) return null;
  const above = lines[at - 1] ?? '';
  if (adornment.exec(above)?.[1] === sign) return (lines[at - 2] ?? '').trim() === '' ? `${sign}o` : null;
  return above.trim() === '' && !/^\s/.test(line) && !/^(?:[-*+>|]|\d+[.)])\s/.test(line) ? sign : null;
}

/**
 * True for titles underlined with signs that Markdown knows none of ("~~~~", which would open code), or for any underlined title beside
 * directives. A line of signs counts when it is as long as the title above it; a text with headings of Markdown is Markdown.
 */
export function isUnderlined(lines: readonly string[]): boolean {
  let marked = false;
  let titled = false;
  let foreign = false;
  let fence = false;
  for (const [at, line] of lines.entries()) {
    if (line.startsWith('```')) fence = !fence;
    if (fence) continue;
    if (/^#{1,6}\s+\S/.test(line)) return false;
    marked ||= directive.test(line) || /^\.\. _[^:]{1,80}:\s*$/.test(line);
    const style = styleOf(lines, at);
    if (style === null) continue;
    titled = true;
    if (!/^[=-]o?$/.test(style) && (lines[at + 1] ?? '').trim().length > 3 && !/[:.!?]\s*$/.test(line)) foreign = true;
  }
  return foreign || (marked && titled);
}

/** Titles, fields, terms, numbered lists and tables of reStructuredText in Markdown, each on the line it stands on. */
export function fromUnderlined(lines: readonly string[]): string[] {
  const styles: string[] = [];
  const found: string[] = [];
  for (let at = 0; at < lines.length; at++) {
    const line = lines[at] ?? '';
    const style = styleOf(lines, at);
    if (style !== null) {
      if (!styles.includes(style)) styles.push(style);
      if (style.endsWith('o') && found.length > 0) found[found.length - 1] = '';
      found.push(`${'#'.repeat(Math.min(styles.indexOf(style) + 1, 6))} ${line.trim()}`, '');
      at++;
    } else if (rule.test(line)) {
      const end = endOf(lines, at, each => /^[+|]/.test(each));
      found.push(...grid(lines.slice(at, end + 1)));
      at = end;
    } else if (line.startsWith('.. ')) {
      const name = directive.exec(line)?.[1];
      const end = endOf(lines, at, each => each.trim() === '' || /^\s/.test(each));
      if (name === undefined || verbatim.has(name)) {
        found.push(...lines.slice(at, end + 1).map(() => ''));
        at = end;
      } else found.push('');
    } else if (isTerm(lines, at)) found.push(`- **${plain(line.trim())}**:`);
    else found.push(plain(line.replace(/^(\s*)#\.\s+/, '$11. ').replace(/^:([A-Za-z][\w -]{0,40}):\s+/, '$1: ')));
  }
  return found;
}

/** Last line of the block that starts here and goes on while `inside` holds. */
function endOf(lines: readonly string[], from: number, inside: (line: string) => boolean): number {
  let end = from;
  while (end + 1 < lines.length && inside(lines[end + 1] ?? '')) end++;
  return end;
}

/** A line of its own with its definition indented right below it. */
function isTerm(lines: readonly string[], at: number): boolean {
  const line = lines[at] ?? '';
  const next = lines[at + 1] ?? '';
  const above = lines[at - 1] ?? '';
  return /^[^\s:|+*.-][^:]{0,60}(?<![:.])$/.test(line) && /^\s{2,}\S/.test(next) && (above.trim() === '' || /^\s{2,}\S/.test(above));
}

/** Rows of a grid between its rules, the lines of one row joined in its first. */
function grid(lines: readonly string[]): string[] {
  const head = lines.findIndex(line => /^\+[=+]+\s*$/.test(line));
  const rows = lines.map(() => '');
  let first: number | null = null;
  let cells: string[] = [];
  for (const [at, line] of lines.entries()) {
    if (rule.test(line)) {
      if (first !== null) rows[first] = rowOf(cells, first < head ? 'th' : 'td');
      first = null;
    } else {
      const parts = line.replace(/^\|/, '').replace(/\|\s*$/, '').split('|').map(each => plain(each.trim()));
      cells = first === null ? parts : cells.map((cell, index) => `${cell} ${parts[index] ?? ''}`.trim());
      first ??= at;
    }
  }
  return asTable(rows);
}

/** Text without roles: :ref:`Scope` is its words. */
function plain(text: string): string {
  return text.replace(/:[a-z]{1,20}:`([^`<\n]{1,200})(?:\s<[^>`]{1,200}>)?`/g, '$1').trimEnd();
}
