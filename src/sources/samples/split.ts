/** A JSON value as it stands in the file. `bytes` is a view that is only good until the call returns. */
export type RawRecord = {
  bytes: Uint8Array;
  /** 1-based line it starts on. */
  line: number;
  /** Key-value pairs written in it: more than the parsed value has means that a key stands twice. */
  pairs: number;
  depth: number;
  /** `root`: the whole file so far; `item`: of a top-level array; `line`: one of several values in a row. */
  place: 'root' | 'item' | 'line';
};

export type SplitTrouble = { kind: 'truncated' | 'too-large'; line: number };
export type SplitSink = { record: (record: RawRecord) => void; trouble: (trouble: SplitTrouble) => void };
export type Splitter = { push: (chunk: Uint8Array) => void; end: () => void };

/** A value is buffered whole to be parsed. */
const largestRecord = 64 * 1024 * 1024;

const other = 0, quote = 1, open = 2, close = 3, comma = 4, colon = 5, newline = 6, blank = 7;
const classOf = new Uint8Array(256).fill(other);
for (const [characters, kind] of [['"', quote], ['[{', open], [']}', close], [',', comma], [':', colon], ['\n', newline], [' \t\r', blank]] as const) {
  for (const character of characters) classOf[character.charCodeAt(0)] = kind;
}

function closed(last: number | undefined): boolean {
  return last === 0x7d || last === 0x5d;
}

/**
 * Cuts a stream of bytes into the values it holds without decoding it: the items of a top-level array, values in a row, or the one
 * root value. With `lines`, each line is one value (NDJSON), so that a damaged line costs that line only.
 */
export function createSplitter(lines: boolean, sink: SplitSink): Splitter {
  let buffer = new Uint8Array(128 * 1024);
  let length = 0;
  /** Scanned up to here; may stand one past the end after a backslash. */
  let at = 0;
  let start = -1;
  let startLine = 1;
  let line = 1;
  let depth = 0;
  let deepest = 0;
  let pairs = 0;
  let inString = false;
  /** Depth of the values: 1 inside a top-level array. */
  let base = 0;
  let place: RawRecord['place'] = lines ? 'line' : 'root';
  let dropping = false;
  let fresh = true;

  function append(chunk: Uint8Array): void {
    if (length + chunk.length > buffer.length) {
      const larger = new Uint8Array(Math.max(buffer.length * 2, length + chunk.length));
      larger.set(buffer.subarray(0, length));
      buffer = larger;
    }
    buffer.set(chunk, length);
    length += chunk.length;
  }

  function begin(position: number): void {
    start = position; startLine = line; pairs = 0; deepest = depth - base;
  }

  function emit(end: number): void {
    if (start < 0) return;
    if (!dropping) sink.record({ bytes: buffer.subarray(start, end), line: startLine, pairs, depth: deepest, place });
    start = -1; dropping = false;
    if (place === 'root') place = 'line';
  }

  function scan(): void {
    let i = at;
    const bytes = buffer;
    while (i < length) {
      if (inString) {
        let code = bytes[i] ?? 0;
        while (code !== 34 && code !== 92) {
          if (++i >= length) break;
          code = bytes[i] ?? 0;
        }
        if (i >= length) break;
        if (code === 92) i += 2;
        else { inString = false; i++; }
        continue;
      }
      const kind = classOf[bytes[i] ?? 0];
      if (kind === other) { if (start < 0) begin(i); i++; continue; }
      switch (kind) {
        case quote:
          if (start < 0) begin(i);
          inString = true;
          break;
        case open:
          if (start < 0 && base === 0 && depth === 0 && bytes[i] === 91 && !lines) { depth = 1; base = 1; place = 'item'; break; }
          if (start < 0) begin(i);
          depth++;
          if (depth - base > deepest) deepest = depth - base;
          break;
        case close:
          if (depth > base) {
            depth--;
            if (depth === 0) emit(i + 1);
          } else if (base === 1) {
            emit(i);
            depth = 0; base = 0; place = 'line';
          } else if (start < 0) begin(i);
          break;
        case comma:
          if (base === 1 && depth === 1) emit(i);
          else if (start < 0) begin(i);
          break;
        case colon: pairs++; break;
        case newline:
          if (depth === 0 && start >= 0) emit(i);
          line++;
          break;
      }
      i++;
    }
    at = i;
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

  /** Bytes before the open value are done with; an oversized value is dropped as it comes. */
  function compact(): void {
    const keep = start < 0 ? Math.min(at, length) : start;
    if (start >= 0 && length - start > largestRecord) {
      if (!dropping) sink.trouble({ kind: 'too-large', line: lines ? line : startLine });
      dropping = true;
      const past = at - length;
      length = 0; at = Math.max(past, 0); start = 0;
      return;
    }
    buffer.copyWithin(0, keep, length);
    length -= keep; at -= keep;
    if (start >= 0) start = 0;
  }

  return {
    push(chunk) {
      append(chunk);
      if (fresh && length >= 3) {
        fresh = false;
        if (buffer[0] === 0xef && buffer[1] === 0xbb && buffer[2] === 0xbf) at = 3;
      } else if (fresh) return;
      if (lines) scanLines(false); else scan();
      compact();
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
