const special = /[\\`*_~[\]<&@]|!\[|:\/\/|www\./gi;

/** Offset of the first place from `from` on where running text may hold more than its words; -1 when there is none. Told from where the match ends: an array for each would cost more than the search. */
export function nextMark(text: string, from: number): number {
  special.lastIndex = from;
  if (!special.test(text)) return -1;
  const last = special.lastIndex - 1;
  switch (text.charCodeAt(last)) {
    case 91:
      return last > from && text.charCodeAt(last - 1) === 33 ? last - 1 : last;
    case 47:
      return last - 2;
    case 46:
      return last - 3;
    default:
      return last;
  }
}

/** What stands at such a place: `![`, `://`, the first letter of an address, or one mark. */
export function markAt(text: string, at: number): string {
  const mark = text[at] ?? '';
  return mark === '!' ? '![' : mark === ':' ? '://' : mark;
}
