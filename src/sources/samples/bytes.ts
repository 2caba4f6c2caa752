/** What a byte means outside strings. */
export const other = 0, quote = 1, open = 2, close = 3, comma = 4, colon = 5, newline = 6, blank = 7;
export const classOf = new Uint8Array(256).fill(other);
for (const [characters, kind] of [['"', quote], ['[{', open], [']}', close], [',', comma], [':', colon], ['\n', newline], [' \t\r', blank]] as const) {
  for (const character of characters) classOf[character.charCodeAt(0)] = kind;
}

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

/**
 * Never less than the keys of some JSON: colons after a quote, a blank or a sign, of which strings may hold more. It sees the whole file and
 * so takes four bytes at a time without a branch: bit 7 of each byte of `hit` says that the byte is such a colon.
 */
export function mostKeys(bytes: Uint8Array): number {
  const skipped = Math.min(bytes.length, -bytes.byteOffset & 3);
  const words = new Int32Array(bytes.buffer, bytes.byteOffset + skipped, (bytes.length - skipped) >> 2);
  const { length } = words;
  // What does not fill a word is counted by colons alone.
  let keys = colons(bytes.subarray(0, skipped)) + colons(bytes.subarray(skipped + length * 4));
  let before = 0;
  for (let at = 0; at < length;) {
    // Each byte of the tally holds up to 255.
    const stop = Math.min(length, at + 255);
    let tally = 0;
    for (; at < stop; at++) {
      const word = words[at] ?? 0;
      const colon = word ^ 0x3a3a3a3a;
      const letter = ((word << 8) | before) & 0xd0d0d0d0;
      const hit = (colon - 0x01010101) & ~colon & ~(letter | (letter << 1) | (letter << 3)) & 0x80808080;
      tally = (tally + (hit >>> 7)) | 0;
      before = word >>> 24;
    }
    keys += (tally & 255) + ((tally >>> 8) & 255) + ((tally >>> 16) & 255) + (tally >>> 24);
  }
  return keys;
}

function colons(bytes: Uint8Array): number {
  return bytes.reduce((count, byte) => (byte === 58 ? count + 1 : count), 0);
}

/** Keys of valid JSON: colons outside strings. */
export function writtenKeys(bytes: Uint8Array): number {
  let keys = 0;
  for (let at = 0; at < bytes.length; at++) {
    if (bytes[at] === 58) keys++;
    else if (bytes[at] === 34) {
      at = stringEnd(bytes, at + 1, bytes.length);
      while (bytes[at] === 92) at = stringEnd(bytes, at + 2, bytes.length);
    }
  }
  return keys;
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

export function closed(last: number | undefined): boolean {
  return last === 0x7d || last === 0x5d;
}
