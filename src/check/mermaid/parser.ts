import type { DiagramParser, DiagramVerdict } from './verdict.ts';

/** The part of Mermaid that the parse-only bundle is used for. */
export type MermaidModule = {
  parse(text: string, options?: { suppressErrors: boolean }): Promise<unknown>;
  mermaidAPI: { getDiagramFromText(text: string): Promise<{ type: string }>; reset(): void };
};

/**
 * Verdicts of Mermaid's own grammars. A diagram without configuration of its own takes the short way, which spares the merging of
 * configurations; both ways run the same grammar. Parsing is one at a time, because Mermaid keeps one state.
 */
export async function createDiagramParser(mermaid: MermaidModule): Promise<DiagramParser> {
  // The first full parse registers the diagram types; a text of no type loads none of them.
  await mermaid.parse('', { suppressErrors: true });
  let last: Promise<unknown> = Promise.resolve();
  const verdict = async (text: string): Promise<DiagramVerdict> => {
    const configured = text.includes('%%{') || /^\s*---/.test(text);
    if (text.length > longest) return { ok: false, type: typeOf(text), message: `it has ${text.length} characters, and Mermaid draws at most ${longest}`, line: null, column: null };
    try {
      if (!configured) return { ok: true, type: (await mermaid.mermaidAPI.getDiagramFromText(text)).type };
      await mermaid.parse(text);
      return { ok: true, type: typeOf(text) ?? 'unknown' };
    } catch (error) {
      return failure(text, error);
    } finally {
      if (configured) mermaid.mermaidAPI.reset();
    }
  };
  return text => {
    const next = last.then(() => verdict(text));
    last = next;
    return next;
  };
}

/** `maxTextSize` of Mermaid, above which it draws an error. */
const longest = 50_000;

/** First word of the diagram, past front matter, directives and comments: `flowchart`, `sequenceDiagram`. */
export function typeOf(text: string): string | null {
  const line = text.replace(/^\s*---\n[^]*?\n\s*---\s*\n/, '').replace(/%%\{[^]*?\}%%/g, '').split('\n').find(row => row.trim() !== '' && !/^\s*%%/.test(row));
  return /^\s*([\w-]+)/.exec(line ?? '')?.[1] ?? null;
}

/** A thrown value is Mermaid's way of saying no; what it holds differs by grammar, so each part is looked for. */
function failure(text: string, error: unknown): DiagramVerdict {
  const said = error instanceof Error ? error.message : typeof error === 'object' && error !== null && 'str' in error ? String(error.str) : String(error);
  const hash = typeof error === 'object' && error !== null && 'hash' in error && typeof error.hash === 'object' && error.hash !== null ? error.hash : {};
  const type = typeOf(text);
  if (/No diagram type detected/.test(said)) return { ok: false, type: null, message: `"${type ?? ''}" is no diagram type that Mermaid knows`, line: originalLine(text, 1), column: 1 };
  const known = plainly(text, said);
  if (known !== null) return { ok: false, type: type === '---' ? null : type, ...known, column: null };
  const named = /Parse error on line (\d+)|Lexical error on line (\d+)|\bline:? (\d+)/i.exec(said);
  const place = 'loc' in hash && typeof hash.loc === 'object' && hash.loc !== null ? hash.loc : {};
  const first = 'first_line' in place && typeof place.first_line === 'number' ? place.first_line : Number.NaN;
  const number = named === null ? first : Number(named[1] ?? named[2] ?? named[3]);
  const token = 'text' in hash && typeof hash.text === 'string' ? hash.text : null;
  const column = 'last_column' in place && typeof place.last_column === 'number' ? place.last_column + 1 : null;
  const line = Number.isNaN(number) ? null : originalLine(text, number);
  const open = type === 'flowchart' || type === 'graph' ? firstUnbalanced(text, line ?? Number.POSITIVE_INFINITY) : null;
  if (open !== null) return { ok: false, type, message: open.message, line: open.line, column: null };
  return { ok: false, type, message: explain(said, token, line === null ? '' : text.split('\n')[line - 1] ?? '', type), line, column };
}

/** What Mermaid says in words, without the place it knows or in words of its own. */
function plainly(text: string, said: string): { message: string; line: number | null } | null {
  const shape = /^No such shape: (\S+?)\.$/.exec(said)?.[1];
  if (shape !== undefined) return { message: `there is no shape "${shape}"`, line: Math.max(0, text.split('\n').findIndex(row => row.includes(shape))) + 1 };
  if (said.startsWith('Diagrams beginning with ---')) return { message: 'its front matter has no "---" at its end', line: text.split('\n').findIndex(row => row.trim() === '---') + 1 };
  const yaml = /^\s*---/.test(text) ? /^(.+?) \((\d+):\d+\)/.exec(said) : null;
  // The front matter starts behind its first line.
  return yaml === null ? null : { message: `its front matter is no YAML: ${yaml[1] ?? ''}`, line: text.split('\n').findIndex(row => row.trim() === '---') + 1 + Number(yaml[2]) };
}

/** A quote or bracket left open swallows the lines after it, so the grammar complains far below: the first such line up to there is meant. */
function firstUnbalanced(text: string, until: number): { line: number; message: string } | null {
  for (const [index, row] of text.split('\n').entries()) {
    if (index + 1 > until) return null;
    if (/^\s*%%/.test(row)) continue;
    if ((row.match(/"/g)?.length ?? 0) % 2 === 1) return { line: index + 1, message: 'a quotation mark is left open' };
    const bare = row.replace(/"[^"]*"/g, '').replace(/\|[^|]*\|/g, '');
    for (const [left, right, name] of [['[', ']', 'square bracket'], ['(', ')', 'bracket'], ['{', '}', 'brace']] as const) {
      if (bare.split(left).length > bare.split(right).length) return { line: index + 1, message: `a ${name} is left open` };
    }
  }
  return null;
}

function explain(said: string, token: string | null, row: string, type: string | null): string {
  const expected = /Expecting (.*?), got '([^']*)'/.exec(said);
  const shown = token === null ? '' : token.trim().split('\n')[0]?.slice(0, 40) ?? '';
  if (expected !== null) {
    const got = expected[2] ?? '';
    if (got === 'EOF' || got === 'eof' || got === '1' || got === 'EOF_IN_STRUCT') return 'it ends too early: something is left open';
    if (type === 'sequenceDiagram' && /:[^:]*;/.test(row)) return 'a semicolon ends the statement; write "#59;"';
    if (shown === '') return 'the line ends too early';
    if (shown.startsWith('%%')) return 'a comment stands on a line of its own';
    if (shown === '-' && /(?<![-.<=x])->(?!>)/.test(row)) return 'an arrow has two dashes: "-->"';
    if (shown === 'end') return '"end" is a keyword of Mermaid; write "End" or put it in quotes';
    return `"${shown}" cannot stand here; text with brackets or punctuation needs quotes`;
  }
  if (/Lexical error/.test(said)) return 'it holds characters that cannot stand there';
  return (said.split('\n')[0] ?? '').slice(0, 160);
}

/**
 * Line of the text as written for a line of the text as parsed: Mermaid first takes out front matter, directives and comment lines with
 * the blank lines before them, then leading blank lines, and in flowcharts blank lines after a closing brace.
 */
export function originalLine(text: string, parsed: number): number {
  const keep = Array.from({ length: text.length }, () => true);
  const cut = (pattern: RegExp, part: (match: RegExpExecArray) => [number, number]): void => {
    // Matches are looked for in what is still there, with an index back to the text as written.
    const index: number[] = [];
    for (let at = 0; at < text.length; at++) if (keep[at] === true) index.push(at);
    const left = index.map(at => text[at]).join('');
    for (let match = pattern.exec(left); match !== null; match = pattern.exec(left)) {
      const [from, to] = part(match);
      for (let at = from; at < to; at++) {
        const original = index[at];
        if (original !== undefined) keep[original] = false;
      }
      if (!pattern.global || match[0] === '') break;
    }
  };
  const whole = (match: RegExpExecArray): [number, number] => [match.index, match.index + match[0].length];
  cut(/^\s*---\n[^]*?\n\s*---\s*\n/, whole);
  cut(/%%\{[^]*?\}%%\s*?\n?/g, match => [match.index, match.index + match[0].replace(/\n$/, '').length]);
  cut(/^\s*%%(?!\{)[^\n]+\n?/gm, whole);
  cut(/^\s+/, whole);
  if (/^\s*(?:graph|flowchart)\b/m.test(text)) cut(/\}\s*\n/g, match => [match.index + 1, match.index + match[0].length - 1]);
  let line = 1;
  let kept = 1;
  for (let at = 0; at < text.length; at++) {
    if (kept === parsed && keep[at] === true) return line;
    if (text[at] === '\n') {
      line++;
      if (keep[at] === true) kept++;
    }
  }
  return Math.min(line, text.split('\n').length);
}
