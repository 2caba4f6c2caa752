/** A piece of HTML: a tag, or the text between two tags. `index` is where it starts; names are lower case. */
export type Token = { kind: 'open' | 'close'; name: string; attributes: string; index: number; end: number } | { kind: 'text'; text: string; index: number; end: number };

const tag = /<!--[\s\S]*?(?:-->|$)|<(\/?)([a-z][a-z0-9:-]*)((?:\s[^<>]{0,2000})?)\/?>/giy;
/** Elements whose content is no text of the page. */
const silent = new Set(['script', 'style', 'template', 'svg', 'head']);

/** Tags and texts of a piece of HTML in order; comments and what scripts and styles hold are left out. A lone "<" is text. */
export function* tokensOf(html: string, from = 0): Generator<Token> {
  let at = from;
  let start = from;
  let hidden: string | null = null;
  while (at < html.length) {
    const next = html.indexOf('<', at);
    if (next < 0) break;
    tag.lastIndex = next;
    const match = tag.exec(html);
    if (match === null) {
      at = next + 1;
      continue;
    }
    if (next > start && hidden === null) yield { kind: 'text', text: html.slice(start, next), index: start, end: next };
    at = start = next + match[0].length;
    const name = match[2]?.toLowerCase();
    if (name === undefined) continue;
    const closes = match[1] === '/';
    if (hidden === null && silent.has(name) && !closes && !match[0].endsWith('/>')) hidden = name;
    else if (hidden === name && closes) hidden = null;
    else if (hidden === null) yield { kind: closes ? 'close' : 'open', name, attributes: match[3] ?? '', index: next, end: at };
  }
  if (start < html.length && hidden === null) yield { kind: 'text', text: html.slice(start), index: start, end: html.length };
}

const entities: Record<string, string> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'", nbsp: ' ', ndash: '–', mdash: '—', hellip: '…', rarr: '→', le: '≤', ge: '≥', euro: '€' };

/** Text with its character references resolved; an unknown one stays as written. */
export function decode(text: string): string {
  return text.replace(/&(?:#(\d{1,7})|#x([0-9a-f]{1,6})|([a-z]{2,8}));/gi, (whole, decimal: string | undefined, hex: string | undefined, name: string | undefined) => {
    if (name !== undefined) return Object.hasOwn(entities, name.toLowerCase()) ? (entities[name.toLowerCase()] ?? whole) : whole;
    const code = decimal === undefined ? Number.parseInt(hex ?? '', 16) : Number(decimal);
    return code > 0 && code <= 0x10ffff ? String.fromCodePoint(code) : whole;
  });
}
