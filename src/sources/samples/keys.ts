import { stringEnd } from './bytes.ts';

/**
 * Never less than the keys of some JSON: colons after a quote, a blank or a sign, of which strings may hold more. It sees every byte of a
 * large file, so that it runs as sixteen bytes a step; the same loop in JavaScript costs three times that and a tenth of a whole run.
 */
export function mostKeys(bytes: Uint8Array): number {
  counter ??= createCounter();
  const { window, count } = counter;
  let keys = 0;
  for (let from = 0; from < bytes.length; from += windowBytes) {
    const part = bytes.subarray(from, from + windowBytes);
    // Every step reads one byte back; what lies before the first is like no sign.
    window[0] = from === 0 ? 0xff : bytes[from - 1] ?? 0xff;
    window.set(part, 1);
    window.fill(0, 1 + part.length, 1 + part.length + lanes);
    keys += count(part.length);
  }
  return keys;
}

/** What Node offers of WebAssembly, as far as it is used here. */
declare const WebAssembly: {
  Module: new (code: Uint8Array) => object;
  Instance: new (module: object) => { exports: Record<string, unknown> };
  Memory: new (size: { initial: number }) => { buffer: ArrayBuffer };
};

const lanes = 16;
const windowBytes = 32 * 1024;

type Counter = { window: Uint8Array; count: (length: number) => number };
let counter: Counter | null = null;

/** A WebAssembly module of one function: how many of the first `length` bytes after byte 0 are a colon after a byte without the bits of 0xd0. */
function createCounter(): Counter {
  const i32 = 0x7f, end = 0x0b;
  const local = { get: 0x20, set: 0x21, tee: 0x22 }, at = 1, length = 0, total = 2;
  const load = (offset: number): number[] => [local.get, at, 0xfd, 0x00, 0, offset];
  const all = (byte: number): number[] => [0xfd, 0x0c, ...Array<number>(lanes).fill(byte)];
  const equal = [0xfd, 0x23], and = [0xfd, 0x4e], oneBitEach = [0xfd, 0x64], bitsSet = 0x69, add = 0x6a;
  const body = [
    1, 2, i32, // two more locals: `at`, `total`
    0x03, 0x40, // loop
    local.get, total,
    ...load(1), ...all(0x3a), ...equal, // a colon
    ...load(0), ...all(0xd0), ...and, ...all(0), ...equal, // after a quote, a blank or a sign
    ...and, ...oneBitEach, bitsSet, add, local.set, total,
    local.get, at, 0x41, lanes, add, local.tee, at,
    local.get, length, 0x49, 0x0d, 0, // while at < length
    end,
    local.get, total, end,
  ];
  const section = (id: number, content: readonly number[]): number[] => [id, ...size(content.length), ...content];
  const module = new WebAssembly.Module(Uint8Array.from([
    0x00, 0x61, 0x73, 0x6d, 1, 0, 0, 0,
    ...section(1, [1, 0x60, 1, i32, 1, i32]), // the type: a number in, a number out
    ...section(3, [1, 0]),
    ...section(5, [1, 0, 1]), // one page of 64 KB
    ...section(7, [2, 1, 0x63, 0x00, 0, 1, 0x6d, 0x02, 0]), // exported as `c` and `m`
    ...section(10, [1, ...size(body.length), ...body]),
  ]));
  const { c, m } = new WebAssembly.Instance(module).exports;
  if (typeof c !== 'function' || !(m instanceof WebAssembly.Memory)) throw new Error('the counter of keys was not built');
  return { window: new Uint8Array(m.buffer), count: (bytes) => Number(Reflect.apply(c, null, [bytes])) };
}

/** A length as the format writes it: seven bits a byte, the lowest first. */
function size(length: number): number[] {
  return length < 0x80 ? [length] : [(length & 0x7f) | 0x80, ...size(length >> 7)];
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
