/** A JSON value as it stands in the file. `bytes` is a view that is only good until the call returns. */
export type RawRecord = {
  bytes: Uint8Array;
  /** 1-based line it starts on. */
  line: number;
  /** Key-value pairs written in it: more than the parsed value has means that a key stands twice. */
  pairs: number;
  depth: number;
  /**
   * `root`: the whole file so far; `item`: of a top-level array, or of the list of an envelope; `rest`: what follows that list in its
   * object, from its bracket on; `line`: one of several values in a row.
   */
  place: 'root' | 'item' | 'rest' | 'line';
};

/** `invalid-json`: a comma without a value behind it. */
export type SplitTrouble = { kind: 'truncated' | 'too-large' | 'invalid-json'; line: number };

/**
 * `batch` takes several items, or several lines, as one JSON array with its brackets; false when they could not be read together.
 * `breaks`: places of the commas that stand for the line breaks between lines.
 * `envelope` is asked about a large root object that has not ended: where the items of its list start, counted from its first byte, and how
 * deep they lie; null to go on keeping it whole.
 */
export type SplitSink = { record: (record: RawRecord) => void; batch: (array: Buffer, line: number, breaks: readonly number[]) => boolean; envelope: (root: Uint8Array) => { from: number; depth: number } | null; trouble: (trouble: SplitTrouble) => void };

export type Splitter = { push: (chunk: Uint8Array) => void; end: () => void };
