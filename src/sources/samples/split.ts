import { blank, classOf, close, closed, colon, comma, newline, newlines, open, other, quote, replaceBytes, stringEnd } from './bytes.ts';
import type { RawRecord, SplitSink, Splitter } from './raw-record.ts';

/** A value is buffered whole to be parsed. */
const largestRecord = 64 * 1024 * 1024;

/**
 * A file is cut byte by byte up to here. Past it, items that are parted by the same bytes each time (`},\n{`) are handed on in batches: a
 * batch that parses as an array was cut rightly, and one that does not is cut byte by byte.
 */
const carefulBytes = 16 * 1024;

const failuresAllowed = 3;

/** A root object is kept whole up to here, then asked whether it is an envelope, and again each time it is so many times larger. */
const envelopeBytes = 1024 * 1024;

const askAgain = 8;

/** Larger batches parse no faster and leave more garbage behind. */
const batchBytes = 24 * 1024;

/** Bytes kept free before a value, for the bracket that opens a batch. */
const margin = 1;

/**
 * Cuts a stream of bytes into the values it holds without decoding it: the items of a top-level array or of a large envelope, values in a row, or the one
 * root value. With `lines`, each line is one value (NDJSON), so that a damaged line costs that line only. `careful`: bytes cut one by
 * one before batches begin.
 */
export function createSplitter(lines: boolean, sink: SplitSink, careful = carefulBytes): Splitter {
  let buffer = new Uint8Array(192 * 1024);
  let length = margin;
  /** Scanned up to here; may stand one past the end after a backslash. */
  let at = margin;
  let start = -1;
  let startLine = 1;
  let line = 1;
  let depth = 0;
  let deepest = 0;
  let pairs = 0;
  let inString = false;
  /** Depth of the values: 1 inside a top-level array, more inside the list of an envelope. */
  let base = 0;
  let place: RawRecord['place'] = lines ? 'line' : 'root';
  let dropping = false;
  let askAt = envelopeBytes;
  /** The last thing seen in the list is a comma. */
  let wanting = false;
  let fresh = true;
  let consumed = 0;
  let failures = 0;
  /** Bytes from the brace that ends an item to the one that starts the next; null when they vary. */
  let seam: Buffer | null = null;
  let seamKnown = false;
  let itemEnd = -1;

  function append(chunk: Uint8Array): void {
    if (length + chunk.length > buffer.length) {
      const larger = new Uint8Array(Math.max(buffer.length * 2, length + chunk.length));
      larger.set(buffer.subarray(0, length));
      buffer = larger;
    }
    buffer.set(chunk, length);
    length += chunk.length;
  }

  /** Learns what parts two items while they are still cut byte by byte. */
  function learnSeam(position: number): void {
    const between = Buffer.from(buffer.subarray(itemEnd - 1, position + 1));
    if (!seamKnown) { seam = between; seamKnown = true; } else if (seam !== null && !seam.equals(between)) seam = null;
  }

  function begin(position: number, here: number): void {
    if (base > 0 && itemEnd > 0) learnSeam(position);
    itemEnd = -1;
    wanting = false;
    start = position; startLine = line; deepest = here - base;
  }

  function emit(end: number): void {
    if (start < 0) return;
    if (!dropping) sink.record({ bytes: buffer.subarray(start, end), line: startLine, pairs, depth: deepest, place });
    // Not kept over a chunk: the next item then teaches nothing.
    if (place === 'item') itemEnd = end;
    start = -1; dropping = false;
    if (place === 'root' || place === 'rest') place = 'line';
  }

  function scan(): void {
    const bytes = buffer;
    const end = length;
    let i = at;
    // Local while it runs: this loop sees every byte of the file.
    let here = depth;
    let seen = pairs;
    while (i < end) {
      if (inString) {
        i = stringEnd(bytes, i, end);
        if (i >= end) break;
        if (bytes[i] === 92) { i += 2; continue; }
        inString = false;
        i++;
        continue;
      }
      const kind = classOf[bytes[i] ?? 0];
      if (kind === quote) {
        if (start < 0) { begin(i, here); seen = 0; }
        i++;
        inString = true;
        continue;
      }
      if (kind === other) {
        if (start < 0) { begin(i, here); seen = 0; }
        do i++; while (i < end && classOf[bytes[i] ?? 0] === other);
        continue;
      }
      switch (kind) {
        case open:
          if (start < 0 && base === 0 && here === 0 && bytes[i] === 91) { here = 1; base = 1; place = 'item'; break; }
          if (start < 0) { begin(i, here); seen = 0; }
          here++;
          if (here - base > deepest) deepest = here - base;
          break;
        case close:
          if (here > base) {
            here--;
            if (here === 0) { pairs = seen; emit(i + 1); }
          } else if (base > 0) {
            if (wanting) sink.trouble({ kind: 'invalid-json', line });
            wanting = false;
            pairs = seen;
            emit(i);
            here = base - 1; base = 0; place = 'line';
            if (here > 0) { place = 'rest'; begin(i, here); seen = 0; }
          } else if (start < 0) { begin(i, here); seen = 0; }
          break;
        case comma:
          if (here === base) {
            if (base > 0) {
              if (wanting) sink.trouble({ kind: 'invalid-json', line });
              pairs = seen;
              emit(i);
              wanting = true;
            } else if (start < 0) { begin(i, here); seen = 0; }
          }
          break;
        case colon: seen++; break;
        case newline:
          if (here === 0 && start >= 0) { pairs = seen; emit(i); }
          line++;
          break;
      }
      i++;
    }
    at = i; depth = here; pairs = seen;
  }

  /** Hands on all items up to the last seam in the buffer; false when there is none or they do not parse together. */
  function scanBatch(): boolean {
    if (seam === null || failures >= failuresAllowed || consumed < careful || base === 0 || start < 0 || dropping) return false;
    const part = seam;
    const items = Buffer.from(buffer.buffer, start, length - start);
    let last = items.subarray(0, batchBytes).lastIndexOf(part);
    if (last < 0 && items.length > batchBytes) last = items.indexOf(part, batchBytes - part.length);
    if (last < 0) return false;
    if (!handOn(start + last + 1, [])) return false;
    line = startLine + newlines(items.subarray(0, last + part.length));
    // The scan goes on at the start of the item after the seam, as if nothing had been seen of it.
    at = start + last + part.length - 1;
    start = -1; depth = base; pairs = 0; inString = false; itemEnd = -1;
    if (at < length) begin(at, depth);
    return true;
  }

  /** What stands from `start` to `end` as one array, its brackets written over the bytes around it: copying would cost a tenth. */
  function handOn(end: number, breaks: readonly number[]): boolean {
    const before = buffer[start - margin] ?? 0, after = buffer[end] ?? 0;
    buffer[start - margin] = 0x5b; buffer[end] = 0x5d;
    const taken = sink.batch(Buffer.from(buffer.buffer, start - margin, end + 1 - start + margin), startLine, breaks.map((position) => position + margin));
    buffer[start - margin] = before; buffer[end] = after;
    if (!taken) failures++;
    return taken;
  }

  /** The same for lines: as many complete ones as a batch holds. False when there are none or they do not parse together. */
  function scanLineBatch(): boolean {
    if (failures >= failuresAllowed || consumed < careful || dropping || start < 0) return false;
    const rows = Buffer.from(buffer.buffer, start, length - start);
    let last = rows.subarray(0, batchBytes).lastIndexOf(10);
    if (last < 0 && rows.length > batchBytes) last = rows.indexOf(10, batchBytes - 1);
    if (last <= 0) return false;
    // In JSON a raw line break only stands between values: with commas in their place the lines are the items of an array.
    const breaks = replaceBytes(rows.subarray(0, last), 10, 44);
    startLine = line;
    if (!handOn(start + last, breaks)) {
      for (const position of breaks) rows[position] = 10;
      return false;
    }
    line += breaks.length + 1;
    at = start = start + last + 1;
    return start < length;
  }

  /** Lines are cut at every newline; what a string may hold across it is a damaged record, found when it is parsed. */
  function scanLines(last: boolean): void {
    const bytes = buffer.subarray(0, length);
    if (start < 0) start = at;
    for (let end = bytes.indexOf(10, at); end >= 0; end = bytes.indexOf(10, at)) {
      measure(start, end);
      line++;
      start = at = end + 1;
    }
    at = length;
    if (last && start < length) measure(start, length);
  }

  function measure(from: number, to: number): void {
    let depthHere = 0, text = false, content = false;
    pairs = 0; deepest = 0;
    for (let i = from; i < to; i++) {
      const code = buffer[i] ?? 0;
      if (text) { if (code === 92) i++; else if (code === 34) text = false; continue; }
      const kind = classOf[code];
      if (kind === blank) continue;
      content = true;
      if (kind === quote) text = true;
      else if (kind === colon) pairs++;
      else if (kind === open) { if (++depthHere > deepest) deepest = depthHere; } else if (kind === close) depthHere--;
    }
    if (content && !dropping) sink.record({ bytes: buffer.subarray(from, to), line, pairs, depth: deepest, place });
    dropping = false;
  }

  /** Goes on inside the list of a large root object when that is an envelope, with the item the list starts with. */
  function openRoot(): boolean {
    if (place !== 'root' || start < 0 || base > 0 || depth === 0 || length - start < askAt) return false;
    askAt *= askAgain;
    const found = sink.envelope(buffer.subarray(start, length));
    if (found === null) return false;
    at = start + found.from;
    line = startLine + newlines(Buffer.from(buffer.buffer, start, found.from));
    base = depth = found.depth;
    place = 'item';
    start = -1; pairs = 0; inString = false; itemEnd = -1; wanting = false;
    return true;
  }

  /** Bytes before the open value are done with; an oversized value is dropped as it comes. */
  function compact(): void {
    const keep = (start < 0 ? Math.min(at, length) : start) - margin;
    if (start >= 0 && length - start > largestRecord) {
      if (!dropping) sink.trouble({ kind: 'too-large', line: lines ? line : startLine });
      dropping = true;
      const past = at - length;
      length = margin; at = margin + Math.max(past, 0); start = margin;
      return;
    }
    buffer.copyWithin(0, keep, length);
    length -= keep; at -= keep;
    if (start >= 0) start = margin;
  }

  return {
    push(chunk) {
      append(chunk);
      if (fresh && length >= margin + 3) {
        fresh = false;
        if (buffer[margin] === 0xef && buffer[margin + 1] === 0xbb && buffer[margin + 2] === 0xbf) at = margin + 3;
      } else if (fresh) return;
      consumed += chunk.length;
      if (lines) {
        while (scanLineBatch()) continue;
        scanLines(false);
      } else {
        let batched = false;
        while (scanBatch()) batched = true;
        // What is left is part of one item: it is looked at when more of it is there.
        if (!batched) scan();
        if (openRoot()) scan();
      }
      compact();
      itemEnd = -1;
    },
    end() {
      fresh = false;
      if (lines) { scanLines(true); return; }
      scan();
      if (depth > 0 || inString) {
        // The last item of an array that never closes may itself be whole.
        if (depth === base && !inString && closed(buffer[length - 1])) emit(length);
        sink.trouble({ kind: 'truncated', line: start < 0 ? line : startLine });
        return;
      }
      emit(length);
    },
  };
}
