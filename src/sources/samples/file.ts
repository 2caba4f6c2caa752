import type { Finding } from '../../model/finding.ts';
import { addRecord, emptyGroup, type Group } from './groups.ts';
import { mostKeys, writtenKeys } from './keys.ts';
import { isContract } from './contract.ts';
import { closeEnvelope, openEnvelope, type Envelope } from './envelope.ts';
import type { CatalogueKind, Recogniser } from './kinds.ts';
import { nameFromFile, nameFromKey } from './names.ts';
import { countPairs, duplicateKeys, largeIntegers, parseBatch, parseRecord, type ParseTrouble } from './parse.ts';
import { visitOf } from './observe.ts';
import { deepestNesting, isObject, looksLikeData } from './shape.ts';
import { createSplitter } from './split.ts';
import type { RawRecord, SplitTrouble } from './raw-record.ts';
import { badInput, sampleFinding } from './troubles.ts';
import { unwrap, type Unwrapped } from './unwrap.ts';

export type FileRead = { path: string; bytes: number; records: number; groups: Map<string, Group>; contract: Record<string, unknown> | null; findings: Finding[]; empty: boolean };
export type FileReader = { push: (chunk: Uint8Array) => void; end: () => FileRead };

/** Findings of one kind that a single file may list before the rest is only counted. */
const listed = 20;

/**
 * Reads one sample file as it streams in: cuts records, tells their kinds, and merges what was seen. Never throws on its content.
 * `rawAllowed`: `recognise` looks for ASCII only, so that it tells a record's kind from raw text too.
 */
export function createFileReader(path: string, recognise: Recogniser, rawAllowed: boolean): FileReader {
  const groups = new Map<string, Group>();
  const findings: Finding[] = [];
  const unlisted = new Map<string, number>();
  const visit = visitOf(path);
  const fileName = nameFromFile(path);
  let bytes = 0;
  let read = 0;
  let values = 0;
  let pages = 0;
  let scalars = 0;
  /** A root object waits until the file ends: only then it is known to be alone. */
  let root: { value: Record<string, unknown>; text: string; line: number } | null = null;
  let contract: Record<string, unknown> | null = null;
  let lastGroup: Group | null = null;
  /** The root object whose list is being read, and what its records are called. */
  let envelope: Envelope | null = null;
  let listName = fileName;

  /** A web page is named once: its further lines are no JSON either. */
  let markup = false;

  function reportBad(kind: ParseTrouble['kind'] | SplitTrouble['kind'], line: number): void {
    if (markup && kind !== 'invalid-utf8') return;
    markup = kind === 'markup';
    const last = findings.at(-1);
    if (last === undefined || last.line !== line || last.rule !== `samples/${kind}`) report(badInput(kind, path, line));
  }

  function report(finding: Finding): void {
    const count = (unlisted.get(finding.rule) ?? 0) + 1;
    unlisted.set(finding.rule, count);
    if (count <= listed) findings.push(finding);
  }

  function groupOf(kind: CatalogueKind | null, name: string, role: Group['role']): Group {
    if (kind !== null && kind.model.generic !== true && lastGroup?.kind === kind) return lastGroup;
    const group = groupNamed(kind, name, role);
    lastGroup = group;
    return group;
  }

  function groupNamed(kind: CatalogueKind | null, name: string, role: Group['role']): Group {
    const label = kind === null ? `${role} ${name}` : `${kind.provider.id}/${kind.model.name}/${kind.model.generic === true ? name : ''}`;
    let group = groups.get(label);
    if (group === undefined) { group = emptyGroup(kind, name, role, path); groups.set(label, group); }
    return group;
  }

  function nameOf(holder: string | null): string {
    return (holder === null ? null : nameFromKey(holder)) ?? fileName;
  }

  function add(record: Record<string, unknown>, pointer: string, name: string, key: string | null): void {
    const kind = recognise(record);
    visit.pointer = pointer;
    visit.record++;
    addRecord(groupOf(kind, name, 'record'), record, visit, key);
    read++;
  }

  /** An item of the list of the file, or of an envelope. */
  function addItem(record: Record<string, unknown>): void {
    if (envelope === null) { add(record, `/${values}`, fileName, null); return; }
    const { node } = record;
    const pointer = `${envelope.pointer}/${values}`;
    if (!envelope.edges || !isObject(node)) { add(record, pointer, listName, null); return; }
    visit.pairs += Object.keys(record).length;
    add(node, `${pointer}/node`, listName, null);
  }

  /** Whole numbers beyond 2^53 lose digits in parsing: the text tells which were written as integers. */
  function settleHuge(text: string): void {
    if (visit.huge.length === 0) return;
    const written = largeIntegers(text);
    for (const { shape, value } of visit.huge) {
      if (written.has(value)) shape.big = true;
      else { shape.integers--; shape.doubles++; }
    }
    visit.huge = [];
  }

  function reportDuplicates(text: string, line: number): void {
    for (const { key, line: below } of duplicateKeys(text)) {
      const name = looksLikeData(key) ? 'A key' : `The key \`${key}\``;
      report(sampleFinding('duplicate-key', 'warning', path, line + below, `${name} stands twice in one object.`, 'Keep one of the two; the last one was read.'));
    }
  }

  function addRoot(alone: boolean): void {
    if (root === null) return;
    const { value, text, line } = root;
    root = null;
    if (alone && isContract(value)) { contract = value; return; }
    if (alone) addUnwrapped(unwrap(value, recognise), text);
    else { add(value, '/0', fileName, null); settleHuge(text); }
    if (text.length < 1_000_000 ? duplicateKeys(text).length > 0 : false) reportDuplicates(text, line);
  }

  function addUnwrapped({ records, page }: Unwrapped, text: string): void {
    for (const held of records) add(held.value, held.pointer, nameOf(held.holder), held.key);
    if (page !== null) {
      const [first] = groups.values();
      visit.pointer = '';
      visit.record++;
      addRecord(groupOf(null, `${first?.name ?? fileName}-page`, 'page'), page, visit, null);
      pages++;
    }
    settleHuge(text);
  }

  /** The items of an envelope were read as they came; what stood around them is known now. */
  function endEnvelope(rest: string | null): void {
    if (envelope === null) return;
    const { around, text } = closeEnvelope(envelope, rest, recognise);
    envelope = null;
    addUnwrapped(around, text);
  }

  function takeRest(raw: RawRecord): void {
    const parsed = envelope === null ? null : parseRecord(raw, envelope.head);
    if (parsed === null || !('trouble' in parsed)) { endEnvelope(parsed === null ? null : parsed.text.slice(envelope?.head.length)); return; }
    reportBad(parsed.trouble.kind, raw.line + parsed.trouble.line);
    endEnvelope(null);
  }

  function take(raw: RawRecord): void {
    if (raw.place === 'rest') { takeRest(raw); return; }
    const parsed = parseRecord(raw);
    if ('trouble' in parsed) { reportBad(parsed.trouble.kind, raw.line + parsed.trouble.line); values++; return; }
    const { value, text } = parsed;
    if (raw.place === 'root' && isObject(value)) { root = { value, text, line: raw.line }; values++; return; }
    addRoot(false);
    if (Array.isArray(value)) {
      // A list on a line of its own, or a list of lists.
      value.forEach((item: unknown, at) => { if (isObject(item)) add(item, `/${values}/${at}`, fileName, null); else scalars++; });
      settleHuge(text);
      if (countPairs(value) < raw.pairs) reportDuplicates(text, raw.line);
    } else if (isObject(value)) {
      const before = visit.pairs;
      addItem(value);
      settleHuge(text);
      if (visit.pairs - before < raw.pairs) reportDuplicates(text, raw.line);
    } else scalars++;
    values++;
  }

  const lines = /\.(?:ndjson|jsonl)$/i.test(path);

  function takeBatch(bytes: Buffer, line: number, breaks: readonly number[]): boolean {
    const parsed = parseBatch(bytes, rawAllowed && !visit.wideKeys);
    if (parsed === null) return false;
    visit.raw = parsed.raw;
    visit.deepest = 0;
    const before = visit.pairs;
    for (const value of parsed.values) { addItem(value); values++; }
    settleHuge(parsed.text);
    visit.raw = false;
    const pairs = visit.pairs - before;
    if (mostKeys(bytes) > pairs && writtenKeys(bytes) > pairs) reportDuplicates(asWritten(bytes, breaks), line);
    if (visit.deepest > deepestNesting) reportBad('too-deep', line);
    return true;
  }

  /** A batch of lines with its line breaks, to count by. */
  function asWritten(bytes: Uint8Array, breaks: readonly number[]): string {
    const copy = Buffer.from(bytes);
    for (const position of breaks) copy[position] = 10;
    return copy.toString('utf8');
  }

  function beginEnvelope(bytes: Uint8Array): { from: number; depth: number } | null {
    envelope = openEnvelope(bytes, recognise);
    if (envelope !== null) listName = nameOf(envelope.holder);
    return envelope;
  }

  const splitter = createSplitter(lines, { record: take, batch: takeBatch, envelope: beginEnvelope, trouble: ({ kind, line }) => reportBad(kind, line) });

  return {
    push(chunk) {
      bytes += chunk.length;
      splitter.push(chunk);
    },
    end() {
      splitter.end();
      endEnvelope(null);
      addRoot(true);
      for (const [rule, count] of unlisted) {
        if (count > listed) findings.push(sampleFinding(rule.replace('samples/', ''), 'error', path, 1, `${count - listed} more of this kind in this file.`, 'Mend the first ones, then read the file again.'));
      }
      if (read === 0 && pages === 0 && contract === null && findings.length === 0) {
        findings.push(scalars > 0
          ? sampleFinding('no-record', 'info', path, 1, 'The file holds values but no object, so no field could be read.', 'Give responses whose records are objects.')
          : sampleFinding('empty', 'info', path, 1, 'The file holds no record: an empty response.', 'Nothing to do when the API answers like this.'));
      }
      return { path, bytes, records: read, groups, contract, findings, empty: read === 0 && pages === 0 && contract === null };
    },
  };
}
