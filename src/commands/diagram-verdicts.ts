import { DiagramVerdict, type DiagramParser } from '../check/mermaid/verdict.ts';
import { keyOf, type Cache } from '../io/cache.ts';
import { parseOrNull } from '../io/json.ts';
import type { Document } from '../model/document.ts';
import type { GuardedParser } from './diagrams.ts';

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
  const name = `diagrams-${cache === null ? '' : keyOf([cache.build]).slice(0, 16)}.txt`;
  let known: Kept | null = null;
  let parse: DiagramParser | null = null;
  const asked = new Set<string>();
  const late = new Set<string>();
  let changed = false;
  const verdictOf = async (text: string, parser: DiagramParser): Promise<DiagramVerdict> => {
    // Nothing of this run is kept, and what hashes costs more to open than a diagram to read.
    if (cache === null) return parser(text);
    known ??= new Kept(await cache.read(name) ?? '');
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
      await cache.write(name, known.print(asked));
    },
  };
}

/** So many verdicts are each searched for; for more, the places of all are noted first. */
const searched = 64;

/** The verdicts of earlier runs, one a line, of which most runs ask for few: none is read before it is asked for. */
class Kept {
  private readonly text: string;
  private readonly fresh = new Map<string, DiagramVerdict>();
  private places: Map<string, number> | null = null;
  private asked = 0;

  constructor(text: string) {
    this.text = text.startsWith('\n') ? text : '\n';
  }

  get(key: string): DiagramVerdict | undefined {
    const fresh = this.fresh.get(key);
    if (fresh !== undefined) return fresh;
    const at = this.placeOf(key);
    if (at < 0) return undefined;
    const verdict = DiagramVerdict.safeParse(parseOrNull(this.text.slice(at + key.length + 2, this.text.indexOf('\n', at + 1))));
    if (!verdict.success) return undefined;
    this.fresh.set(key, verdict.data);
    return verdict.data;
  }

  set(key: string, verdict: DiagramVerdict): void {
    this.fresh.set(key, verdict);
  }

  /** Those that this run has asked for, and the others as far as there is room. */
  print(asked: ReadonlySet<string>): string {
    let left = Math.max(0, most - asked.size);
    const lines = [...this.fresh].map(([key, verdict]) => `${key}\t${JSON.stringify(verdict)}\n`);
    for (const [key, at] of this.allPlaces()) if (!this.fresh.has(key) && left-- > 0) lines.push(this.text.slice(at + 1, this.text.indexOf('\n', at + 1) + 1));
    return `\n${lines.join('')}`;
  }

  /** Where the line of a verdict begins, with the end of the line before it; -1 when there is none. */
  private placeOf(key: string): number {
    this.asked++;
    return this.asked > searched ? (this.allPlaces().get(key) ?? -1) : this.text.indexOf(`\n${key}\t`);
  }

  private allPlaces(): Map<string, number> {
    if (this.places !== null) return this.places;
    this.places = new Map();
    for (let at = 0, end = this.text.indexOf('\n', 1); end > 0; at = end, end = this.text.indexOf('\n', end + 1)) this.places.set(this.text.slice(at + 1, this.text.indexOf('\t', at)), at);
    return this.places;
  }
}
