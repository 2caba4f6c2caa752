import { isUtf8 } from 'node:buffer';
import { classOf, close, comma, open, quote, stringEnd } from './bytes.ts';
import type { Recogniser } from './kinds.ts';
import { isObject } from './shape.ts';
import { unwrap, type Unwrapped } from './unwrap.ts';

/** The list of records that a large root object is in the middle of, and what stands around it. */
export type Envelope = {
  /** Bytes before the first item, and how deep the items lie. */
  from: number;
  depth: number;
  pointer: string;
  holder: string | null;
  /** Items are edges that hold a node. */
  edges: boolean;
  /** The object with the first item alone in its list, up to where the rest of the object goes on with `]`. */
  head: string;
  closers: string;
  keys: string[];
};

/**
 * Tells from the beginning of a root object whether it is an envelope, as `unwrap` would of the whole: then its items can be read as they
 * come. Null when it is none, or when too little of it is there to say so.
 */
export function openEnvelope(bytes: Uint8Array, recognise: Recogniser): Envelope | null {
  const list = openList(bytes);
  if (list === null || !isUtf8(bytes.subarray(0, list.end))) return null;
  const head = Buffer.from(bytes.buffer, bytes.byteOffset, list.end).toString('utf8');
  const root = parseObject(`${head}]${list.closers}`);
  if (root === null) return null;
  const { keys, items } = lastList(root);
  const [first] = items;
  const held = unwrap(root, recognise).records.find(({ value, key }) => key === null && isObject(first) && (value === first || value === first['node']));
  const place = held === undefined ? null : /^(?<list>.+)\/0(?<node>\/node)?$/.exec(held.pointer)?.groups;
  if (held === undefined || place == null) return null;
  return { from: list.from, depth: keys.length + 1, pointer: place['list'] ?? '', holder: held.holder, edges: place['node'] !== undefined, head, closers: list.closers, keys };
}

/**
 * What stands around the items, once the object has ended with `rest`, which parses behind the head; null when it ended early. Other lists of records in it come along;
 * what made it no envelope, had it been read whole, is part of the page.
 */
export function closeEnvelope(envelope: Envelope, rest: string | null, recognise: Recogniser): { around: Unwrapped; text: string } {
  const text = envelope.head + (rest ?? `]${envelope.closers}`);
  const root = parseObject(text);
  if (root === null) throw new Error('the rest of an envelope was not checked');
  const own = `${envelope.pointer}/`;
  const { records, page } = unwrap(root, recognise);
  if (records.some(({ pointer }) => pointer.startsWith(own))) return { around: { records: records.filter(({ pointer }) => !pointer.startsWith(own)), page }, text };
  return { around: { records: [], page: without(root, envelope.keys) }, text };
}

function parseObject(text: string): Record<string, unknown> | null {
  try {
    const value: unknown = JSON.parse(text);
    return isObject(value) ? value : null;
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error;
    return null;
  }
}

/** The list that ends a cut object: the last key of the last key. */
function lastList(root: Record<string, unknown>): { keys: string[]; items: unknown[] } {
  const keys: string[] = [];
  let inner: unknown = root;
  while (isObject(inner)) {
    const key: string = Object.keys(inner).at(-1) ?? '';
    keys.push(key);
    inner = inner[key];
  }
  return { keys, items: Array.isArray(inner) ? inner : [] };
}

function without(value: Record<string, unknown>, [key = '', ...inner]: readonly string[]): Record<string, unknown> {
  const there = value[key];
  return Object.fromEntries(Object.entries(value).flatMap(([name, one]) => (name !== key ? [[name, one]] : inner.length > 0 && isObject(there) ? [[name, without(there, inner)]] : [])));
}

/**
 * The outermost list that is still open where `bytes` of an object end, with only objects around it: where its first item starts and ends,
 * and what would close the objects. Null when there is none or its first item is not over.
 */
function openList(bytes: Uint8Array): { from: number; end: number; closers: string } | null {
  const opened: { at: number; list: boolean; comma: number }[] = [];
  for (let at = 0; at < bytes.length; at++) {
    switch (classOf[bytes[at] ?? 0]) {
      case quote:
        at = stringEnd(bytes, at + 1, bytes.length);
        while (bytes[at] === 92) at = stringEnd(bytes, at + 2, bytes.length);
        break;
      case open: opened.push({ at, list: bytes[at] === 91, comma: -1 }); break;
      case close: opened.pop(); break;
      case comma: {
        const inner = opened.at(-1);
        if (inner !== undefined && inner.comma < 0) inner.comma = at;
        break;
      }
    }
  }
  const outside = opened.findIndex(({ list }) => list);
  const list = opened[outside];
  return list === undefined || outside === 0 || list.comma < 0 ? null : { from: list.at + 1, end: list.comma, closers: '}'.repeat(outside) };
}
