import * as z from 'zod';
import { keyOf, type Cache } from '../io/cache.ts';
import { parseOrNull } from '../io/json.ts';
import { Finding } from '../model/finding.ts';

/** What a judgement rests on besides the text itself: other documents of the run by their keys (null: not in the run), which paths exist, and which ids the folder declares (as a hash; null: not asked). */
export const Asked = z.object({ documents: z.record(z.string(), z.string().nullable()), paths: z.record(z.string(), z.boolean()), beside: z.string().nullable() });
export type Asked = z.infer<typeof Asked>;

/** Findings of one document, or that it is judged together with others; `opens` are the ids that its lines start with. */
export const Judgement = z.object({ together: z.boolean(), asked: Asked, opens: z.array(z.string()), findings: z.array(Finding) });
export type Judgement = z.infer<typeof Judgement>;

/** The judgements of the last runs, by document, so that a changed document costs one. */
export type Judgements = {
  /** What was found last time for a document of this key, which is the hash of its text. */
  readonly get: (path: string, key: string) => Promise<Judgement | null>;
  readonly put: (path: string, key: string, judgement: Judgement) => Promise<void>;
  /** Writes what has changed. */
  readonly save: () => Promise<void>;
};

const shards = 32;
/** Documents a shard keeps that the run did not look at. */
const strangers = 2_000;

type Entry = { key: string; json: string };
type Shard = { entries: Map<string, Entry>; seen: Set<string>; changed: boolean };

/**
 * Opens what is kept under `ground`, the hash of all that every judgement rests on; what was found on other ground is dropped. `name`
 * keeps runs of another kind apart. Documents of one folder lie in one file, so that a check of one document reads little.
 */
export function openJudgements(cache: Cache, name: string, ground: string): Judgements {
  const open = new Map<string, Shard>();
  const fileOf = (path: string): string => `judged-${name}-${Number.parseInt(keyOf([path.slice(0, path.lastIndexOf('/') + 1)]).slice(0, 6), 16) % shards}.txt`;
  const files = new Map<string, string>();
  const shardOf = async (path: string): Promise<Shard> => {
    const folder = path.slice(0, path.lastIndexOf('/') + 1);
    const file = files.get(folder) ?? fileOf(path);
    files.set(folder, file);
    const known = open.get(file);
    if (known !== undefined) return known;
    const shard: Shard = { entries: entriesOf(await cache.read(file), ground), seen: new Set(), changed: false };
    open.set(file, shard);
    return shard;
  };
  return {
    get: async (path, key) => {
      const shard = await shardOf(path);
      shard.seen.add(path);
      const entry = shard.entries.get(path);
      if (entry?.key !== key) return null;
      const judgement = Judgement.safeParse(parseOrNull(entry.json));
      return judgement.success ? judgement.data : null;
    },
    put: async (path, key, judgement) => {
      const shard = await shardOf(path);
      shard.seen.add(path);
      shard.entries.set(path, { key, json: JSON.stringify(judgement) });
      shard.changed = true;
    },
    save: async () => {
      for (const [file, { entries, seen, changed }] of open) {
        if (!changed) continue;
        let left = strangers;
        const lines = [...entries].filter(([path]) => seen.has(path) || left-- > 0).map(([path, { key, json }]) => `${JSON.stringify(path)}\t${key}\t${json}\n`);
        await cache.write(file, `${ground}\n${lines.join('')}`);
      }
    },
  };
}

function entriesOf(text: string | null, ground: string): Map<string, Entry> {
  const entries = new Map<string, Entry>();
  if (text === null || !text.startsWith(`${ground}\n`)) return entries;
  for (let from = ground.length + 1, to = text.indexOf('\n', from); to >= 0; from = to + 1, to = text.indexOf('\n', from)) {
    const first = text.indexOf('\t', from);
    const second = text.indexOf('\t', first + 1);
    if (first < 0 || second < 0 || second > to) continue;
    const path = parseOrNull(text.slice(from, first));
    if (typeof path === 'string') entries.set(path, { key: text.slice(first + 1, second), json: text.slice(second + 1, to) });
  }
  return entries;
}
