import { hash } from 'node:crypto';

const crockford = '0123456789abcdefghjkmnpqrstvwxyz';

/** First `length` characters of the SHA-256 of `text` in Crockford base32, lower case (`formats.md`, Ids). */
export function shortHash(text: string, length = 4): string {
  const bytes = hash('sha256', text, 'buffer');
  let out = '';
  for (let bit = 0; out.length < length; bit += 5) {
    const pair = ((bytes[bit >>> 3] ?? 0) << 8) | (bytes[(bit >>> 3) + 1] ?? 0);
    out += crockford[(pair >>> (11 - (bit & 7))) & 31];
  }
  return out;
}

/** Fingerprint of meaning: white space and case folded, so that re-wrapping a sentence changes nothing. */
export function fingerprint(text: string): string {
  return shortHash(text.normalize('NFKC').toLowerCase().replace(/\s+/g, ' ').trim(), 16);
}

/**
 * One id per natural key, `prefix` + 4 hash characters, one character longer for every key of a colliding group (`formats.md`, Ids).
 * Keys are taken as a set, so their order changes nothing.
 */
export function shortIds(prefix: string, keys: Iterable<string>): Map<string, string> {
  const open = new Set(keys);
  const ids = new Map<string, string>();
  for (let length = 4; open.size > 0; length++) {
    const groups = new Map<string, string[]>();
    for (const key of open) {
      const short = shortHash(key, length);
      const group = groups.get(short);
      if (group === undefined) groups.set(short, [key]);
      else group.push(key);
    }
    for (const [short, group] of groups) {
      const [key] = group;
      if (group.length > 1 || key === undefined) continue;
      ids.set(key, prefix + short);
      open.delete(key);
    }
  }
  return ids;
}
