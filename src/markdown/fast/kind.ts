import type { Line, Page } from './page.ts';

/** What a line may start, seen from its first character alone. `unsure` is for the full parser. */
export type Kind = 'heading' | 'fence' | 'comment' | 'quote' | 'rule' | 'bullet' | 'number' | 'pipe' | 'text' | 'unsure';

const heading = /#{1,6} /y;
const numbered = /\d{1,9}[.)](?: |$)/my;
const numberAlone = /\d{1,9}[.)]$/my;
const breaks = { '-': /-(?: *-){2,} *$/my, '*': /\*(?: *\*){2,} *$/my, _: /_(?: *_){2,} *$/my };
const delimiters = /[|:-][|: -]*$/my;

/** A line of dashes, colons and pipes: under a line of text it makes a table or a heading of that line. */
export function delimiterLike(page: Page, from: number): boolean {
  return matches(delimiters, page.text, from);
}

/** The kind of block that starts at `from`, which is the first character of `line` behind its indentation or list mark. */
export function kindAt(page: Page, line: Line, from: number): Kind {
  const { text } = page;
  switch (text[from]) {
    case '#':
      if (matches(heading, text, from)) return 'heading';
      return /^#{1,6}$/.test(text.slice(from, line.to)) ? 'unsure' : 'text';
    case '`':
      if (!text.startsWith('```', from)) return 'text';
      return /^`+[^`]*$/.test(text.slice(from, line.to)) ? 'fence' : 'text';
    case '~':
      return text.startsWith('~~~', from) ? 'fence' : 'text';
    case '<':
      if (text.startsWith('<!--', from)) return 'comment';
      return /[a-z/!?]/i.test(text[from + 1] ?? '') ? 'unsure' : 'text';
    case '>':
      return 'quote';
    case '|':
      return 'pipe';
    case '=':
      return 'unsure';
    case '_':
      return matches(breaks._, text, from) ? 'rule' : 'text';
    case '+':
    case '-':
    case '*': {
      const mark = text[from];
      if (mark !== '+' && matches(mark === '-' ? breaks['-'] : breaks['*'], text, from)) return 'rule';
      if (from + 1 === line.to) return 'unsure';
      return text[from + 1] === ' ' ? 'bullet' : 'text';
    }
    default:
      if (!/\d/.test(text[from] ?? '') || !matches(numbered, text, from)) return 'text';
      return matches(numberAlone, text, from) ? 'unsure' : 'number';
  }
}

function matches(pattern: RegExp, text: string, from: number): boolean {
  pattern.lastIndex = from;
  return pattern.test(text);
}
