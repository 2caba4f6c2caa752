/** By character code: 1 for a mark, 2 for the colon and 3 for the letter that an address may start with. */
const special = new Uint8Array(128);
for (const mark of '\\`*_~[]<&@') special[mark.charCodeAt(0)] = 1;
special[58] = 2;
special[87] = special[119] = 3;

/** Offset of the first place from `from` up to `to` on where running text may hold more than its words; -1 when there is none. Texts are short: a table of marks is asked sooner than a pattern is called. */
export function nextMark(text: string, from: number, to: number): number {
  for (let at = from; at < to; at++) {
    const code = text.charCodeAt(at);
    const kind = code < 128 ? special[code] : 0;
    if (kind === 0) continue;
    if (kind === 1) return code === 91 && at > from && text.charCodeAt(at - 1) === 33 ? at - 1 : at;
    if (at + (kind === 2 ? 2 : 3) < to && (kind === 2 ? text.startsWith('//', at + 1) : isAddress(text, at))) return at;
  }
  return -1;
}

const isAddress = (text: string, at: number): boolean => isW(text.charCodeAt(at + 1)) && isW(text.charCodeAt(at + 2)) && text.charCodeAt(at + 3) === 46;
const isW = (code: number): boolean => (code | 32) === 119;

/** What stands at such a place: `![`, `://`, the first letter of an address, or one mark. */
export function markAt(text: string, at: number): string {
  const mark = text[at] ?? '';
  return mark === '!' ? '![' : mark === ':' ? '://' : mark;
}
