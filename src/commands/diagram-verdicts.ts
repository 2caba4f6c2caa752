import * as z from 'zod';
import { DiagramVerdict, type DiagramParser } from '../check/mermaid/verdict.ts';
import { keyOf, type Cache } from '../io/cache.ts';
import { parseOrNull } from '../io/json.ts';
import type { Document } from '../model/document.ts';
import type { GuardedParser } from './diagrams.ts';

const Known = z.record(z.string(), DiagramVerdict);

/** Verdicts beyond this many are kept only when the run asked for them. */
const most = 20_000;

/** Some grammars take time with the square of a diagram's length: up to this sum of squares a document is read in 5 s at worst. */
const calm = 400_000_000;

/** Mermaid's own verdict on diagrams: asked once for each text, and kept for the next run. */
export type DiagramVerdicts = {
  /** Verdicts on the diagrams of some documents; null when they have none. */
  readonly of: (documents: readonly Document[]) => Promise<ReadonlyMap<string, DiagramVerdict> | null>;
  readonly save: () => Promise<void>;
};

/** The grammars are loaded for the first diagram that nobody has judged. */
export function openVerdicts(cache: Cache | null): DiagramVerdicts {
  const name = `diagrams-${cache === null ? '' : keyOf([cache.build]).slice(0, 16)}.json`;
  let known: Map<string, DiagramVerdict> | null = null;
  let parse: DiagramParser | null = null;
  const asked = new Set<string>();
  const late = new Set<string>();
  let changed = false;
  const load = async (): Promise<Map<string, DiagramVerdict>> => {
    const text = await cache?.read(name) ?? null;
    const kept = Known.safeParse(text === null ? null : parseOrNull(text));
    return new Map(kept.success ? Object.entries(kept.data) : []);
  };
  const verdictOf = async (text: string, parser: DiagramParser): Promise<DiagramVerdict> => {
    // Nothing of this run is kept, and what hashes costs more to open than a diagram to read.
    if (cache === null) return parser(text);
    known ??= await load();
    const key = keyOf([text]).slice(0, 32);
    asked.add(key);
    const old = known.get(key);
    if (old !== undefined) return old;
    const verdict = await parser(text);
    // A verdict of the clock is no verdict of the grammar; the next run tries again.
    if (late.has(text)) return verdict;
    known.set(key, verdict);
    changed = true;
    return verdict;
  };
  const quick: DiagramParser = async text => {
    parse ??= await (await import('../check/mermaid/parser.ts')).createDiagramParser(await (await import('../io/mermaid.ts')).loadMermaid());
    return parse(text);
  };
  /** In a thread of its own, which is started for a diagram that nobody has judged and ended with the document. */
  const guarded = async (read: (parser: DiagramParser) => Promise<void>): Promise<void> => {
    const { diagramBudget, guardedParser } = await import('./diagrams.ts');
    const opened: GuardedParser[] = [];
    try {
      await read(async text => {
        const thread = opened[0] ?? guardedParser(diagramBudget);
        opened[0] = thread;
        const verdict = await thread.parse(text);
        if (thread.slow.has(text)) late.add(text);
        return verdict;
      });
    } finally {
      await opened[0]?.close();
    }
  };
  return {
    of: async documents => {
      const verdicts = new Map<string, DiagramVerdict>();
      for (const document of documents) {
        const texts = document.blocks.flatMap(block => (block.type === 'fence' && block.lang === 'mermaid' ? [block.content] : []));
        const read = async (parser: DiagramParser): Promise<void> => {
          for (const text of texts) verdicts.set(text, verdicts.get(text) ?? (await verdictOf(text, parser)));
        };
        if (texts.reduce((sum, text) => sum + text.length ** 2, 0) <= calm) await read(quick);
        else await guarded(read);
      }
      return verdicts.size === 0 ? null : verdicts;
    },
    save: async () => {
      if (cache === null || known === null || !changed) return;
      let left = Math.max(0, most - asked.size);
      await cache.write(name, JSON.stringify(Object.fromEntries([...known].filter(([key]) => asked.has(key) || left-- > 0))));
    },
  };
}
