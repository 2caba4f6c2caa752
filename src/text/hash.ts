import { createHash } from 'node:crypto';

const crockford = '0123456789abcdefghjkmnpqrstvwxyz';

/** First `length` characters of the SHA-256 of `text` in Crockford base32, lower case (`formats.md`, Ids). */
export function shortHash(text: string, length = 4): string {
  const bytes = createHash('sha256').update(text).digest();
  let bits = 0n;
  for (const byte of bytes) bits = (bits << 8n) | BigInt(byte);
  let out = '';
  for (let shift = 251n; out.length < length; shift -= 5n) out += crockford[Number((bits >> shift) & 31n)];
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
    for (const key of open) groups.set(shortHash(key, length), [...(groups.get(shortHash(key, length)) ?? []), key]);
    for (const [hash, group] of groups) {
      const [key] = group;
      if (group.length > 1 || key === undefined) continue;
      ids.set(key, prefix + hash);
      open.delete(key);
    }
  }
  return ids;
}
