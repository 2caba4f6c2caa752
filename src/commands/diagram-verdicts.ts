import { z } from 'zod';
import { DiagramVerdict, type DiagramParser } from '../check/mermaid/verdict.ts';
import { intact, keyOf, type Cache } from '../io/cache.ts';
import type { Document } from '../model/document.ts';

const Known = z.record(z.string(), DiagramVerdict);

/** Verdicts beyond this many are kept only when the run asked for them. */
const most = 20_000;

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
  let changed = false;
  const load = async (): Promise<Map<string, DiagramVerdict>> => {
    const text = await cache?.read(name) ?? null;
    const kept = Known.safeParse(text === null ? null : intact(text));
    return new Map(kept.success ? Object.entries(kept.data) : []);
  };
  const verdictOf = async (text: string): Promise<DiagramVerdict> => {
    known ??= await load();
    const key = keyOf([text]).slice(0, 32);
    asked.add(key);
    const old = known.get(key);
    if (old !== undefined) return old;
    parse ??= await (await import('../check/mermaid/parser.ts')).createDiagramParser(await (await import('../io/mermaid.ts')).loadMermaid());
    const verdict = await parse(text);
    known.set(key, verdict);
    changed = true;
    return verdict;
  };
  return {
    of: async documents => {
      const verdicts = new Map<string, DiagramVerdict>();
      for (const { blocks } of documents) for (const block of blocks) if (block.type === 'fence' && block.lang === 'mermaid') verdicts.set(block.content, verdicts.get(block.content) ?? (await verdictOf(block.content)));
      return verdicts.size === 0 ? null : verdicts;
    },
    save: async () => {
      if (cache === null || known === null || !changed) return;
      let left = Math.max(0, most - asked.size);
      await cache.write(name, JSON.stringify(Object.fromEntries([...known].filter(([key]) => asked.has(key) || left-- > 0))));
    },
  };
}
