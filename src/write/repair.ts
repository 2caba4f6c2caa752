import { parseDocument, YAMLMap, YAMLSeq } from 'yaml';
import * as z from 'zod';
import { Answers, AnswerSet } from '../model/answers.ts';
import { Lock } from '../model/state.ts';

const mark = /^(?:<{7}|={7}|>{7}|\|{7})(?: |$)/;

/** True when git joined two versions of a state file: marks are left, or a key, a link or a tombstone stands twice. */
export function isJoined(text: string): boolean {
  if (text.split('\n').some(line => mark.test(line))) return true;
  const document = parseDocument(text, { logLevel: 'silent' });
  if (document.errors.some(error => error.code === 'DUPLICATE_KEY')) return true;
  return ['links', 'retired'].some(key => {
    const rows = Joined.safeParse(document.get(key));
    return rows.success && new Set(rows.data).size < rows.data.length;
  });
}

/** What a row of the lock is about: a link by its two ends, a tombstone by its id. */
const Joined = z.instanceof(YAMLSeq).transform(rows => rows.items.flatMap(row => (row instanceof YAMLMap ? [String(row.get('id') ?? `${String(row.get('from'))} ${String(row.get('to'))}`)] : [])));

/** One `key: value` or `- value` line as data; null when it is neither. The state files have one entry a line, so that this is enough. */
function entryOf(line: string): unknown {
  const document = parseDocument(line.trim(), { logLevel: 'silent' });
  return document.errors.length > 0 ? null : document.toJS({ maxAliasCount: 0 });
}

type Row = { key: string; value: unknown };

/** Lines of one level of a joined file: top-level scalars, and the entries below each top-level key. The ancestor that some styles of git show counts for nothing. */
function rowsOf(text: string): { top: Row[]; below: Map<string, unknown[]> } {
  const top: Row[] = [];
  const below = new Map<string, unknown[]>();
  let section: string | null = null;
  let ancestor = false;
  for (const line of text.split('\n')) {
    if (mark.test(line)) ancestor = line.startsWith('|');
    if (ancestor || line.trim() === '' || mark.test(line) || line.startsWith('#')) continue;
    const head = /^([A-Za-z]+):\s*(.*)$/.exec(line);
    if (head?.[1] !== undefined) {
      section = head[1];
      const value = entryOf(line);
      if (head[2] !== '' && value !== null && typeof value === 'object' && section in value) top.push({ key: section, value: Object.entries(value)[0]?.[1] });
      continue;
    }
    const entry = entryOf(line);
    if (section !== null && entry !== null) below.set(section, [...(below.get(section) ?? []), ...(Array.isArray(entry) ? entry : [entry])]);
  }
  return { top, below };
}

const states = { default: 0, open: 1, answered: 2 };

/**
 * Answers of two branches as one: what a person answered wins over what was left open, that over a default; of two answers the later day, then
 * the one that stands last. Null when nothing of the file can be read.
 */
export function joinAnswers(text: string, feature: string): Answers | null {
  const { below } = rowsOf(text);
  let answers: AnswerSet = {};
  for (const entry of below.get('answers') ?? []) {
    const parsed = AnswerSet.safeParse(entry);
    if (!parsed.success) continue;
    const [key] = Object.keys(parsed.data);
    const next = Object.values(parsed.data)[0];
    const known = Object.entries(answers).find(([each]) => each === key)?.[1];
    if (key === undefined || next === undefined) continue;
    const rank = (answer: { state: keyof typeof states; at: string | null }): string => `${states[answer.state]}${answer.at ?? ''}`;
    if (known === undefined || rank(next) >= rank(known)) answers = { ...answers, ...parsed.data };
  }
  const joined = Answers.safeParse({ schemaVersion: 1, feature, answers });
  return joined.success ? joined.data : null;
}

/**
 * Locks of two branches as one: the earlier plan (its KSUID sorts first), the earlier date, every rename, every tombstone, every link; a link
 * whose two sides disagree is suspect until a person confirms it. Null when nothing of the file can be read.
 */
export function joinLocks(text: string): Lock | null {
  const { top, below } = rowsOf(text);
  const all = (key: string): string[] => top.filter(row => row.key === key).map(row => String(row.value instanceof Date ? row.value.toISOString().slice(0, 10) : row.value)).sort();
  const Link = Lock.shape.links.element;
  const links = new Map<string, Lock['links'][number]>();
  for (const entry of below.get('links') ?? []) {
    const link = Link.safeParse(entry);
    if (!link.success) continue;
    const key = `${link.data.from} ${link.data.to}`;
    const known = links.get(key);
    links.set(key, known === undefined || (known.fingerprint === link.data.fingerprint && known.confirmed === link.data.confirmed) ? link.data : { ...(known.fingerprint < link.data.fingerprint ? known : link.data), confirmed: false });
  }
  const retired = new Map<string, Lock['retired'][number]>();
  for (const entry of below.get('retired') ?? []) {
    const row = Lock.shape.retired.element.safeParse(entry);
    if (row.success) retired.set(row.data.id, row.data);
  }
  const record = (name: 'renames' | 'texts'): Record<string, string> => Object.fromEntries((below.get(name) ?? []).flatMap(entry => {
    const row = Lock.shape.renames.safeParse(entry);
    return row.success ? Object.entries(row.data) : [];
  }));
  const joined = Lock.safeParse({
    schemaVersion: 1, plan: all('plan')[0], asOf: all('asOf')[0], toolVersion: all('toolVersion').at(-1), factsEdition: all('factsEdition').at(-1),
    renames: record('renames'), texts: record('texts'), retired: [...retired.values()], links: [...links.values()],
  });
  return joined.success ? joined.data : null;
}

/** Proofs of two branches as one. A task that each has proven by another command counts as not proven. */
export function joinProofs(text: string): Map<string, string> {
  const commands = new Map<string, Set<string>>();
  for (const entry of rowsOf(text).below.get('proven') ?? []) {
    const row = z.record(z.string(), z.string()).safeParse(entry);
    for (const [task, command] of row.success ? Object.entries(row.data) : []) commands.set(task, (commands.get(task) ?? new Set()).add(command));
  }
  return new Map([...commands].flatMap(([task, found]) => (found.size === 1 ? [[task, [...found][0] ?? ''] as const] : [])));
}
