import type { Finding } from '../model/finding.ts';

/** A file that is not parsed, and why. */
export type Guarded = { path: string; reason: string; line: number };

export const maxBytes = 1_000_000;

/**
 * Looks at a text before it is parsed, in one linear scan: too large, binary, or of a form on which a Markdown parser spends seconds
 * (runs of emphasis marks that never close, deep nesting of quotes or lists, very long lines of brackets). Null when it may be parsed.
 */
export function guard(path: string, text: string): Guarded | null {
  if (text.length > maxBytes) return { path, reason: `the file has ${Math.round(text.length / 1000)} KB, more than 1,000`, line: 1 };
  const nul = text.indexOf('\0');
  if (nul >= 0) return { path, reason: 'the file holds a NUL byte, so it is no text', line: lineAt(text, nul) };
  return isPlain(text) ? null : scan(path, text);
}

/** A table whose rows differ in length is read by the slow reader, 90,000 cells in about 4 s. `cost` bounds the sum over all paragraphs of the square of their marks, which is what the time of a parse grows with: 5e7 is about 2 s. */
const limits = { quoteDepth: 100, indent: 200, marks: 2_000, brackets: 1_000, runs: 1_000, pipes: 90_000, cost: 50_000_000, lines: 20_000, lineLength: 100_000 };
const startsBlock = /^\s*(?:[-*+] |\d+[.)] |#{1,6} )/;

/** Longest line whose start cannot hold more list marks than are read. */
const shortLine = 200;

/** A text that holds fewer marks in all than one paragraph may, and no line that could nest too deep: most texts, told in one pass. */
function isPlain(text: string): boolean {
  if (text.length > limits.lineLength) return false;
  if (exceeds(text, ['*', '_', '~'], limits.marks) || exceeds(text, ['[', ']', '<'], limits.brackets) || exceeds(text, ['`'], limits.runs) || exceeds(text, ['>'], limits.quoteDepth) || (text.length > limits.pipes && exceeds(text, ['|'], limits.pipes))) return false;
  let lines = 0;
  for (let start = 0; ; lines++) {
    const next = text.indexOf('\n', start);
    const end = next < 0 ? text.length : next;
    if (end - start > shortLine) {
      const nesting = nestingOf(text.slice(start, end));
      if (nesting.lists > limits.quoteDepth || nesting.indent > limits.indent) return false;
    }
    if (next < 0) return lines < limits.lines;
    start = next + 1;
  }
}

/** Whether a text holds more than `most` of some characters, all kinds together. Searching for one character at a time is what engines do fastest. */
function exceeds(text: string, characters: readonly string[], most: number): boolean {
  let count = 0;
  for (const character of characters) {
    for (let at = text.indexOf(character); at >= 0; at = text.indexOf(character, at + 1)) if (++count > most) return true;
  }
  return false;
}

/** A line that opens or goes on with a block of HTML, which is taken as it stands up to the next blank line: no mark in it is weighed. */
const htmlBlock = /^ {0,3}<\/?(?:table|thead|tbody|tr|td|th|ul|ol|li)(?:[\s>]|$)/i;

/** Counts per paragraph, list item or table row, because emphasis and brackets never reach past one. */
function scan(path: string, text: string): Guarded | null {
  let marks = 0;
  let brackets = 0;
  let backticks = 0;
  let cost = 0;
  let pipes = 0;
  const close = (): void => {
    cost += marks * marks + brackets * brackets + backticks * backticks;
    marks = brackets = backticks = 0;
  };
  let start = 1;
  let line = 0;
  let fenced: string | null = null;
  for (const row of lines(text)) {
    line++;
    if (line > limits.lines) return { path, reason: `it has more than ${limits.lines} lines`, line };
    if (row.length > limits.lineLength) return { path, reason: `line ${line} has ${row.length} characters`, line };
    const fence = /^ {0,3}(`{3,}|~{3,})/.exec(row)?.[1];
    if (fenced !== null) {
      if (fence !== undefined && fence[0] === fenced[0] && fence.length >= fenced.length && row.trim() === fence) fenced = null;
      continue;
    }
    if (fence !== undefined) {
      fenced = fence;
      continue;
    }
    if (row.trim() === '') {
      close();
      start = line + 1;
      continue;
    }
    if (startsBlock.test(row)) {
      close();
      start = line;
    }
    const nesting = nestingOf(row);
    if (nesting.quotes > limits.quoteDepth) return { path, reason: `line ${line} nests ${nesting.quotes} quotes`, line };
    if (nesting.lists > limits.quoteDepth || nesting.indent > limits.indent) return { path, reason: `line ${line} nests too deep`, line };
    for (let index = 0; index < row.length; index++) {
      const code = row.charCodeAt(index);
      if (code === 42 || code === 95 || code === 126) marks++;
      else if (code === 91 || code === 93) brackets++;
      else if (code === 96 && row.charCodeAt(index - 1) !== 96) backticks++;
      else if (code === 60) brackets++;
      else if (code === 124) pipes++;
    }
    if (pipes > limits.pipes) return { path, reason: `up to line ${line} it holds more table cells than can be read in time`, line };
    if (marks > limits.marks) return { path, reason: `the paragraph from line ${start} holds more than ${limits.marks} emphasis marks`, line: start };
    if (brackets > limits.brackets && !row.trimStart().startsWith('|')) return { path, reason: `the paragraph from line ${start} holds more than ${limits.brackets} brackets`, line: start };
    if (backticks > limits.runs && !row.trimStart().startsWith('|')) return { path, reason: `the paragraph from line ${start} holds more than ${limits.runs} backtick runs`, line: start };
    // Cells of a table are parsed one by one, so counts start again.
    if (row.trimStart().startsWith('|') || htmlBlock.test(row)) close();
    if (cost > limits.cost) return { path, reason: `up to line ${line} it holds more emphasis marks and brackets than can be read in time`, line };
  }
  return null;
}

/** One container mark at a time: a quote, a bullet or a number, each of which opens a level on the same line. */
const container = /[ \t]*(?:(>)|(?:[-*+]|\d{1,9}[.)])(?=[ \t]|$))/y;

function nestingOf(row: string): { quotes: number; lists: number; indent: number } {
  let quotes = 0;
  let lists = 0;
  container.lastIndex = 0;
  for (let mark = container.exec(row); mark !== null; mark = container.exec(row)) {
    if (mark[1] === '>') quotes++;
    else lists++;
  }
  return { quotes, lists, indent: row.length - row.trimStart().length };
}

function* lines(text: string): Generator<string> {
  let from = 0;
  for (;;) {
    const to = text.indexOf('\n', from);
    if (to < 0) {
      yield text.slice(from);
      return;
    }
    yield text.slice(from, to);
    from = to + 1;
  }
}

function lineAt(text: string, offset: number): number {
  let line = 1;
  for (let index = text.indexOf('\n'); index >= 0 && index < offset; index = text.indexOf('\n', index + 1)) line++;
  return line;
}

/** One `file/too-complex` error for each refused file. */
export function guardFindings(refused: Guarded[]): Finding[] {
  return refused.map(({ path, reason, line }) => ({
    rule: 'file/too-complex',
    severity: 'error' as const,
    message: `This file was not read: ${reason}.`,
    file: path,
    line,
    column: 1,
    endLine: line,
    endColumn: 1,
    help: 'Split it, or leave it out.',
  }));
}
