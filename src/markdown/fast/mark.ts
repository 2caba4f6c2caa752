/** Characters that mean something wherever they stand (1), and those that do with what follows them (2). */
const kinds = new Uint8Array(128);
for (const each of '\\`*_~[]<&@') kinds[each.charCodeAt(0)] = 1;
for (const each of '!:wW') kinds[each.charCodeAt(0)] = 2;

/** Offset of the first place from `at` up to `end` where running text may hold more than its words; -1 when there is none. */
export function nextMark(text: string, at: number, end: number): number {
  for (let next = at; next < end; next++) {
    const code = text.charCodeAt(next);
    const kind = code < 128 ? kinds[code] : 0;
    if (kind === 1 || (kind === 2 && follows(text, next, code, end))) return next;
  }
  return -1;
}

const isW = (code: number): boolean => (code | 32) === 119;

/** `![`, `://` and `www.`, in whatever case. */
function follows(text: string, at: number, code: number, end: number): boolean {
  if (code === 33) return at + 1 < end && text.charCodeAt(at + 1) === 91;
  if (code === 58) return at + 2 < end && text.charCodeAt(at + 1) === 47 && text.charCodeAt(at + 2) === 47;
  return at + 3 < end && isW(text.charCodeAt(at + 1)) && isW(text.charCodeAt(at + 2)) && text.charCodeAt(at + 3) === 46;
}

/** What stands at such a place. */
export function markAt(text: string, at: number): string {
  const mark = text[at] ?? '';
  return mark === '!' ? '![' : mark === ':' ? '://' : mark;
}
