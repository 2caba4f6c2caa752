/** What a byte means outside strings. */
export const other = 0, quote = 1, open = 2, close = 3, comma = 4, colon = 5, newline = 6, blank = 7;
export const classOf = new Uint8Array(256).fill(other);
for (const [characters, kind] of [['"', quote], ['[{', open], [']}', close], [',', comma], [':', colon], ['\n', newline], [' \t\r', blank]] as const) {
  for (const character of characters) classOf[character.charCodeAt(0)] = kind;
}

/** How many line breaks there are. */
export function newlines(bytes: Buffer): number {
  let count = 0;
  for (let at = bytes.indexOf(10); at >= 0; at = bytes.indexOf(10, at + 1)) count++;
  return count;
}

/** Replaces every `from` by `to` in place; answers where. */
export function replaceBytes(bytes: Buffer, from: number, to: number): number[] {
  const places: number[] = [];
  for (let at = bytes.indexOf(from); at >= 0; at = bytes.indexOf(from, at + 1)) {
    bytes[at] = to;
    places.push(at);
  }
  return places;
}

/** Next quote or backslash from `from`, or `end`. A long string is searched by the engine, a short one byte by byte. */
export function stringEnd(bytes: Uint8Array, from: number, end: number): number {
  let i = from;
  const near = Math.min(end, from + 48);
  while (i < near) {
    const code = bytes[i];
    if (code === 34 || code === 92) return i;
    i++;
  }
  if (i >= end) return end;
  const quoteAt = bytes.indexOf(34, i);
  const last = quoteAt < 0 || quoteAt > end ? end : quoteAt;
  const backslash = bytes.subarray(i, last).indexOf(92);
  return backslash < 0 ? last : i + backslash;
}

/** Does a value end with this byte: a brace or a bracket. */
export function closed(last: number | undefined): boolean {
  return last === 0x7d || last === 0x5d;
}
