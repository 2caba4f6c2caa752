import type { Inline, Point } from '../../model/document.ts';
import { flanking, runLength, type Opener } from './delimiter.ts';
import { markAt, nextMark } from './mark.ts';
import { point, type Line, type Page } from './page.ts';

/** A line of running text between two offsets of the page; `moved` when it is indented by more than its container asks. */
export type Segment = { line: Line; from: number; to: number; moved: boolean };
/** `plain` keeps the spaces at both ends; `marked` when it starts with something other than text. */
export type Content = { text: string; plain: string; inlines: Inline[]; marked: boolean };

const entity = /&(?:#|[a-z][a-z0-9]*;)/iy;
const escapable = '\\`*_{}[]()#+-!|<>~"\'$%,';
const comment = /<!--(?!-?>)(?:[^-\n]|-(?!-))*-->/y;
const tag = /<(?:[a-z][a-z0-9-]*(?: [a-z_:][\w.:-]*="[^"\n<>&\\`]*")* ?\/?|\/[a-z][a-z0-9-]*)>/iy;
// oxlint-disable-next-line no-control-regex
const resource = /\(([^\s()<>\\;\u0000-\u001f\u007f]*)\)/y;
const image = /!\[([a-z0-9 ,-]*)\]\(([^\s()<>\\;]*)\)/iy;
const address = /(?:https?:\/\/[a-z0-9][a-z0-9-]*(?:\.[a-z0-9-]+)+(?:\/[\w/.?=%#+-]*)?|www(?:\.[a-z0-9-]+){2,})(?= |\n|$)/y;

/**
 * Reads running text: the plain text and what is marked in it. Null for marks that do not pair at once (each run must open, or close the
 * run opened last), references, hard breaks, titles, entities and addresses of any but the plainest form.
 */
export function inlineOf(page: Page, segments: readonly Segment[]): Content | null {
  const [first] = segments;
  if (first !== undefined && segments.length === 1) return lineOf(page, first.line, first.from, first.to, first.moved, false);
  const source = segments.map(({ from, to }) => page.text.slice(from, to)).join('\n');
  return nextMark(source, 0, source.length) < 0 ? bare(source) : new Reader(source, segments, false).read();
}

/** The same for a part of one line, such as a cell. */
export function lineOf(page: Page, line: Line, from: number, to: number, moved: boolean, cell: boolean): Content | null {
  const source = page.text.slice(from, to);
  // A character is read faster from the whole text than from a piece of it.
  return nextMark(page.text, from, to) < 0 ? bare(source) : new Reader(source, [{ line, from, to, moved }], cell).read();
}

const bare = (source: string): Content => ({ text: source.trim(), plain: source, inlines: [], marked: false });

class Reader {
  private readonly source: string;
  private readonly segments: readonly Segment[];
  private readonly cell: boolean;
  private readonly inlines: Inline[] = [];
  private readonly openers: Opener[] = [];
  private plain = '';
  /** Up to here the source is written to `plain`. */
  private done = 0;
  /** A `~` that an outer mark closed over: whether a later one pairs with it is for the full parser. */
  private stale = false;
  private marked = false;

  constructor(source: string, segments: readonly Segment[], cell: boolean) {
    this.source = source;
    this.segments = segments;
    this.cell = cell;
  }

  read(): Content | null {
    const { source } = this;
    for (let at = nextMark(source, 0, source.length); at >= 0; ) {
      const next = this.at(at, markAt(source, at));
      if (next === null) return null;
      at = nextMark(source, next, source.length);
    }
    if (this.emphasised()) return null;
    const plain = this.plain + source.slice(this.done);
    return { text: plain.trim(), plain, inlines: this.inlines, marked: this.marked };
  }

  /** Reads what starts at one special character and gives where to go on, or null. */
  private at(at: number, mark: string): number | null {
    switch (mark) {
      case '\\':
        return this.escape(at);
      case '`':
        return this.code(at);
      case '*':
      case '_':
        return this.emphasis(at, mark);
      case '~':
        return this.strike(at);
      case '[':
        if (this.source[at + 1] === '^') return null;
        this.open(at, mark, 1);
        return at + 1;
      case ']':
        return this.closeBracket(at);
      case '![':
        return this.image(at);
      case '<':
        return this.html(at);
      case '&':
        entity.lastIndex = at;
        return entity.test(this.source) ? null : at + 1;
      case '@':
        return /[\w+.-]/.test(this.source[at - 1] ?? ' ') ? null : at + 1;
      case '://':
        return this.address(at);
      default:
        return this.link(at);
    }
  }

  private write(to: number): void {
    this.plain += this.source.slice(this.done, to);
    this.done = to;
  }

  private escape(at: number): number | null {
    const next = this.source[at + 1];
    if (next === undefined || /[\s./:;=?@^&]/.test(next)) return next === ' ' ? at + 1 : null;
    if (!escapable.includes(next)) return at + 1;
    this.write(at);
    this.plain += next;
    this.done = at + 2;
    return at + 2;
  }

  private code(at: number): number | null {
    const size = runLength(this.source, at);
    let close = this.source.indexOf('`', at + size);
    while (close >= 0) {
      const run = runLength(this.source, close);
      if (run === size) break;
      close = this.source.indexOf('`', close + run);
    }
    if (close < 0) return null;
    let text = this.source.slice(at + size, close);
    if (text.includes('\n') && (this.segments.some(each => each.moved) || /^\n|\n$/.test(text))) return null;
    if (text.startsWith(' ') && text.endsWith(' ') && /[^ ]/.test(text)) text = text.slice(1, -1);
    if (this.cell) text = text.replace(/\\([\\|])/g, (whole, escaped: string) => (escaped === '|' ? '|' : whole));
    this.write(at);
    this.plain += text;
    this.done = close + size;
    this.push('code', text, null, at, this.done);
    return this.done;
  }

  private emphasis(at: number, mark: string): number | null {
    const size = runLength(this.source, at);
    const { opens, closes } = flanking(this.source, at, size);
    if (!opens && !closes) return at + size;
    if (size > 2) return null;
    const last = this.openers.at(-1);
    // A run that may do both closes first, where it can.
    if (opens && closes && (last?.mark !== mark || last.size !== size)) return null;
    if (!closes) {
      this.write(at);
      this.openers.push({ mark, size, at, out: this.plain.length, inlines: this.inlines.length });
      this.done = at + size;
      return this.done;
    }
    if (!this.emphasised()) return at + size;
    while (this.openers.at(-1)?.mark === '~') {
      this.openers.pop();
      this.stale = true;
    }
    const opener = this.openers.pop();
    if (opener === undefined || opener.mark !== mark || opener.size !== size) return null;
    this.write(at);
    this.done = at + size;
    if (opener.at === 0) this.marked = true;
    if (size === 2) this.insert(opener, 'strong', this.plain.slice(opener.out), null, this.done);
    return this.done;
  }

  /** Whether a run of `*` or `_` is open. */
  private emphasised(): boolean {
    for (const { mark } of this.openers) if (mark === '*' || mark === '_') return true;
    return false;
  }

  private strike(at: number): number | null {
    const size = runLength(this.source, at);
    const { opens, closes } = flanking(this.source, at, size);
    if (!opens && !closes) return at + size;
    if ((opens && closes) || size > 2) return null;
    if (opens) {
      this.open(at, '~', size);
      return at + size;
    }
    const opener = this.openers.at(-1);
    if (opener === undefined && !this.stale) return at + size;
    if (opener?.mark !== '~' || opener.size !== size || this.stale) return null;
    this.openers.pop();
    if (opener.at === 0) this.marked = true;
    this.write(at);
    this.plain = this.plain.slice(0, opener.out) + this.plain.slice(opener.out + size);
    this.done = at + size;
    return this.done;
  }

  /** A mark that stays in the plain text unless it is closed. */
  private open(at: number, mark: string, size: number): void {
    this.write(at);
    this.openers.push({ mark, size, at, out: this.plain.length, inlines: this.inlines.length });
  }

  private closeBracket(at: number): number | null {
    let index = this.openers.length - 1;
    while (index >= 0 && this.openers[index]?.mark !== '[') index--;
    const opener = this.openers[index];
    if (opener === undefined) return at + 1;
    if (this.source[at + 1] !== '(') {
      this.openers.splice(index, 1);
      return at + 1;
    }
    resource.lastIndex = at + 1;
    const url = resource.exec(this.source)?.[1];
    this.openers.splice(index, 1);
    if (url === undefined || index < this.openers.length || this.openers.some(each => each.mark === '[')) return null;
    const end = resource.lastIndex;
    this.write(at);
    const text = this.plain.slice(opener.out + 1);
    this.plain = this.plain.slice(0, opener.out) + text;
    this.done = end;
    this.insert(opener, 'link', text, url, end);
    return end;
  }

  private image(at: number): number | null {
    image.lastIndex = at;
    const found = image.exec(this.source);
    if (found === null) return null;
    const end = image.lastIndex;
    const alt = found[1] ?? '';
    this.write(at);
    this.plain += alt;
    this.done = end;
    this.push('image', alt, found[2] ?? '', at, end);
    return end;
  }

  private html(at: number): number | null {
    if (!/[a-z/!?]/i.test(this.source[at + 1] ?? ' ')) return at + 1;
    const pattern = this.source[at + 1] === '!' ? comment : tag;
    pattern.lastIndex = at;
    const found = pattern.exec(this.source)?.[0];
    if (found === undefined) return this.source.includes('>', at) ? null : at + 1;
    this.write(at);
    if (/^<(?:br|li)\b/i.test(found)) this.plain += '\n';
    this.done = at + found.length;
    this.push('html', found, null, at, this.done);
    return this.done;
  }

  /** `://` is an address behind `http` or `https` alone. */
  private address(at: number): number | null {
    const scheme = /https?$/i.exec(this.source.slice(Math.max(0, at - 5), at))?.[0];
    return scheme === undefined ? at + 3 : this.link(at - scheme.length);
  }

  private link(at: number): number | null {
    const before = this.source[at - 1];
    if (at < this.done || this.openers.length > 0 || (before !== undefined && before !== ' ' && before !== '\n')) return null;
    address.lastIndex = at;
    const found = address.exec(this.source)?.[0];
    if (found === undefined || !/[a-z0-9/]$/i.test(found)) return null;
    this.write(at);
    this.plain += found;
    this.done = at + found.length;
    this.push('link', found, found.startsWith('www') ? `http://${found}` : found, at, this.done);
    return this.done;
  }

  private push(kind: Inline['kind'], text: string, url: string | null, from: number, to: number): void {
    if (from === 0) this.marked = true;
    this.inlines.push({ kind, text, url, span: { start: this.point(from), end: this.point(to) } });
  }

  /** What opened earlier stands before what it holds. */
  private insert(opener: Opener, kind: Inline['kind'], text: string, url: string | null, to: number): void {
    if (opener.at === 0) this.marked = true;
    const inline: Inline = { kind, text, url, span: { start: this.point(opener.at), end: this.point(to) } };
    if (opener.inlines === this.inlines.length) this.inlines.push(inline);
    else this.inlines.splice(opener.inlines, 0, inline);
  }

  private point(at: number): Point {
    const [only] = this.segments;
    if (this.segments.length === 1 && only !== undefined) return point(only.line, only.from + at);
    let rest = at;
    for (const { line, from, to } of this.segments) {
      if (rest <= to - from) return point(line, from + rest);
      rest -= to - from + 1;
    }
    throw new Error(`position ${at} lies behind the text`);
  }
}
