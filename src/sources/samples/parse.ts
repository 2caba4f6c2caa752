import { isAscii, isUtf8 } from 'node:buffer';
import { deepestNesting, isObject } from './shape.ts';
import type { RawRecord } from './raw-record.ts';

/** Why a record could not be read, in words that quote nothing of it; `line` is relative to the record, 0 for its first line. */
export type ParseTrouble = { kind: 'invalid-utf8' | 'too-deep' | 'invalid-json' | 'truncated' | 'markup'; line: number };
export type Parsed = { value: unknown; text: string } | { trouble: ParseTrouble };

/** `head`: valid text that stands before the record, which is only whole with it. */
export function parseRecord(raw: RawRecord, head = ''): Parsed {
  if (raw.depth > deepestNesting) return { trouble: { kind: 'too-deep', line: 0 } };
  // Checked apart: decoding through TextDecoder costs a tenth more over a large file.
  if (!isUtf8(raw.bytes)) return { trouble: { kind: 'invalid-utf8', line: 0 } };
  const text = head + Buffer.from(raw.bytes.buffer, raw.bytes.byteOffset, raw.bytes.length).toString('utf8');
  try {
    return { value: JSON.parse(text), text };
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error;
    // The engine's message may quote the text around the place: only its kind and the number are taken from it.
    const position = Number(/position (\d+)/.exec(error.message)?.[1] ?? 0);
    if (/^\s*</.test(text)) return { trouble: { kind: 'markup', line: 0 } };
    // Cut after a whole value, the text is said to lack a comma at its end.
    const ended = /^Unexpected end|^Unterminated string/.test(error.message) || (position >= text.trimEnd().length && /^\s*[[{]/.test(text));
    return { trouble: { kind: ended ? 'truncated' : 'invalid-json', line: newlines(text.slice(head.length, position)) } };
  }
}

/**
 * An array of objects; null when the bytes do not parse as that. `raw`: its strings and `text` are UTF-8 decoded as Latin-1, which is only
 * done where `rawAllowed` and where no escape stands for a character that the bytes could be, too.
 */
export function parseBatch(bytes: Buffer, rawAllowed: boolean): { values: Record<string, unknown>[]; text: string; raw: boolean } | null {
  const plain = isAscii(bytes);
  if (!plain && !isUtf8(bytes)) return null;
  const raw = !plain && rawAllowed && !bytes.includes('\\u');
  const text = bytes.toString(plain || raw ? 'latin1' : 'utf8');
  try {
    const values: unknown = JSON.parse(text);
    return Array.isArray(values) && values.every(isObject) ? { values, text, raw } : null;
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error;
    return null;
  }
}

function newlines(text: string): number {
  return text.split('\n').length - 1;
}

/** Key-value pairs of a parsed value. Fewer than were written means that a key stood twice. */
export function countPairs(value: unknown): number {
  if (typeof value !== 'object' || value === null) return 0;
  const inner: unknown[] = Object.values(value);
  let pairs = Array.isArray(value) ? 0 : inner.length;
  for (const one of inner) pairs += countPairs(one);
  return pairs;
}

const tokens = /"(?:[^"\\]|\\.)*"|-?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?|[{}[\],:]/g;

/** Keys that stand twice in one object of valid JSON, each with its line relative to the text. */
export function duplicateKeys(text: string): { key: string; line: number }[] {
  const found: { key: string; line: number }[] = [];
  const stack: Set<string>[] = [];
  let last: RegExpExecArray | null = null;
  for (const token of text.matchAll(tokens)) {
    switch (token[0]) {
      case '{': case '[': stack.push(new Set()); break;
      case '}': case ']': stack.pop(); break;
      case ':': {
        const key = last === null ? '' : String(JSON.parse(last[0]));
        const seen = stack.at(-1);
        if (seen?.has(key) === true) found.push({ key, line: newlines(text.slice(0, token.index)) });
        seen?.add(key);
        break;
      }
    }
    last = token;
  }
  return found;
}

/** Values of the integers above 2^53 that the text writes as integers, without fraction or exponent. */
export function largeIntegers(text: string): Set<number> {
  const found = new Set<number>();
  for (const [token] of text.matchAll(tokens)) {
    if (/^-?\d{16,}$/.test(token) && !Number.isSafeInteger(Number(token))) found.add(Number(token));
  }
  return found;
}
